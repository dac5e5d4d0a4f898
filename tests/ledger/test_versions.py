"""Edits that nobody announced: what came, went and changed between a page's versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from synthetic import Said, reading_of

from sayso.domain import Article, Reading, Statement
from sayso.ledger import Ledger
from sayso.ledger.versions import compared

PAGE = Article("https://courier.example/dam", "", url="https://courier.example/dam")
CRACK = Said("The dam has a crack two metres long", "Engineer Ola Falk")
SAFE = Said("Nobody downstream is in danger", "the water board", kind="organisation")
RAIN = Said("It has rained for a week")
LONGER = replace(CRACK, content="The dam has a crack three metres long")
OTHER = Said("The mayor was told on Friday", "two officials", kind="officials", named=False)


def page(*sentences: Said, **about: Any) -> Reading:
    return reading_of(replace(PAGE, **about), sentences)


def texts(statements: Iterable[Statement]) -> list[str]:
    return [each.content.text for each in statements]


def test_versions_of_a_page_tell_what_became_of_statements(ledger: Ledger) -> None:
    first, second, third = page(CRACK, SAFE, RAIN), page(RAIN, LONGER, OTHER), page(RAIN, LONGER)
    elsewhere = page(CRACK, url="https://post.example/dam", ref="https://post.example/dam")
    with ledger.writer() as writer:
        for reading in (first, second, elsewhere, third):
            writer.keep(reading, "r1")
    one, two, three = ledger.versions(first.article.url or "")
    assert [each.article.id for each in (one, two, three)] == [
        each.article.id for each in (first, second, third)
    ]
    assert (one.came, one.went, one.changed) == ((), (), ())
    assert texts(two.came) == [OTHER.content]
    assert texts(two.went) == [SAFE.content]
    assert [(each.before.content.text, each.after.content.text) for each in two.changed] == [
        (CRACK.content, LONGER.content)
    ]
    assert two.came[0] in second.statements
    assert two.went[0] in first.statements
    assert (texts(three.came), texts(three.went), three.changed) == ([], [OTHER.content], ())
    assert ledger.reading(first.article.url or "") == third
    assert ledger.versions(second.article.id) == (one, two, three)
    assert len(ledger.versions(elsewhere.article.id)) == 1


def test_an_address_is_enough_where_a_page_names_none(ledger: Ledger) -> None:
    bare = Article("https://post.example/a", "")
    first, second = reading_of(bare, [CRACK]), reading_of(bare, [CRACK, OTHER])
    with ledger.writer() as writer:
        writer.keep_many([first, second], "r1")
    assert texts(ledger.versions("https://post.example/a")[1].came) == [OTHER.content]


def test_files_of_one_name_are_no_versions(ledger: Ledger) -> None:
    bare = Article("text", "")
    with ledger.writer() as writer:
        kept = writer.keep_many([reading_of(bare, [CRACK]), reading_of(bare, [OTHER])], "r1")
    assert len(ledger.versions(kept[0].article_id)) == 1


def test_who_said_it_and_how_firmly_are_changes_too() -> None:
    softer = replace(CRACK, source="An engineer", named=False)
    for after in (softer, replace(CRACK, act="deny"), replace(CRACK, relay="Tarn Post")):
        came, went, changed = compared(page(CRACK), page(after))
        assert (came, went, len(changed)) == ((), (), 1)


def test_moving_and_punctuation_change_nothing() -> None:
    moved = replace(CRACK, content="The dam has a crack, two metres long")
    assert compared(page(CRACK, SAFE), page(SAFE, RAIN, moved)) == (
        tuple(page(SAFE, RAIN, moved).statements[1:2]), (), (),
    )  # fmt: skip


SENTENCES = st.lists(st.sampled_from([CRACK, SAFE, RAIN, LONGER, OTHER]), max_size=8)


@given(SENTENCES, SENTENCES)
def test_every_statement_is_accounted_for_once(before: list[Said], after: list[Said]) -> None:
    old, new = page(*before), page(*after)
    came, went, changed = compared(old, new)
    kept_old = len(old.statements) - len(went) - len(changed)
    kept_new = len(new.statements) - len(came) - len(changed)
    assert kept_old == kept_new >= 0
    assert {*came, *(each.after for each in changed)} <= set(new.statements)
    assert {*went, *(each.before for each in changed)} <= set(old.statements)
    back = compared(new, old)
    assert (len(back[0]), len(back[1]), len(back[2])) == (len(went), len(came), len(changed))
    assert compared(old, old) == ((), (), ())


def test_pages_with_thousands_of_alike_statements_are_compared_soon() -> None:
    old = page(*(Said(f"The figure of day {n} is {n}", "the office") for n in range(1500)))
    new = page(*(Said(f"The figure of day {n} is {n + 7}", "the office") for n in range(1500)))
    came, went, changed = compared(old, new)
    assert len(changed) + len(came) == len(changed) + len(went) == 1500
