"""PolNeAR in brat standoff → articles with labelled word pieces.

Source: Newell et al., "An Attribution Relations Corpus for Political News", LREC 2018.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from sayso.reading.pieces import Pieces, describe
from sayso.reading.text import normal

ROLES = ("source", "cue", "content")
OUTSIDE, SOURCE, CUE, CONTENT = range(4)
Spans = list[tuple[int, int]]
_SPAN = re.compile(r"(T\d+)\t\S+ ([\d ;]+)\t")


@dataclass(frozen=True)
class Example:
    """One article with its attributions as tags over word pieces.

    `tags[k]` maps piece index → SOURCE, CUE or CONTENT for the k-th attribution.
    """

    stem: str
    text: str
    pieces: Pieces
    tags: list[dict[int, int]]


def attributions(path: Path) -> list[dict[str, Spans]]:
    """Attributions of one .ann file: spans by role."""
    spans: dict[str, Spans] = {}
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _SPAN.match(line):
            spans[match[1]] = [tuple(map(int, p.split())) for p in match[2].split(";")]  # type: ignore[misc]
        elif line.startswith("E"):
            found: dict[str, Spans] = {role: [] for role in ROLES}
            for arg in line.split("\t")[1].split():
                role, _, key = arg.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in found:
                    found[role] += spans.get(key, [])
            out.append({role: sorted(set(where)) for role, where in found.items()})
    return out


def articles(split: Path) -> dict[str, tuple[str, list[list[dict[str, Spans]]]]]:
    """Text and every annotator's attributions (gold first) by stem."""
    by: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((split / "attributions").glob("*.ann")):
        by[path.stem.rsplit("_", 1)[0]].append(path)
    out = {}
    for path in sorted((split / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            out[path.stem] = (file.read(), [attributions(p) for p in by[path.stem]])
    return out


def digest(split: Path) -> str:
    """SHA-256 over names and bytes of a split, for the model card."""
    sha = hashlib.sha256()
    for path in sorted(split.rglob("*")):
        if path.is_file():
            sha.update(path.name.encode())
            sha.update(path.read_bytes())
    return sha.hexdigest()


def pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    encoding = tokenizer.encode(normal(text), add_special_tokens=False)
    return describe(text, encoding.ids, encoding.offsets, [w or 0 for w in encoding.word_ids])


def example(tokenizer: Tokenizer, stem: str, text: str, gold: list[dict[str, Spans]]) -> Example:
    """Tags of one annotator; attributions without cue or content are left out (35 of 19,868)."""
    made = pieces(tokenizer, text)
    tags = []
    for attribution in gold:
        if not attribution["cue"] or not attribution["content"]:
            continue
        tag: dict[int, int] = {}
        for role, value in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
            for start, end in attribution[role]:
                first, last = (
                    np.searchsorted(made.ends, start, "right"),
                    np.searchsorted(made.starts, end, "left"),
                )
                tag.update(dict.fromkeys(range(int(first), int(last)), value))
        if CUE in tag.values():
            tags.append(tag)
    return Example(stem, text, made, tags)


def load(split: Path, tokenizer: Tokenizer) -> list[Example]:
    """Every article of a split with its gold annotation."""
    return [
        example(tokenizer, stem, text, annotators[0])
        for stem, (text, annotators) in articles(split).items()
        if annotators
    ]
