"""What speaks for and against a group of voices being an origin of its own.

Most people whom an article quotes say nothing on the claim itself, or repeat what all of them
rest on. What stands on its own is whoever puts the claim, a confirmation or a denial on record.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from sayso.domain import Statement
from sayso.outlets.names import fold
from sayso.tracing.grounds import POSTED, Voice
from sayso.tracing.places import keys
from sayso.tracing.senses import words_of
from sayso.tracing.setting import Setting, closeness, nearness, stretch
from sayso.tracing.stances import confirms, refutes, withholds

_ROOT = 0.68  # of the articles: what most of them share stands for all that they share
_FEW = 4  # articles; fewer tell nothing of what is shared


def all_signs(groups: Sequence[Sequence[Voice]], setting: Setting) -> tuple[dict[str, float], ...]:
    """The signs of every group, seen beside the one that most of the articles share."""
    signs = [group_signs(group, setting) for group in groups]
    if not groups:
        return ()
    root = max(range(len(groups)), key=lambda n: (rootedness(signs[n]), -n))
    rooted = {voice.article for voice in groups[root]}
    agreed = _agreement(setting)
    for n, (held, group) in enumerate(zip(signs, groups, strict=True)):
        articles = {voice.article for voice in group}
        scores = (agreed.get(s.id, 0.0) for voice in group for s in voice.statements)
        held["agreed"] = max(scores, default=0.0)
        held["in root"] = len(articles & rooted) / len(articles)
        held["supports most"] = held["most"] * (1 - held["refutes much"])
        held["root"] = float(n == root and held["share"] >= _ROOT)
    return tuple(signs)


def _agreement(setting: Setting) -> dict[str, float]:
    """How surely each statement is about the claim, beside the surest of its article."""
    out: dict[str, float] = {}
    for one in setting.carried:
        best = max((part.score for part in one.agreed), default=0.0) or 1.0
        out |= {part.statement.id: part.score / best for part in one.agreed}
    return out


def rootedness(signs: Mapping[str, float]) -> float:
    """How much a group looks like what all the articles rest on."""
    return (
        signs["share"]
        + 0.5 * signs["near"]
        + 0.5 * signs["close"]
        - 0.5 * signs["refutes much"]
        + 0.3 * signs["credit"]
    )


def group_signs(group: Sequence[Voice], setting: Setting) -> dict[str, float]:
    """Signs of a group of voices, each about 0 to 1."""
    statements = [statement for voice in group for statement in voice.statements]
    articles = {voice.article for voice in group}
    # Of one or two articles any source is "most": a few more are imagined that lack it.
    share = len(articles) / max(_FEW, len(setting.carried))
    near = [nearness(voice, setting) for voice in group]
    close = [closeness(voice.article, s, setting) for voice in group for s in voice.statements]
    people = [voice for voice in group if voice.kind != "outlet"]
    likely = [voice.credit.likely for voice in group if voice.credit]
    relays = {voice.relay for voice in group if voice.relay and voice.relay != POSTED}
    named = " ".join(_known_as(voice) for voice in group)
    refuting = [s for s in statements if refutes(s) == 1]
    against = [
        (refutes(s), stretch(voice.article, s, setting))
        for voice in group
        for s in voice.statements
    ]
    typical = setting.typical
    return {
        "share": share,
        "most": float(share >= 0.5),
        "one": float(len(articles) == 1 and len(setting.carried) >= _FEW),
        "near": max(near, default=0.0),
        "close": max(close, default=0.0),
        "talks": math.log1p(len(statements) / len(articles)) / 2,
        "refutes": float(bool(refuting)),
        "refutes near": max((near for how, near in against if how == 1), default=0.0),
        "negates near": max((near for how, near in against if 0 < how < 1), default=0.0),
        "nearer": max(near, default=0.0) - typical,
        "refutes much": len(refuting) / max(1, len(statements)),
        "confirms": float(any(confirms(s) for s in statements)),
        "withholds": float(any(withholds(s) for s in statements)),
        "only withholds": float(bool(statements) and all(withholds(s) for s in statements)),
        "direct": float(any(s.manner in ("direct", "mixed") for s in statements)),
        "opines": _part(statements, ("think", "judge", "intend", "direct", "ask")),
        "first report": float(any(s.first_report for s in statements)),
        "relayed": float(bool(relays)),
        "relays": math.log1p(len(relays)),
        "posted": float(any(voice.relay == POSTED for voice in group)),
        "told own": float(any(_told_own(voice) for voice in group)),
        "credit": max(likely, default=0.0),
        "credits": math.log1p(sum(likely)),
        "outlet only": float(not people),
        "outlet silent": float(not statements),
        "person": _kinds(people, "person"),
        "officials": _kinds(people, "officials"),
        "organisation": _kinds(people, "organisation"),
        "document": _kinds(people, "document"),
        "people": _kinds(people, "people"),
        "writer": _kinds(people, "writer"),
        "writer near": _kinds(people, "writer") * max(near, default=0.0),
        "writer share": _kinds(people, "writer") * share,
        "office": float(bool(words_of("offices").search(named))),
        "vague": float(bool(words_of("vague").search(named))),
        "subject": max((_overlap(voice.name, setting.claim) for voice in group), default=0.0),
    }


def _known_as(voice: Voice) -> str:
    links = [statement.chain[0] for statement in voice.statements if statement.chain]
    parts = [voice.name, *(f"{link.role or ''} {link.name}" for link in links)]
    return fold(" ".join(parts)).casefold()


def _kinds(voices: Sequence[Voice], kind: str) -> float:
    return sum(voice.kind == kind for voice in voices) / max(1, len(voices))


def _part(statements: Sequence[Statement], acts: Sequence[str]) -> float:
    return sum(s.act in acts for s in statements) / max(1, len(statements))


def _overlap(name: str, claim: Mapping[str, float]) -> float:
    parts = keys(name)
    return len(parts & claim.keys()) / max(1, len(parts))


def _told_own(voice: Voice) -> bool:
    """Told to the article's own outlet, as far as that shows."""
    return any(
        bool(_OWN.search(fold(s.cue.text).casefold() if s.cue else "")) for s in voice.statements
    )


_OWN = re.compile(r"\b(?:us|me|our|told this)\b")
