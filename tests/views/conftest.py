"""An invented trace that views are tried on."""

from __future__ import annotations

import pytest

from sayso.domain import (
    Counts,
    Event,
    Evidence,
    Origin,
    Span,
    Standing,
    Tie,
    Trace,
    TracedArticle,
    Voiced,
)

NORTHWIRE, GAZETTE, LEDGER, LOOP = "northwire.txt", "gazette.txt", "ledger.txt", "loop.txt"
DENIED = "d" * 32


@pytest.fixture
def dam() -> Trace:
    """Four articles: an agency's report, its copy, a denial, and one without a source."""
    return Trace(
        claim="Engineers found a crack in the dam",
        counts=Counts(articles=4, outlets=4, origins=2, supporting=1, denying=1, unknown=1),
        origins=(
            Origin(
                "o1", "officials at the ministry", "officials", named=False, position="supports",
                via=("Northwire",), first="2026-03-02", articles=(NORTHWIRE, GAZETTE),
                why="1 article copies Northwire",
            ),
            Origin(
                "o2", "Kessel Hydro", "organisation", named=True, position="denies",
                of_itself=True, first="2026-03-03", articles=(LEDGER,), why="a statement",
            ),
        ),
        articles=(
            TracedArticle(
                NORTHWIRE, "1" * 32, "own", "supports", outlet="Northwire",
                published="2026-03-02", origins=("o1",), statements=("a" * 32,),
            ),
            TracedArticle(
                GAZETTE, "2" * 32, "copy", "supports", outlet="Lakeside Gazette",
                published="2026-03-02", copy_of=NORTHWIRE, credits=("Northwire",), origins=("o1",),
                statements=("b" * 32,),
            ),
            TracedArticle(
                LEDGER, "3" * 32, "own", "denies", outlet="Business Ledger",
                published="2026-03-03", origins=("o2",), statements=(DENIED,),
            ),
            TracedArticle(
                LOOP, "4" * 32, "unclear", "supports", outlet="The Morning Loop",
                published="2026-03-05", statements=("e" * 32,),
            ),
        ),
        ties=(
            Tie("source", NORTHWIRE, "o1", "cites them", (Evidence(NORTHWIRE, (Span(0, 9),)),)),
            Tie("copy", GAZETTE, NORTHWIRE, "92 % of its words stand in Northwire"),
            Tie("source", LEDGER, "o2", "cites a statement"),
        ),
        timeline=(
            Event("2026-03-02", "first report", "Northwire", NORTHWIRE, "a" * 32),
            Event("2026-03-03", "denial", "Kessel Hydro", LEDGER, DENIED),
        ),
        standing=Standing(
            denied_by=(Voiced("Kessel Hydro", DENIED),),
            withheld_by=(Voiced("Pavel Arden", "f" * 32),),
            named_origins=1,
            unnamed_origins=1,
        ),
    )  # fmt: skip
