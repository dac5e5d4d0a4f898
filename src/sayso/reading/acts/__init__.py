"""Which act an attribution is, which way it points, and how firmly: GUIDE.md's three fields.

The cue's head decides by the lexicon (cues.py); what follows it may choose another reading
(`lexicon/frames.csv`); negation and refusal turn it (negation.py); then hedges of the cue and of
the content weaken it (hedges.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from sayso.domain import Act, Certainty, Manner, Polarity
from sayso.reading.acts.cues import Match, Token, head, lemmas, words_of
from sayso.reading.acts.frames import frames, patterns
from sayso.reading.acts.guesses import by_company, by_likeness
from sayso.reading.acts.hedges import finite, firmness
from sayso.reading.acts.negation import MODALS, Sense, Situation, turned
from sayso.reading.acts.scenes import Scene, scene
from sayso.reading.attributions import Attribution
from sayso.reading.lexicon import rows
from sayso.reading.text import quotation_states


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an attribution means. `score`: how often an act found this way is
    right, 0 to 1 (.92 for a head of the lexicon, .7 and .37 for guesses)."""

    act: Act
    polarity: Polarity
    certainty: Certainty
    manner: Manner
    score: float


# Share of right acts among dev and the tuning labels, by how the act was found (evaluate_acts.py);
# of guesses, on heads of the lexicon that were left out of it (guess_acts.py).
_KNOWN, _LIGHT, _WEAK, _LIKENESS, _COMPANY = 0.92, 0.75, 0.6, 0.7, 0.37
_SCORES = MappingProxyType({"full": _KNOWN, "light": _LIGHT, "weak": _WEAK})
_PREDICATED = frozenset({"that", "as"})
_CLOSED = ("auxiliary", "determiner", "preposition", "lead", "object", "subject", "relative")
_USUAL: Mapping[Act, tuple[Certainty, Certainty]] = MappingProxyType(
    {
        "state": ("certain", "certain"),
        "confirm": ("certain", "certain"),
        "deny": ("certain", "certain"),
        "withhold": ("unstated", "unstated"),
        "think": ("probable", "unstated"),
        "intend": ("certain", "unstated"),
        "direct": ("unstated", "unstated"),
        "ask": ("unstated", "unstated"),
        "judge": ("certain", "unstated"),
    }
)


def judge_all(
    text: str, attributions: Iterable[Attribution], states: Sequence[int] | None = None
) -> list[Judgement]:
    """A judgement for each attribution of one text; `states`: its `quotation_states`, if known."""
    states = quotation_states(text) if states is None else states
    return [judge(text, attribution, states) for attribution in attributions]


def judge(text: str, attribution: Attribution, states: Sequence[int] | None = None) -> Judgement:
    """Act, polarity, certainty and manner of an attribution.

    `states`: `quotation_states(text)`, to be computed once for all attributions of a text.
    """
    around = scene(text, attribution, quotation_states(text) if states is None else states)
    return judgement(around)


def judgement(around: Scene) -> Judgement:
    """The judgement on one scene."""
    at = situation(around)
    sense = _mood(turned(_sense(at), at), at)
    return Judgement(
        act=sense.act,
        polarity=sense.polarity,
        certainty=_certainty(sense, at),
        manner=around.manner,
        score=sense.score,
    )


def situation(around: Scene) -> Situation:
    """The scene, its cue's head found and what that governs looked over."""
    reach = around.cue + tuple(token.word for token in around.after)
    found = head(reach, len(around.cue))
    complement = _complement(around, found)
    held = frames(complement, around.content)
    return Situation(
        around,
        found,
        lead=around.lead + around.cue[: found.first if found else len(around.cue)],
        complement=tuple(complement),
        held=held | {"crowd"} if _crowd(around) else held,
    )


def _crowd(around: Scene) -> bool:
    """Several people speak: what they agree on is an opinion, not something conceded."""
    sources = {token.word for token in around.source}
    if not words_of("crowd").isdisjoint(sources.union(around.cue)):
        return True
    return any(map(_plural, around.source))


def _plural(token: Token) -> bool:
    word = token.word
    return len(word) > 4 and word.endswith("s") and not (word.endswith("ss") or token.capital)


def _complement(around: Scene, found: Match | None) -> list[Token]:
    """What the head governs: the rest of the cue, then the content.

    A content before the cue counts where it is no clause ("a charge that he rejected").
    """
    size = len(around.cue)
    last = found.last + 1 if found else size
    rest = [Token(word, 0, 0, False) for word in around.cue[min(last, size) :]]
    if around.follows:
        return rest + list(around.content[max(0, last - size) :])
    if around.manner == "indirect" and finite(around.words) is None:
        return rest + list(around.content)
    return rest or list(around.after[max(0, last - size) :])


@cache
def _frames() -> Mapping[str, tuple[tuple[str, Sense], ...]]:
    """Cue → its other readings, each under the name of the pattern that chooses it."""
    found: dict[str, list[tuple[str, Sense]]] = {}
    for cue, frame, act, certainty, polarity in rows("frames"):
        sense = Sense(act, polarity, certainty, certainty, _KNOWN)  # type: ignore[arg-type]
        found.setdefault(cue, []).append((frame, sense))
    return MappingProxyType({cue: tuple(them) for cue, them in found.items()})


def _sense(at: Situation) -> Sense:
    if at.found is None:
        return _guess(at)
    entry = at.found.entry
    for frame, sense in _frames().get(entry.cue, ()):
        if frame in at.held or frame == "*":
            return sense
    return Sense(entry.act, entry.polarity, entry.certainty, entry.bare, _SCORES[entry.weight])


def _guess(at: Situation) -> Sense:
    """For a cue whose words the lexicon does not have."""
    like = by_likeness(word for word in at.around.cue if not _closed(word))
    if like is not None:
        return Sense(like.act, like.polarity, like.certainty, like.bare, _LIKENESS)
    act = by_company(patterns(at.around, at.held))
    certainty, bare = _USUAL[act]
    return Sense(act, "-" if act == "deny" else "+", certainty, bare, _COMPANY)


def _closed(word: str) -> bool:
    return len(word) < 4 or any(word in words_of(sort) for sort in _CLOSED)


def _mood(sense: Sense, at: Situation) -> Sense:
    """Plain saying whose words are a question, a command or meant ironically."""
    if sense.act != "state":
        return sense
    if not words_of("irony").isdisjoint(at.around.cue):
        return replace(sense, polarity="-").unsure()
    if at.around.manner == "direct" and "question" in at.held:
        return replace(sense, act="ask", polarity="+").unsure()
    if at.around.manner == "direct" and "imperative" in at.held:
        return replace(sense, act="direct", polarity="+").unsure()
    return sense


def _certainty(sense: Sense, at: Situation) -> Certainty:
    predicated = finite(at.around.words) is not None or not _PREDICATED.isdisjoint(at.held)
    if sense.act == "judge":
        predicated = predicated or "reason" in at.held
    certainty = sense.certainty if predicated else sense.bare
    if certainty == "unstated":
        return certainty
    if not MODALS.isdisjoint(at.lead):
        return "possible"
    if certainty == "certain" and sense.act in ("state", "confirm") and _hedged(at.lead):
        return "probable"
    if sense.act in ("state", "think", "confirm") and certainty != "possible":
        said = firmness(at.around.words, own=at.around.manner == "direct")
        if said == "possible" or (said == "probable" and sense.act != "think"):
            return said
    return certainty


def _hedged(lead: Sequence[str]) -> bool:
    """ "seemed to confirm", "is likely to announce"."""
    return any(lemma in ("seem", "appear", "likely") for word in lead for lemma in lemmas(word))
