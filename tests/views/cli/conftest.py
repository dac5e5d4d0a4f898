"""An invented ledger, and a way to run commands on it as people do."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sayso.domain import Article, Link, Passage, Reading, Statement
from sayso.ledger import Ledger
from sayso.schema import lists_schema
from sayso.views.cli import main

READER = "reader-1"
HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202e"
CHECK = jsonschema.Draft202012Validator(lists_schema())

MINISTRY = Link("officials at the ministry", "officials", named=False)
HYDRO = Link("Kessel Hydro", "organisation", named=True)
ARDEN = Link("Pavel Arden", "person", named=True, role="mayor")
NORTHWIRE = Link("Northwire", "outlet", named=True)


@dataclass(frozen=True)
class Ended:
    """How a run ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def record(self) -> Any:
        return json.loads(self.out)

    @property
    def items(self) -> list[Any]:
        """The items of a list, which the schema must take."""
        CHECK.validate(self.record)
        items: list[Any] = self.record["items"]
        return items

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


Run = Callable[..., Ended]


def part(text: str, words: str) -> Passage:
    start = text.index(words)
    return Passage.of(text, [(start, start + len(words))])


def said(article: Article, words: tuple[str, str, str], *chain: Link, **more: Any) -> Statement:
    """A statement of an article: its source, cue and content, by their words."""
    source, cue, content = (part(article.text, each) for each in words)
    meaning = {"act": "state", "polarity": "+", "certainty": "certain", "manner": "indirect"}
    return Statement(
        article.id, "source", content, source=source, cue=cue, chain=chain, **meaning | more
    )


def own(article: Article, words: str) -> Statement:
    return Statement(article.id, "article", part(article.text, words), act="state", polarity="+")


def northwire() -> Reading:
    article = Article(
        "wire/northwire.txt",
        "The dam has a crack, officials at the ministry said. Nobody was hurt.",
        title="Crack found in dam",
        outlet="Northwire",
        byline=("Ilse Marchetti", "Tomas Okafor"),
        published="2026-03-02",
        language="en",
    )
    words = ("officials at the ministry", "said", "The dam has a crack")
    return Reading(article, (said(article, words, MINISTRY), own(article, "Nobody was hurt.")))


def gazette() -> Reading:
    article = Article(
        "wire/gazette.txt",
        "The dam has a crack, officials told Northwire. The mayor, Pavel Arden, asked for pumps.",
        title="Dam cracked, say officials",
        outlet="Lakeside Gazette",
        published="2026-03-03",
        language="en",
    )
    first = ("officials", "told", "The dam has a crack")
    second = ("Pavel Arden", "asked for", "pumps")
    return Reading(
        article,
        (
            said(article, first, MINISTRY, NORTHWIRE, certainty="probable"),
            said(article, second, ARDEN, act="direct"),
        ),
    )


def courier() -> Reading:
    article = Article(
        "https://courier.example/dam",
        "Kessel Hydro denied that the dam has a crack. “Sleep well,” said a guard.",
        title="Operator denies crack",
        outlet="Velm Courier",
        published="2026-03-04T09:30:00Z",
        url="https://courier.example/dam",
        language="en",
    )
    words = ("Kessel Hydro", "denied", "that the dam has a crack")
    denial = said(article, words, HYDRO, act="deny", polarity="-")
    guard = Link("a guard", "people", named=False)
    slept = said(article, ("a guard", "said", "“Sleep well,”"), guard, manner="direct")
    return Reading(article, (denial, slept))


def courier_later() -> Reading:
    """The same page, edited: the denial is softer, the guard gone, the mayor has come."""
    article = Article(
        "https://courier.example/dam",
        "Kessel Hydro would not say whether the dam has a crack. Pavel Arden called for calm.",
        title="Operator silent on crack",
        outlet="Velm Courier",
        published="2026-03-05",
        url="https://courier.example/dam",
        language="en",
    )
    words = ("Kessel Hydro", "would not say", "whether the dam has a crack")
    silence = said(article, words, HYDRO, act="withhold")
    calm = said(article, ("Pavel Arden", "called for", "calm"), ARDEN, act="direct")
    return Reading(article, (silence, calm))


def stray() -> Reading:
    """No outlet, no date, no title, and words that would act on a terminal or a spreadsheet."""
    article = Article("notes/=stray.txt", f"=SUM(A1) {HOSTILE} was heard, a caller said.")
    words = ("a caller", "said", f"=SUM(A1) {HOSTILE} was heard")
    caller = Link(f"@caller {HOSTILE}", "people", named=False)
    return Reading(article, (said(article, words, caller),))


STORY = (northwire(), gazette(), courier(), stray())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command in an empty folder, 100 columns wide; its ledger is `news.db` there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("SAYSO_LEDGER", "news.db")

    def command(*words: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["sayso", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return Ended(int(code or 0), *capfd.readouterr())

    return command


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty ledger and one that holds the story, to be copied."""
    folder = tmp_path_factory.mktemp("ledgers")
    Ledger.open(folder / "empty.db").close()
    with Ledger.open(folder / "story.db") as ledger, ledger.writer() as writer:
        writer.keep_many(STORY, READER)
    return folder


@pytest.fixture
def kept(run: Run, shelf: Path) -> tuple[Reading, ...]:
    """The story in the ledger."""
    shutil.copy(shelf / "story.db", "news.db")
    return STORY


@pytest.fixture
def empty(run: Run, shelf: Path) -> None:
    """A ledger that holds nothing."""
    shutil.copy(shelf / "empty.db", "news.db")


@pytest.fixture
def many(empty: None) -> int:
    """A ledger with more articles than are asked for at a time."""
    count = 620
    article = northwire().article
    texts = (replace(article, text=f"Rain fell on day {n}.", ref=f"{n}.txt") for n in range(count))
    with Ledger.open("news.db") as ledger, ledger.writer() as writer:
        writer.keep_many([Reading(each, (own(each, each.text),)) for each in texts], READER)
    return count


@pytest.fixture
def edited(kept: tuple[Reading, ...]) -> Reading:
    """One of the story's pages, kept again after it was edited."""
    later = courier_later()
    with Ledger.open("news.db") as ledger, ledger.writer() as writer:
        writer.keep(later, READER)
    return later
