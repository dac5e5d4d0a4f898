"""An invented story for the web app: readings made by hand, what they come to, larger traces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from sayso.domain import (
    Article,
    Counts,
    Event,
    Evidence,
    Label,
    Link,
    Origin,
    Passage,
    Reading,
    Span,
    Standing,
    Statement,
    Tie,
    TieKind,
    Trace,
    TracedArticle,
    Voiced,
)

Said = tuple[str | None, str | None, str, tuple[Link, ...]]  # source, cue, content, chain
OUTLETS = ("Northwire", "Lakeside Gazette", "The Valley Post", "Velm Courier", "Radio Velm")
OFFICIALS = (
    Link("officials at the ministry", "officials", named=False),
    Link("Northwire", "outlet", named=True),
)
KESSEL = (Link("Kessel Hydro", "organisation", named=True, role="operator"),)


def passage(text: str, words: str | None) -> Passage | None:
    """Where words stand in a text."""
    if words is None:
        return None
    start = text.index(words)
    return Passage.of(text, [(start, start + len(words))])


def statement(article: Article, said: Said) -> Statement:
    """An attribution whose parts stand in the article's text."""
    source, cue, content, chain = said
    return Statement(
        article_id=article.id,
        voice="source",
        source=passage(article.text, source),
        cue=passage(article.text, cue),
        content=passage(article.text, content) or Passage("", ()),
        chain=chain,
        act="state",
        polarity="+",
        certainty="certain",
        manner="indirect",
    )


@pytest.fixture
def written() -> Callable[..., Reading]:
    """Makes a reading: a text, what is said in it, and what else is known of the article."""

    def write(text: str, *said: Said, **about: Any) -> Reading:
        article = replace(Article("story.txt", text, language="en"), **about)
        return Reading(article, tuple(statement(article, one) for one in said))

    return write


@pytest.fixture
def story(written: Callable[..., Reading]) -> list[Reading]:
    """Three articles on a dam: a report, its copy, a denial."""
    claim = "Engineers found a crack in the dam"
    report = f"{claim}, officials at the ministry told Northwire."
    told = ("officials at the ministry", "told Northwire", claim, OFFICIALS)
    denied = ("Kessel Hydro", "denied", "engineers found a crack in the dam", KESSEL)
    return [
        written(
            report, told, ref="northwire.txt", outlet="Northwire", published="2026-03-02",
            title="Crack in the dam",
        ),
        written(
            f"{report} It holds.", told, ref="gazette.txt", outlet="Lakeside Gazette",
            published="2026-03-02",
        ),
        written(
            "Kessel Hydro denied that engineers found a crack in the dam.", denied,
            ref="ledger.txt", outlet="Business Ledger", published="2026-03-03",
            url="https://ledger.example/dam",
        ),
    ]  # fmt: skip


@pytest.fixture
def trace(story: list[Reading]) -> Trace:
    """What the story comes to: one origin says so, one denies it."""
    report, copy, denial = articles = [one.article for one in story]
    said = [one.statements[0].id for one in story]
    traced = [
        TracedArticle(
            one.ref, one.id, "own", "supports", one.outlet, one.published, origins=("o1",),
            statements=(its,),
        )
        for one, its in zip(articles, said, strict=True)
    ]  # fmt: skip
    traced[1] = replace(traced[1], label="copy", copy_of=report.ref)
    traced[2] = replace(traced[2], position="denies", origins=("o2",))
    alike = tuple(Evidence(one.ref, (Span(0, 34),)) for one in (copy, report))
    return Trace(
        "Engineers found a crack in the dam",
        Counts(articles=3, outlets=3, origins=2, supporting=1, denying=1),
        (
            Origin(
                "o1", "officials at the ministry", "officials", named=False, position="supports",
                via=("Northwire",), articles=(report.ref, copy.ref), why="one copies it",
            ),
            Origin(
                "o2", "Kessel Hydro", "organisation", named=True, position="denies",
                of_itself=True, articles=(denial.ref,),
            ),
        ),
        tuple(traced),
        (
            Tie("copy", copy.ref, report.ref, "the same 13 words", alike),
            Tie("source", report.ref, "o1", "cites them"),
            Tie("source", denial.ref, "o2", "cites it"),
        ),
        (Event("2026-03-02", "first report", "Northwire", report.ref),),
        Standing(
            denied_by=(Voiced("Kessel Hydro", said[2]),), named_origins=1, unnamed_origins=1
        ),
    )  # fmt: skip


@pytest.fixture
def large() -> Callable[[int], Trace]:
    """Makes a trace of so many articles."""
    return many


def many(articles: int = 60, seed: int = 3) -> Trace:
    """A claim that many carry: five origins, copies, credits, some of unknown lineage."""
    chance = Random(seed)
    origins = tuple(
        Origin(
            f"o{i}", f"Origin {i}", "person", named=i % 2 == 0, of_itself=i == 4,
            position="denies" if i > 3 else "supports",
        )
        for i in range(1, 6)
    )  # fmt: skip
    made, ties = [], []
    labels: tuple[Label, ...] = ("copy", "copy", "credited", "credited", "unclear")
    for i in range(articles):
        label: Label = "own" if i < 5 else chance.choice(labels)
        origin = f"o{i + 1}" if i < 5 else f"o{chance.randint(1, 2)}"
        ref, original = f"article-{i:03}.txt", f"article-{int(origin[1]) - 1:03}.txt"
        one = TracedArticle(
            ref, f"{i:032x}", label, "supports", chance.choice(OUTLETS), f"2026-03-{2 + i // 8:02}",
            origins=() if label == "unclear" else (origin,),
            copy_of=original if label == "copy" else None,
        )  # fmt: skip
        if label == "copy":
            ties.append(Tie("copy", ref, original, "80 words in a row"))
        elif label != "unclear":
            kind: TieKind = "credit" if label == "credited" else "source"
            ties.append(Tie(kind, ref, origin, "names it"))
        made.append(one)
    counts = Counts(
        articles, len(OUTLETS), 5, 3, 2, unknown=sum(one.label == "unclear" for one in made)
    )
    return Trace("Engineers found a crack in the dam", counts, origins, tuple(made), tuple(ties))


@pytest.fixture
def running() -> Iterator[Callable[[object], str]]:
    """Runs apps at free ports of this machine; gives their addresses."""
    import socket
    import threading
    import time

    import uvicorn

    started = []

    def run(app: Any) -> str:
        sock = socket.socket()
        sock.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            app,
            log_level="critical",
            lifespan="on",
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        started.append((server, thread, sock))
        return f"http://127.0.0.1:{sock.getsockname()[1]}"

    yield run
    for server, thread, sock in started:
        server.should_exit = True
        thread.join(timeout=20)
        sock.close()
