"""Words and phrases by how they bear on a claim: the list `stances`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from sayso.tracing.lexicon import rows

Sense = Literal[
    "denying", "refuting", "debunking", "confirming", "withholding", "withdrawing", "offices",
    "vague",
]  # fmt: skip


@cache
def words_of(sense: Sense) -> re.Pattern[str]:
    """Any word or phrase of a sense; to be sought in folded text in lower case."""
    found = [row[1] for row in rows("stances") if row[0] == sense]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)")
