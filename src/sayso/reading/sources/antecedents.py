"""The bodies, groups and pairs named before a word, of which "they" and "it" can mean one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sayso.domain import Link
from sayso.reading.sources.discourse import Discourse
from sayso.reading.sources.figures import Mention
from sayso.reading.sources.references import Reference, of_figure

_SPAN = 2  # sentences that "they" and "it" look back


def start_of(scene: Discourse, at: int) -> int:
    """The first word that "they" or "it" at a word looks back to."""
    return scene.document.bounds[max(0, scene.document.words[at].sentence - _SPAN)]


def over(scene: Discourse, word: int, at: int) -> bool:
    """Whether a word stands in a quotation that is over before `at`: what is spoken of in it is
    not what the text around it goes on about."""
    words = scene.document.words
    earlier = words[word].sentence < words[at].sentence
    return earlier and words[word].quoted and not words[at].quoted


def named_before(scene: Discourse, at: int, plural: bool) -> Iterator[tuple[int, Reference]]:
    """Bodies, groups and (`plural`) pairs by name, with where they are named."""
    earliest = start_of(scene, at)
    sorts = {"organisation", "outlet"} | ({"group"} if plural else set())
    near = [m for m in scene.cast.mentions if earliest <= m.name.first < at]
    near = [m for m in near if not over(scene, m.name.first, at)]
    for mention in near:
        if scene.cast.figure_of(mention).sort in sorts and not _modifies(scene, mention):
            yield mention.name.first, of_figure(scene, mention.figure)
    if plural:
        for one, two in pairwise(near):
            if pair := _pair(scene, one, two):
                yield two.name.first, pair


def _modifies(scene: Discourse, mention: Mention) -> bool:
    """Whether a name only says more of a noun ("the White House critics")."""
    for at in range(mention.name.behind, mention.name.behind + 3):
        phrase = scene.phrase_at.get(at)
        if phrase is not None and phrase.first <= mention.name.first:
            return True
    return False


def _pair(scene: Discourse, one: Mention, two: Mention) -> Reference | None:
    """Two persons, or two bodies, that "and" joins; None where they are no pair."""
    figures = [scene.cast.figure_of(mention) for mention in (one, two)]
    names = [figure.name for figure in figures]
    between = scene.document.words[one.name.behind : two.name.begin]
    joined = [word.text for word in between] == ["and"] and names[0] != names[1]
    if not joined or len({figure.sort == "person" for figure in figures}) > 1:
        return None
    kind = of_figure(scene, one.figure).link.kind
    return Reference(Link(" and ".join(names), kind, True), -1, True)
