"""Whom a mention stands for, with all that the article says of it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.domain import Kind, Link
from sayso.reading.lexicon import places, table
from sayso.reading.sources.discourse import Discourse
from sayso.reading.sources.figures import Figure
from sayso.reading.sources.phrases import Phrase

_KINDS: dict[str, Kind] = {
    "person": "person", "organisation": "organisation", "outlet": "outlet",
    "document": "document", "place": "organisation", "group": "people", "other": "organisation",
}  # fmt: skip
_PARTIES = frozenset(
    "Republicans Democrats Conservatives Liberals Libertarians Socialists Greens Tories "
    "Communists Labourites".split()
)
_DROPPED = frozenset("the this that these those".split())


@dataclass(frozen=True, slots=True)
class Reference:
    """A link of a chain and what later words can refer to it by.

    `who`: the person (see `Discourse`), -1 if it is none · `plural`: more than one · `lemma`: the
    head noun of a description, or empty.
    """

    link: Link
    who: int = -1
    plural: bool = False
    lemma: str = ""


NOBODY = Reference(Link("", "none", False))


def of_figure(scene: Discourse, number: int) -> Reference:
    """A figure as a source."""
    figure = scene.cast.figures[number]
    kind = _KINDS[figure.sort]
    if figure.sort == "group":
        party = is_party(figure.name)
        return Reference(Link(figure.name, "organisation" if party else "people", party), -1, True)
    role = figure.role if figure.sort == "person" else ""
    link = Link(figure.name, kind, True, role or None, affiliation(scene, figure, role) or None)
    return Reference(link, number if figure.sort in ("person", "other") else -1)


def is_party(name: str) -> bool:
    """Whether a plural is the members of a party, who speak as a party."""
    return name in _PARTIES


def of_phrase(scene: Discourse, phrase: Phrase, behind: int) -> Reference:
    """A phrase that nothing names more fully, its words up to `behind`."""
    words = scene.document.words
    first = phrase.first
    while first < phrase.head and words[first].lower in _DROPPED:
        first += 1
    name = scene.document.slice(first, behind)
    name = name[:1].lower() + name[1:] if common(scene, first) else name
    body = phrase.kind in ("organisation", "document", "outlet")
    one = phrase.kind == "document" or not phrase.plural
    known = proper(scene, first, behind, phrase.kind == "document") or (
        phrase.kind == "organisation" and any(map(_nation, phrase.modifiers))
    )
    named = body and one and not phrase.person and known
    where = _belonging(scene, phrase, behind)
    link = Link(name, phrase.kind, named, None, where or None)
    return Reference(link, -1, phrase.plural, phrase.lemma)


def _nation(word: str) -> bool:
    """Whether a word in lower case says of which country."""
    place = places().get(word.title()) or places().get(word.upper())
    return place is not None and place[1] in ("country", "demonym")


def common(scene: Discourse, word: int) -> bool:
    """Whether a word has its capital only because it begins a sentence."""
    words = scene.document.words
    opening = word == scene.document.bounds[words[word].sentence]
    if not opening or scene.cast.mention_at(word) is not None:
        return False
    text = words[word].text
    small = text.lower() in table("function_words")
    goes_on = word + 1 < len(words) and words[word + 1].capital
    return len(text) == 1 or (text[1:].islower() and (small or not goes_on))


def proper(scene: Discourse, first: int, behind: int, paper: bool = False) -> bool:
    """Whether some words hold the name of a person, body, outlet or place; `paper`: or place not
    (a survey of a country is not named by it)."""
    for word in range(first, behind):
        if scene.press.covering(word) is not None:
            return True
        mention = scene.cast.mention_at(word)
        if mention is None:
            continue
        sort = scene.cast.figure_of(mention).sort
        if sort != "group" and not (paper and sort == "place"):
            return True
    return False


def affiliation(scene: Discourse, figure: Figure, role: str) -> str:
    """The body or country in somebody's role, or empty."""
    if not role:
        return ""
    for mention in scene.cast.mentions:
        name = mention.name
        if scene.cast.figures[mention.figure] is figure and name.role == role:
            behind = name.first if name.begin < name.first else name.behind_role
            first = name.begin if name.begin < name.first else name.behind
            return named_in(scene, first, behind)
    return ""


def _belonging(scene: Discourse, phrase: Phrase, behind: int) -> str:
    if not phrase.person:
        return ""
    return named_in(scene, phrase.first, behind)


def named_in(scene: Discourse, first: int, behind: int) -> str:
    """The body, country or person that some words name, the first of them; empty if none."""
    words = scene.document.words
    for word in range(first, behind):
        place = _country(words[word].text, words[word - 1].text if word > first else "")
        if place:
            return place
        printed = scene.press.covering(word)
        if printed is not None and not printed.platform:
            return printed.name
        mention = scene.cast.mention_at(word)
        if mention is None:
            continue
        figure = scene.cast.figure_of(mention)
        if figure.sort == "group":
            continue
        after = words[word + 1].lower if word + 1 < len(words) else ""
        if figure.sort == "person" and after in ("campaign", "administration"):
            return f"{mention.name.text} {after}"
        return figure.name
    return ""


def _country(word: str, before: str) -> str:
    place = places().get(f"{before} {word}") or places().get(word)
    return place[0] if place is not None and place[1] in ("country", "demonym") else ""
