"""What the user says of the articles."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from sayso.articles import Given, iso_day
from sayso.domain import Article
from sayso.errors import UsageError

FOUND = Article("a.txt", "Text.", title="Found", outlet="The Herald", published="2019-01-01")


def test_what_is_given_goes_before_what_is_found() -> None:
    given = Given(outlet="The Tide", published="2026-03-03", title="Given").over(FOUND)
    assert (given.outlet, given.published, given.title) == ("The Tide", "2026-03-03", "Given")
    assert (given.ref, given.text) == (FOUND.ref, FOUND.text)


def test_what_is_not_given_stays() -> None:
    assert Given().over(FOUND) == FOUND
    assert Given(outlet="", title="").over(FOUND) == FOUND


@pytest.mark.parametrize(
    "day", ["2026-02-31", "yesterday", "", "March 2026", "0001-01-01", "3026-01-01"]
)
def test_a_day_that_is_none_stops_everything_at_once(day: str) -> None:
    with pytest.raises(UsageError, match="is no date: write it as 2026-03-03"):
        Given(published=day)
    with pytest.raises(UsageError):
        iso_day(day)


def test_days_come_out_in_their_plainest_form() -> None:
    assert Given(published=" 2026-03-03 ").published == "2026-03-03"
    assert Given(published="3 March 2026").published == "2026-03-03"
    assert Given(published="2026-03-03 10:15Z").published == "2026-03-03T10:15:00+00:00"


def test_what_is_given_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Given().published = "soon"  # type: ignore[misc]
