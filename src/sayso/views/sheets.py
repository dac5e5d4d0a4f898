"""Lists as CSV: a header line, then one line an item.

What strangers wrote must not act where the file is opened: a spreadsheet runs cells that begin like
a formula, a terminal obeys control characters. JSON is the form in which nothing is changed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from sayso.views.marks import safe

Cell = str | int | float | bool | None
# What spreadsheets take for the start of a formula; they skip white space before it.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write_csv(out: TextIO, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows of as many cells as `head` names; nothing known is an empty cell."""
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(head)
    for row in rows:
        sheet.writerow([guarded(cell) for cell in row])


def guarded(cell: Cell) -> str:
    """A cell as it is written: an apostrophe goes before what a spreadsheet would run.

    A sign alone, as of a polarity, is no formula.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if not isinstance(cell, str):
        return str(cell)
    text = safe(cell)
    begins = text.lstrip()
    return f"'{text}" if len(begins) > 1 and begins.startswith(_FORMULA) else text


def joined(parts: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(parts)


__all__ = ["Cell", "guarded", "joined", "write_csv"]
