"""What the head of a plain text says of the article: title, byline, outlet, date, address.

Only what stands on its own, is labelled, or is in the dateline counts: a date in running prose is
what the article tells, not when it was published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.articles.frontmatter import front_matter
from sayso.articles.head_lines import Head, Line, head_field, head_line
from sayso.articles.titles import title_of

_CHARS = 2_000
_LINES = 12  # not blank; a head has no more
_PARAGRAPH = 250  # characters of a line with which the article itself has begun
_DECKS = 3  # shorter lines that state nothing: a title, two standfirsts
_BREAK = re.compile(r"\r\n?|\n|\u2028|\u2029")


def head(text: str) -> Head:
    """The head of a plain text or Markdown file."""
    matter = front_matter(text)
    found = Head()
    for key, values in matter.fields:
        found = found.or_else(head_field(key, values) or Head())
    lines = _BREAK.split(text[matter.end : matter.end + _CHARS])
    known = _known(lines)
    for line in sorted(known.values(), key=lambda line: line.prose):  # a dateline says least
        found = found.or_else(line.states)
    title = found.title or title_of(lines, known)
    return replace(found, title=title, published=found.published or found.updated)


def _known(lines: Sequence[str]) -> dict[int, Line]:
    """The lines of the head that state something, by their numbers."""
    known: dict[int, Line] = {}
    seen = decks = 0
    for number, raw in enumerate(lines):
        line = raw.strip()
        found = head_line(line) if line else None
        if found:
            known[number] = found
        seen += bool(line)
        decks += bool(line) and not found
        over = seen == _LINES or decks == _DECKS or len(line) > _PARAGRAPH
        if over or (found and found.prose):
            break
    return known
