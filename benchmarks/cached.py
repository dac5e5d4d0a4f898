"""Readings that `sayso read --jsonl` printed, and the stories of ../shared, for what is fitted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.domain import Link, Moment, Passage, Reading, Span, Statement
from sayso.records import article_from


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of claims.jsonl, and the ids of the articles that carry it."""

    claim: str
    articles: frozenset[str]


def claims(path: Path) -> list[Told]:
    """The claims of claims.jsonl in its order."""
    records = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [
        Told(record["claim"], frozenset(article["id"] for article in record["articles"]))
        for record in records
    ]


def readings(path: Path) -> Iterator[Reading]:
    """The readings of a file, one a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            article = article_from(record["article"])
            statements = (_statement(part, article.id) for part in record["statements"])
            yield Reading(article, tuple(statements))


def _statement(record: dict[str, Any], article: str) -> Statement:
    plain = ("act", "polarity", "certainty", "manner", "first_report", "within", "score")
    return Statement(
        article,
        record["voice"],
        _passage(record["content"]) or Passage("", ()),
        source=_passage(record["source"]),
        cue=_passage(record["cue"]),
        chain=tuple(Link(**link) for link in record["chain"]),
        said=_moment(record["said"]) if record["said"] else None,
        times=tuple(map(_moment, record["times"])),
        **{name: record[name] for name in plain},
    )


def _passage(record: dict[str, Any] | None) -> Passage | None:
    if record is None:
        return None
    return Passage(record["text"], tuple(Span(*span) for span in record["spans"]))


def _moment(record: dict[str, Any]) -> Moment:
    spans = tuple(Span(*span) for span in record["spans"])
    return Moment(record["text"], spans, record["from"], record["to"])
