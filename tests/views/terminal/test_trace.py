"""A trace in a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sayso.domain import Counts, Trace, TracedArticle
from sayso.views.terminal import show_trace


def shown(trace: Trace, width: int = 100, colour: bool = False) -> str:
    out = io.StringIO()
    show_trace(Console(file=out, width=width, force_terminal=colour, highlight=False), trace)
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_it_shows_origins_apart_articles_and_reasons(dam: Trace, width: int) -> None:
    text = shown(dam, width)
    assert "“Engineers found a crack in the dam”" in text
    assert text.index("Say so") < text.index("Deny it") < text.index("Of unknown lineage")
    assert "The Morning Loop" in text[text.index("Of unknown lineage") :]
    assert all(len(line) <= width for line in text.splitlines())


def test_a_copy_hangs_below_what_it_copies_with_the_reason(dam: Trace) -> None:
    lines = shown(dam).splitlines()
    agency = next(n for n, line in enumerate(lines) if "└── Northwire" in line)
    assert "└── Lakeside Gazette  2026-03-02  copy  92 % of its words" in lines[agency + 1]
    assert lines[agency + 1].index("└") > lines[agency].index("└")


def test_articles_that_copy_one_another_are_shown_once_each(dam: Trace) -> None:
    articles = (replace(dam.articles[0], copy_of=dam.articles[1].ref), *dam.articles[1:])
    tree = shown(replace(dam, articles=articles)).split("Timeline")[0].split("Say so")[1]
    assert tree.count("Lakeside Gazette") == 1
    assert tree.count("Northwire  2026") == 1


def test_the_timeline_names_each_day_once(dam: Trace) -> None:
    again = replace(dam.timeline[0], what="further origin", by="Radio Velm")
    text = shown(replace(dam, timeline=(dam.timeline[0], again, dam.timeline[1])))
    assert text.split("Timeline")[1].count("2026-03-02") == 1


def test_a_pipe_gets_no_colour(dam: Trace) -> None:
    assert "\x1b" not in shown(dam)
    assert "\x1b[" in shown(dam, colour=True)


@given(text=st.text(min_size=1))
def test_what_strangers_wrote_does_not_drive_the_terminal(text: str) -> None:
    article = TracedArticle(text, "1" * 32, "unclear", "supports", outlet=text + "\x1b[31m\u202e")
    trace = Trace(text, Counts(articles=1, unknown=1), articles=(article,))
    out = shown(trace)
    assert "\x1b" not in out
    assert "\u202e" not in out
