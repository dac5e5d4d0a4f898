"""How fast the ledger keeps, finds and lets read, with a million invented statements.

    python benchmarks/ledger.py                        make a ledger, measure, throw it away
    python benchmarks/ledger.py --articles 5000        a smaller one (20 statements an article)
    python benchmarks/ledger.py --ledger PLACE         keep it, or measure one made before
    python benchmarks/ledger.py --reading 60           what keeping costs beside reading, alone

Readings are made beforehand (synthetic.py), so that storing is all that is timed; finding asks
random words, frequent and rare, with random filters. Percentiles are of single questions. The load
of the machine is printed: wall times taken on a busy machine are long, CPU times less so.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import synthetic
from installed import EXIT_USAGE, BenchmarkError, dev_texts

from sayso.domain import Act, Article, Kind
from sayso.ledger import ArticlesWanted, FindWanted, Ledger, Page, SourcesWanted

ARTICLES = 50_000
CHUNK = 1_024
QUESTIONS = 400
OTHERS = 50  # questions of a sort that has no target
SEED = 7
AT_ONCE = 8  # readings in one transaction, as `add` keeps them
_ACTS: tuple[Act, ...] = ("deny", "confirm", "state", "think")
_KINDS: tuple[Kind, ...] = ("person", "officials", "organisation", "people")
_FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured; `target` is what the project asks for, None where it asks for nothing."""

    name: str
    value: float
    unit: str
    target: str | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    asked = _parser().parse_args(arguments)
    if asked.write:
        return _write_on(asked.ledger, asked.articles)
    load = round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory(prefix="sayso-ledger-") as folder:
        place = asked.ledger or str(Path(folder) / "ledger.db")
        try:
            figures = (
                costs(place, asked.reading) if asked.reading else measured(place, asked.articles)
            )
        except BenchmarkError as error:
            print(f"ledger: {error}", file=sys.stderr)
            return EXIT_USAGE
    about = {
        "when": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}",
        "python": platform.python_version(),
        "load": f"{load} before, {os.getloadavg()[0]:.1f} after",
    }
    if asked.json:
        print(json.dumps({**about, "figures": [asdict(figure) for figure in figures]}, indent=2))
    else:
        print(_markdown(about, figures))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N")
    parser.add_argument("--ledger", metavar="PLACE", help="a path or postgresql://…")
    parser.add_argument("--reading", type=int, metavar="N", help="read and keep N real articles")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    return parser


def measured(place: str, articles: int) -> list[Figure]:
    """All figures of a ledger, which is made first unless it is there."""
    world = synthetic.World.of(SEED)
    asks = _Asks(world)
    with Ledger.open(place) as ledger:
        figures = [] if ledger.size() >= articles else stored(ledger, world, articles)
        figures += [
            _percentile(f"{name}, p95", target, ledger, ask) for name, target, ask in asks.all()
        ]
        figures += _beside_a_writer(place, ledger, asks)
    return figures


def stored(ledger: Ledger, world: synthetic.World, articles: int) -> list[Figure]:
    """Invented articles put into a ledger: statements per second, storing only."""
    made = synthetic.readings(articles, SEED, world=world)
    statements, wall, cpu = 0, 0.0, 0.0
    with ledger.writer() as writer:
        while chunk := list(islice(made, CHUNK)):
            gc.freeze()  # what was made is there before: collecting does not walk through it
            begin, begin_cpu = time.perf_counter(), time.process_time()
            kept = writer.keep_many(chunk, "benchmark")
            wall += time.perf_counter() - begin
            cpu += time.process_time() - begin_cpu
            gc.unfreeze()
            statements += sum(each.statements for each in kept)
            rates = f"{statements / wall:,.0f}/s, {statements / cpu:,.0f} per CPU second"
            print(f"{statements:,} statements, {rates}", file=sys.stderr)
    return [
        Figure("store only", statements / wall, "statements/s", "at least 20,000"),
        Figure("store only, by CPU time", statements / cpu, "statements/s"),
        Figure("statements kept", statements, "statements"),
    ]


Ask = Callable[[Ledger, random.Random], object]


class _Asks:
    """The questions that are timed."""

    def __init__(self, world: synthetic.World) -> None:
        self._world = world

    def all(self) -> list[tuple[str, str | None, Ask]]:
        """Their names, what is asked of them, and they themselves."""
        return [
            ("find with filters", "at most 100", self.find),
            ("find by filters alone", None, self.filter),
            ("list articles", None, self.articles),
            ("list sources", None, lambda ledger, _: ledger.sources(SourcesWanted(), Page(50))),
            ("match 10 words, frequent ones too", None, self.match),
            ("match 10 rarer words", None, self.match_rare),
            ("frequencies of 10 words", None, self.frequencies),
            ("load 100 readings", None, self.readings),
        ]

    def find(self, ledger: Ledger, chance: random.Random) -> object:
        words = self._words(chance, chance.choice((1, 1, 2, 3)))
        wanted = self._filtered(FindWanted(" ".join(words)), chance)
        return ledger.find(wanted, Page(50))

    def filter(self, ledger: Ledger, chance: random.Random) -> object:
        return ledger.find(self._filtered(FindWanted(), chance), Page(50))

    def articles(self, ledger: Ledger, chance: random.Random) -> object:
        return ledger.articles(ArticlesWanted(chance.choice(self._world.outlets)), Page(50))

    def match(self, ledger: Ledger, chance: random.Random) -> object:
        return ledger.matching(self._words(chance, 10), 100)

    def match_rare(self, ledger: Ledger, chance: random.Random) -> object:
        return ledger.matching(chance.sample(self._world.words[100:], 10), 100)

    def frequencies(self, ledger: Ledger, chance: random.Random) -> object:
        return ledger.frequencies(self._words(chance, 10))

    def readings(self, ledger: Ledger, chance: random.Random) -> object:
        rows = ledger.articles(ArticlesWanted(until=_day(chance)), Page(100)).items
        return ledger.readings([row.id for row in rows])

    def _words(self, chance: random.Random, count: int) -> list[str]:
        world = self._world
        return chance.choices(world.words, cum_weights=world.word_weights, k=count)

    def _filtered(self, wanted: FindWanted, chance: random.Random) -> FindWanted:
        world = self._world
        name = chance.choices(world.names, cum_weights=world.name_weights)[0]
        filters = [
            replace(wanted, source=name.split()[0]),
            replace(wanted, speaker=name),
            replace(wanted, outlet=chance.choice(world.outlets)),
            replace(wanted, act=chance.choice(_ACTS)),
            replace(wanted, kind=chance.choice(_KINDS)),
            replace(wanted, unnamed=chance.random() < 0.5),
            replace(wanted, since=_day(chance)),
            replace(wanted, until=_day(chance), act=chance.choice(_ACTS)),
            replace(wanted, outlet=chance.choice(world.outlets), unnamed=True),
        ]
        return chance.choice(filters)


def _day(chance: random.Random) -> str:
    day = _FIRST_DAY + timedelta(days=chance.randrange(synthetic.DAYS))
    return day.date().isoformat()


def _percentile(name: str, target: str | None, ledger: Ledger, ask: Ask) -> Figure:
    chance = random.Random(SEED)
    times = []
    for _ in range(QUESTIONS if target else OTHERS):
        begin = time.perf_counter()
        ask(ledger, chance)
        times.append(time.perf_counter() - begin)
    return Figure(name, sorted(times)[int(len(times) * 0.95)] * 1e3, "ms", target)


def _beside_a_writer(place: str, ledger: Ledger, asks: _Asks) -> list[Figure]:
    """A reader's questions while another process keeps articles without a pause."""
    command = [sys.executable, __file__, "--write", "--ledger", place, "--articles", "6000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        before = ledger.size()
        figures = [
            _percentile(f"{name} while a writer works, p95", "at most 50", ledger, ask)
            for name, ask in (("find with filters", asks.find), ("list articles", asks.articles))
        ]
        kept = ledger.size() - before
        writer.kill()
    return [*figures, Figure("articles kept meanwhile", kept, "articles")]


def _write_on(place: str, articles: int) -> int:
    """Keep new articles until killed."""
    seed = random.SystemRandom().randrange(1 << 30)
    made = list(synthetic.readings(articles, seed))
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        print("ready", flush=True)
        for start in range(0, len(made), AT_ONCE):
            writer.keep_many(made[start : start + AT_ONCE], "benchmark")
    return 0


def costs(place: str, count: int) -> list[Figure]:
    """CPU time of keeping real articles beside that of reading them."""
    from sayso.reading.reader import Reader

    paths = dev_texts(count)
    articles = [Article(path.name, path.read_text(encoding="utf-8")) for path in paths]
    reader = Reader.load()
    reader.read(articles[0])
    begin = time.process_time()
    readings = [reader.read(article) for article in articles]
    read = time.process_time() - begin
    figures = []
    for at_once, target in ((AT_ONCE, "under 10"), (1, None)):
        with Ledger.open(f"{place}.{at_once}") as ledger, ledger.writer() as writer:
            begin = time.process_time()
            for start in range(0, len(readings), at_once):
                writer.keep_many(readings[start : start + at_once], reader.version)
            share = (time.process_time() - begin) / read * 100
        name = f"keeping, {at_once} in a transaction, beside reading (CPU)"
        figures.append(Figure(name, share, "%", target))
    return [*figures, Figure("articles", len(articles), "articles")]


def _markdown(about: dict[str, str], figures: list[Figure]) -> str:
    lines = [f"{key}: {value}" for key, value in about.items()]
    lines += ["", "| figure | measured | asked |", "| --- | --- | --- |"]
    for figure in figures:
        value = f"{figure.value:,.1f}" if figure.value < 1000 else f"{figure.value:,.0f}"
        lines.append(f"| {figure.name} | {value} {figure.unit} | {figure.target or ''} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
