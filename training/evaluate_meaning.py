"""What attributions mean, read from gold spans: who, kind, named and relays against labels.

    evaluate_meaning.py [--errors FIELD] [--train-only]

Two sets: the labels of PolNeAR train in training/labels/meaning.jsonl, and the check sample of dev.
Definitions as in shared/score/score_meaning.py, but every attribution is found.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SHARED = Path("/work/shared")
sys.path.insert(0, str(SHARED / "score"))

from statements import same_name  # type: ignore[import-not-found]

from sayso.reading.attributions import Attribution
from sayso.reading.document import Document
from sayso.reading.sources import Chain, trace

LABELS = Path(__file__).parent / "labels" / "meaning.jsonl"
Rows = Iterator[tuple[str, str, list[Attribution], dict[int, dict]]]
sys.path.insert(0, str(Path(__file__).parent))


def spans(part: dict, role: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in part[role])


def attribution(part: dict) -> Attribution:
    return Attribution(spans(part, "source"), spans(part, "cue"), spans(part, "content"), 1.0)


def train_rows() -> Rows:
    """(text, all attributions of the article, labels by index) for each labelled article."""
    from corpus import attributions as brat

    by: dict[str, list[dict]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by.setdefault(row["article"], []).append(row)
    for stem, rows in by.items():
        root = SHARED / "data/polnear/train"
        with open(root / "text" / f"{stem}.txt", encoding="utf-8", newline="") as file:
            text = file.read()
        files = sorted((root / "attributions").glob(f"{stem}_*.ann"))
        marked = [
            {role: [list(s) for s in where] for role, where in found.items()}
            for found in brat(files[0])
        ]
        marked = [m for m in marked if m["cue"] and m["content"]]
        keys = {json.dumps(m, sort_keys=True): n for n, m in enumerate(marked)}
        labelled = {}
        for row in rows:
            key = json.dumps({role: row["spans"][role] for role in marked[0]}, sort_keys=True)
            if key not in keys:
                keys[key] = len(marked)
                marked.append(row["spans"])
            labelled[keys[key]] = row
        yield stem, text, [attribution(m) for m in marked], labelled


def dev_rows() -> Rows:
    """The same for the check sample."""
    gold = {row["id"]: row for row in json.loads((SHARED / "data/meaning/gold.json").read_text())}
    for article in json.loads((SHARED / "data/meaning/articles.json").read_text()):
        marked = [attribution(a["spans"]) for a in article["attributions"]]
        labelled = {n: gold[a["id"]] for n, a in enumerate(article["attributions"])}
        yield article["article"], article["text"], marked, labelled


def evaluate(name: str, rows: Rows, show: str) -> None:
    """Print the figures of one set."""
    right: Counter[str] = Counter()
    confused: Counter[tuple[str, str, str]] = Counter()
    relays: Counter[str] = Counter()
    total, spent, words = 0, 0.0, 0
    for stem, text, marked, labelled in rows:
        begin = time.process_time()
        document = Document.of(text)
        chains = trace(document, marked)
        spent += time.process_time() - begin
        words += len(text.split())
        for n, gold in sorted(labelled.items()):
            total += 1
            got = answer(chains[n])
            hits = {key: got[key] == gold[key] for key in ("kind", "named")}
            hits["who"] = same_name(got["who"], gold["who"])
            hit = sum(any(same_name(r, g) for g in gold["relays"]) for r in got["relays"])
            relays.update(hit=hit, got=len(got["relays"]), gold=len(gold["relays"]))
            hits["relays"] = hit == len(got["relays"]) == len(gold["relays"])
            right.update(key for key, value in hits.items() if value)
            right["all"] += all(hits[key] for key in ("who", "kind", "named"))
            for key in ("kind", "named"):
                confused[key, str(gold[key]), str(got[key])] += not hits[key]
            if show in hits and not hits[show]:
                part = marked[n]
                source = " ~ ".join(text[a:b] for a, b in part.source)
                cue = " ~ ".join(text[a:b] for a, b in part.cue)
                where = f"  {stem[:28]} {source[:60]!r} | {cue[:40]!r}: "
                print(where + f"{got[show]!r} not {gold[show]!r}")
    precision = relays["hit"] / max(1, relays["got"])
    recall = relays["hit"] / max(1, relays["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"{name}: n {total}  "
        + "  ".join(f"{key} {right[key] / total:.3f}" for key in ("who", "kind", "named", "all"))
        + f"  relays F1 {f1:.3f} (P {precision:.3f} R {recall:.3f}, {relays['gold']})"
        f"  words/s {words / max(spent, 1e-9):.0f}"
    )
    print("   " + "; ".join(f"{k}: {g}→{o} {n}" for (k, g, o), n in confused.most_common(10) if n))


def answer(chain: Chain) -> dict:
    first = chain.links[0] if chain.links else None
    return {
        "who": first.name if first else None,
        "kind": first.kind if first else "none",
        "named": bool(first and first.named),
        "relays": [link.name for link in chain.links[1:]],
    }


def main() -> None:
    show = sys.argv[sys.argv.index("--errors") + 1] if "--errors" in sys.argv else ""
    evaluate("train labels", train_rows(), show)
    if "--train-only" not in sys.argv:
        evaluate("dev sample", dev_rows(), "")


if __name__ == "__main__":
    main()
