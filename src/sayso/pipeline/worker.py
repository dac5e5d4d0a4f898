"""One reading process: makes articles and reads them, one after another, with one thread."""

from __future__ import annotations

import logging
import os
import signal
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from sayso.articles import Loading, made
from sayso.domain import Article
from sayso.errors import ArticleError, ModelError
from sayso.pipeline.tasks import Answer, Broken, Done, Drop, Made, Make, Orders, Ready, Task

if TYPE_CHECKING:  # the parent, which names this module to start it, never loads the network
    from sayso.reading.reader import Reader

_OWN_FAULT = "this is a fault of Sayso's: please report it, with the article"


def work(pipe: Connection[Answer, Task], orders: Orders) -> None:
    """Do what comes through the pipe until it is closed.

    Ctrl-C reaches every process of a terminal; only the one that gives the orders minds it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(
        logging.NullHandler()
    )  # what libraries think of strangers' pages
    try:
        reader = _reader(orders)
    except ModelError as error:
        pipe.send(Broken(str(error)))
        return
    pipe.send(Ready(reader.version))
    inbox: SimpleQueue[Task] = SimpleQueue()
    Thread(target=_listen, args=(pipe, inbox), daemon=True).start()
    desk: dict[int, Article] = {}
    while True:
        answer = _done(inbox.get(), desk, reader, orders.loading)
        if answer is not None:
            pipe.send(answer)


def _reader(orders: Orders) -> Reader:
    from sayso.reading.reader import Reader

    return Reader.load(orders.weights) if orders.weights else Reader.load()


def _listen(pipe: Connection[Answer, Task], inbox: SimpleQueue[Task]) -> None:
    """Take tasks off the pipe as they come, so that whoever sends one never waits for an article
    to be read. A pipe that is closed means that nobody is left to work for."""
    while True:
        try:
            inbox.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)


def _done(task: Task, desk: dict[int, Article], reader: Reader, how: Loading) -> Answer | None:
    """The answer to a task. `desk`: articles that are made and wait to be read or dropped."""
    ref = task.raw.ref if isinstance(task, Make) else desk[task.number].ref
    try:
        if isinstance(task, Make):
            article = desk[task.number] = made(task.raw, how)
            return Made(task.number, article.id, article.ref)
        article = desk.pop(task.number)
        return None if isinstance(task, Drop) else Done(task.number, reader.read(article))
    except ArticleError as error:
        return Done(task.number, error)
    except Exception as error:
        # The one boundary around all that is done to one article: whatever is wrong with it, the
        # rest is to be read. Nothing is hidden: it is listed among what failed.
        reason = f"reading it failed ({type(error).__name__}: {error!s:.200})"
        return Done(task.number, ArticleError(ref, reason, _OWN_FAULT))


__all__ = ["work"]
