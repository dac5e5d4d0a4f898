"""What `import sayso` gives, and what it costs."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest

import sayso
import sayso.ledger
import sayso.reading.reader
from sayso.records import reading_record

ROOT = Path(__file__).parent.parent
HEAVY = [
    "numpy", "onnxruntime", "tokenizers", "trafilatura", "typer", "rich", "httpx2", "lxml",
    "sqlalchemy", "alembic", "feedparser", "warcio",
]  # fmt: skip


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout


def test_public_names_are_the_whole_face() -> None:
    assert sorted(sayso.__all__) == sorted(
        [
            "Article", "ArticleError", "Correction", "Credit", "Ledger", "LedgerError", "Link",
            "ModelError", "Moment", "Passage", "Reader", "Reading", "SaysoError", "Span",
            "Statement", "Trace", "UsageError", "__version__", "read", "trace",
        ]
    )  # fmt: skip
    for name in sayso.__all__:
        assert getattr(sayso, name) is not None
    assert sayso.Reader is sayso.reading.reader.Reader
    assert sayso.Ledger is sayso.ledger.Ledger


def test_other_names_are_unknown() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Writer'"):
        _ = sayso.Writer


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, sayso; sayso.Article('a', 'b').id; print(*sys.modules)"
    loaded = {name.partition(".")[0] for name in run(code).split()}
    assert "sayso" in loaded
    assert not loaded & {*HEAVY}


def test_importing_takes_less_than_three_tenths_of_a_second() -> None:
    code = "import time; a = time.process_time(); import sayso; print(time.process_time() - a)"
    assert min(float(run(code)) for _ in range(5)) < 0.3


def test_reading_the_language_of_the_network_only_when_it_is_needed() -> None:
    """A command that reads nothing (`--help`, `schema`) loads no network."""
    code = "import sys, sayso.views.cli; print(*sys.modules)"
    loaded = {name.partition(".")[0] for name in run(code).split()}
    assert not loaded & {"numpy", "onnxruntime", "tokenizers", "trafilatura", "sqlalchemy"}


def test_read() -> None:
    found = sayso.read(
        "The bridge is safe, engineers said.",
        published="2026-03-03",
        outlet="Velm Courier",
        title="Bridge",
        ref="note",
    )
    assert found.article == sayso.Article(
        ref="note",
        text="The bridge is safe, engineers said.",
        title="Bridge",
        outlet="Velm Courier",
        published="2026-03-03",
        language="en",
    )
    (one,) = found.statements
    assert one.source is not None
    assert (one.source.text, one.content.text) == ("engineers", "The bridge is safe")
    assert one.content.spans == (sayso.Span(0, 18),)


@pytest.mark.parametrize("text", ["", "\x00", "a \ud800 said b", "\u202e", "x" * 100_000])
def test_read_takes_any_text(text: str) -> None:
    json.dumps(reading_record(sayso.read(text)))


def test_reading_many() -> None:
    texts = ["Rain fell, Ana said.", "Ben denied that snow fell."]
    reader = sayso.Reader.load()
    readings = reader.read_all(sayso.Article(f"note {i}", text) for i, text in enumerate(texts))
    assert isinstance(readings, Iterator)
    assert [found.article.ref for found in readings] == ["note 0", "note 1"]


def test_what_was_read_is_kept_and_found_again(tmp_path: Path) -> None:
    found = sayso.read("The bridge is safe, engineers said.", outlet="Velm Courier")
    with sayso.Ledger.open(tmp_path / "news.db") as ledger, ledger.writer() as writer:
        assert writer.keep(found, "first").new_article
        assert not writer.keep(found, "first").new_article
    with sayso.Ledger.open(tmp_path / "news.db", create=False) as ledger:
        assert ledger.reading(found.article.id) == found
        with pytest.raises(sayso.UsageError):
            ledger.reading("0" * 32)
    with pytest.raises(sayso.LedgerError):
        sayso.Ledger.open(tmp_path / "nowhere.db", create=False)


def test_errors_are_one_family() -> None:
    for error in (sayso.ArticleError, sayso.LedgerError, sayso.ModelError, sayso.UsageError):
        assert issubclass(error, sayso.SaysoError)
    told = sayso.ArticleError("rain.txt", "there is no such file", "look again")
    assert str(told) == "rain.txt: there is no such file (look again)"
    assert str(sayso.ArticleError("rain.txt", "empty")) == "rain.txt: empty"
    assert (told.ref, told.reason, told.hint) == ("rain.txt", "there is no such file", "look again")


@pytest.mark.parametrize("module", [sayso, sayso.reading.reader], ids=["sayso", "reader"])
def test_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0


def test_types_can_be_asked_for() -> None:
    assert get_type_hints(sayso.read, vars(sayso) | {"Reader": sayso.Reader})["text"] is str


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sayso.__version__ == project["version"]
