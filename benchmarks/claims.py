"""The suite of finding: each of 154 claims' articles among all articles of one ledger."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

import cached
from floors import Figures
from installed import BenchmarkError, read
from suites import Measured, Shop, scorer

from sayso.domain import Reading
from sayso.ledger import Ledger
from sayso.pipeline import trace_claim

CACHED = "readings.jsonl"  # in the shop's folder: what was read before isn't read again


@dataclass(frozen=True, slots=True)
class Claims:
    """Precision, recall and F1 of claims' articles, shares of 1; seconds that a trace takes."""

    name: str = "claims"
    held: tuple[str, ...] = ("micro.F1", "macro.F1")
    slack: float = 0.005  # six of the 1,238 articles
    places: int = 3

    def data(self, shared: Path) -> list[Path]:
        return [shared / "data" / "stories" / "claims.jsonl"]

    def measure(self, shop: Shop) -> Measured:
        (claims,) = self.data(shop.shared)
        records = [json.loads(line) for line in claims.read_text(encoding="utf-8").splitlines()]
        known = shop.folder / CACHED
        if not known.exists():
            read(_texts(records, shop), known)
        traces = shop.folder / "traces.jsonl"
        with Ledger.open(shop.folder / "claims.sqlite") as ledger:
            with ledger.writer() as writer:
                writer.keep_many(_once(known), "benchmark")
            seconds = _trace(records, ledger, traces)
        said = scorer(shop, "score_claims.py", claims, traces)
        ordered = sorted(seconds)
        figures = claims_figures(said) | {
            "trace p50 s": ordered[len(ordered) // 2],
            "trace p95 s": ordered[int(0.95 * (len(ordered) - 1))],
        }
        return Measured(figures, said)


def _texts(records: list[dict[str, object]], shop: Shop) -> list[Path]:
    """The articles as files, named by their ids; where there is a limit, of so many claims."""
    found = []
    for record in records[: shop.limit]:
        articles = record["articles"]
        assert isinstance(articles, list)
        for article in articles:
            found.append(shop.folder / f"{article['id']}.txt")
            found[-1].write_bytes(article["text"].encode("utf-8"))
    return found


def _once(known: Path) -> list[Reading]:
    """Every article once, by its id."""
    return list({reading.article.id: reading for reading in cached.readings(known)}.values())


def _trace(records: list[dict[str, object]], ledger: Ledger, traces: Path) -> list[float]:
    """Trace every claim in an open process, one line each; the seconds that each took."""
    seconds = []
    with traces.open("w", encoding="utf-8") as lines:
        for record in records:
            began = time.perf_counter()
            trace = trace_claim(ledger, str(record["claim"]))
            seconds.append(time.perf_counter() - began)
            articles = [{"ref": article.ref} for article in trace.articles]
            found = {"claim_id": record["claim_id"], "articles": articles}
            lines.write(json.dumps(found) + "\n")
    return seconds


def claims_figures(said: str) -> Figures:
    """Figures out of what score_claims.py prints; BenchmarkError if they aren't all there."""
    micro = re.search(r"^micro +P ([\d.]+) R ([\d.]+) F1 ([\d.]+)$", said, re.MULTILINE)
    macro = re.search(r"^macro +F1 ([\d.]+)", said, re.MULTILINE)
    if micro is None or macro is None:
        raise BenchmarkError("score_claims.py no longer prints `micro P … R … F1 …`")
    names = ("micro.P", "micro.R", "micro.F1")
    figures = {name: float(value) for name, value in zip(names, micro.groups(), strict=True)}
    return figures | {"macro.F1": float(macro[1])}
