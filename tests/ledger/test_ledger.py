"""What every ledger does, whatever database it lies in: keeping and reading again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import synthetic
from synthetic import Said, reading_of

from sayso.domain import (
    Article,
    Correction,
    Credit,
    Link,
    Moment,
    Passage,
    Reading,
    Span,
    Statement,
)
from sayso.errors import LedgerError, UsageError
from sayso.ledger import ArticlesWanted, FindWanted, Ledger, Page, SourcesWanted

ALL = Page(1000)
WORLD = synthetic.World.of(7, words=300, names=40)
HARBOUR = Article(
    "harbour.txt", "", title="Harbour shut", outlet="The Fenwick Courier", published="2026-03-02"
)


def invented(count: int) -> Iterator[Reading]:
    return synthetic.readings(count, world=WORLD)


def story(*sentences: Said, **about: Any) -> Reading:
    article = replace(HARBOUR, **about)
    return reading_of(article, sentences or [Said("The harbour is shut", "the harbour master")])


def contents(ledger: Ledger, wanted: FindWanted) -> list[str]:
    return [found.statement.content.text for found in ledger.find(wanted, ALL)]


def test_a_reading_comes_back_as_it_was_kept(ledger: Ledger) -> None:
    given = list(invented(30))
    with ledger.writer() as writer:
        kept = writer.keep_many(given, "r1")
    assert [each.statements for each in kept] == [len(each.statements) for each in given]
    assert all(each.new_article and each.new_reading and each.new_ref for each in kept)
    ids = [each.article.id for each in given]
    assert ledger.readings(ids[::-1]) == given[::-1]
    assert [ledger.reading(each) for each in ids] == given
    assert ledger.size() == 30


def test_everything_that_a_statement_can_say_comes_back(ledger: Ledger) -> None:
    text = (
        "“Shut,” he said on Monday, “and cold”, Courier\x00 reports \ud800\udc00 \x10 since noon."
    )
    article = Article(
        "a\x00\ud801.txt", text, "T\x00", "O\udfff", ("A \x00", "B"), "2026-03-02T10:00:00Z",
        "https://x.example/\x10", "en", (Credit("Cöurier", (Span(0, 4), Span(7, 9))),),
    )  # fmt: skip
    statement = Statement(
        article.id,
        "source",
        Passage.of(text, [(0, 7), (26, 37)]),
        Passage.of(text, [(8, 10)]),
        Passage.of(text, [(11, 15)]),
        (
            Link("Ada \ud83d\ude00 Ek", "person", True, "mayor", "Fenwick"),
            Link("C\x00", "outlet", True),
        ),
        "deny",
        "-",
        "possible",
        "mixed",
        True,
        Moment(text[16:25], (Span(16, 25),), "2026-03-02", None),
        (Moment(text[-11:-1], (Span(len(text) - 11, len(text) - 1),), None, "2026-03-02T12:00"),),
        "0" * 32,
        0.123456789,
    )
    given = Reading(article, (statement,), ("Not \x00 English",))
    with ledger.writer() as writer:
        writer.keep(given, "r\x00\ud800")
    again = ledger.reading(article.id)
    assert again == given
    assert again.notes == given.notes
    assert again.statements[0].id == statement.id
    assert ledger.reading(article.ref) == given
    assert ledger.articles(ArticlesWanted(), ALL).items[0].title == "T\x00"
    assert not ledger.check().problems


def test_adding_again_adds_nothing_and_notes_where_from(ledger: Ledger) -> None:
    with ledger.writer() as writer:
        first = writer.keep(story(), "r1")
        head = ledger.check().head
        again = writer.keep(story(), "r1")
        assert ledger.check().head == head
        elsewhere = writer.keep(story(ref="copy.txt"), "r1")
        assert writer.note(first.article_id, "third.txt")
        assert not writer.note(first.article_id, "third.txt")
    assert (again.new_article, again.new_reading, again.new_ref, again.statements) == (
        False, False, False, 0,
    )  # fmt: skip
    assert (elsewhere.new_article, elsewhere.new_reading, elsewhere.new_ref) == (False, False, True)
    (row,) = ledger.articles(ArticlesWanted(), ALL)
    assert (row.ref, row.refs, row.statements) == ("harbour.txt", 3, 1)
    for ref in ("harbour.txt", "copy.txt", "third.txt"):
        assert ledger.reading(ref) == story()
    assert len(ledger.find(FindWanted("harbour"), ALL)) == 1


def test_the_same_article_twice_in_one_batch_is_kept_once(ledger: Ledger) -> None:
    with ledger.writer() as writer:
        kept = writer.keep_many([story(), story(ref="copy.txt"), story()], "r1")
    assert [(each.new_article, each.new_ref) for each in kept] == [
        (True, True), (False, True), (False, False),
    ]  # fmt: skip
    assert ledger.size() == 1
    assert not ledger.check().problems


def test_the_same_text_in_two_outlets_stays_two_articles(ledger: Ledger) -> None:
    with ledger.writer() as writer:
        writer.keep(story(), "r1")
        writer.keep(story(outlet="Tarn Valley Post"), "r1")
    assert ledger.size() == 2


def test_it_knows_what_it_has_read(ledger: Ledger) -> None:
    with ledger.writer() as writer:
        kept = writer.keep(story(), "r1")
        assert writer.known(kept.article_id, "r1")
        assert not writer.known(kept.article_id, "r2")
        assert not writer.known("f" * 32, "r1")


def test_reading_again_keeps_the_old_reading(ledger: Ledger) -> None:
    old = story(Said("The harbour is shut", "the harbour master"))
    (said,) = old.statements
    new = Reading(
        replace(old.article, credits=(Credit("Tarn Valley Post", (Span(0, 3),)),)),
        (replace(said, chain=(Link("Ola Brandt", "person", True),), act="confirm"),),
    )
    with ledger.writer() as writer:
        writer.keep(old, "r1")
        kept = writer.keep(new, "r2")
    assert (kept.new_article, kept.new_reading) == (False, True)
    assert ledger.reading("harbour.txt") == new
    assert ledger.reading("harbour.txt", "r1") == old
    assert ledger.reading("harbour.txt", "r2") == new
    with pytest.raises(UsageError, match="r3"):
        ledger.reading("harbour.txt", "r3")
    assert not contents(ledger, FindWanted(act="state"))
    assert contents(ledger, FindWanted(act="confirm")) == ["The harbour is shut"]
    assert [row.name for row in ledger.sources(SourcesWanted(), ALL)] == ["Ola Brandt"]
    assert ledger.articles(ArticlesWanted(), ALL).items[0].version == "r2"
    assert list(ledger.stream()) == [(2, new)]
    assert not ledger.check().problems


def test_articles_are_found_by_id_ref_address_and_statement(ledger: Ledger) -> None:
    url = "https://courier.example/harbour"
    given = story(url=url)
    with ledger.writer() as writer:
        writer.keep(given, "r1")
    article_id = given.article.id
    for name in (article_id, article_id[:8], url, "harbour.txt", given.statements[0].id):
        assert ledger.reading(name) == given
    for name in (article_id[:7], "0" * 32, "00000000", "", "nowhere.txt", "\x00\ud800", "x" * 9999):
        with pytest.raises(UsageError):
            ledger.reading(name)


def test_a_prefix_that_fits_several_is_no_id(ledger: Ledger) -> None:
    with ledger.writer() as writer:
        writer.keep_many(invented(2), "r1")
    with ledger._database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE articles SET id = 'abcdef00' || number || substr(id, 10)"
        )
    with pytest.raises(UsageError, match="several"):
        ledger.reading("abcdef00")
    assert ledger.reading("abcdef001").article.ref == "invented.jsonl#0"


def test_unknown_ids_are_told(ledger: Ledger) -> None:
    with ledger.writer() as writer:
        writer.keep(story(), "r1")
        with pytest.raises(UsageError, match="no article"):
            writer.note("f" * 32, "x.txt")
    with pytest.raises(UsageError, match="ffff"):
        ledger.readings([story().article.id, "f" * 32])
    assert ledger.readings([]) == []


def test_a_reading_that_contradicts_itself_is_refused_whole(ledger: Ledger) -> None:
    good, other = story(), story(ref="other.txt", outlet="Other")
    astray = replace(good.statements[0], content=Passage("made up", (Span(0, 3),)))
    with ledger.writer() as writer:
        with pytest.raises(UsageError, match="made up"):
            writer.keep_many([other, Reading(good.article, (astray,))], "r1")
        with pytest.raises(UsageError, match="another article"):
            writer.keep(Reading(good.article, other.statements), "r1")
        with pytest.raises(UsageError, match="version"):
            writer.keep(good, "")
    assert ledger.size() == 0
    assert ledger.check().batches == 0


def test_the_stream_goes_on_where_it_was_left(ledger: Ledger) -> None:
    given = list(invented(5))
    with ledger.writer() as writer:
        writer.keep_many(given[:3], "r1")
        seen = list(ledger.stream())
        assert [reading for _, reading in seen] == given[:3]
        writer.keep_many(given[3:], "r1")
    assert [reading for _, reading in ledger.stream(seen[-1][0])] == given[3:]


def test_corrections_are_withdrawn_but_never_gone(ledger: Ledger) -> None:
    first = Correction("copy", "a" * 32, "b" * 32, "Ina", "2026-03-04T10:00:00Z", "the same words")
    second = Correction("source", "c" * 32, "Ola \x00 Brandt", "Ina", "2026-03-04T11:00:00Z")
    with ledger.writer() as writer:
        for correction in (first, second, first):
            writer.correct(correction)
        assert ledger.corrections() == [first, second]
        writer.withdraw(first.id, "2026-03-05T09:00:00Z")
        writer.withdraw(first.id, "2026-03-06T09:00:00Z")
        with pytest.raises(UsageError, match="no correction"):
            writer.withdraw("f" * 32, "2026-03-05T09:00:00Z")
    assert ledger.corrections() == [second]
    taken_back = replace(first, withdrawn="2026-03-05T09:00:00Z")
    assert ledger.corrections(withdrawn=True) == [taken_back, second]
    assert ledger.check().batches == 3
    assert not ledger.check().problems


def test_it_remembers_small_things(ledger: Ledger) -> None:
    assert ledger.remembered("feed") is None
    with ledger.writer() as writer:
        writer.remember("feed", {"etag": '"1"', "odd": "\x00\ud800"})
        assert ledger.remembered("feed") == {"etag": '"1"', "odd": "\x00\ud800"}
        writer.remember("feed", [2])
    assert ledger.remembered("feed") == [2]


def test_two_ledgers_on_one_place_see_the_same(place: str) -> None:
    with Ledger.open(place) as one, Ledger.open(place, create=False) as two:
        with one.writer() as writer:
            writer.keep(story(), "r1")
        assert two.reading("harbour.txt") == story()


def test_a_ledger_of_a_newer_sayso_is_left_alone(place: str) -> None:
    with Ledger.open(place) as ledger, ledger._database.writing() as connection:
        connection.exec_driver_sql("UPDATE ledger SET schema = 99")
    with pytest.raises(LedgerError, match="newer Sayso"):
        Ledger.open(place)


def test_what_is_not_there_is_not_made_unless_asked(place: str) -> None:
    with pytest.raises(LedgerError, match="sayso add"):
        Ledger.open(place, create=False)


def test_a_copy_is_a_ledger_with_the_same_chain(ledger: Ledger, tmp_path: object) -> None:
    given = list(invented(20))
    correction = Correction("copy", "a" * 32, "b" * 32, "Ina", "2026-03-04T10:00:00Z")
    with ledger.writer() as writer:
        writer.keep_many(given, "r1")
        writer.keep_many([replace(each, notes=("again",)) for each in given[:5]], "r2")
        writer.correct(correction)
        writer.remember("x", 1)
    path = f"{tmp_path}/copy.db"
    ledger.backup(path)
    with Ledger.open(path, create=False) as copy:
        assert copy.check() == ledger.check()
        assert not copy.check().problems
        assert copy.readings([each.article.id for each in given]) == given
        assert copy.corrections() == [correction]
        assert copy.remembered("x") == 1
        wanted = FindWanted("the", act="deny")
        assert copy.find(wanted, ALL) == ledger.find(wanted, ALL)
        with copy.writer() as writer:
            assert not writer.keep(given[0], "r1").new_reading
    with pytest.raises(LedgerError, match="something already"):
        ledger.backup(path)


def test_what_was_loaded_before_is_still_the_newest_reading(ledger: Ledger) -> None:
    old = story()
    new = Reading(old.article, (replace(old.statements[0], act="confirm"),))
    ids = [old.article.id] * 2
    with ledger.writer() as writer:
        writer.keep(old, "r1")
        assert ledger.readings(ids) == ledger.readings(ids) == [old, old]
        writer.keep(new, "r2")
    assert ledger.readings(ids) == [new, new]
