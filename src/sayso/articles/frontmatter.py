"""The fields between `---` lines that many Markdown files begin with: YAML at its plainest."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINES = 60
_LINE = 2_000  # characters; longer ones hold no field
_FENCE = re.compile(r"\s*---[ \t]*(?:\r\n?|\n)")
_BREAK = re.compile(r"\r\n?|\n")
_KEY = re.compile(r"([^\W\d_][\w -]{0,30}?)\s*:(?:\s+|$)")
_ITEM = re.compile(r"\s*-\s+(?=\S)")
_QUOTED = re.compile(r"""\s*("[^"]*"|'[^']*')(?:\s+#.*)?\s*$""")
_COMMENT = re.compile(r"\s#\s.*")


@dataclass(frozen=True, slots=True)
class Matter:
    """`fields`: key in lower case, and its values, one unless it is a list; `end`: where in the
    text the article proper begins."""

    fields: tuple[tuple[str, tuple[str, ...]], ...]
    end: int


def front_matter(text: str) -> Matter:
    """The front matter of a text; nothing, ending at 0, where it has none.

    Nested fields and texts of several lines are passed over.
    """
    fence = _FENCE.match(text)
    lines = _lines(text, fence.end()) if fence else []
    closing = next((n for n, (line, _) in enumerate(lines) if line.rstrip() in ("---", "...")), 0)
    if not closing:
        return Matter((), 0)
    fields: list[tuple[str, tuple[str, ...]]] = []
    for line, _ in lines[:closing]:
        key, item = _KEY.match(line), _ITEM.match(line)
        if key and len(line) <= _LINE:
            fields.append((key[1].lower(), _values(line[key.end() :])))
        elif item and fields:
            name, values = fields[-1]
            fields[-1] = (name, (*values, _unquoted(line[item.end() :])))
    kept = ((key, tuple(filter(None, values))) for key, values in fields)
    return Matter(tuple((key, values) for key, values in kept if values), lines[closing][1])


def _lines(text: str, start: int) -> list[tuple[str, int]]:
    """The next lines from `start`, and where each ends with its line break."""
    found: list[tuple[str, int]] = []
    while len(found) < _LINES and start < len(text):
        stop = _BREAK.search(text, start, start + _LINE)
        if not stop:
            found.append((text[start : start + _LINE], len(text)))
            break
        found.append((text[start : stop.start()], stop.end()))
        start = stop.end()
    return found


def _values(text: str) -> tuple[str, ...]:
    quoted = _QUOTED.match(text)
    bare = quoted[1] if quoted else _COMMENT.sub("", text.strip())
    if bare.startswith("[") and bare.endswith("]"):
        return tuple(map(_unquoted, bare[1:-1].split(",")))
    return (_unquoted(bare),)


def _unquoted(text: str) -> str:
    bare = text.strip()
    for mark in "\"'":
        if len(bare) > 1 and bare.startswith(mark) and bare.endswith(mark):
            return bare[1:-1].strip()
    return "" if bare in ("|", ">", "null", "~") else bare
