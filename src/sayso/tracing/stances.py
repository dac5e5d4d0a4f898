"""How a statement bears on its article's claim: refuting, confirming, withholding."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.domain import Position, Statement
from sayso.outlets.names import fold
from sayso.tracing.grounds import Voice
from sayso.tracing.senses import words_of
from sayso.tracing.setting import Setting, closeness, stretch
from sayso.tracing.turns import turns

_ABOUT = 0.34  # of the claim's words: what holds less is about something else
_REFUTING = ("state", "confirm", "deny", None)


def refutes(statement: Statement) -> float:
    """How plainly it denies something or calls it false: 1, or 0.4 for a mere negation."""
    said = _said(statement)
    if statement.act == "deny" or words_of("refuting").search(said):
        return 1.0
    negated = statement.polarity == "-" or bool(words_of("denying").search(said))
    return 0.4 if negated and statement.act in _REFUTING else 0.0


def confirms(statement: Statement) -> bool:
    """Whether it vouches for something."""
    return statement.act == "confirm" or bool(words_of("confirming").search(_said(statement)))


def withholds(statement: Statement) -> bool:
    """Whether its source will say nothing, or can't."""
    return statement.act == "withhold" or bool(words_of("withholding").search(_said(statement)))


def stance(group: Sequence[Voice], setting: Setting) -> Position:
    """How a group of voices stands to the claim, going by those of its statements that are about
    it, or by all if none is."""
    everything = [(voice, s) for voice in group for s in voice.statements]
    about = [
        (voice, s)
        for voice, s in everything
        if closeness(voice.article, s, setting) >= _ABOUT
        or stretch(voice.article, s, setting) >= 2 * _ABOUT
    ]
    judged = [s for _, s in about or everything]
    if not judged:
        return "supports"
    against = sum(refutes(s) == 1 or _turned(s, setting) for s in judged)
    held_back = sum(withholds(s) for s in judged)
    if 2 * against > len(judged) or (against and any(s.act == "deny" for s in judged)):
        return "denies"
    return "reports" if held_back == len(judged) else "supports"


def _turned(statement: Statement, setting: Setting) -> bool:
    """Whether it says that one of the claim's things is not so ("there is no crack").

    A claim that itself says that something is not so isn't turned by a "not".
    """
    if setting.negated or statement.act != "state":
        return False
    return bool(turns(statement.content.text, setting.claim).negated)


def _said(statement: Statement) -> str:
    cue = statement.cue.text if statement.cue else ""
    return fold(f"{cue} {statement.content.text}").casefold()
