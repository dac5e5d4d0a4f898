"""When a host may be asked again, by a clock of our own."""

from __future__ import annotations

from sayso.articles.pacing import LONGEST, Pace


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0
        self.waited: list[float] = []

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


def pace(pause: float) -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(pause, clock, clock.wait), clock


def test_a_host_has_its_pause_and_others_do_not_wait_for_it() -> None:
    hosts, clock = pace(2.0)
    assert hosts.take_turn("a")
    clock.now += 0.5
    assert hosts.take_turn("b")
    assert clock.waited == []
    assert hosts.take_turn("a")
    assert clock.waited == [1.5]
    assert hosts.left("a") == 2.0


def test_a_host_that_asks_for_it_is_left_alone() -> None:
    hosts, clock = pace(0.0)
    hosts.hold("a", LONGEST - 1)
    assert hosts.take_turn("a")
    assert clock.waited == [LONGEST - 1]
    hosts.hold("a", LONGEST + 1)
    hosts.hold("a", 1.0)  # which does not make it shorter
    assert not hosts.take_turn("a")
    assert len(clock.waited) == 1
    assert hosts.left("a") == LONGEST + 1


def test_nothing_is_kept_of_hosts_that_are_free_again() -> None:
    hosts, clock = pace(1.0)
    for number in range(5_000):
        assert hosts.take_turn(str(number))
        clock.now += 0.01
    assert len(hosts._free) <= 1_001
