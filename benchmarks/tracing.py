"""How long following a claim home takes in a ledger of a million invented statements.

    python benchmarks/tracing.py                     make a ledger, measure, throw it away
    python benchmarks/tracing.py --ledger PLACE      keep it, or measure one that ledger.py made
    python benchmarks/tracing.py --articles 5000     a smaller one (20 statements an article)

Among the invented articles (synthetic.py) stand invented stories: 5 to 60 articles that share a
few facts in the same or in part of the same words, some of them crediting another outlet. Claims
are six to nine words of a story's first fact, and of single sentences anywhere. Wall time of
`sayso.trace` in an open process; the load of the machine is printed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles

import synthetic
from synthetic import Said

import sayso
from ledger import ARTICLES, SEED, stored
from sayso.domain import Article, Reading

STORIES = 60
SINGLE = 60  # claims that one article carries
SHARED = (3, 6)  # of a story's facts in one article
_SHORT = 0.4  # of the articles tell a fact in part of its words


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    asked = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = asked.ledger or str(Path(folder) / "tracing.db")
        for line in measured(place, asked.articles):
            print(line, flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N")
    parser.add_argument("--ledger", metavar="PLACE", help="a path or postgresql://…")
    return parser


def measured(place: str, articles: int) -> Iterator[str]:
    """Lines of figures, of a ledger that is made first unless it is there."""
    world = synthetic.World.of(SEED)
    chance = random.Random(SEED)
    stories = [_Story(number, world, chance) for number in range(STORIES)]
    with sayso.Ledger.open(place) as ledger:
        if ledger.size() < articles:
            stored(ledger, world, articles)
        with ledger.writer() as writer:
            writer.keep_many([each for story in stories for each in story.readings()], "benchmark")
        yield f"{ledger.size():,} articles, load {os.getloadavg()[0]:.1f}"
        sayso.trace(ledger, "warming up")
        yield _line("a story's claim", ledger, [story.claim for story in stories])
        yield _line("one sentence", ledger, list(_sentences(world, chance)))


def _line(name: str, ledger: sayso.Ledger, claims: Sequence[str]) -> str:
    seconds, carrying = [], []
    for claim in claims:
        began = time.perf_counter()
        trace = sayso.trace(ledger, claim)
        seconds.append(time.perf_counter() - began)
        carrying.append(len(trace.articles))
    p95 = quantiles(seconds, n=20)[-1]
    return (
        f"{name}: {len(claims)} claims, {median(carrying):.0f} articles each (median),"
        f" p50 {median(seconds):.2f} s, p95 {p95:.2f} s, longest {max(seconds):.2f} s"
    )


class _Story:
    """Facts, and the articles that tell them."""

    def __init__(self, number: int, world: synthetic.World, chance: random.Random) -> None:
        self._number, self._world, self._chance = number, world, chance
        self._facts = [synthetic.sentence(chance, world) for _ in range(SHARED[1])]
        words = self._facts[0].content.split()
        self.claim = " ".join(words[: chance.randint(6, 9)])

    def readings(self) -> Iterator[Reading]:
        """5 to 60 readings; the first fact is in all of them."""
        for copy in range(self._chance.randint(5, 60)):
            told = [self._facts[0], *self._chance.sample(self._facts[1:], SHARED[0])]
            own = [
                synthetic.sentence(self._chance, self._world)
                for _ in range(self._chance.randint(8, 20))
            ]
            outlet = self._chance.choice(self._world.outlets)
            ref = f"stories.jsonl#{self._number}.{copy}"
            article = Article(ref, "", outlet=outlet, published="2026-01-05", language="en")
            yield synthetic.reading_of(article, [*map(self._retold, told), *own])

    def _retold(self, fact: Said) -> Said:
        if self._chance.random() > _SHORT:
            return fact
        words = fact.content.split()
        return Said(" ".join(words[: max(6, len(words) * 2 // 3)]), fact.source, fact.cue)


def _sentences(world: synthetic.World, chance: random.Random) -> Iterator[str]:
    """Claims out of single articles of the synthetic ledger."""
    picked = synthetic.readings(SINGLE, SEED, world=world)
    for reading in picked:
        words = chance.choice(reading.statements).content.text.split()
        yield " ".join(words[:9])


if __name__ == "__main__":
    sys.exit(main())
