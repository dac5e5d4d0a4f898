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
from sayso.tracing.setting import Setting, closest, nearest, stretch
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
    articles = {voice.article for voice in group}
    # Of one or two articles any source is "most": a few more are imagined that lack it.
    share = len(articles) / max(_FEW, len(setting.carried))
    near = nearest(group, setting)
    return {
        "share": share,
        "most": float(share >= 0.5),
        "one": float(len(articles) == 1 and len(setting.carried) >= _FEW),
        "near": near,
        "nearer": near - setting.typical,
        **_said(group, setting),
        **_heard(group),
        **_who(group, share, near),
        "subject": max((_overlap(voice.name, setting.claim) for voice in group), default=0.0),
    }


def _said(group: Sequence[Voice], setting: Setting) -> dict[str, float]:
    """What they say, and how that bears on the claim."""
    placed = [(voice.article, s) for voice in group for s in voice.statements]
    statements = [s for _, s in placed]
    against = [(refutes(s), stretch(article, s, setting)) for article, s in placed]
    articles = len({voice.article for voice in group})
    refuting = sum(how == 1 for how, _ in against)
    return {
        "close": closest(group, setting),
        "talks": math.log1p(len(statements) / articles) / 2,
        "refutes": float(refuting > 0),
        "refutes near": max((near for how, near in against if how == 1), default=0.0),
        "refutes much": refuting / max(1, len(statements)),
        "negates near": max((near for how, near in against if 0 < how < 1), default=0.0),
        "confirms": float(any(confirms(s) for s in statements)),
        "withholds": float(any(withholds(s) for s in statements)),
        "only withholds": float(bool(statements) and all(withholds(s) for s in statements)),
        "direct": float(any(s.manner in ("direct", "mixed") for s in statements)),
        "opines": _part(statements, ("think", "judge", "intend", "direct", "ask")),
        "first report": float(any(s.first_report for s in statements)),
        "outlet silent": float(not statements),
    }


def _heard(group: Sequence[Voice]) -> dict[str, float]:
    """How the articles come to hear them."""
    likely = [voice.credit.likely for voice in group if voice.credit]
    relays = {voice.relay for voice in group if voice.relay and voice.relay != POSTED}
    return {
        "relayed": float(bool(relays)),
        "relays": math.log1p(len(relays)),
        "posted": float(any(voice.relay == POSTED for voice in group)),
        "told own": float(any(_told_own(voice) for voice in group)),
        "credit": max(likely, default=0.0),
        "credits": math.log1p(sum(likely)),
    }


def _who(group: Sequence[Voice], share: float, near: float) -> dict[str, float]:
    """Who they are."""
    people = [voice for voice in group if voice.kind != "outlet"]
    named = " ".join(_known_as(voice) for voice in group)
    writer = _kinds(people, "writer")
    kinds = ("person", "officials", "organisation", "document", "people")
    return {
        **{kind: _kinds(people, kind) for kind in kinds},
        "outlet only": float(not people),
        "writer": writer,
        "writer near": writer * near,
        "writer share": writer * share,
        "office": float(bool(words_of("offices").search(named))),
        "vague": float(bool(words_of("vague").search(named))),
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
