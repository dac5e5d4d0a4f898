"""Labels of articles: own gathering, credited to another outlet, a copy, or unclear."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from sayso.domain import Label
from sayso.outlets.names import fold
from sayso.tracing.copies import Copy
from sayso.tracing.credits import SURE, Credited
from sayso.tracing.grounds import OWN, POSTED, Voice
from sayso.tracing.senses import words_of
from sayso.tracing.setting import Setting, nearness, stretch
from sayso.tracing.stances import refutes
from sayso.tracing.weighing import likelihood

COPIED = 0.47  # of an article's words; F1 of graded copies is .89 from .45 to .5, less beyond
_SOURCED = 0.2  # of the claim: whom an article hears on less is no source of it
_WE = re.compile(
    r"\b(?:told|spoke to|tells) (?:us|me|this (?:newspaper|outlet|site|reporter))\b"
    r"|\b(?:we|i) (?:asked|contacted|called|reached out|spoke|interviewed|emailed)\b"
)


def label(
    given: Sequence[Credited], heard: Sequence[Voice], copied: Copy | None, setting: Setting
) -> Label:
    """What an article is, out of its credits, its voices and its fullest copy."""
    if copied is not None and is_copy(copied):
        return "copy"
    if likelihood("credited", label_signs(given, heard, setting)) >= SURE:
        return "credited"
    sourced = (voice for voice in heard if voice.kind != "outlet")
    return "own" if any(nearness(voice, setting) >= _SOURCED for voice in sourced) else "unclear"


def is_copy(copy: Copy) -> bool:
    """Whether most of an article's wording is the other's."""
    return copy.most >= COPIED


def label_signs(
    given: Sequence[Credited], heard: Sequence[Voice], setting: Setting
) -> dict[str, float]:
    """What speaks for an article resting on another outlet rather than on its own gathering."""
    likely = sorted((credited.likely for credited in given), reverse=True)
    people = [voice for voice in heard if voice.kind != "outlet"]
    near = [nearness(voice, setting) for voice in people]
    direct = [n for n, voice in zip(near, people, strict=True) if voice.relay in ("", POSTED)]
    relayed = [n for n, voice in zip(near, people, strict=True) if voice.relay not in ("", POSTED)]
    article = setting.carried[heard[0].article].reading.article if heard else None
    text = fold(article.text).casefold() if article else ""
    return {
        "likeliest": likely[0] if likely else 0.0,
        "second": likely[1] if len(likely) > 1 else 0.0,
        "sure": math.log1p(sum(one >= SURE for one in likely)),
        "any": float(bool(likely) and likely[0] >= SURE),
        "cited": float(any(u.cited for c in given if c.likely >= SURE / 2 for u in c.named.uses)),
        "only told": float(
            bool(likely)
            and not any(
                u.cited or u.aside for c in given if c.likely >= SURE / 2 for u in c.named.uses
            )
        ),
        "asked": max((min(1.0, c.own) for c in given), default=0.0),
        "agency only": float(
            any(c.likely >= SURE for c in given)
            and all(c.named.agency for c in given if c.likely >= SURE)
        ),
        "near": max(near, default=0.0),
        "direct near": max(direct, default=0.0),
        "relayed near": max(relayed, default=0.0),
        "voices": math.log1p(len(people)) / 2,
        "refutes": float(any(refutes(s) for voice in people for s in voice.statements)),
        "posted": float(any(voice.relay == POSTED for voice in people)),
        "finds": float(any(voice.who[1] == OWN for voice in heard)),
        "false words": min(1.0, len(words_of("debunking").findall(text)) / 6),
        "false early": float(bool(words_of("debunking").search(text[:700]))),
        "refuting relay": float(
            any(
                refutes(s) == 1
                for voice in heard
                if voice.kind == "outlet" or voice.relay not in ("", POSTED)
                for s in voice.statements
            )
        ),
        "its own": max((math.log1p(c.elsewhere) for c in given if c.told_only), default=0.0),
        "people near": sum(
            stretch(voice.article, s, setting) for voice in people for s in voice.statements
        )
        / (
            1
            + sum(stretch(voice.article, s, setting) for voice in heard for s in voice.statements)
            + 3 * sum(c.likely for c in given)
        ),
        "we": float(bool(_WE.search(text))),
        "length": math.log1p(len(text)) / 10,
    }


def best_copies(found: Iterable[Copy]) -> dict[str, Copy]:
    """For each article the one that holds most of its words (of equals, the first by key)."""
    best: dict[str, Copy] = {}
    for copy in sorted(found, key=lambda copy: (copy.article, copy.other)):
        held = best.get(copy.article)
        if held is None or copy.most > held.most:
            best[copy.article] = copy
    return best
