"""What the outlets of a text do in it: asked, told, broadcasting, printing; and what is quoted
from them at length.

An interview, a broadcast or a debate is an occasion: it holds for what its guests go on to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.domain import Kind
from sayso.reading.document import Word
from sayso.reading.lexicon import nouns, places, table
from sayso.reading.sources.described import Describing
from sayso.reading.sources.discourse import Discourse
from sayso.reading.sources.names import Name

_TOLD = frozenset("told tells telling tell".split())
_INTERVIEW = frozenset(
    "interview interviews interviewed interviewing appearance appearances appeared appearing "
    "appears spoke speaking talking talked conversation joined sat guest phoned".split()
)
_THROUGH = frozenset("on in to by with via through at".split())
_AGAINST = frozenset(
    "about against like than versus conducted commissioned sponsored criticized criticised slammed "
    "attacked blasted sued owned among and watch watched watching".split()
)
_SHOWS = frozenset(
    "podcast radio show program programme broadcast host anchor interview debate forum town "
    "moderator livestream".split()
)
_MEDIA = _SHOWS - frozenset("interview debate host anchor moderator town".split())
_ASKING = frozenset("hosted contacted reached asked".split())
_PUBLIC = frozenset("debate forum town hosted".split())
PIECES = frozenset(
    "op-ed op-eds opinion column article story piece editorial blog post essay report profile "
    "video segment page feed account reporter correspondent journalist columnist editor "
    "newspaper magazine website".split()
)
_SAID = frozenset("said says wrote writes added told".split())
_MARKS = frozenset("\"“‘'«")
_BESIDE = 4  # words between an outlet and what it holds ("a debate hosted by CNN")
_CITED = frozenset("cited cites quoted quotes".split())
_PASSIVE = ("ed", "wn", "ought", "en", "first")
_LISTED = frozenset({",", "and", "the"})


@dataclass(frozen=True, slots=True)
class Relay:
    """An outlet, platform or document that passed something on; `lasting`: on an occasion that
    goes on."""

    name: str
    kind: Kind
    lasting: bool


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet named at words `[first, behind)`."""

    first: int
    behind: int
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Occasion:
    """An interview or broadcast: from which sentence on, whose words it relays (`guests`, by
    name; empty: everybody's), and by which word its outlet is named."""

    sentence: int
    at: int
    relay: Relay
    guests: frozenset[str]


def outlets_in(scene: Discourse) -> tuple[Outlet, ...]:
    """Every outlet of a text in order: known ones, and others by form or use."""
    networks = {p.name for p in scene.press.prints if not p.programme}
    found = []
    used = {
        mention.figure for mention in scene.cast.mentions
        if _used(scene, mention.name, scene.cast.figure_of(mention).sort)
    }  # fmt: skip
    for printed in scene.press.prints:
        name = printed.name
        if printed.programme and name not in networks:
            name = scene.document.slice(printed.first, printed.behind)
        kind: Kind = "organisation" if printed.platform else "outlet"
        found.append(Outlet(printed.first, printed.behind, name, kind))
    for mention in scene.cast.mentions:
        figure, words = scene.cast.figure_of(mention), mention.name
        if scene.press.covering(words.behind - 1) is None and (
            figure.sort == "outlet" or mention.figure in used
        ):
            found.append(Outlet(words.first, words.behind, figure.name, "outlet"))
    return _apart([*found, *_meant(scene)])


def _meant(scene: Discourse) -> Iterator[Outlet]:
    """Outlets that "the paper", "the network" mean."""
    describing = Describing(scene)
    for phrase in scene.phrases:
        owned = phrase.plural or phrase.person or phrase.possessor >= 0
        if phrase.kind == "outlet" and phrase.definite and not owned:
            meant = describing.resolve(phrase, phrase.behind, ()).link
            if meant.named and meant.kind == "outlet":
                yield Outlet(phrase.first, phrase.behind, meant.name, "outlet")


def _used(scene: Discourse, name: Name, sort: str) -> bool:
    """Whether an unknown name is used as an outlet's: on a show, interviewed by it, or the one by
    which somebody said what is quoted."""
    if sort not in ("other", "organisation"):
        return False
    words = scene.document.words
    first, behind = name.first, name.behind
    after = [w.lower for w in words[behind : behind + 2] if w.text[:1].isalnum()]
    low = max(scene.document.sentence(words[first].sentence)[0], first - 5)
    before = [word.lower for word in words[low:first]] or [""]
    named = [text for text in before[-2:] if text.isalnum()]
    titled = bool(named) and named[-1] in _MEDIA
    asked = "interview" in before and before[-1] in ("with", "on", "to", "the")
    shown = bool(after) and after[0] in _SHOWS - {"town"}
    tail = name.tokens[-1]
    body = sort == "organisation" and (tail.isupper() or tail in table("organisations"))
    passed = not body and before[-2:] == ["according", "to"]
    if passed and _SAID & set(before[:-2]) and "," in before[:-2]:
        return True
    return titled or asked or (shown and bool({"on", "told", "the", "with"} & set(before[-3:])))


def _apart(found: list[Outlet]) -> tuple[Outlet, ...]:
    """Outlets in order without overlap, the longer first."""
    taken: set[int] = set()
    kept = []
    for outlet in sorted(found, key=lambda o: (o.first, -o.behind)):
        if taken.isdisjoint(range(outlet.first, outlet.behind)):
            taken.update(range(outlet.first, outlet.behind))
            kept.append(outlet)
    return tuple(kept)


def relays_of(scene: Discourse, outlets: tuple[Outlet, ...]) -> tuple[Relay | None, ...]:
    """What each outlet has passed on, by the words beside it; None where it has not.

    One that is listed after another ("ABC, MSNBC and CNN") does what that one does.
    """
    words = scene.document.words
    found: list[Relay | None] = []
    for number, outlet in enumerate(outlets):
        last = outlets[number - 1] if number else outlet
        between = {word.lower for word in words[last.behind : outlet.first]}
        if 0 < outlet.first - last.behind <= 3 and between <= _LISTED:
            other = found[-1]
            found.append(other and Relay(outlet.name, outlet.kind, other.lasting))
        else:
            found.append(_relay(scene, outlet))
    return tuple(found)


def _relay(scene: Discourse, outlet: Outlet) -> Relay | None:
    words = scene.document.words
    low = max(scene.document.sentence(words[outlet.first].sentence)[0], outlet.first - 9)
    behind = outlet.first
    while behind > low + 1 and _describing(words[behind - 1]):
        behind -= 1
    before = [w.lower for w in words[low:behind] if w.text not in _MARKS]
    near = [text for text in before[-4:] if text not in ("the", "a", "an")]
    tail = [w.lower for w in words[outlet.behind : outlet.behind + 4]]
    last = near[-1] if near else ""
    if outlet.kind == "outlet" and _cites(tail):
        return Relay(outlet.name, outlet.kind, False)
    if set(near[-2:]) & _AGAINST or "watch" in before[-4:]:
        return None
    if _lasting(before, near, tail, outlet.kind):
        return Relay(outlet.name, outlet.kind, True)
    piece = bool(PIECES & set(tail[:1])) and bool(set(before[-4:]) & {"in", "a", "an", "on"})
    if last == "by" and not (near[-2:-1] and near[-2].endswith(_PASSIVE)):
        return None
    if last in _THROUGH or piece:
        return Relay(outlet.name, outlet.kind, False)
    return None


def _describing(word: Word) -> bool:
    """Whether a word before an outlet only says what it is ("the French site NAME")."""
    noun = nouns().get(word.lower)
    outlet = noun is not None and noun.kind == "outlet" and not noun.journalist
    return outlet or (word.text in places() and places()[word.text][1] == "demonym")


def _cites(tail: list[str]) -> bool:
    """Whether the words behind an outlet say that it cites somebody ("also cited")."""
    return bool(set(tail[:1]) & _CITED) or (tail[:1] == ["also"] and bool(set(tail[1:2]) & _CITED))


def _lasting(before: list[str], near: list[str], tail: list[str], kind: Kind) -> bool:
    """Whether an outlet is told, asks or broadcasts; the words before it, and behind it."""
    told = bool(set(before[-4:]) & _TOLD)
    asked = bool(set(before) & _INTERVIEW) and bool(set(near[-2:]) & (_THROUGH | {"for"}))
    shown = bool(set(tail) & _SHOWS) and bool(set(before[-5:]) & (_THROUGH | {"during", "set"}))
    given = kind == "outlet" and bool(set(near[-1:]) & {"on", "to"}) and "according" not in near
    titled = bool(_MEDIA & set(near[-1:])) and bool(set(before[-5:]) & (_THROUGH | _TOLD))
    return told or asked or shown or given or titled or bool(_ASKING & set(near[-3:]))


def occasions_in(
    scene: Discourse, outlets: tuple[Outlet, ...], relays: tuple[Relay | None, ...]
) -> tuple[Occasion, ...]:
    """Every interview, broadcast and hosted debate of a text."""
    words = scene.document.words
    found = []
    for outlet, relay in zip(outlets, relays, strict=True):
        if relay is None or not relay.lasting:
            continue
        number = words[outlet.first].sentence
        low, high = scene.document.sentence(number)
        beside = words[max(low, outlet.first - _BESIDE) : min(high, outlet.behind + _BESIDE)]
        public = {word.lower for word in beside if not word.quoted} & _PUBLIC
        guests = frozenset() if public else _people(scene, low, high)
        found.append(Occasion(number, outlet.first, relay, guests))
    return tuple(found)


def _people(scene: Discourse, low: int, high: int) -> frozenset[str]:
    """Names of those whom some words speak of; an empty name, that there always is one."""
    found = {""}
    for at in range(low, high):
        mention = scene.cast.mention_at(at)
        number = mention.figure if mention is not None else scene.pronouns.get(at, -1)
        if 0 <= number < len(scene.cast.figures):
            found.add(scene.cast.figures[number].name)
    return frozenset(found)
