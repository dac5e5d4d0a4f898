"""What surrounds a cue, as words: what the decision about an act looks at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.domain import Manner
from sayso.reading.acts.cues import Token, tokens, words_of
from sayso.reading.attributions import Attribution, Run
from sayso.reading.text import Quotation

_BEFORE = 80  # characters before a cue that are looked at
_AFTER = 60  # characters after it
_LEAD = 6  # words before a cue that may belong to its verb
_OPENING_THAT = re.compile(r"\W*that\b(?=\W)", re.IGNORECASE)
_SIGNS = frozenset(".;:!?—")


@dataclass(frozen=True, slots=True)
class Scene:
    """One attribution as words.

    `lead`: auxiliaries and negations right before the cue · `cue`, then `after`: the words that
    follow it in the text · `content` · `source` · `follows`: the content comes after the cue.
    """

    lead: tuple[str, ...]
    cue: tuple[str, ...]
    after: tuple[Token, ...]
    content: tuple[Token, ...]
    source: tuple[Token, ...]
    follows: bool
    manner: Manner

    @property
    def words(self) -> tuple[str, ...]:
        """The content's words."""
        return tuple([token.word for token in self.content])


def scene(text: str, attribution: Attribution, states: Sequence[int]) -> Scene:
    """The words of an attribution and around it; `states`: `quotation_states(text)`."""
    cue, content, source = (
        tuple([token for run in runs for token in tokens(text, *run)])
        for runs in (attribution.cue, attribution.content, attribution.source)
    )
    start = attribution.cue[0][0] if attribution.cue else 0
    end = attribution.cue[-1][1] if attribution.cue else 0
    return Scene(
        lead=_lead(text, start, attribution.source),
        cue=tuple([token.word for token in cue]),
        after=_after(text, end),
        content=content,
        source=source,
        follows=bool(attribution.content) and attribution.content[-1][0] >= end,
        manner=manner(text, attribution, states),
    )


def _lead(text: str, start: int, source: Sequence[Run]) -> tuple[str, ...]:
    floor = max([0, start - _BEFORE, *(end for _, end in source if end <= start)])
    before = tokens(text, floor, start)[-_LEAD:]
    if before and floor == start - _BEFORE and before[0].start == 0:
        before = before[1:]  # perhaps half a word
    kept: list[str] = []
    for token in reversed(before):
        if not (token.word in words_of("lead") or token.word.endswith("ly")):
            break
        kept.append(token.word)
    return tuple(reversed(kept))


def _after(text: str, end: int) -> tuple[Token, ...]:
    stop = min(len(text), end + _AFTER)
    breaks = [at for at in (text.find("\n", end, stop),) if at >= 0]
    stop = min([stop, *breaks])
    found: list[Token] = []
    for token in tokens(text, end, stop):
        if token.word in _SIGNS:
            break
        found.append(token)
    if found and found[-1].end == stop - end and stop < len(text) and text[stop].isalnum():
        found.pop()
    return tuple(found)


def manner(text: str, attribution: Attribution, states: Sequence[int]) -> Manner:
    """Whether the content is quoted: all of it but an opening "that", some, or none.

    Inside somebody's speech ("I told them he had left") the speech's marks are not the content's.
    """
    if _inside(attribution, states):
        return "indirect"
    quoted = plain = False
    for number, (start, end) in enumerate(attribution.content):
        opening = _OPENING_THAT.match(text, start, end) if number == 0 else None
        first = opening.end() if opening else start
        signs = tuple(zip(text[first:end], states[first:end], strict=True))
        quoted = quoted or any(c.isalnum() for c, state in signs if state == Quotation.INSIDE)
        plain = plain or any(c.isalnum() for c, state in signs if state != Quotation.INSIDE)
    return ("mixed" if plain else "direct") if quoted else "indirect"


def _inside(attribution: Attribution, states: Sequence[int]) -> bool:
    """Do cue and content stand within one and the same quotation?"""
    if not attribution.cue or not attribution.content:
        return False
    cue, content = attribution.cue[0], attribution.content[0]
    first, last = min(cue[0], content[0]), max(cue[1], content[1])
    return all(state == Quotation.INSIDE for state in states[first:last])
