"""Where a quoted content ends: the comma before the closing mark hands the sentence back.

    “We monitor every dam,” without confirming …   →   “We monitor every dam,”

In PolNeAR train contents that begin with a mark stop there 125 times and go on 14 times.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.attributions import Attribution, Run

_BEGINS = re.compile(r"\s*(?:that\s+)?[\"\u201c]")
_HANDS_BACK = re.compile(r",(?:[\"\u201d]|'')(?=\s+[^\W\dA-Z_][^\"\u201c\u201d\n]*\Z)")


def settled(text: str, attribution: Attribution) -> Attribution:
    """The attribution with each quoted fragment of its content ended where the quotation ends."""
    content = tuple(_cut(text, run) for run in attribution.content)
    return attribution if content == attribution.content else replace(attribution, content=content)


def _cut(text: str, run: Run) -> Run:
    start, end = run
    part = text[start:end]
    if not _BEGINS.match(part):
        return run
    found = _HANDS_BACK.search(part)
    return (start, start + found.end()) if found else run
