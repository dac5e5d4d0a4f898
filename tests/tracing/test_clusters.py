"""Statements that agree across articles, as groups: against an oracle that compares all pairs."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.domain import Reading
from sayso.tracing.claimed import Claimed, carrying, merged
from sayso.tracing.clusters import Clusters
from sayso.tracing.shelf import Shelf
from sayso.tracing.signatures import SHARED, alike, signature

Telling = Callable[..., Reading]
Shelving = Callable[[Sequence[Reading]], Shelf]

FIRE = "The pilot boat Marigold burned at the pier of Port Ellery on Monday."
AGAIN = "On Monday the pilot boat Marigold burned at the pier of Port Ellery."
NOT_SO = "The pilot boat Marigold was not burned at the pier of Port Ellery on Monday."
WALL = "The council of Dunmere bought a harbour crane from a shipyard in Saltby."
WALL_3 = "Dunmere council paid 3 million crowns for a harbour crane from a Saltby shipyard."
WALL_9 = "Dunmere council paid 9 million crowns for a harbour crane from a Saltby shipyard."


def claims(shelved: Shelving, *readings: Reading) -> list[Claimed]:
    clusters = Clusters()
    clusters.add(readings)
    return list(clusters.claims(shelved(readings)))


def dated(reading: Reading, day: str) -> Reading:
    article = replace(reading.article, published=day)
    statements = [replace(part, article_id=article.id) for part in reading.statements]
    return Reading(article, tuple(statements))


def test_statements_that_agree_are_one_claim_named_by_the_earliest(
    told: Telling, shelved: Shelving
) -> None:
    late, early = dated(told(FIRE), "2031-05-02"), dated(told(AGAIN), "2031-05-01")
    (claim,) = claims(shelved, late, early, told(WALL))
    assert claim.id == early.statements[0].id
    assert claim.text == AGAIN
    assert [member.article for member in claim.members] == [early.article.id, late.article.id]
    assert {member.position for member in claim.members} == {"supports"}


def test_a_denial_is_of_the_same_claim(told: Telling, shelved: Shelving) -> None:
    yes, no = dated(told(FIRE), "2031-05-01"), dated(told(NOT_SO), "2031-05-02")
    (claim,) = claims(shelved, no, yes)
    assert [member.position for member in claim.members] == ["supports", "denies"]


def test_a_claim_is_carried_by_its_members_articles(told: Telling, shelved: Shelving) -> None:
    yes, no = dated(told(FIRE), "2031-05-01"), dated(told(NOT_SO), "2031-05-02")
    other = told(WALL)
    (claim,) = claims(shelved, no, yes, other)
    carried = carrying(claim, [yes, no, other])
    assert [(part.reading, part.position) for part in carried] == [
        (yes, "supports"),
        (no, "denies"),
    ]
    assert [agreed.statement for agreed in carried[0].agreed] == list(yes.statements)


def test_two_that_deny_alike_support_each_other(told: Telling, shelved: Shelving) -> None:
    (claim,) = claims(shelved, told(NOT_SO), told(NOT_SO + " Nobody knows."))
    assert {member.position for member in claim.members} == {"supports"}


def test_other_numbers_are_other_claims(told: Telling, shelved: Shelving) -> None:
    assert claims(shelved, told(WALL_3), told(WALL_9)) == []


def test_one_article_alone_makes_no_claim_of_several(told: Telling, shelved: Shelving) -> None:
    assert claims(shelved, told(f"{FIRE} {AGAIN}")) == []


@pytest.mark.parametrize("text", ["He said so.", "It was good.", "😀", ""])
def test_what_says_too_little_is_sought_nowhere(
    text: str, told: Telling, shelved: Shelving
) -> None:
    assert claims(shelved, told(text), told(f"{text} ")) == []


def test_no_articles_no_claims(shelved: Shelving) -> None:
    assert claims(shelved) == []


def test_a_claims_former_id_leads_to_what_it_is_part_of_now(
    told: Telling, shelved: Shelving
) -> None:
    late = [dated(told(text), f"2031-05-0{day}") for day, text in ((3, FIRE), (4, AGAIN))]
    early = dated(told(f"{AGAIN} Nobody was hurt."), "2031-05-01")
    clusters = Clusters()
    clusters.add(late)
    (before,) = clusters.claims(shelved(late))
    clusters.add([early])
    (after,) = clusters.claims(shelved([*late, early]))
    assert after.id != before.id
    assert merged([before.id, "gone", after.id], [after]) == {before.id: after.id}


WORDS = "boat pier fire crane harbour Marigold Dunmere Saltby 3 9 burned bought not wall".split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=3, max_size=7).map(" ".join)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=3).map(lambda parts: ". ".join(parts) + ".")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=2, max_size=10, unique=True), st.randoms(use_true_random=False))
def test_groups_are_the_connected_ones_in_whatever_order_articles_come(
    told: Telling, shelved: Shelving, texts: list[str], chance: random.Random
) -> None:
    readings = [told(text) for text in texts]
    clusters = Clusters()
    mixed = chance.sample(readings, len(readings))
    cut = chance.randrange(len(mixed) + 1)
    clusters.add(mixed[:cut])
    clusters.add(mixed[cut:])
    found = {
        frozenset(member.statement for member in claim.members)
        for claim in clusters.claims(shelved(readings))
    }
    assert found == connected(readings)


def connected(readings: Sequence[Reading]) -> set[frozenset[str]]:
    """By comparing every statement with every other one."""
    graph: networkx.Graph[str] = networkx.Graph()
    article = {part.id: part.article_id for reading in readings for part in reading.statements}
    signs = {
        part.id: sign
        for reading in readings
        for part in reading.statements
        if (sign := signature(part)).telling
    }
    graph.add_nodes_from(signs)
    for one, other in combinations(signs, 2):
        shared = set(signs[one].marks) & set(signs[other].marks)
        if len(shared) >= SHARED and alike(signs[one], signs[other]):
            graph.add_edge(one, other)
    groups = map(frozenset, networkx.connected_components(graph))
    return {group for group in groups if len({article[part] for part in group}) > 1}


@given(st.lists(st.text(max_size=60), max_size=4))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_texts_can_be_grouped(told: Telling, shelved: Shelving, texts: list[str]) -> None:
    readings = {told(text).article.id: told(text) for text in texts}
    claims(shelved, *readings.values())


def test_one_sentence_in_a_thousand_articles_takes_little_memory(told: Telling) -> None:
    clusters = Clusters()
    clusters.add(told(f"Item {number} of the day. {FIRE}") for number in range(1000))
    tracemalloc.start()
    clusters.join()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20e6
