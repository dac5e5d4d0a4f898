"""What is written where: journalists with their outlets, and the books of those who are quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.reading.sources.discourse import Discourse
from sayso.reading.sources.figures import Mention
from sayso.reading.sources.occasions import Outlet, Relay
from sayso.reading.sources.phrases import OWNING

_CALLED = frozenset("columnist reporter correspondent editor writer contributor blogger".split())
JOURNALISTS = _CALLED | OWNING
_BOOKS = frozenset("book memoir autobiography novel biography bestseller".split())
_MARKS = frozenset(",:\"“”‘'(")
_SMALL = frozenset("of the and a in to for with on :".split())
_LONGEST = 9  # words of a title


def homes_of(scene: Discourse, outlets: Sequence[Outlet]) -> Mapping[str, Relay]:
    """Journalists by name, with the outlet they write for; the last that is said holds."""
    papers = [outlet for outlet in outlets if outlet.kind == "outlet"]
    return dict([*_beside(scene, papers), *_called(scene, papers)])


def _beside(scene: Discourse, papers: Sequence[Outlet]) -> Iterator[tuple[str, Relay]]:
    """By the outlet beside a name: "the Courier's Ann Cole", "Ann Cole of the Courier"."""
    words = scene.document.words
    for outlet in papers:
        relay = Relay(outlet.name, outlet.kind, False)
        at = outlet.behind
        while at < min(len(words), outlet.behind + 3) and words[at].lower in JOURNALISTS:
            at += 1
        if at > outlet.behind and (name := _person(scene, at)):
            yield name, relay
        at = outlet.first - 1 - (words[outlet.first - 1].lower == "the")
        if at > 0 and words[at].lower in ("of", "at", "from"):
            at -= words[at - 1].lower in ("over", ",")
            if name := _person(scene, at - 1):
                yield name, relay


def _called(scene: Discourse, papers: Sequence[Outlet]) -> Iterator[tuple[str, Relay]]:
    """By what somebody is called: "The Courier sent its reporter Ann Cole"."""
    words = scene.document.words
    for mention in scene.cast.mentions:
        name, who = mention.name, _person(scene, mention.name.first)
        if not who or not _reports(scene, mention):
            continue
        for outlet in papers:
            here = words[outlet.first].sentence == words[name.first].sentence
            if here and outlet.first < max(name.first, name.behind_role):
                yield who, Relay(outlet.name, outlet.kind, False)
                break


def _person(scene: Discourse, at: int) -> str:
    """The name of the person that a word is of, or empty."""
    mention = scene.cast.mention_at(at)
    figure = scene.cast.figure_of(mention) if mention is not None else None
    return figure.name if figure is not None and figure.sort == "person" else ""


def _reports(scene: Discourse, mention: Mention) -> bool:
    """Whether somebody is called a reporter, columnist … where a name stands."""
    words, at = scene.document.words, mention.name.begin - 1
    while at > 0 and words[at].text in _MARKS:
        at -= 1
    return bool({*mention.name.role.lower().split(), words[at].lower} & _CALLED)


def book_in(scene: Discourse, frame: Sequence[int]) -> str:
    """The title of the book that some words say something is written in ("in his memoir, Low
    Water"); empty if there is none."""
    words = scene.document.words
    for at in frame:
        if words[at].lower in _BOOKS:
            before = {word.lower for word in words[max(0, at - 3) : at]}
            title = _title(scene, at + 1) if "in" in before else ""
            if title:
                return title
    return ""


def _title(scene: Discourse, at: int) -> str:
    """The title that begins at a word, behind marks: a run of words with capitals."""
    words = scene.document.words
    while at < len(words) and words[at].text in _MARKS:
        at += 1
    end = at
    while end < min(len(words) - 1, at + _LONGEST) and (
        words[end].capital or (end > at and words[end].text in _SMALL and words[end + 1].capital)
    ):
        end += 1
    return scene.document.slice(at, end) if end > at else ""
