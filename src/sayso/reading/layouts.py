"""Attributions that the layout makes rather than the wording: signed quotations and transcripts.

    “We left with what we wore.” — Ines Calder, who lives by the dam
    CALDER: We left with what we wore.

Both are conventions of the page, rare in the corpus that the network learned from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.reading.attributions import Attribution, Run
from sayso.reading.text import paragraphs

_QUOTE = '"\u201c\u201d\u201e\u00ab\u00bb'
_SIGNED = re.compile(
    rf"[{_QUOTE}](?P<content>[^\n]{{8,}}?)[{_QUOTE}]\s*(?P<cue>[\u2013\u2014\u2015]|--?)\s*"
    r"(?P<source>[^\W\d_a-z][\w.'\u2019-]*(?:\s+[^\n.:;!?]{1,80})?)\.?"
)
_SPEAKER = re.compile(
    r"(?P<source>(?:[A-Z][A-Z.'\u2019-]+\s?){1,4}(?:\([^)\n]{1,40}\))?)(?P<cue>:)\s+(?P<content>\S.+)"
)
_FEWEST = 3  # lines of a transcript: one line with a colon may be a headline
_SURE = 0.9  # of a convention; the network's own scores end there too
_CAPTIONS = frozenset("UPDATE NOTE EDITOR CORRECTION WATCH READ MORE RELATED PHOTO VIDEO".split())


def from_layout(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Attributions by layout where none of those found has the words, in text order."""
    lines = list(paragraphs(text))
    made = [*_matches(text, lines, _SIGNED), *_transcript(text, lines)]
    taken = sorted(span for attribution in found for span in attribution.content)
    return [attribution for attribution in made if not _is_taken(attribution.content[0], taken)]


def _matches(text: str, lines: Sequence[Run], pattern: re.Pattern[str]) -> Iterator[Attribution]:
    for start, end in lines:
        match = pattern.fullmatch(text, start, end)
        if match:
            yield Attribution(
                (match.span("source"),), (match.span("cue"),), (match.span("content"),), _SURE
            )


def _transcript(text: str, lines: Sequence[Run]) -> list[Attribution]:
    turns = []
    for turn in _matches(text, lines, _SPEAKER):
        first = re.split(r"\W", text[slice(*turn.source[0])], maxsplit=1)[0]
        if first not in _CAPTIONS:
            turns.append(turn)
    return turns if len(turns) >= _FEWEST else []


def _is_taken(content: Run, taken: Sequence[Run]) -> bool:
    """Whether half of the content is somebody's already."""
    start, end = content
    shared = sum(max(0, min(end, b) - max(start, a)) for a, b in taken)
    return 2 * shared > end - start
