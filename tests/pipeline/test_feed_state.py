"""What is kept of a feed between two looks."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.pipeline.feed_state import DAY, FeedState

NEW = FeedState()
VERSION = ('"a"', "Tue, 03 Mar 2026 10:00:00 GMT")


def test_a_feed_that_fails_is_left_alone_for_longer_each_time() -> None:
    state, pauses = NEW, []
    for _ in range(12):
        state = state.failed(now=1000.0, every=900.0, held=0.0)
        pauses.append(state.not_before - 1000.0)
    assert pauses[:3] == [1800.0, 3600.0, 7200.0]
    assert pauses == sorted(pauses)
    assert pauses[-1] == DAY
    assert state.failures == 12
    assert (state.answered().failures, state.answered().not_before) == (0, 0.0)


def test_a_server_that_names_a_time_gets_it() -> None:
    assert NEW.failed(1000.0, 60.0, held=5_000.0).not_before == 6_000.0
    assert NEW.failed(1000.0, 60.0, held=1.0).not_before == 1_120.0


def test_what_was_taken_is_seen_and_what_failed_is_tried_three_times() -> None:
    state = NEW.taken(VERSION, ["a", "b"], [])
    assert (state.seen, (state.etag, state.modified)) == (("a", "b"), VERSION)
    for _ in range(2):
        state = state.taken(VERSION, [], ["c"])
        assert "c" not in state.seen
        assert state.etag == state.modified == ""  # or the feed would not be sent again
    state = state.taken(VERSION, [], ["c"])
    assert state.seen == ("a", "b", "c")
    assert state.etag == '"a"'


def test_what_fails_once_and_then_is_had_is_forgotten() -> None:
    state = NEW.taken(VERSION, [], ["a"]).taken(VERSION, ["a"], [])
    assert (state.seen, state.tries) == (("a",), ())


def test_what_is_seen_does_not_grow_for_ever() -> None:
    state = NEW
    for number in range(30):
        state = state.taken(VERSION, [f"{number}-{entry}" for entry in range(100)], [])
    assert len(state.seen) == 2_000
    assert state.seen[-1] == "29-99"


MARKS = st.lists(st.text(max_size=4), unique=True)


@given(st.lists(st.tuples(MARKS, MARKS)), st.floats(1, 1e6), st.integers(0, 40))
def test_a_state_comes_back_as_it_went(
    looks: list[tuple[list[str], list[str]]], every: float, failures: int
) -> None:
    state = NEW
    for done, failed in looks:
        state = state.taken(VERSION, done, failed)
    for _ in range(failures):
        state = state.failed(1e9, every, 0.0)
    assert FeedState.of(json.loads(json.dumps(state.record()))) == state


@pytest.mark.parametrize("record", [None, [], {}, "a", 3, {"etag": 1}, {"seen": None}])
def test_what_is_no_state_is_a_new_one(record: object) -> None:
    assert FeedState.of(record) == NEW
