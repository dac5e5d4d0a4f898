"""How well the installed `sayso` follows claims home, and how well it finds who carries them."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from floors import Figures
from installed import BenchmarkError, command, run, spread
from suites import Measured, Shop, scorer

_F1 = r"F1 ([\d.]+)  P ([\d.]+) R ([\d.]+)"
_MANY = 100  # articles; for fewer a second process costs more than it gives
TUNING = Path(__file__).with_name("stories")


@dataclass(frozen=True, slots=True)
class Origins:
    """Independent origins of the graded stories, one ledger each: counts, shares of 1."""

    name: str = "origins"
    held: tuple[str, ...] = ("exact", "within", "origins.F1", "credits.F1", "label")
    slack: float = 0.045  # of 24 counts, one
    places: int = 3

    def data(self, shared: Path) -> list[Path]:
        return [shared / "data" / "stories" / "graded.json"]

    def measure(self, shop: Shop) -> Measured:
        (graded,) = self.data(shop.shared)
        stories = spread(json.loads(graded.read_text(encoding="utf-8")), shop.limit)
        return followed(stories, shop)


@dataclass(frozen=True, slots=True)
class Tuning:
    """The same of the stories that we graded ourselves and tuned on (benchmarks/stories)."""

    name: str = "tuning"
    held: tuple[str, ...] = ()
    slack: float = 0.02
    places: int = 3

    def data(self, shared: Path) -> list[Path]:
        return [shared / "data" / "stories" / "claims.jsonl", *sorted(TUNING.glob("part_*.jsonl"))]

    def measure(self, shop: Shop) -> Measured:
        every, *parts = self.data(shop.shared)
        claims = {claim["claim_id"]: claim for claim in lines(every)}
        stories = [
            story_of(claims[gold["claim_id"]], gold) for part in parts for gold in lines(part)
        ]
        return followed(spread(stories, shop.limit), shop)


@dataclass(frozen=True, slots=True)
class Claims:
    """Finding each claim's articles among those of all claims in one ledger; shares of 1."""

    name: str = "claims"
    held: tuple[str, ...] = ("micro.F1",)
    slack: float = 0.0075
    places: int = 3

    def data(self, shared: Path) -> list[Path]:
        return [shared / "data" / "stories" / "claims.jsonl"]

    def measure(self, shop: Shop) -> Measured:
        (every,) = self.data(shop.shared)
        claims = list(lines(every))
        texts = (article for claim in claims for article in claim["articles"])
        ledger = added(texts, shop.folder / "all", shop.folder / "all.db")
        traces, chosen = shop.folder / "traces.jsonl", shop.folder / "claims.jsonl"
        asked = spread(claims, shop.limit)
        _write(chosen, asked)
        seconds = traced_in_process(ledger, asked, traces)
        figures = claims_figures(scorer(shop, "score_claims.py", chosen, traces))
        p95 = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
        return Measured({**figures, "seconds a claim, p95": p95})


def followed(stories: list[dict[str, Any]], shop: Shop) -> Measured:
    """Every story in a ledger of its own, its claim traced by the command."""
    traces, gold = shop.folder / "traces.jsonl", shop.folder / "gold.json"
    records = []
    for story in stories:
        name = story["story"]
        ledger = added(story["articles"], shop.folder / name, shop.folder / f"{name}.db")
        printed = shop.folder / f"{name}.json"
        run([command(), "trace", story["claim"], "--ledger", ledger, "--json"], printed)
        records.append({"story": name, **json.loads(printed.read_text(encoding="utf-8"))})
    _write(traces, records)
    gold.write_text(json.dumps(stories), encoding="utf-8")
    said = scorer(shop, "score_origins.py", gold, traces)
    return Measured(origins_figures(said), said)


def added(articles: Iterable[dict[str, str]], folder: Path, ledger: Path) -> Path:
    """A ledger of texts, each in a file named by its id, added by the command."""
    folder.mkdir()
    for article in articles:
        (folder / f"{article['id']}.txt").write_bytes(article["text"].encode("utf-8"))
    few = ["--processes", "1"] if len(list(folder.iterdir())) < _MANY else []
    run([command(), "add", folder, "--ledger", ledger, "--quiet", *few])
    return ledger


def traced_in_process(ledger: Path, claims: list[dict[str, Any]], output: Path) -> list[float]:
    """Trace claims in one open process; how long each took, in seconds."""
    import sayso
    from sayso.records import trace_record

    seconds, records = [], []
    with sayso.Ledger.open(ledger, create=False) as kept:
        sayso.trace(kept, "warming up")
        for claim in claims:
            began = time.perf_counter()
            trace = sayso.trace(kept, claim["claim"])
            seconds.append(time.perf_counter() - began)
            records.append({"claim_id": claim["claim_id"], **trace_record(trace)})
    _write(output, records)
    return seconds


def origins_figures(said: str) -> Figures:
    """Figures out of what score_origins.py prints.

    `exact` as a share of the stories; `within` is 1 / (1 + MAE), since a floor needs a figure that
    rises as things get better.
    """
    patterns = {
        "exact": r"^exact  (\d+) of \d+$",
        "stories": r"^exact  \d+ of (\d+)$",
        "MAE": r"^MAE    ([\d.]+)$",
        "origins.F1": rf"^origins {_F1}$",
        "credits.F1": rf"^credits {_F1}$",
        "label": r"^label  ([\d.]+) of \d+ articles$",
        "pairs.F1": rf"^pairs  {_F1}$",
    }
    figures = _figures("score_origins.py", said, patterns)
    figures["exact"] /= figures.pop("stories")
    return {**figures, "within": 1 / (1 + figures["MAE"])}


def claims_figures(said: str) -> Figures:
    """Figures out of what score_claims.py prints."""
    patterns = {
        "micro.F1": r"^micro  P [\d.]+ R [\d.]+ F1 ([\d.]+)$",
        "micro.P": r"^micro  P ([\d.]+) ",
        "micro.R": r"^micro  P [\d.]+ R ([\d.]+) ",
        "macro.F1": r"^macro  F1 ([\d.]+) ",
    }
    return _figures("score_claims.py", said, patterns)


def _figures(name: str, said: str, patterns: dict[str, str]) -> Figures:
    figures: Figures = {}
    for figure, pattern in patterns.items():
        match = re.search(pattern, said, re.MULTILINE)
        if match is None:
            raise BenchmarkError(f"{name} no longer prints {figure}")
        figures[figure] = float(match[1])
    return figures


def story_of(claim: dict[str, Any], gold: dict[str, Any]) -> dict[str, Any]:
    """A claim with its graded articles and their grades, as score_origins.py wants it."""
    graded = [article for article in claim["articles"] if article["id"] in gold["bodies"]]
    name = claim["claim_id"][:8]
    return {"story": name, "claim": claim["claim"], "articles": graded, "gold": gold}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _write(path: Path, records: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
