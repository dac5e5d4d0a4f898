"""Lists in a terminal."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from sayso.domain import Correction, Counts, Link, Passage, Span, Standing, Statement, Voiced
from sayso.ledger import ArticleRow, Changed, Cited, Claim, Found, SourceRow, Version
from sayso.views.terminal.claims import show_claims, show_corrections
from sayso.views.terminal.tables import (
    show_articles,
    show_found,
    show_sources,
    show_versions,
)

ACTING = {"\x1b", "\x07", "\x00", "\u202e", "\u2066", "\r"}
Show = Callable[[Console, Any], None]


def rows_of(text: str) -> list[tuple[Show, list[Any]]]:
    """One row of each kind, with a stranger's words wherever words go."""
    article = ArticleRow(
        "1" * 32, text, text, text, (text,), "2026-03-03", text, "en", 12_345, text, "2026-03-04"
    )
    passage = Passage(text, (Span(0, 1),))
    link = Link(text, "officials", named=False)
    one = Statement("1" * 32, "source", passage, passage, passage, (link, link), act="deny")
    own = Statement("1" * 32, "article", passage)
    voices = (Voiced(text, "2" * 32),) * 5
    claim = Claim(
        "2" * 32, text, Counts(9, 7, 3, 2, 1, 1), Standing(voices, voices, voices, 1, 2), text, text
    )
    cited = tuple(Cited(text or None, 3) for _ in range(6))
    return [
        (show_articles, [article]),
        (show_found, [Found("3" * 32, each, text, text, text, text) for each in (one, own)]),
        (show_sources, [SourceRow(text, "people", False, 12_345, 678, cited)]),
        (show_versions, [Version(article), Version(article, (one,), (own,), (Changed(one, own),))]),
        (show_claims, [claim]),
        (show_corrections, [Correction("source", text, text, text, text, text, text)]),
    ]


def shown(show: Show, rows: list[Any], width: int, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, highlight=False)
    show(console, rows)
    return out.getvalue()


HOSTILE = "[bold]x[/bold] \x1b[2J\x07\u202e\r\n漢字" + "y" * 300


@pytest.mark.parametrize("width", [40, 60, 83, 84, 200])
@pytest.mark.parametrize("place", range(6))
def test_every_line_fits_and_nothing_acts(place: int, width: int) -> None:
    show, rows = rows_of(HOSTILE)[place]
    text = shown(show, rows, width)
    assert "[bold]x" in text.replace("\n", "")  # markup of strangers is none
    assert not ACTING & {*text}
    assert max(cell_len(line) for line in text.splitlines()) <= width


@settings(max_examples=25)
@given(text=st.text(max_size=40))
def test_any_words_can_be_shown(text: str) -> None:
    for show, rows in rows_of(text):
        out = shown(show, rows, 60)
        assert not ACTING & {*out}
        out.encode()


@pytest.mark.parametrize("place", range(6))
def test_a_pipe_gets_no_colour(place: int) -> None:
    show, rows = rows_of("rain")[place]
    assert "\x1b" not in shown(show, rows, 80)
    assert "\x1b[" in shown(show, rows, 80, colour=True)


@pytest.mark.parametrize("place", range(6))
def test_long_words_of_strangers_are_cut(place: int) -> None:
    text = shown(*rows_of("rain " * 2000)[place], 60)
    assert "…" in text
    assert len(text) < 12_000


def test_what_did_not_change_is_said() -> None:
    article = rows_of("rain")[0][1][0]
    text = shown(show_versions, [Version(article), Version(article)], 80)
    assert text.count("the same statements") == 1
