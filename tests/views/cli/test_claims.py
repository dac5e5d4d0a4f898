"""`sayso claims`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.domain import Counts, Reading, Standing, Voiced
from sayso.ledger import Claim, Ledger, Member

Run = Callable[..., Any]


@pytest.fixture
def clustered(run: Run, kept: tuple[Reading, ...]) -> tuple[Claim, Claim]:
    """Two claims, as tracing may have found them."""
    northwire, gazette, courier, stray = (reading.statements[0] for reading in kept)
    crack = Claim(
        northwire.id,
        "The dam has a crack",
        Counts(articles=3, outlets=3, origins=2, supporting=1, denying=1),
        Standing(denied_by=(Voiced("Kessel Hydro", courier.id),), unnamed_origins=1),
        "2026-03-02",
        "2026-03-04",
        (Member(northwire.id, "supports"), Member(courier.id, "denies")),
    )
    heard = Claim(
        stray.id, "=Something \x1b[2J was heard", Counts(articles=2, unknown=2),
        members=(Member(gazette.id, "supports"), Member(stray.id, "supports")),
    )  # fmt: skip
    with Ledger.open("news.db") as ledger, ledger.writer() as writer:
        writer.keep_claims([heard, crack], {}, clustered=4)
    return crack, heard


def test_the_most_carried_come_first_with_how_they_stand(
    run: Run, clustered: tuple[Claim, Claim]
) -> None:
    lines = [line.strip() for line in run("claims").out.splitlines()]
    assert lines == [
        "The dam has a crack",
        "3 articles, 3 outlets; 1 origin says so, 1 denies it, 1 unnamed",
        "✗ denied by Kessel Hydro",
        f"2026-03-02 to 2026-03-04 · {clustered[0].id[:8]}",
        "",
        "=Something \ufffd[2J was heard",
        "2 articles; no origin says so",
        f"no date · {clustered[1].id[:8]}",
    ]


def test_items(run: Run, clustered: tuple[Claim, Claim]) -> None:
    first, second = run("claims", "--json").items
    assert (first["id"], first["text"]) == (clustered[0].id, "The dam has a crack")
    assert first["counts"]["denying"] == 1
    assert first["standing"]["denied_by"][0]["name"] == "Kessel Hydro"
    assert (second["first"], second["last"]) == (None, None)


def test_csv(run: Run, clustered: tuple[Claim, Claim]) -> None:
    first, second = run("claims", "--csv").rows
    assert (first["supporting"], first["denying"], first["denied_by"]) == ("1", "1", "Kessel Hydro")
    assert second["text"] == "'=Something \ufffd[2J was heard"


@pytest.mark.usefixtures("clustered")
@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["crack"], 1),
        (["Crack", "dam"], 1),
        (["zebra"], 0),
        (["--denied"], 1),
        (["--single-origin"], 1),
        (["--unnamed-only"], 1),
        (["--limit", "1"], 1),
    ],
    ids=str,
)
def test_filters(run: Run, words: list[str], count: int) -> None:
    assert len(run("claims", "--json", *words).items) == count


@pytest.mark.usefixtures("kept")
def test_no_claims_yet(run: Run) -> None:
    done = run("claims")
    assert (done.code, done.out) == (0, "")
    assert "add more articles" in done.err
    assert run("claims", "zebra").err.startswith("Nothing in the ledger answers")
