"""What turns a claim round: said so plainly, negated, or by the opposite word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.tracing.turns import account_refuted, negated, turns
from sayso.tracing.words import keys

CLAIM = "The lighthouse keeper Osric Vane was arrested"


def of(text: str) -> tuple[bool, bool, bool, bool]:
    found = turns(text, set(keys(CLAIM)))
    return bool(found.refuted), bool(found.negated), bool(found.opposite), bool(found.hedged)


@pytest.mark.parametrize(
    "text", ["The arrest is a hoax", "It isn't true that Vane was held", "a fabricated story"]
)
def test_calling_it_false_refutes(text: str) -> None:
    assert of(text)[0]


@pytest.mark.parametrize("text", ["It is no hoax", "The story isn't fake", "Vane was arrested"])
def test_what_is_not_false_is_not_refuted(text: str) -> None:
    assert not of(text)[0]


def test_a_not_before_the_claims_word_negates_it() -> None:
    assert of("Vane has not been arrested")[1]
    assert of("Police never arrested him")[1]


@pytest.mark.parametrize(
    "text", ["Not only was Vane arrested", "The harbour was not closed", "Vane was arrested"]
)
def test_a_not_elsewhere_does_not(text: str) -> None:
    assert not of(text)[1]


def test_the_opposite_word_counts_where_the_claims_own_is_missing() -> None:
    assert of("Osric Vane was released on Tuesday")[2]
    assert not of("Vane was arrested and later released")[2]


def test_what_the_claim_itself_calls_a_hoax_is_not_refuted_by_the_word() -> None:
    assert not turns("The hoax letter reached the school", set(keys("A hoax letter came"))).refuted


def test_hedges_are_seen() -> None:
    assert of("Vane was reportedly arrested")[3]
    assert not of("Vane was arrested at noon")[3]


@pytest.mark.parametrize(
    ("text", "refuted"),
    [
        ("The article was fake", "fake"),
        ("that this story is not real", "not real"),
        ("the photo was wrongly described", "wrongly"),
        ("Vane was wrongly parked", ""),  # doubt, but of no account
        ("He bought a new boat", ""),
    ],
)
def test_accounts_are_refuted_by_name(text: str, refuted: str) -> None:
    assert account_refuted(text) == refuted


def test_claims_can_be_negative_themselves() -> None:
    assert negated("The bridge doesn't carry lorries")
    assert not negated("The bridge carries lorries")


@given(st.text(), st.sets(st.text(min_size=1)))
def test_any_text_can_be_looked_at(text: str, about: set[str]) -> None:
    turns(text, about)
    account_refuted(text)
    negated(text)
