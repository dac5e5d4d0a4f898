"""Reading over several processes, real ones. The stories are invented."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from multiprocessing import active_children
from pathlib import Path
from threading import Event

import pytest

from sayso.articles import Loading, Raw
from sayso.domain import Article, Reading
from sayso.errors import ArticleError, ModelError
from sayso.pipeline.crew import Crew, Found, Known, Result
from sayso.pipeline.tasks import Orders

ORDERS = Orders(Loading())
LONG = "The quay wall had moved by nine centimetres, the harbour board said on Monday. " * 60


def story(number: int, text: str = "") -> Raw:
    said = f"The ferry to pier {number} will not sail, harbour master Ilse Tarn said. {text}"
    return Raw(f"{number}.txt", "text", said.encode(), size=number)


def never(article_id: str, version: str) -> bool:
    return False


def results(found: Iterable[Found], processes: int = 1, stop: Event | None = None) -> list[Result]:
    with Crew(ORDERS, processes, never) as crew:
        return [one for some in crew.read(found, stop or Event()) for one in some]


def ref(result: Result) -> str:
    outcome = result.outcome
    return outcome.article.ref if isinstance(outcome, Reading) else outcome.ref


def told(result: Result) -> object:
    """A result in a form that can be compared: errors can't."""
    outcome = result.outcome
    shown = str(outcome) if isinstance(outcome, ArticleError) else outcome
    return result.number, shown, result.size


def test_results_are_the_same_and_in_order_whatever_the_number_of_processes() -> None:
    found: list[Found] = [story(number) for number in range(12)]
    found[0] = story(0, LONG)  # the others are done long before
    found[3:3] = [ArticleError("nowhere", "not there"), Raw("none.txt", "text", b"\x00")]
    one, two = results(found, 1), results(found, 2)
    assert [told(result) for result in one] == [told(result) for result in two]
    assert [result.number for result in one] == list(range(14))
    assert [ref(result) for result in one] == [
        "0.txt", "1.txt", "2.txt", "nowhere", "none.txt", *(f"{n}.txt" for n in range(3, 12)),
    ]  # fmt: skip
    failed = [result.number for result in one if isinstance(result.outcome, ArticleError)]
    assert failed == [3, 4]
    assert [result.size for result in one][5:7] == [3, 4]
    assert one[-1].version == two[-1].version != ""
    first = one[1].outcome
    assert isinstance(first, Reading)
    assert first.statements[0].chain[0].name == "Ilse Tarn"
    assert not active_children()


def test_what_is_known_is_not_read() -> None:
    asked: list[tuple[str, str]] = []

    def second(article_id: str, version: str) -> bool:
        asked.append((article_id, version))
        return len(asked) == 2

    article = Article("b.txt", "It sank, he said.", language="en")
    found = [story(1), Raw("b.txt", "text", article=article), story(3)]
    with Crew(ORDERS, 1, second) as crew:
        done = [one.outcome for some in crew.read(found, Event()) for one in some]
    assert done[1] == Known(article.id, "b.txt")
    assert [type(one) for one in done] == [Reading, Known, Reading]
    assert len({version for _, version in asked}) == 1
    assert asked[1][0] == article.id


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_process_that_is_killed_takes_one_article_with_it() -> None:
    killed: list[int] = []

    def kill_once(article_id: str, version: str) -> bool:
        if not killed:
            (child,) = active_children()
            killed.append(child.pid or 0)
            os.kill(killed[0], signal.SIGKILL)
        return False

    found = [story(number) for number in range(6)]
    with Crew(ORDERS, 1, kill_once) as crew:
        done = [one for some in crew.read(found, Event()) for one in some]
    assert [one.number for one in done] == list(range(6))
    (failed,) = (one.outcome for one in done if isinstance(one.outcome, ArticleError))
    assert "SIGKILL" in failed.reason
    assert sum(isinstance(one.outcome, Reading) for one in done) == 5


def test_what_is_finished_comes_out_when_it_is_stopped() -> None:
    stop = Event()

    def endless() -> Iterator[Found]:
        number = 0
        while True:
            yield story(number)
            number += 1

    with Crew(ORDERS, 1, never) as crew:
        numbers: list[int] = []
        for some in crew.read(endless(), stop):
            numbers += [one.number for one in some]
            if len(numbers) > 3:
                stop.set()
    assert numbers == sorted(numbers)
    assert 3 < len(numbers) < 60
    assert not active_children()


def test_what_is_done_comes_out_while_more_is_waited_for() -> None:
    """Somebody types, or a feed is slow: nothing that is read waits for it."""
    came = Event()

    def slow() -> Iterator[Found]:
        yield story(1)
        assert came.wait(60)
        yield story(2)

    with Crew(ORDERS, 1, never) as crew:
        for some in crew.read(slow(), Event()):
            last = some[-1].number
            came.set()
    assert last == 1


def test_errors_of_whoever_finds_are_raised_after_what_came_before() -> None:
    def broken() -> Iterator[Found]:
        yield ArticleError("a", "not there")
        raise OSError("the disk is gone")

    with Crew(ORDERS, 1, never) as crew:
        read = crew.read(broken(), Event())
        assert len(next(read)) == 1
        with pytest.raises(OSError, match="disk"):
            next(read)


def test_a_reader_that_can_not_be_loaded_stops_everything(tmp_path: Path) -> None:
    with (
        Crew(Orders(Loading(), tmp_path), 2, never) as crew,
        pytest.raises(ModelError, match="weights"),
    ):
        list(crew.read([story(1)], Event()))
    assert not active_children()


def test_nothing_is_started_for_nothing() -> None:
    start = time.monotonic()
    assert results([]) == []
    assert [ref(one) for one in results([ArticleError("a", "not there")])] == ["a"]
    assert time.monotonic() - start < 0.5
