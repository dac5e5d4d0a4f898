"""Lists as CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.views.marks import safe
from sayso.views.sheets import guarded, joined, write_csv

CELLS = st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"))


def written(rows: list[list[str | int | bool | None]], head: list[str]) -> str:
    out = io.StringIO()
    write_csv(out, head, rows)
    return out.getvalue()


def test_a_header_and_a_line_for_each_row() -> None:
    text = written([["a,b", 3, True], [None, -1, False]], ["what", "many", "so"])
    assert text == 'what,many,so\n"a,b",3,yes\n,-1,no\n'


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@sum", "==", " =1", "\t=1", "\u00a0=1", "＝1", "-—", "=HYPERLINK(1)"],
)
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert guarded(text)[0] == "'"


@pytest.mark.parametrize("text", ["", "+", "-", "1-1", "a=b", "“=”", "'=1", "— dash", "2026-03-04"])
def test_other_text_stays(text: str) -> None:
    assert guarded(text) == text


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2)))
def test_it_reads_back_as_it_was_written(rows: list[list[str | int | bool | None]]) -> None:
    text = written(rows, ["one", "two"])
    assert list(csv.reader(io.StringIO(text), strict=True))[1:] == [
        [guarded(cell) for cell in row] for row in rows
    ]


@given(st.text())
def test_no_cell_begins_a_formula_or_holds_what_acts(text: str) -> None:
    cell = guarded(text)
    assert len(cell.strip()) < 2 or not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert safe(cell) == cell
    assert cell.removeprefix("'") == safe(text) or text.startswith("'")


def test_several_values_share_a_cell() -> None:
    assert joined(["Ana", "Ben"]) == "Ana; Ben"
    assert joined([]) == ""
