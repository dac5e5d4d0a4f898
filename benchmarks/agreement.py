"""How well two readers of the same stories agree, as ../shared/score/score_origins.py counts it.

    python benchmarks/agreement.py

The first reading is stories/part_*.jsonl; the second, of 26 of these stories, was made without
sight of the first (stories/README.md says by whom). Prints what the scorer prints with the second
reading in place of a trace: as near as a tool could come to its reader.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from installed import SHARED

STORIES = Path(__file__).with_name("stories")
SCORER = SHARED / "score" / "score_origins.py"


def main() -> int:
    """Print the figures; the exit code of the scorer."""
    claims = {c["claim_id"]: c for c in _lines(SHARED / "data" / "stories" / "claims.jsonl")}
    first = {g["claim_id"]: g for part in sorted(STORIES.glob("part_*")) for g in _lines(part)}
    second = list(_lines(STORIES / "second_reading.jsonl"))
    with tempfile.TemporaryDirectory() as folder:
        gold, traces = Path(folder) / "gold.json", Path(folder) / "traces.jsonl"
        stories = [_story(claims[one["claim_id"]], first[one["claim_id"]]) for one in second]
        gold.write_text(json.dumps(stories), encoding="utf-8")
        traces.write_text("".join(json.dumps(_trace(one)) + "\n" for one in second))
        return subprocess.run([sys.executable, SCORER, gold, traces], check=False).returncode


def _story(claim: dict[str, Any], graded: dict[str, Any]) -> dict[str, Any]:
    articles = [article for article in claim["articles"] if article["id"] in graded["bodies"]]
    return {
        "story": claim["claim_id"], "claim": claim["claim"], "articles": articles, "gold": graded,
    }  # fmt: skip


def _trace(graded: dict[str, Any]) -> dict[str, Any]:
    """A reading in the shape of a trace, as far as the scorer looks at it."""
    articles = [{"ref": f"{key}.txt", **body} for key, body in graded["bodies"].items()]
    counts = {"origins": graded["n_independent_origins"]}
    return {"story": graded["claim_id"], "counts": counts, "articles": articles}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


if __name__ == "__main__":
    sys.exit(main())
