"""How well act, polarity and certainty are judged on gold spans, value by value.

    python training/evaluate_acts.py [--shared /work/shared] [--errors SET FIELD]

Sets: `dev` (shared/data/meaning), and the project's own labels of PolNeAR train: `meaning`
(a random sample), `acts-tune` and `acts-check` (sought out for deny, confirm, withhold; the lexicon
and rules were tuned on the first half only).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.reading.acts import judge
from sayso.reading.attributions import Attribution
from sayso.reading.text import quotation_states

FIELDS = ("act", "polarity", "certainty")
Row = dict[str, Any]


def rows(shared: Path) -> Iterator[Row]:
    """Labelled attributions: `set`, `text`, `spans` and the fields."""
    folder = shared / "data" / "meaning"
    gold = {row["id"]: row for row in json.loads((folder / "gold.json").read_text("utf-8"))}
    for article in json.loads((folder / "articles.json").read_text("utf-8")):
        for found in article["attributions"]:
            yield {
                **gold[found["id"]],
                "set": "dev",
                "text": article["text"],
                "spans": found["spans"],
            }
    labels = Path(__file__).parent / "labels"
    texts: dict[str, str] = {}
    for name in ("meaning", "acts"):
        for line in (labels / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            stem = row["article"]
            if stem not in texts:
                path = shared / "data" / "polnear" / row["split"] / "text" / f"{stem}.txt"
                with path.open(encoding="utf-8", newline="") as file:
                    texts[stem] = file.read()
            half = f"acts-{row['half']}" if name == "acts" else name
            yield {**row, "set": half, "text": texts[stem]}


def judged(row: Row) -> Row:
    """The row with what Sayso says, under `said`."""
    spans = {
        role: tuple(map(tuple, row["spans"].get(role) or ()))
        for role in ("source", "cue", "content")
    }
    found = Attribution(**spans, score=1.0)
    said = judge(row["text"], found, quotation_states(row["text"]))
    return {**row, "said": {field: getattr(said, field) for field in (*FIELDS, "manner", "score")}}


def report(name: str, those: list[Row]) -> None:
    """Accuracy of each field, precision and recall of each value."""
    print(f"\n{name}: {len(those)}")
    for field in FIELDS:
        pairs = Counter((row[field], row["said"][field]) for row in those)
        right = sum(n for (gold, said), n in pairs.items() if gold == said)
        print(f"  {field:10} {right / len(those):.3f}")
        for value in sorted({gold for gold, _ in pairs} | {said for _, said in pairs}):
            hit = pairs[value, value]
            gold = sum(n for (g, _), n in pairs.items() if g == value)
            said = sum(n for (_, s), n in pairs.items() if s == value)
            precision, recall = hit / max(said, 1), hit / max(gold, 1)
            print(f"    {value:10} P {precision:.3f}  R {recall:.3f}  of {gold}")


def errors(those: list[Row], field: str) -> None:
    for row in sorted(those, key=lambda row: (row[field], row["said"][field])):
        if row[field] != row["said"][field]:
            text = row["text"]
            source, cue, content = (
                " … ".join(text[a:b] for a, b in row["spans"].get(role) or ()).replace("\n", " ")
                for role in ("source", "cue", "content")
            )
            fault = f"{row[field]} not {row['said'][field]} | {row['act']}"
            print(f"{fault} | {source[:40]} | {cue} | {content[:150]}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("/work/shared"))
    parser.add_argument("--errors", nargs=2, metavar=("SET", "FIELD"))
    options = parser.parse_args()
    start = time.process_time()
    sets: dict[str, list[Row]] = defaultdict(list)
    for row in rows(options.shared):
        sets[row["set"]].append(judged(row))
    if options.errors:
        name, field = options.errors
        errors(sets[name], field)
        return
    for name, those in sets.items():
        report(name, those)
    print(f"\n{time.process_time() - start:.1f} s, reading of the files included")


if __name__ == "__main__":
    main()
