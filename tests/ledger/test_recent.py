"""What was loaded last is held, within bounds."""

from __future__ import annotations

from synthetic import Said, reading_of

from sayso.domain import Article
from sayso.ledger.recent import LARGEST, MOST, Recent

READING = reading_of(Article("x.txt", ""), [Said("It rained")])


def test_those_that_were_asked_for_last_are_held() -> None:
    recent = Recent()
    recent.hold(dict.fromkeys(range(MOST), READING))
    assert recent.among([0, 7, MOST]) == {0: READING, 7: READING}
    recent.hold(dict.fromkeys(range(MOST, 2 * MOST - 2), READING))
    assert set(recent.among(range(2 * MOST))) == {0, 7, *range(MOST, 2 * MOST - 2)}


def test_what_is_long_is_not_held() -> None:
    long = reading_of(Article("x.txt", ""), [Said("It rained")] * (LARGEST + 1))
    recent = Recent()
    recent.hold({1: long, 2: READING})
    assert recent.among([1, 2]) == {2: READING}
