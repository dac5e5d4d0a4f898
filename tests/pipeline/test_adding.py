"""What is found is read and kept, in a real ledger. The stories are invented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from sayso.articles import Loading, Raw
from sayso.errors import ArticleError
from sayso.ledger import ArticlesWanted, Ledger, Page
from sayso.pipeline.adding import Added, Adding, add, kept_articles
from sayso.pipeline.tasks import Orders

FERRY = "The ferry will not sail, harbour master Ilse Tarn said."
QUAY = "The council denied on Tuesday that the quay wall had moved."
GERMAN = "Der Hafenmeister sagte am Montag, dass die Fähre nicht vor Donnerstag fahren werde."
HOW = Adding(Orders(Loading()))


def raw(ref: str, text: str) -> Raw:
    return Raw(ref, "text", text.encode(), size=len(text))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db") as opened:
        yield opened


def added(ledger: Ledger, *found: Raw | ArticleError, how: Adding = HOW) -> list[Added]:
    with ledger.writer() as writer:
        return list(add(found, writer, how, Event()))


def test_each_article_is_kept_once_with_all_its_refs(ledger: Ledger) -> None:
    first = added(
        ledger,
        raw("ferry.txt", FERRY),
        ArticleError("nowhere", "not there"),
        raw("quay.txt", QUAY),
        raw("again.txt", FERRY),
        raw("fähre.txt", GERMAN),
    )
    assert [one.fate for one in first] == ["added", "failed", "added", "known", "added"]
    assert [one.number for one in first] == list(range(5))
    assert [bool(one.statements) for one in first] == [True, False, True, False, False]
    assert [bool(one.notes) for one in first] == [False, False, False, False, True]
    assert first[1].error is not None
    assert first[0].size == len(FERRY)
    second = added(ledger, raw("third.txt", FERRY), raw("quay.txt", QUAY))
    assert [one.fate for one in second] == ["known", "known"]
    rows = {row.ref: row for row in ledger.articles(ArticlesWanted(), Page(10))}
    assert {ref: row.refs for ref, row in rows.items()} == {
        "ferry.txt": 3, "quay.txt": 1, "fähre.txt": 1,
    }  # fmt: skip
    assert ledger.reading("third.txt") == ledger.reading("ferry.txt")


def test_what_another_reader_read_is_read_again_beside_it(ledger: Ledger) -> None:
    added(ledger, raw("ferry.txt", FERRY))
    (row,) = ledger.articles(ArticlesWanted(), Page(10))
    reading = ledger.reading(row.id)
    with ledger.writer() as writer:
        writer.keep(reading.__class__(reading.article, ()), "0.0.1+older")
    (kept,) = kept_articles(ledger)
    assert kept.article == reading.article
    with ledger.writer() as writer:
        (known,) = add(kept_articles(ledger), writer, HOW, Event())
        (again,) = add(kept_articles(ledger), writer, Adding(HOW.orders, again=True), Event())
    assert (known.fate, again.fate) == ("known", "known")
    assert ledger.reading(row.id, "0.0.1+older").statements == ()
    assert ledger.reading(row.id, row.version).statements == reading.statements


def test_many_that_are_kept_come_page_by_page(ledger: Ledger) -> None:
    from sayso.domain import Article, Reading

    with ledger.writer() as writer:
        readings = [Reading(Article(f"{n}.txt", f"{n} ships sank."), ()) for n in range(230)]
        writer.keep_many(readings, "0.0.1+older")
    assert len({kept.ref for kept in kept_articles(ledger)}) == 230


def test_a_ledger_is_whole_when_the_last_comes_out(ledger: Ledger) -> None:
    """Each article is in the ledger by the time that it is told of."""
    with ledger.writer() as writer:
        for count, _ in enumerate(add([raw("a", FERRY), raw("b", QUAY)], writer, HOW, Event()), 1):
            assert ledger.size() >= count
    assert json.dumps(ledger.size()) == "2"
