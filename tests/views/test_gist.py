"""The line that matters."""

from __future__ import annotations

from dataclasses import replace

from sayso.domain import Counts, Trace
from sayso.views.gist import count, gist


def said(trace: Trace) -> str:
    return " ".join("".join(part.text for part in sentence) for sentence in gist(trace))


def test_it_says_who_says_so_and_who_denies_it_apart(dam: Trace) -> None:
    assert said(dam) == (
        "4 articles, 4 outlets. "
        "1 independent origin says so: officials at the ministry (unnamed) via Northwire. "
        "1 denies it: Kessel Hydro (of itself). "
        "Pavel Arden would not confirm it. "
        "1 article gives no source: it counts for nothing."
    )


def test_an_empty_trace_says_so() -> None:
    assert said(Trace("x", Counts())) == "No article in this ledger carries it."


def test_without_a_supporting_origin_it_does_not_say_that_somebody_says_so(dam: Trace) -> None:
    trace = replace(dam, origins=dam.origins[1:])
    assert "No origin says so." in said(trace)


def test_many_origins_are_counted_and_the_first_ones_named(dam: Trace) -> None:
    origins = tuple(replace(dam.origins[0], id=f"o{n}", name=f"source {n}") for n in range(9))
    line = said(replace(dam, origins=origins))
    assert "9 independent origins say so: source 0" in line
    assert "and 5 more" in line
    assert "source 7" not in line


def test_nobody_is_named_twice(dam: Trace) -> None:
    standing = replace(dam.standing, withheld_by=dam.standing.withheld_by * 3)
    assert said(replace(dam, standing=standing)).count("Pavel Arden") == 1


def test_counted_things_take_their_plural() -> None:
    assert count(1, "article") == "1 article"
    assert count(1203, "article") == "1,203 articles"
    assert count(0, "copy", "copies") == "0 copies"
