"""What became of a page's statements from one version to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from sayso.domain import Reading, Statement
from sayso.ledger.listing import article_row, article_rows
from sayso.ledger.queries import newest_readings
from sayso.ledger.recent import Recent
from sayso.ledger.rows import Changed, Version
from sayso.ledger.schema import articles

ALIKE = 0.5  # share of words in common (Dice) from which a statement was changed, not replaced
_WORD = re.compile(r"\w+")
_COMMON = 50  # statements: a word in more of them says nothing about which one it was


def versions_of(connection: Connection, recent: Recent, number: int) -> tuple[Version, ...]:
    """The versions of the page that an article (its number) is one of, as they came."""
    page = connection.execute(select(articles.c.page).where(articles.c.number == number)).scalar()
    same = articles.c.number == number if page is None else articles.c.page == page
    rows = connection.execute(article_rows().where(same).order_by(articles.c.number)).all()
    readings = newest_readings(connection, recent, [row[1] for row in rows])
    listed = [article_row(row) for row in rows]
    versions = [Version(listed[0])]
    for article, before, after in zip(listed[1:], readings, readings[1:], strict=False):
        versions.append(Version(article, *compared(before, after)))
    return tuple(versions)


def compared(
    before: Reading, after: Reading
) -> tuple[tuple[Statement, ...], tuple[Statement, ...], tuple[Changed, ...]]:
    """Statements that came, went and changed, each in the order of the text.

    Where it stands in the text does not matter. A statement has changed when what it says, or who
    says it, or how, reads otherwise, but at least half of the words are the same.
    """
    went = _without(before.statements, after.statements)
    came = _without(after.statements, before.statements)
    pairs = _paired(went, came)
    matched = set(pairs.values())
    changed = tuple(Changed(went[old], came[new]) for old, new in sorted(pairs.items()))
    return (
        tuple(each for index, each in enumerate(came) if index not in matched),
        tuple(each for index, each in enumerate(went) if index not in pairs),
        changed,
    )


def _without(these: Sequence[Statement], those: Sequence[Statement]) -> list[Statement]:
    there = Counter(map(_said, those))
    left = []
    for each in these:
        key = _said(each)
        if there[key]:
            there[key] -= 1
        else:
            left.append(each)
    return left


def _said(each: Statement) -> tuple[Any, ...]:
    """What people would call the same statement, wherever it stands."""
    chain = tuple((link.name, link.kind, link.named) for link in each.chain)
    return each.voice, _plain(each.content.text), chain, each.act, each.polarity, each.certainty


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _words(each: Statement) -> Counter[str]:
    names = (link.name for link in each.chain)
    said = " ".join((each.content.text, *names))
    return Counter(_WORD.findall(said.casefold()))


def _paired(went: Sequence[Statement], came: Sequence[Statement]) -> dict[int, int]:
    """Old → new, the most alike first."""
    old, new = [_words(each) for each in went], [_words(each) for each in came]
    holders: dict[str, list[int]] = {}
    for index, words in enumerate(new):
        for word in words:
            holders.setdefault(word, []).append(index)
    scored = []
    for index, words in enumerate(old):
        near = {
            there
            for word in words
            if len(holders.get(word, ())) <= _COMMON
            for there in holders.get(word, ())
        }
        scored += [
            (-score, index, there)
            for there in near
            if went[index].voice == came[there].voice
            and (score := _alike(words, new[there])) >= ALIKE
        ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, there in sorted(scored):
        if index not in pairs and there not in taken:
            pairs[index] = there
            taken.add(there)
    return pairs


def _alike(these: Counter[str], those: Counter[str]) -> float:
    return 2 * (these & those).total() / (these.total() + those.total())
