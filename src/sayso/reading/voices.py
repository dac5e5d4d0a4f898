"""The article's own voice: what is said in a sentence that nobody is cited for.

For each sentence less the spans of its attributions there is one stretch of own voice, if what
remains says something, that is, has a finite verb.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from sayso.reading.acts.cues import lemmas
from sayso.reading.document import Document, Word
from sayso.reading.lexicon import rows, table

Fragment = tuple[int, int]

_FINITE = frozenset(
    "is are was were am has have had does do did will would can could may might must shall should "
    "'s 're 've 'd 'll isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't "
    "won't wouldn't can't couldn't cannot".split()
)
_RELATIVE = frozenset(
    "who whom whose which that where when while as if because after before".split()
)
_SUBJECTS = frozenset("i you we they who these those some many most both others all".split())
_NEVER_AFTER = frozenset("to a an the of in on at by with from for its his her their this".split())
_SHORTEST = 3  # words; less says nothing that could be a claim


def own_voice(
    document: Document, cited: Iterable[tuple[int, int]]
) -> Iterator[tuple[Fragment, ...]]:
    """Fragments of each sentence's own voice, in text order. `cited`: spans of attributions."""
    taken = [False] * len(document.words)
    for start, end in cited:
        first, behind = document.range(start, end)
        taken[first:behind] = [True] * (behind - first)
    for number in range(len(document.bounds) - 1):
        first, behind = document.sentence(number)
        runs = [
            run
            for run in map(list, _runs(document.words, taken, first, behind))
            if any(word.text[:1].isalnum() for word in run)
        ]
        if _says_something(runs):
            yield tuple((run[0].start, run[-1].end) for run in map(_trimmed, runs))


def _runs(
    words: Sequence[Word], taken: Sequence[bool], first: int, behind: int
) -> Iterator[list[Word]]:
    run: list[Word] = []
    for at in range(first, behind):
        if not taken[at]:
            run.append(words[at])
        elif run:
            yield run
            run = []
    if run:
        yield run


def _trimmed(run: list[Word]) -> list[Word]:
    """Without the marks at its ends, and without a conjunction that joins it to a citation."""
    first, last = 0, len(run) - 1
    while not run[first].text[:1].isalnum():
        first += 1
    while not run[last].text[:1].isalnum():
        last -= 1
    while last > first and run[last].lower in ("and", "but", "or", "as", "while"):
        last -= 1
    return run[first : last + 1]


def _says_something(runs: Sequence[Sequence[Word]]) -> bool:
    worded = sum(word.text[:1].isalnum() for run in runs for word in run)
    return worded >= _SHORTEST and any(_has_finite_verb(run) for run in runs)


def _has_finite_verb(run: Sequence[Word]) -> bool:
    """Whether one of the words is a verb that can carry a sentence.

    No tagger: auxiliaries, irregular pasts, and known verbs in -s or -ed where no article,
    possessive or preposition stands before them; a plain form only after a plural.
    """
    words = [
        word.lower.replace("’", "'") for word in run if word.text[:1].isalnum() or "'" in word.text
    ]
    if words and words[0] in _RELATIVE:
        return False
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if word in _FINITE and before not in _RELATIVE - {"that"}:
            return True
        if at and before not in _NEVER_AFTER and _finite_form(word, before):
            return True
    return False


def _finite_form(word: str, before: str) -> bool:
    if word in table("irregular_verbs"):
        return table("irregular_verbs")[word] != word and not word.endswith("n")
    if not any(lemma in _verbs() for lemma in lemmas(word)):
        return False
    if word in _verbs():
        return before in _SUBJECTS or (before.endswith("s") and len(before) > 3)
    return word.endswith(("s", "ed"))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(row[0] for row in rows("verbs"))
