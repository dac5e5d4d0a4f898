"""How fast the installed `sayso` reads, how soon it starts, how much memory it takes.

    python benchmarks/speed.py                 the command alone
    python benchmarks/speed.py --peers         beside textacy and a spaCy parse, as ratios

CPU seconds are user and system time of the whole process, start-up included; words are what lies
between white space. Every process reads the same files; medians of several runs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from installed import (
    EXIT_USAGE,
    ROOT,
    BenchmarkError,
    Cost,
    command,
    dev_texts,
    read,
    run,
)

PEERS = {"textacy": "textacy direct_quotations", "spacy": "spaCy parse"}
STARTS = 5
START_WORDS = 600
MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Row:
    """One reader's figures: words per CPU and per wall second, start-up (s), peak memory (MB)."""

    name: str
    words_per_cpu_second: float
    words_per_second: float
    start: float
    memory: float
    note: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        report = _report(asked)
    except BenchmarkError as error:
        print(f"speed: {error}", file=sys.stderr)
        return EXIT_USAGE
    print(json.dumps(report, indent=2) if asked.json else _markdown(report))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=int, metavar="N", help="read N articles only")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs (default 3)")
    parser.add_argument("--peers", action="store_true", help="measure textacy and spaCy too")
    parser.add_argument(
        "--peer-python", default=sys.executable, help="a Python that has them (default: this one)"
    )
    parser.add_argument(
        "--spacy-model", default="en_core_web_sm", help="name or folder of a model with a parser"
    )
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    return parser


def _report(asked: argparse.Namespace) -> dict[str, object]:
    texts = dev_texts(asked.limit)
    words = sum(len(text.read_text(encoding="utf-8").split()) for text in texts)
    with tempfile.TemporaryDirectory(prefix="sayso-speed-") as name:
        folder = Path(name)
        short = _short_article(folder)

        def ours(files: Sequence[Path]) -> Cost:
            return read(files, folder / "out.jsonl")

        def start() -> Cost:
            return run([command(), "read", short], folder / "out.txt")

        # peers first: one that isn't installed says so before minutes are spent on ours
        peers = list(PEERS) if asked.peers else []
        theirs = [_peer(peer, asked, texts, short, words, folder) for peer in peers]
        rows = [_row("sayso read", ours, start, texts, words, asked.repeat), *theirs]
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": _machine(),
        "load": round(os.getloadavg()[0], 1),
        "command": f"{Path(sys.argv[0]).name} {' '.join(sys.argv[1:])}".strip(),
        "articles": len(texts),
        "words": words,
        "weights_mb": round(_weights() / MEGABYTE, 1),
        "rows": [{key: getattr(row, key) for key in Row.__slots__} for row in rows],
    }


def _row(
    name: str,
    reading: Callable[[Sequence[Path]], Cost],
    starting: Callable[[], Cost],
    texts: Sequence[Path],
    words: int,
    repeat: int,
) -> Row:
    starting()  # the disk is warm from here on
    starts = [starting().wall for _ in range(STARTS)]
    costs = [reading(texts) for _ in range(max(1, repeat))]
    return Row(
        name,
        words / statistics.median(cost.cpu for cost in costs),
        words / statistics.median(cost.wall for cost in costs),
        statistics.median(starts),
        max(cost.memory for cost in costs) / MEGABYTE,
    )


def _peer(
    peer: str,
    asked: argparse.Namespace,
    texts: Sequence[Path],
    short: Path,
    words: int,
    folder: Path,
) -> Row:
    """A peer's figures, taken as ours are: a whole process over the same files."""
    script = Path(__file__).with_name("peers.py")
    notes = folder / f"{peer}.txt"

    def reading(files: Sequence[Path]) -> Cost:
        return run([asked.peer_python, script, peer, asked.spacy_model, *files], notes)

    row = _row(PEERS[peer], reading, lambda: reading([short]), texts, words, asked.repeat)
    said = notes.read_text(encoding="utf-8").strip()
    return Row(**{**{key: getattr(row, key) for key in Row.__slots__}, "note": said})


def _short_article(folder: Path) -> Path:
    """An article of 600 words out of our own invented example, its paragraphs repeated."""
    example = (ROOT / "examples" / "reservoir.txt").read_text(encoding="utf-8")
    paragraphs = [part for part in example.split("\n\n") if part.strip()]
    head, body = paragraphs[0], paragraphs[1:]
    chosen, count, turn = [head], len(head.split()), 0
    while count < START_WORDS:
        paragraph = body[turn % len(body)].split(" ")[: START_WORDS - count]
        chosen.append(" ".join(paragraph))
        count += len(chosen[-1].split())
        turn += 1
    path = folder / "article.txt"
    path.write_text("\n\n".join(chosen) + "\n", encoding="utf-8")
    return path


def _weights() -> int:
    """Bytes of weights in the installed package."""
    spec = find_spec("sayso")
    if spec is None or spec.origin is None:
        return 0
    weights = Path(spec.origin).parent / "reading" / "weights"
    return sum(path.stat().st_size for path in weights.rglob("*") if path.is_file())


def _machine() -> str:
    """Processor, cores, system and Python."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    )


def _markdown(report: dict[str, object]) -> str:
    rows = report["rows"]
    assert isinstance(rows, list)
    ours = rows[0]
    taken = f"{report['date']}, {report['machine']}, load {report['load']} when done"
    sample = f"{report['articles']} articles of PolNeAR dev, {report['words']} words"
    lines = [
        f"{taken}, `{report['command']}`",
        f"{sample}; weights {report['weights_mb']} MB",
        "",
        "| | words per CPU s | words per s | start-up, s | peak memory, MB | our speed ÷ theirs |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        cells = [
            row["name"],
            f"{row['words_per_cpu_second']:,.0f}",
            f"{row['words_per_second']:,.0f}",
            f"{row['start']:.2f}",
            f"{row['memory']:,.0f}",
            f"{ours['words_per_cpu_second'] / row['words_per_cpu_second']:.2f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    notes = [f"{row['name']}: {row['note']}" for row in rows if row["note"]]
    return "\n".join([*lines, *([""] if notes else []), *notes])


if __name__ == "__main__":
    sys.exit(main())
