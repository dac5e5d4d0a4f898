"""Invented readings: of given sentences, or in any number, the same for the same seed.

For speed and for tests, not for quality. Words follow Zipf's law as real ones do, so that full-text
search meets frequent and rare ones; words, names and outlets are made of syllables and mean
nothing. An article has about 400 words and 20 statements; its spans are exact.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from sayso.domain import Act, Article, Kind, Link, Moment, Passage, Reading, Span, Statement

_SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "or")]
_COMMON = "the of to in and a that is was for on with at by from it as be has are".split()
_CUES = ("said", "told reporters", "announced", "denied", "confirmed", "warned")
_ACTS: dict[str, Act] = {"denied": "deny", "confirmed": "confirm", "warned": "think"}
_KINDS: tuple[Kind, ...] = ("person", "officials", "organisation", "people", "outlet", "document")
_START = date(2024, 1, 1)
DAYS = 730
OUTLETS = 200


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: "content, source cue when." or, without a source, "content." in the article's
    own voice. `relay`: an outlet that the source's words passed through."""

    content: str
    source: str | None = None
    cue: str = "said"
    when: str | None = None
    act: Act = "state"
    kind: Kind = "person"
    named: bool = True
    relay: str | None = None
    score: float = 1.0


def reading_of(article: Article, sentences: Sequence[Said]) -> Reading:
    """The reading of an article that consists of these sentences, whatever text it had before."""
    text = ""
    placed = []
    for said in sentences:
        spans: dict[str, Span | None] = {"source": None, "cue": None, "when": None}
        spans["content"] = Span(len(text), len(text) + len(said.content))
        text += said.content
        if said.source is not None:
            text += ","
            for part in ("source", "cue", "when"):
                words = getattr(said, part)
                if words is not None:
                    spans[part] = Span(len(text) + 1, len(text) + 1 + len(words))
                    text += " " + words
        text += ".\n"
        placed.append((said, spans))
    article = replace(article, text=text)
    article_id = article.id
    return Reading(article, tuple(_statement(article, article_id, *each) for each in placed))


def _statement(
    article: Article, article_id: str, said: Said, spans: dict[str, Span | None]
) -> Statement:
    content, source, cue, when = (
        None if span is None else Passage.of(article.text, [span])
        for span in (spans[part] for part in ("content", "source", "cue", "when"))
    )
    assert content is not None
    links = [] if said.source is None else [Link(said.source, said.kind, said.named)]
    links += [] if said.relay is None else [Link(said.relay, "outlet", named=True)]
    day = article.published
    return Statement(
        article_id,
        "article" if source is None else "source",
        content,
        source,
        cue,
        tuple(links),
        said.act,
        "-" if said.act == "deny" else "+",
        "certain",
        "indirect",
        said=None if when is None else Moment(when.text, when.spans, day, day),
        score=said.score,
    )


@dataclass(frozen=True, slots=True)
class World:
    """What articles are made of: words and names, each with how often it comes."""

    words: list[str]
    word_weights: list[float]
    names: list[str]
    name_weights: list[float]
    outlets: list[str]

    @classmethod
    def of(cls, seed: int, words: int = 40_000, names: int = 20_000) -> World:
        """A world: with the same seed, the same."""
        chance = random.Random(seed)
        listed = sorted({_word(chance) for _ in range(words)} - set(_COMMON))
        chance.shuffle(listed)
        people = sorted({f"{_word(chance)} {_word(chance)}".title() for _ in range(names)})
        chance.shuffle(people)
        outlets = [f"The {_word(chance).title()} {number}" for number in range(OUTLETS)]
        known = _COMMON + listed
        return cls(known, _zipf(len(known)), people, _zipf(len(people)), outlets)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(count)))


def readings(count: int, seed: int = 7, *, world: World | None = None) -> Iterator[Reading]:
    """That many readings of articles that differ."""
    where = world or World.of(seed)
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        day = _START + timedelta(days=chance.randrange(DAYS))
        article = Article(
            ref=f"invented.jsonl#{number}",
            text="",
            title=_words(chance, where, 8).capitalize(),
            outlet=chance.choice(where.outlets),
            published=day.isoformat(),
            url=f"https://news.example/{seed}/{number}",
            language="en",
        )
        sentences = [sentence(chance, where) for _ in range(chance.randint(12, 28))]
        yield reading_of(article, sentences)


def _words(chance: random.Random, world: World, count: int) -> str:
    return " ".join(chance.choices(world.words, cum_weights=world.word_weights, k=count))


def sentence(chance: random.Random, world: World) -> Said:
    """A sentence of 10 to 26 words, in three of five cases somebody's."""
    content = _words(chance, world, chance.randint(10, 26)).capitalize()
    if chance.random() < 0.4:
        return Said(content, score=round(chance.uniform(0.5, 1), 3))
    name = chance.choices(world.names, cum_weights=world.name_weights)[0]
    cue = chance.choice(_CUES)
    return Said(
        content,
        name,
        cue,
        "on Monday" if chance.random() < 0.2 else None,
        _ACTS.get(cue, "state"),
        _KINDS[len(name) % len(_KINDS)],
        named=len(name) % 3 > 0,
        relay=chance.choice(world.outlets) if chance.random() < 0.1 else None,
        score=round(chance.uniform(0.5, 1), 3),
    )
