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
from pathlib import Path
from typing import Any

from following import TUNING, lines, story_of
from installed import SHARED

SCORER = SHARED / "score" / "score_origins.py"


def main() -> int:
    """Print the figures; the exit code of the scorer."""
    claims = {c["claim_id"]: c for c in lines(SHARED / "data" / "stories" / "claims.jsonl")}
    first = {g["claim_id"]: g for part in sorted(TUNING.glob("part_*")) for g in lines(part)}
    second = list(lines(TUNING / "second_reading.jsonl"))
    with tempfile.TemporaryDirectory() as folder:
        gold, traces = Path(folder) / "gold.json", Path(folder) / "traces.jsonl"
        stories = [story_of(claims[one["claim_id"]], first[one["claim_id"]]) for one in second]
        gold.write_text(json.dumps(stories), encoding="utf-8")
        traces.write_text("".join(json.dumps(_trace(one)) + "\n" for one in second))
        return subprocess.run([sys.executable, SCORER, gold, traces], check=False).returncode


def _trace(graded: dict[str, Any]) -> dict[str, Any]:
    """A reading in the shape of a trace, as far as the scorer looks at it."""
    articles = [{"ref": f"{key}.txt", **body} for key, body in graded["bodies"].items()]
    counts = {"origins": graded["n_independent_origins"]}
    return {"story": graded["claim_id"][:8], "counts": counts, "articles": articles}


if __name__ == "__main__":
    sys.exit(main())
