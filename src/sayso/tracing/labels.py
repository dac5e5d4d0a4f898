"""Labels of articles: own gathering, credited to another outlet, a copy, or unclear."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from sayso.domain import Label, Reading
from sayso.outlets.names import fold
from sayso.tracing.copies import Copy, quotations
from sayso.tracing.credits import SURE, Credited
from sayso.tracing.grounds import OWN, POSTED, Voice
from sayso.tracing.senses import words_of
from sayso.tracing.setting import Setting, closeness, closest, nearest, nearness, stretch, whole
from sayso.tracing.stances import refutes
from sayso.tracing.weighing import likelihood

COPIED = 0.5  # of an article's words; F1 of graded copies is .87 (.84 with quoted words in full)
_SOURCED = 0.2  # of the claim: whom an article hears on less is no source of it …
_SOURCED_HERE = 0.5  # … unless that is this much of what the article itself says of the claim
_WE = re.compile(
    r"\b(?:told|spoke to|tells) (?:us|me|this (?:newspaper|outlet|site|reporter))\b"
    r"|\b(?:we|i) (?:asked|contacted|called|reached out|spoke|interviewed|emailed|took a look"
    r"|looked|checked|found|tested|tried|visited|watched|obtained|have seen)\b"
)


def label(
    article: int,
    given: Sequence[Credited],
    heard: Sequence[Voice],
    copied: Copy | None,
    setting: Setting,
) -> Label:
    """What an article is, out of its credits, its voices and its fullest copy."""
    if copied is not None and is_copy(copied):
        return "copy"
    if _denial_itself(article, heard, setting):
        return "own"
    signs = label_signs(article, given, heard, setting)
    if likelihood("credited", signs) >= SURE:
        return "credited"
    return "own" if signs["we"] or _sourced(article, heard, setting) else "unclear"


def _sourced(article: int, heard: Sequence[Voice], setting: Setting) -> bool:
    """Whether it hears somebody on the claim, or its author states something as such."""
    enough = min(_SOURCED, _SOURCED_HERE * whole(article, setting))
    return any(
        voice.kind != "outlet" and nearness(voice, setting) >= enough for voice in heard
    ) or any(
        s.act == "state" and s.chain and s.chain[0].kind == "writer"
        for s in setting.carried[article].reading.statements
    )


def _in_first_person(reading: Reading) -> bool:
    """Whether the article, not somebody whom it quotes, says that "we asked" or "found"."""
    text = reading.article.text
    edges = [0, *(edge for quoted in quotations(text) for edge in quoted), len(text)]
    own = " ".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return bool(_WE.search(fold(own).casefold()))


def _denial_itself(article: int, heard: Sequence[Voice], setting: Setting) -> bool:
    """Whether it denies the claim on somebody's word that it hears through no other outlet: then
    it credits others with what it denies, but does not rest on them."""
    return setting.carried[article].position == "denies" and any(
        statement.act == "deny" and closeness(article, statement, setting) >= _SOURCED
        for voice in heard
        if voice.relay == "" and voice.kind not in ("outlet", "writer")
        for statement in voice.statements
    )


def is_copy(copy: Copy) -> bool:
    """Whether most of an article's wording is the other's."""
    return copy.share >= COPIED


def label_signs(
    article: int, given: Sequence[Credited], heard: Sequence[Voice], setting: Setting
) -> dict[str, float]:
    """What speaks for an article resting on another outlet rather than on its own gathering."""
    text = fold(setting.carried[article].reading.article.text).casefold()
    return {
        **_of_credits(given, len(text)),
        **_of_voices(article, given, heard, setting),
        "false words": min(1.0, len(words_of("debunking").findall(text)) / 6),
        "false early": float(bool(words_of("debunking").search(text[:700]))),
        "we": float(_in_first_person(setting.carried[article].reading)),
        "length": math.log1p(len(text)) / 10,
    }


def _of_credits(given: Sequence[Credited], length: int) -> dict[str, float]:
    likely = sorted((credited.likely for credited in given), reverse=True)
    probable = [one for one in given if one.likely >= SURE / 2]
    sure = [one for one in given if one.likely >= SURE]
    uses = [use for one in probable for use in one.named.uses]
    first = min((use.span.start for one in sure for use in one.named.uses), default=length)
    return {
        "likeliest": likely[0] if likely else 0.0,
        "second": likely[1] if len(likely) > 1 else 0.0,
        "sure": math.log1p(len(sure)),
        "any": float(bool(sure)),
        "cited": float(any(use.cited for use in uses)),
        "cited much": math.log1p(sum(use.cited for use in uses)),
        "signed": float(any(use.signed for use in uses)),
        "only told": float(bool(likely) and not any(use.cited or use.aside for use in uses)),
        "early": 1 - first / max(1, length),
        "asked": max((min(1.0, one.own) for one in given), default=0.0),
        "agency only": float(bool(sure) and all(one.named.agency for one in sure)),
        "its own": max((one.elsewhere for one in given if one.told_only), default=0.0),
    }


def _of_voices(
    article: int, given: Sequence[Credited], heard: Sequence[Voice], setting: Setting
) -> dict[str, float]:
    people = [voice for voice in heard if voice.kind != "outlet"]
    direct = [voice for voice in people if voice.relay in ("", POSTED)]
    relayed = [voice for voice in people if voice.relay not in ("", POSTED)]
    outlets = [voice for voice in heard if voice.kind == "outlet"]
    mine = sum(stretch(article, s, setting) for voice in people for s in voice.statements)
    theirs = sum(stretch(article, s, setting) for voice in outlets for s in voice.statements)
    return {
        "near": nearest(people, setting),
        "direct near": nearest(direct, setting),
        "relayed near": nearest(relayed, setting),
        "direct close": closest(direct, setting),
        "relayed close": closest(relayed, setting),
        "outlet close": closest(outlets, setting),
        "voices": math.log1p(len(people)) / 2,
        "refutes": float(any(refutes(s) for voice in people for s in voice.statements)),
        "posted": float(any(voice.relay == POSTED for voice in people)),
        "finds": float(any(voice.who[1] == OWN for voice in heard)),
        "refuting relay": float(
            any(refutes(s) == 1 for voice in (*outlets, *relayed) for s in voice.statements)
        ),
        "people near": mine / (1 + mine + theirs + 3 * sum(one.likely for one in given)),
        "offices": float(
            any(words_of("offices").search(fold(voice.name).casefold()) for voice in direct)
        ),
    }


def best_copies(found: Iterable[Copy]) -> dict[str, Copy]:
    """For each article the one that holds most of its words (of equals, the first by key)."""
    best: dict[str, Copy] = {}
    for copy in sorted(found, key=lambda copy: (copy.article, copy.other)):
        held = best.get(copy.article)
        if held is None or copy.share > held.share:
            best[copy.article] = copy
    return best
