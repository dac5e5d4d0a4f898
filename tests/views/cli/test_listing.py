"""What the commands that list something have in common: ways out, paging, dates, empty states."""

from __future__ import annotations

import re
import shlex
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import UsageError
from sayso.views.cli.listing import first_day, last_day

Run = Callable[..., Any]
LISTS = [["articles"], ["find", "--voice", "source"], ["sources"], ["claims"]]
ACTING = {"\x1b", "\x07", "\u202e"}


def ids(done: Any) -> list[str]:
    return [item["id"] for item in done.items]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("words", [*LISTS, ["correct", "list"]], ids=lambda words: words[0])
@pytest.mark.parametrize("how", ["--json", "--csv", ""])
def test_each_leaves_in_three_ways(run: Run, words: list[str], how: str) -> None:
    done = run(*words, *([how] if how else []))
    assert done.code == 0
    if how == "--json":
        assert done.record["schema"] == "sayso/1"
        assert isinstance(done.items, list)  # valid against the schema
        assert done.record["next"] is None
    if how == "--csv":
        assert len(done.out.splitlines()[0].split(",")) > 4
        assert None not in {key for row in done.rows for key in row}  # as many cells as heads
    assert run(*words, *([how] if how else [])) == done


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("words", LISTS, ids=lambda words: words[0])
def test_two_ways_at_once_make_no_sense(run: Run, words: list[str]) -> None:
    done = run(*words, "--json", "--csv")
    assert (done.code, done.out) == (2, "")
    assert done.err == "sayso: --json and --csv exclude each other\n"


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("words", LISTS, ids=lambda words: words[0])
def test_an_empty_ledger_says_what_to_do(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (0, "")
    assert done.err == "No articles yet: sayso add FILE… keeps some.\n"
    assert run(*words, "--json").record == {"schema": "sayso/1", "items": [], "next": None}
    assert run(*words, "--csv").out.count("\n") == 1


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "words", [["articles", "--outlet", "Nobody"], ["find", "zebra"], ["sources", "zebra"]]
)
def test_a_filter_that_nothing_passes_says_so(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("Nothing in the ledger answers to that")


@pytest.mark.parametrize("words", [*LISTS, ["show", "3f2a91c0"]], ids=lambda words: words[0])
def test_a_ledger_that_is_not_there_is_one_line(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (3, "")
    (line,) = done.err.splitlines()
    assert "news.db" in line
    assert "sayso add" in line
    assert not Path("news.db").exists()


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words[0])
def test_a_file_that_is_no_ledger_is_one_line(run: Run, words: list[str]) -> None:
    Path("news.db").write_bytes(b"an invented story, not a ledger" * 40)
    done = run(*words)
    assert (done.code, done.out) == (3, "")
    (line,) = done.err.splitlines()
    assert "news.db" in line


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("words", [*LISTS, ["ledger", "info"]], ids=lambda words: words[0])
def test_a_ledger_of_a_newer_sayso_is_one_line(run: Run, words: list[str]) -> None:
    with sqlite3.connect("news.db") as raw:
        raw.execute("UPDATE ledger SET schema = 99")
    raw.close()
    done = run(*words)
    assert (done.code, done.out) == (3, "")
    (line,) = done.err.splitlines()
    assert "newer Sayso" in line


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("words", LISTS[:3], ids=lambda words: words[0])
def test_a_damaged_ledger_is_one_line(run: Run, words: list[str]) -> None:
    """All pages but the first are noise: the file still says that it is a ledger."""
    whole = Path("news.db").read_bytes()
    Path("news.db").write_bytes(whole[:4096] + b"\x5a" * (len(whole) - 4096))
    done = run(*words)
    assert (done.code, done.out) == (3, "")
    (line,) = done.err.splitlines()
    assert "damaged" in line


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("words", [["articles"], ["find", "--voice", "source"], ["sources"]])
@pytest.mark.parametrize("limit", ["1", "3"])
def test_pages_make_up_the_whole(run: Run, words: list[str], limit: str) -> None:
    """Following what each page says, in JSON and in words, gives everything once and in order."""
    whole = run(*words, "--json").items
    pieces: list[Any] = []
    after: list[str] = []
    for _ in range(len(whole)):
        done = run(*words, "--json", "--limit", limit, *after)
        pieces += done.items
        if done.record["next"] is None:
            break
        after = ["--after", done.record["next"]]
    assert pieces == whole
    told = run(*words, "--limit", limit).err
    again = re.fullmatch("There is more: (sayso .*)\n", told)
    assert again
    _, *following = shlex.split(again[1])
    assert run(*following, "--json").items == whole[int(limit) : 2 * int(limit)]
    further = run(*following)
    assert further.err.count("--after") == (1 if len(whole) > 2 * int(limit) else 0)


def test_no_limit_gives_everything(run: Run, many: int) -> None:
    done = run("articles", "--limit", "0", "--json")
    assert done.record["next"] is None
    assert len(set(ids(done))) == many
    assert len(run("articles", "--csv", "--limit", "0").rows) == many
    assert len(run("articles", "--json", "--limit", "610").items) == 610
    assert len(run("articles", "--json").items) == 50


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("how", [[], ["--json"], ["--csv"]])
def test_a_token_that_is_none_is_refused(run: Run, how: list[str]) -> None:
    done = run("articles", "--after", "elsewhere", *how)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "words", [["articles"], ["find", "heard"], ["sources"], ["show", "notes/=stray.txt"]]
)
@pytest.mark.parametrize("how", ["", "--csv"])
def test_nothing_that_strangers_wrote_acts(run: Run, words: list[str], how: str) -> None:
    """On a terminal; and no cell of a spreadsheet begins like a formula."""
    if how and words[0] == "show":
        words = [*words, "--versions"]
    done = run(*words, *([how] if how else []))
    assert done.code == 0
    assert len(done.out) > 60
    assert not ACTING & {*done.out}
    if how:
        cells = [cell for row in done.rows for cell in row.values()]
        assert not [cell for cell in cells if cell[1:] and cell.startswith(("=", "+", "-", "@"))]
        assert [cell for cell in cells if cell.startswith("'")] or words[0] in {"articles", "show"}


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("width", ["40", "60", "80", "200"])
@pytest.mark.parametrize("words", LISTS[:3], ids=lambda words: words[0])
def test_every_line_fits(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    lines = run(*words).out.splitlines()
    assert lines
    assert max(map(len, lines)) <= int(width)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-04", "2026-03-04", "2026-03-04"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
        (" 2026-03-04 ", "2026-03-04", "2026-03-04"),
    ],
)
def test_days_months_and_years(text: str, first: str, last: str) -> None:
    assert (first_day(text), last_day(text)) == (first, last)
    assert first_day(None) is None
    assert last_day(None) is None


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-02-30", "0000", "4 March", "2026-3-4", "٢٠٢٦", "2026-03-04T10"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(UsageError, match="--since"):
        first_day(text)
    with pytest.raises(UsageError, match="--until"):
        last_day(text)
