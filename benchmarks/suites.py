"""What is measured, one small class a suite: readings of the installed command → figures.

Each scorer is run as its own command, as ../shared/README.md documents it; its output is all that
is taken over. A new suite is one more class of the shape of `Suite`, listed in quality.py.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from floors import Figures
from installed import BenchmarkError, command, dev_texts, read, run, spread

ROLES = ("source", "cue", "content")
Scored = dict[str, dict[str, float]]  # what score_attribution.py --json prints, figure by figure
Counts = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Shop:
    """Where a suite works: the shared folder and an empty one. At most `limit` articles."""

    shared: Path
    folder: Path
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A suite's figures by name, and what its scorer said of single errors."""

    figures: Figures
    remarks: str = ""


class Suite(Protocol):
    """A name, the figures that have floors, how much below the measured figure these lie.

    `places`: how many decimal places of a figure are worth showing.
    """

    @property
    def name(self) -> str: ...
    @property
    def held(self) -> tuple[str, ...]: ...
    @property
    def slack(self) -> float: ...
    @property
    def places(self) -> int: ...

    def data(self, shared: Path) -> list[Path]: ...
    def measure(self, shop: Shop) -> Measured: ...


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content against PolNeAR dev; percent."""

    name: str = "attribution"
    held: tuple[str, ...] = (
        "attr.full.F1",
        *(f"frag.{role}.F1" for role in ROLES),
        "direct.content_recall",
    )
    slack: float = 0.3  # points; of 2,000 attributions some six
    places: int = 1

    def data(self, shared: Path) -> list[Path]:
        dev = shared / "data" / "polnear" / "dev"
        return [*dev.glob("text/*.txt"), *dev.glob("attributions/*.ann")]

    def measure(self, shop: Shop) -> Measured:
        texts = dev_texts(shop.limit)
        readings, pred = shop.folder / "readings.jsonl", shop.folder / "all.jsonl"
        read(texts, readings)
        scorer(shop, "to_attributions.py", readings, output=pred)
        scored = self._scored(shop, pred)
        figures = {
            **{f"attr.full.{key}": scored["attr.full"][key] for key in ("P", "R", "F1")},
            "attr.content_only.F1": scored["attr.content_only"]["F1"],
            **{f"frag.{role}.F1": scored[f"frag.{role}"]["F1"] for role in ROLES},
            "direct.content_recall": scored["direct"]["content_recall"],
            **by_kind(scored),
        }
        for publisher, lines in sorted(_by_publisher(pred).items()):
            part = shop.folder / f"{publisher}.jsonl"
            part.write_text("".join(lines), encoding="utf-8")
            figures[f"attr.full.F1 [{publisher}]"] = self._scored(shop, part)["attr.full"]["F1"]
        return Measured(figures)

    def _scored(self, shop: Shop, pred: Path) -> Scored:
        gold = shop.shared / "data" / "polnear" / "dev"
        options = ("--gold", gold, "--pred", pred, "--json", "--lenient-missing")
        printed = json.loads(scorer(shop, "score_attribution.py", *options))
        return {name: part for name, part in printed.items() if isinstance(part, dict)}


@dataclass(frozen=True, slots=True)
class Meaning:
    """Who, kind, named, relays, act, polarity, certainty against data/meaning; shares of 1."""

    name: str = "meaning"
    held: tuple[str, ...] = (
        "found",
        *(
            f"{field} (of found)"
            for field in ("who", "kind", "named", "act", "polarity", "certainty", "all")
        ),
        "relays.F1",
    )
    slack: float = 0.0075  # two of 276 attributions
    places: int = 3

    def data(self, shared: Path) -> list[Path]:
        return [shared / "data" / "meaning" / name for name in ("articles.json", "gold.json")]

    def measure(self, shop: Shop) -> Measured:
        everything, gold = self.data(shop.shared)
        articles = spread(json.loads(everything.read_text(encoding="utf-8")), shop.limit)
        chosen = shop.folder / "articles.json"
        chosen.write_text(json.dumps(articles), encoding="utf-8")
        texts = []
        for article in articles:
            texts.append(shop.folder / f"{article['article']}.txt")
            texts[-1].write_bytes(article["text"].encode("utf-8"))  # code point for code point
        readings = shop.folder / "readings.jsonl"
        read(texts, readings)
        said = scorer(shop, "score_meaning.py", chosen, gold, readings)
        return Measured(meaning_figures(said), said)


@dataclass(frozen=True, slots=True)
class Brief:
    """The rows of the brief that the project started from, its two traces included."""

    name: str = "brief"
    held: tuple[str, ...] = ("rows",)
    slack: float = 0.0
    places: int = 0

    def data(self, shared: Path) -> list[Path]:
        return [*sorted((shared / "seed").glob("*.txt")), shared / "seed" / "expected.json"]

    def measure(self, shop: Shop) -> Measured:
        *briefs, expected = self.data(shop.shared)
        if len(briefs) != 1:
            raise BenchmarkError(f"{len(briefs)} briefs in {shop.shared / 'seed'}, one is expected")
        reading = shop.folder / "brief.json"
        read(briefs, reading)
        ledger = shop.folder / "brief.db"
        run([command(), "add", *briefs, "--ledger", ledger, "--quiet"])
        traces = []
        for number, row in enumerate(json.loads(expected.read_text(encoding="utf-8"))["trace"]):
            traces.append(shop.folder / f"trace{number}.json")
            asked = [command(), "trace", row["claim"], "--ledger", ledger, "--json"]
            run(asked, traces[-1])
        said = scorer(shop, "check_brief.py", expected, reading, *traces, may_find_faults=True)
        return Measured(brief_figures(said), said)


def scorer(
    shop: Shop,
    name: str,
    *arguments: str | Path,
    output: Path | None = None,
    may_find_faults: bool = False,
) -> str:
    """What a scorer of ../shared/score prints; BenchmarkError if it fails."""
    words = [sys.executable, shop.shared / "score" / name, *arguments]
    if output is not None:
        run(words, output)
        return ""
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False
    )
    if done.returncode not in ((0, 1) if may_find_faults else (0,)):
        raise BenchmarkError(f"{name} ended with {done.returncode}:\n{done.stderr[-2000:].strip()}")
    return done.stdout


def by_kind(scored: Scored) -> Figures:
    """Recall (source and content, content alone) of gold contents by how much of them is quoted.

    The scorer's `direct` is every content with a quotation mark in it, its `pure_direct` what is
    quoted as a whole; mixed and indirect contents are what is left.
    """
    full, content = scored["attr.full"], scored["attr.content_only"]
    everything = (full["gold"], full["tp"], content["tp"])
    marked, pure = _counts(scored["direct"]), _counts(scored["pure_direct"])
    kinds = {
        "quoted": pure,
        "partly quoted": _less(marked, pure),
        "not quoted": _less(everything, marked),
    }
    figures: Figures = {}
    for kind, (gold, with_source, alone) in kinds.items():
        figures[f"attr.full.R [{kind}]"] = 100 * with_source / max(1, gold)
        figures[f"attr.content_only.R [{kind}]"] = 100 * alone / max(1, gold)
    return figures


def _counts(part: dict[str, float]) -> Counts:
    """How many are gold, found with their source, found by content; out of a part's percentages."""
    n = part["n"]
    return n, round(part["full_recall"] * n / 100), round(part["content_recall"] * n / 100)


def _less(whole: Counts, part: Counts) -> Counts:
    return whole[0] - part[0], whole[1] - part[1], whole[2] - part[2]


def meaning_figures(said: str) -> Figures:
    """Figures out of what score_meaning.py prints; BenchmarkError if they aren't all there."""
    figures: Figures = {}
    for line in said.splitlines():
        if match := re.fullmatch(r"(\w+) +([\d.]+) +([\d.]+)", line.strip()):
            name, of_all, of_found = match[1], float(match[2]), float(match[3])
            figures[name] = of_all
            if name != "found":
                figures[f"{name} (of found)"] = of_found
        elif match := re.fullmatch(r"relays +([\d.]+) +P ([\d.]+) R ([\d.]+)", line.strip()):
            for key, value in zip(("F1", "P", "R"), match.groups(), strict=True):
                figures[f"relays.{key}"] = float(value)
    missing = [name for name in Meaning().held if name not in figures]
    if missing:
        raise BenchmarkError(f"score_meaning.py no longer prints {', '.join(missing)}")
    return figures


def brief_figures(said: str) -> Figures:
    """Rows of the brief that hold, and how many there are."""
    match = re.search(r"^brief: (\d+) of (\d+) rows$", said, re.MULTILINE)
    if match is None:
        raise BenchmarkError("check_brief.py no longer prints `brief: N of M rows`")
    return {"rows": float(match[1]), "rows asked": float(match[2])}


def _by_publisher(pred: Path) -> dict[str, list[str]]:
    """Lines of a prediction file by publisher: what a stem has before its first underscore."""
    parts: dict[str, list[str]] = defaultdict(list)
    for line in pred.open(encoding="utf-8"):
        parts[json.loads(line)["id"].partition("_")[0]].append(line)
    return dict(parts)
