"""Finding the articles that carry a claim: a small world of invented stories."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.domain import Article, Reading
from sayso.tracing.candidates import FindOptions, find, find_like
from sayso.tracing.shelf import Match, Shelf

Telling = Callable[..., Reading]
Shelving = Callable[[Sequence[Reading]], Shelf]

VANE = (
    (
        "Lighthouse keeper Osric Vane was arrested on Monday in Port Ellery. Police in Port "
        "Ellery say Vane had set fire to the old pilot boat Marigold. The harbour council met"
        " in the evening."
    ),
    (
        "A keeper of the lighthouse at Port Ellery, Osric Vane, has been arrested over the "
        "burning of the Marigold. Constable Ida Brook told reporters that he was held "
        "overnight."
    ),
    (
        "Osric Vane is in custody. Neighbours saw two constables lead the lighthouse keeper "
        "away on Monday. The pilot boat Marigold burned at Port Ellery last week."
    ),
)
HOAX = (
    "The story that lighthouse keeper Osric Vane was arrested is a hoax. Police in Port "
    "Ellery denied that anybody had been held over the Marigold fire. Vane was not arrested, "
    "his sister Una said."
)
OTHERS = (
    (
        "The lighthouse at Cape Sorrow will be painted red in summer. The keeper Tilda Marsh "
        "said the old colour had faded. Painters from Dunmere begin in June."
    ),
    (
        "A baker was arrested in Dunmere on Monday after a quarrel over flour. Police said "
        "the baker, Jonas Pell, had thrown a sack at a rival."
    ),
    (
        "Port Ellery voted for a new harbour wall. The council said the wall would cost 3 "
        "million crowns and take two years."
    ),
    (
        "The ferry to Cape Sorrow was cancelled because of fog. Passengers waited at the pier"
        " until noon, and the company paid for their tea."
    ),
    (
        "The painter Wilma Oster won the Dunmere prize. Her pictures of herring boats hang in"
        " the town hall until autumn."
    ),
    ("A pear tree in the vicarage garden at Saltby bore 400 pears. The vicar gave them away."),
)
CLAIM = "Lighthouse keeper Osric Vane was arrested"


@pytest.fixture
def world(told: Telling) -> list[Reading]:
    return [told(text) for text in (*VANE, HOAX, *OTHERS)]


def refs(claim: str, shelf: Shelf, options: FindOptions = FindOptions()) -> list[str]:  # noqa: B008
    return [part.reading.article.text for part in find(claim, shelf, options)]


def test_finds_the_articles_that_carry_a_claim_and_no_others(
    world: list[Reading], shelved: Shelving
) -> None:
    assert set(refs(CLAIM, shelved(world))) == {*VANE, HOAX}


def test_a_denial_belongs_to_the_claim(world: list[Reading], shelved: Shelving) -> None:
    positions = {part.reading.article.text: part.position for part in find(CLAIM, shelved(world))}
    assert positions[HOAX] == "denies"
    assert positions[VANE[0]] == "supports"


def test_what_is_found_comes_with_statements_about_the_claim(
    world: list[Reading], shelved: Shelving
) -> None:
    for part in find(CLAIM, shelved(world)):
        order = [agreed.statement.content.spans[0] for agreed in part.agreed]
        assert part.agreed
        assert order == sorted(order)
        assert all(0 <= agreed.score <= 1 and agreed.why for agreed in part.agreed)
    found = find(CLAIM, shelved(world))
    first = next(part for part in found if part.reading.article.text == VANE[0])
    assert "was arrested on Monday" in first.agreed[0].statement.content.text
    assert "Osric, Vane, arrested" in first.agreed[0].why


def test_irregular_forms_find_one_another(told: Telling, shelved: Shelving) -> None:
    died = "The poet Edda Quill has died at 81. Her publisher told of the death on Friday."
    shelf = shelved([told(died), *map(told, OTHERS)])
    assert refs("Poet Edda Quill is dead", shelf) == [died]


@pytest.mark.parametrize("claim", ["", "the and of", "?!", "🦊🦊", "\ud800", "Zanzibar Quux"])
def test_a_claim_of_which_nothing_is_known_finds_nothing(
    claim: str, world: list[Reading], shelved: Shelving
) -> None:
    assert find(claim, shelved(world)) == ()


def test_an_empty_shelf_holds_nothing(shelved: Shelving) -> None:
    assert find(CLAIM, shelved([])) == ()


def test_an_article_without_statements_is_not_found(
    world: list[Reading], shelved: Shelving
) -> None:
    bare = Reading(Article("bare", VANE[0] + " "), ())
    assert bare.article.text not in refs(CLAIM, shelved([*world, bare]))


def test_the_order_of_adding_makes_no_difference(world: list[Reading], shelved: Shelving) -> None:
    expected = find(CLAIM, shelved(world))
    for seed in range(5):
        mixed = random.Random(seed).sample(world, len(world))
        assert find(CLAIM, shelved(mixed)) == expected


def test_a_higher_bar_finds_less(world: list[Reading], shelved: Shelving) -> None:
    shelf = shelved(world)
    easy = set(refs(CLAIM, shelf, FindOptions(least=0.05)))
    assert set(refs(CLAIM, shelf, FindOptions(least=0.9999))) < easy


def test_at_most_so_many_articles_are_looked_at(world: list[Reading], shelved: Shelving) -> None:
    assert len(refs(CLAIM, shelved(world), FindOptions(candidates=2, least=0.0))) == 2


def test_common_words_are_not_looked_up_beyond_what_the_store_can_bear(
    world: list[Reading], shelved: Shelving
) -> None:
    class Counting:
        """The shelf, and what it was asked for."""

        def __init__(self) -> None:
            self.inner = shelved(world)
            self.asked: list[str] = []

        def __getattr__(self, name: str) -> Any:
            return getattr(self.inner, name)

        def matching(self, words: Sequence[str], limit: int) -> Sequence[Match]:
            self.asked = list(words)
            return self.inner.matching(words, limit)

    shelf = Counting()
    claim = "Wilma Oster won the Dunmere prize at Port Ellery"
    find(claim, shelf, FindOptions(postings=4))
    assert {"Wilma", "Oster", "won"} <= set(shelf.asked)
    assert not {"Port", "Ellery"} & set(shelf.asked)
    find(claim, shelf)
    assert {"Port", "Ellery"} <= set(shelf.asked)


def test_a_statement_finds_its_own_article_first_and_those_that_agree(
    world: list[Reading], shelved: Shelving
) -> None:
    own = world[1]
    found = find_like(own.statements[0], own, shelved(world))
    assert found[0].reading == own
    assert own.statements[0] in [agreed.statement for agreed in found[0].agreed]
    assert {part.reading.article.text for part in found} >= {VANE[0], VANE[1]}
    assert len({part.reading.article.id for part in found}) == len(found)


def test_a_statement_that_names_nobody_is_sought_with_its_articles_names(
    world: list[Reading], told: Telling, shelved: Shelving
) -> None:
    text = "Osric Vane keeps the lighthouse of Port Ellery. Vane fell silent. He was arrested."
    own = told(text)
    found = {
        part.reading.article.text for part in find_like(own.statements[2], own, shelved(world))
    }
    assert VANE[0] in found
    assert OTHERS[1] not in found


def test_a_statement_is_found_without_the_shelf_that_holds_it(
    told: Telling, shelved: Shelving
) -> None:
    own = told(VANE[0])
    assert [part.reading for part in find_like(own.statements[0], own, shelved([]))] == [own]


TEXTS = st.text(
    st.characters() | st.sampled_from("Osric Vane was arrested. not hoax "), max_size=80
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, max_size=6, unique=True), TEXTS)
def test_any_texts_and_any_claim_are_looked_at(
    told: Telling, shelved: Shelving, texts: list[str], claim: str
) -> None:
    for part in find(claim, shelved([told(text) for text in texts]), FindOptions(least=0.0)):
        assert part.agreed
        assert 0 <= part.score <= 1


def crowd(told: Telling) -> list[Reading]:
    """Sixty articles of sixty stories that are none of the others'."""
    chance = random.Random(4)
    parts = [sentence for text in OTHERS for sentence in text.split(". ")]
    names = "Abel Berta Cato Dora Egon Frida Gustl Hanna Ilja Jutta".split()
    return [
        told(f"{name} of house {number} spoke. {'. '.join(chance.sample(parts, 4))}.")
        for number, name in enumerate(names * 6)
    ]


@pytest.mark.parametrize(
    "claim",
    ["Osric Vane was arrested", "The lighthouse keeper Osric Vane set fire to the Marigold"],
)
@pytest.mark.parametrize("text", [*VANE, f"{OTHERS[3]} {VANE[1]}"])
def test_what_one_article_alone_tells_is_found(
    told: Telling, shelved: Shelving, claim: str, text: str
) -> None:
    assert refs(claim, shelved([told(text), *crowd(told)])) == [text]


def test_a_claim_told_in_one_sentence_deep_inside_is_found(
    told: Telling, shelved: Shelving
) -> None:
    deep = ". ".join(reading.article.text.rstrip(".") for reading in crowd(told)[:20])
    long = told(f"{deep}. The widow Una Vane sold the schooner Petrel to a cousin in Saltby.")
    found = refs("Una Vane sold schooner Petrel to Saltby cousin", shelved([long, *crowd(told)]))
    assert found == [long.article.text]
