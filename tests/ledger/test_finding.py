"""What one can ask of a ledger, whatever database it lies in: lists, pages, full text, claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import product
from typing import Any, get_args

import pytest
import synthetic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from synthetic import Said, reading_of

from sayso.domain import Act, Article, Counts, Kind, Reading, Standing, Voiced
from sayso.errors import UsageError
from sayso.ledger import (
    ArticlesWanted,
    Claim,
    ClaimsWanted,
    FindWanted,
    Ledger,
    Listing,
    Member,
    Page,
    SourcesWanted,
)

ALL = Page(1000)
WORLD = synthetic.World.of(7, words=300, names=40)
KEPT = (
    reading_of(
        Article("a.txt", "", outlet="The Fenwick Courier", published="2026-03-02"),
        [
            Said("The ferries were cancelled", "the harbour master", kind="officials", named=False),
            Said("No ferry was cancelled", "Ólafur Brandt", "denied", act="deny"),
            Said("It rained"),
        ],
    ),
    reading_of(
        Article("b.txt", "", outlet="Tarn Valley Post", published="2026-03-04T08:00:00Z"),
        [
            Said("Cancelling a ferry is a scandal", "Olafur Brandt", relay="Fenwick Courier"),
            Said("The café co-operates with the harbour", "Café Owners", kind="organisation"),
        ],
    ),
    reading_of(Article("c.txt", "", title="Ferry news"), [Said("Ferries sail", "Ola Ek")]),
)


@pytest.fixture
def kept(ledger: Ledger) -> Ledger:
    with ledger.writer() as writer:
        writer.keep_many(KEPT, "r1")
    return ledger


def found(ledger: Ledger, wanted: FindWanted) -> list[str]:
    return [each.statement.content.text for each in ledger.find(wanted, ALL)]


CANCELLED, DENIED, RAINED = (each.content.text for each in KEPT[0].statements)
SCANDAL, CAFE = (each.content.text for each in KEPT[1].statements)
SAIL = KEPT[2].statements[0].content.text


FINDS = [
    (FindWanted(), [SCANDAL, CAFE, CANCELLED, DENIED, RAINED, SAIL]),
    (FindWanted("ferry"), [SCANDAL, CANCELLED, DENIED, SAIL]),
    (FindWanted("FERRIES cancel"), [SCANDAL, CANCELLED, DENIED]),
    (FindWanted('"was cancelled"'), [DENIED]),
    (FindWanted('"cancelled was"'), []),
    (FindWanted("cafe"), [CAFE]),
    (FindWanted("co-operate"), [CAFE]),
    (FindWanted("harbour"), [CAFE]),
    (FindWanted(source="harbour master"), [CANCELLED]),
    (FindWanted(source="master harbour"), []),
    (FindWanted(source="brandt"), [SCANDAL, DENIED]),
    (FindWanted(source="Courier"), [SCANDAL]),
    (FindWanted(speaker="olafur brandt"), [SCANDAL, DENIED]),
    (FindWanted(speaker="Harbour Master"), [CANCELLED]),
    (FindWanted(speaker="brandt"), []),
    (FindWanted("ferry", outlet="fenwick courier"), [CANCELLED, DENIED]),
    (FindWanted(outlet="Fenwick"), []),
    (FindWanted(act="deny"), [DENIED]),
    (FindWanted(kind="officials"), [CANCELLED]),
    (FindWanted(voice="article"), [RAINED]),
    (FindWanted(unnamed=True), [CANCELLED]),
    (FindWanted("ferry", unnamed=False), [SCANDAL, DENIED, SAIL]),
    (FindWanted(since="2026-03-03"), [SCANDAL, CAFE]),
    (FindWanted("ferry", since="2026-03-04", until="2026-03-04"), [SCANDAL]),
    (FindWanted("ferry", until="2026-03-03"), [CANCELLED, DENIED]),
    (FindWanted("ferry", until="2026-03-01"), []),
    (FindWanted("OR AND NOT NEAR"), []),
]


def test_statements_are_found_by_what_they_say_and_who_says_it(kept: Ledger) -> None:
    for wanted, contents in FINDS:
        assert found(kept, wanted) == contents, wanted


def test_what_is_found_says_where_it_stands(kept: Ledger) -> None:
    (item,) = kept.find(FindWanted("scandal"), ALL)
    assert item.statement == KEPT[1].statements[0]
    assert item.id == item.statement.id
    assert (item.ref, item.title) == ("b.txt", None)
    assert (item.outlet, item.published) == ("Tarn Valley Post", "2026-03-04T08:00:00Z")


NOT_TO_BE_FOUND = [
    FindWanted("—"),
    FindWanted(source="..."),
    FindWanted(" ".join("abcdefgh" * 9)),
    FindWanted(since="yesterday"),
    FindWanted(until="2026-03-04T10:00"),
    FindWanted(since=""),
]


def test_what_can_not_be_looked_for_is_told(kept: Ledger) -> None:
    for wanted in NOT_TO_BE_FOUND:
        with pytest.raises(UsageError):
            kept.find(wanted, ALL)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=40), st.text(max_size=10))
def test_no_words_can_break_a_search(kept: Ledger, words: str, source: str) -> None:
    try:
        kept.find(FindWanted(words, source=source, outlet=words, speaker=source), ALL)
    except UsageError:
        assert not words or not any(sign.isalnum() for sign in words) or source
    assert len(kept.matching([words, source, "ferry"], 3)) <= 3
    kept.frequencies([words, source])
    kept.sources(SourcesWanted(words), ALL)
    kept.articles(ArticlesWanted(words), ALL)


def test_filters_agree_with_a_plain_look_at_every_statement(ledger: Ledger) -> None:
    readings = list(synthetic.readings(25, world=WORLD))
    with ledger.writer() as writer:
        writer.keep_many(readings, "r1")
    some = readings[3]
    speaker = next(each.chain[0] for each in some.statements if each.chain)
    day, outlet = some.article.published, some.article.outlet
    for wanted, fits in _plain_looks(day, outlet, speaker.name):
        expected = Counter(
            each.id for reading in readings for each in reading.statements if fits(reading, each)
        )
        assert expected, wanted
        assert Counter(item.id for item in ledger.find(wanted, ALL)) == expected, wanted


def _plain_looks(
    day: str | None, outlet: str | None, speaker: str
) -> Iterator[tuple[FindWanted, Callable[[Reading, Any], bool]]]:
    assert day is not None
    word = WORLD.words[0]
    yield FindWanted(word), lambda _, said: word in said.content.text.lower().split()
    yield FindWanted(since=day), lambda reading, _: (reading.article.published or "") >= day
    yield FindWanted(until=day), lambda reading, _: (reading.article.published or "") <= day
    yield FindWanted(outlet=outlet), lambda reading, _: reading.article.outlet == outlet
    yield (
        FindWanted(speaker=speaker),
        lambda _, said: bool(said.chain and said.chain[0].name == speaker),
    )
    yield (
        FindWanted(word, act="deny", unnamed=False),
        lambda _, said: (
            word in said.content.text.lower().split() and said.act == "deny" and said.chain[0].named
        ),
    )


def test_every_act_and_kind_can_be_told_apart(ledger: Ledger) -> None:
    acts, kinds = get_args(Act), get_args(Kind)
    sentences = [Said(f"Act {act}", "Ola", act=act) for act in acts]
    sentences += [Said(f"Kind {kind}", "Ola", kind=kind, act="intend") for kind in kinds]
    with ledger.writer() as writer:
        writer.keep(reading_of(Article("x.txt", ""), sentences), "r1")
    for act in set(acts) - {"intend"}:
        assert found(ledger, FindWanted(act=act)) == [f"Act {act}"]
    for kind in set(kinds) - {"person"}:
        assert found(ledger, FindWanted(kind=kind)) == [f"Kind {kind}"]


def paged(ask: Callable[[Page], Listing[Any]], size: int) -> list[Any]:
    items: list[Any] = []
    after: str | None = None
    while True:
        page = ask(Page(size, after))
        assert len(page) <= size
        items += page
        if page.next is None:
            return items
        assert len(page) == size
        after = page.next


def test_pages_put_together_are_the_whole_list(ledger: Ledger) -> None:
    with ledger.writer() as writer:
        writer.keep_many([*synthetic.readings(6, world=WORLD), *KEPT], "r1")
        writer.keep_claims([_claim(number) for number in range(7)], {}, 9)
    asks: list[Callable[[Page], Listing[Any]]] = [
        lambda page: ledger.find(FindWanted("the"), page),
        lambda page: ledger.articles(ArticlesWanted(), page),
        lambda page: ledger.sources(SourcesWanted(), page),
        lambda page: ledger.claims(ClaimsWanted(), page),
    ]
    for ask, size in product(asks, (2, 3, 7)):
        whole = list(ask(ALL))
        assert len(whole) >= 7
        assert paged(ask, size) == whole
        assert len(set(map(repr, whole))) == len(whole)


ASTRAY = ["", "x", "WzFd!", "W10", "WyJhIl0", "bnVsbA", "\x00", "é", "W" * 999, "W1tb" * 9999]


def test_a_page_that_no_listing_gave_is_refused(kept: Ledger) -> None:
    asks: list[Callable[[Page], Listing[Any]]] = [
        lambda page: kept.find(FindWanted(), page),
        lambda page: kept.articles(ArticlesWanted(), page),
        lambda page: kept.sources(SourcesWanted(), page),
        lambda page: kept.claims(ClaimsWanted(), page),
    ]
    for ask, after in product(asks, ASTRAY):
        with pytest.raises(UsageError):
            ask(Page(2, after))
    for ask, limit in product(asks, (0, -1, 10**9)):
        with pytest.raises(UsageError, match="rows"):
            ask(Page(limit))


def test_articles_come_newest_first_and_undated_last(kept: Ledger) -> None:
    rows = kept.articles(ArticlesWanted(), ALL).items
    assert [row.ref for row in rows] == ["b.txt", "a.txt", "c.txt"]
    assert (rows[2].title, rows[2].outlet, rows[2].statements) == ("Ferry news", None, 1)
    assert rows[0].id == KEPT[1].article.id
    for wanted, refs in (
        (ArticlesWanted("fenwick courier"), ["a.txt"]),
        (ArticlesWanted(since="2026-03-03"), ["b.txt"]),
        (ArticlesWanted(until="2026-03-03"), ["a.txt"]),
        (ArticlesWanted("nobody"), []),
    ):
        assert [row.ref for row in kept.articles(wanted, ALL)] == refs


def test_sources_are_counted_by_name_kind_and_outlet(kept: Ledger) -> None:
    rows = kept.sources(SourcesWanted(), ALL).items
    first = rows[0]
    assert (first.statements, first.articles, first.named, first.kind) == (2, 2, True, "person")
    assert first.name in {"Ólafur Brandt", "Olafur Brandt"}
    assert {(each.outlet, each.statements) for each in first.outlets} == {
        ("The Fenwick Courier", 1), ("Tarn Valley Post", 1),
    }  # fmt: skip
    assert [row.statements for row in rows] == [2, 1, 1, 1]
    for wanted, names in (
        (SourcesWanted(named=False), ["the harbour master"]),
        (SourcesWanted(kind="organisation"), ["Café Owners"]),
        (SourcesWanted("OWNER"), ["Café Owners"]),
        (SourcesWanted("own%"), []),
        (SourcesWanted("Café Owners", outlet="Fenwick Courier"), []),
    ):
        assert [row.name for row in kept.sources(wanted, ALL)] == names


def test_sources_agree_with_a_plain_count(ledger: Ledger) -> None:
    readings = list(synthetic.readings(25, world=WORLD))
    with ledger.writer() as writer:
        writer.keep_many(readings, "r1")
    counts = Counter(
        (each.chain[0].name, each.chain[0].kind, each.chain[0].named)
        for reading in readings
        for each in reading.statements
        if each.chain
    )
    rows = ledger.sources(SourcesWanted(), ALL).items
    assert {(row.name, row.kind, row.named): row.statements for row in rows} == counts
    assert all(sum(each.statements for each in row.outlets) == row.statements for row in rows)
    assert [row.statements for row in rows] == sorted(counts.values(), reverse=True)


def test_articles_match_by_rare_words_first(kept: Ledger) -> None:
    assert kept.frequencies(["ferry", "RAIN", "co-operates", "co-harbour", "nowhere", "—"]) == {
        "ferry": 3, "RAIN": 1, "co-operates": 1, "co-harbour": 0, "nowhere": 0, "—": 0,
    }  # fmt: skip
    ids = {reading.article.id: reading.article.ref for reading in KEPT}
    matches = kept.matching(["harbour", "café", "nowhere"], 2)
    assert [ids[match.article_id] for match in matches] == ["b.txt", "a.txt"]
    assert matches[0].score > matches[1].score > 0
    assert kept.matching(["nowhere"], 5) == []
    assert kept.matching([], 5) == []
    assert kept.matching(["ferry"], 0) == []


def test_what_matches_equally_well_comes_in_the_order_of_ids(ledger: Ledger) -> None:
    same = [
        reading_of(
            Article(f"{number}.txt", "", outlet=f"O{number}"), [Said("The mast fell", "Ola")]
        )
        for number in range(40)
    ]
    others = [
        reading_of(Article(f"x{number}.txt", "", outlet=f"P{number}"), [Said("It rained")])
        for number in range(60)
    ]
    with ledger.writer() as writer:
        writer.keep_many([*same, *others], "r1")
    ids = sorted(reading.article.id for reading in same)
    for limit in (1, 3, 39, 100):
        assert [each.article_id for each in ledger.matching(["mast"], limit)] == ids[:limit]


def test_search_takes_a_thousand_words(kept: Ledger) -> None:
    words = [f"word{number}" for number in range(1000)] + ["ferry"]
    assert len(kept.matching(words, 10)) == 3


def _claim(number: int, **about: Any) -> Claim:
    counts = Counts(articles=number % 3 + 2, outlets=2, origins=2, supporting=2)
    claim = Claim(f"{number:032x}", f"Ferry {number} sank", counts)
    return replace(claim, **about)


def test_claims_come_most_carried_first_with_filters(ledger: Ledger) -> None:
    voiced = (Voiced("Ola Ek", "a" * 32),)
    claims = [
        _claim(1, counts=Counts(9, 7, 3, 2, 1, 1), standing=Standing((), voiced, (), 2, 1)),
        _claim(2, counts=Counts(4, 4, 1, 1), text="The café is closed\x00", first="2026-03-01"),
        _claim(3, counts=Counts(5, 2, 2, 2), standing=Standing(named_origins=1)),
    ]
    with ledger.writer() as writer:
        writer.keep_claims(claims, {}, 17)
    listed = ledger.claims(ClaimsWanted(), ALL).items
    assert listed == (claims[0], claims[2], claims[1])
    assert ledger.clustered() == 17
    for wanted, ids in (
        (ClaimsWanted(single_origin=True), [2]),
        (ClaimsWanted(unnamed_only=True), [2]),
        (ClaimsWanted(denied=True), [1]),
        (ClaimsWanted("cafe CLOSED"), [2]),
        (ClaimsWanted("ferry", denied=True), [1]),
        (ClaimsWanted("100%"), []),
    ):
        assert [int(claim.id, 16) for claim in ledger.claims(wanted, ALL)] == ids


def test_claims_are_replaced_and_merged_ones_lead_on(ledger: Ledger) -> None:
    members = (Member("a" * 32, "supports"), Member("b" * 32, "denies"))
    with ledger.writer() as writer:
        writer.keep_claims([_claim(1, members=members), _claim(2)], {}, 3)
        assert ledger.claim(_claim(1).id).members == members
        assert ledger.claims_with(["b" * 32, "c" * 32]) == {"b" * 32: _claim(1).id}
        writer.keep_claims([_claim(3, members=members)], {_claim(1).id: _claim(3).id}, 5)
    assert ledger.claim(_claim(1).id) == _claim(3, members=members)
    assert ledger.claim(_claim(3).id) == _claim(3, members=members)
    assert ledger.merged() == {_claim(1).id: _claim(3).id}
    assert ledger.clustered() == 5
    with pytest.raises(UsageError, match="no claim"):
        ledger.claim(_claim(2).id)


def test_every_filter_of_find_is_tried_here() -> None:
    tried = {"words", "source", "speaker", "outlet", "act", "kind", "voice", "unnamed"}
    assert {field.name for field in fields(FindWanted)} == tried | {"since", "until"}
