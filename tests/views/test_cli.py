"""The command as people run it: what it prints where, and how it ends."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sayso
from sayso.schema import reading_schema
from sayso.views.cli import main

BRIDGE = "The bridge is safe, engineers said on Monday. “We looked twice,” Ana Ruiz told Northwire."
DAM = "The ministry denied that the dam was leaking. Nobody in the valley had been warned of it."
GERMAN = "Der Bürgermeister sagte, die Brücke sei sicher, und niemand müsse sich Sorgen machen."
CHECK = jsonschema.Draft202012Validator(reading_schema())


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
    def records(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command inside a folder with two articles in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    Path("bridge.txt").write_text(BRIDGE, encoding="utf-8")
    Path("dam.txt").write_text(DAM, encoding="utf-8")

    def command(*words: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["sayso", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return Ended(int(code or 0), *capfd.readouterr())

    return command


def test_an_article_as_people_see_it(run: Run) -> None:
    done = run("read", "bridge.txt")
    assert (done.code, done.err) == (0, "")
    assert "engineers said¹ on Monday" in done.out
    assert "2 attributions · 2 sources · " in done.out
    assert "\x1b" not in done.out


def test_several_articles_follow_one_another(run: Run) -> None:
    out = run("read", "dam.txt", "bridge.txt").out
    assert 0 <= out.index("The ministry") < out.index("The bridge")


def test_one_object_of_json(run: Run) -> None:
    done = run("read", "bridge.txt", "--json")
    assert (done.code, done.err) == (0, "")
    CHECK.validate(done.record)
    assert done.record["article"]["text"] == BRIDGE
    assert done.record["article"]["ref"] == "bridge.txt"
    contents = [one["content"]["text"] for one in done.record["statements"]]
    assert contents == ["The bridge is safe", "“We looked twice,”"]


def test_json_takes_no_more_than_one_article(run: Run) -> None:
    done = run("read", "bridge.txt", "dam.txt", "--json")
    assert done.code == 2
    assert done.out == ""
    assert done.err == "sayso: --json prints one article; take --jsonl for several\n"


def test_json_takes_no_more_than_one_article_of_one_file(run: Run) -> None:
    lines = [json.dumps({"text": text}) for text in (BRIDGE, DAM)]
    Path("both.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("read", "both.jsonl", "--json")
    assert done.code == 2
    assert "--jsonl" in done.err


def test_json_lines_come_in_the_order_given(run: Run) -> None:
    given = ["dam.txt", "bridge.txt", "dam.txt"]
    done = run("read", *given, "--jsonl")
    assert (done.code, done.err) == (0, "")
    assert [record["article"]["ref"] for record in done.records] == given
    assert done.records[0] == done.records[2]
    for record in done.records:
        CHECK.validate(record)


def test_a_line_is_the_same_in_other_company(run: Run) -> None:
    both = run("read", "dam.txt", "bridge.txt", "--jsonl").records
    assert run("read", "bridge.txt", "--json").record == both[1]


def test_a_folder_is_read_in_order(run: Run) -> None:
    records = run("read", ".", "--jsonl").records
    assert [Path(record["article"]["ref"]).name for record in records] == ["bridge.txt", "dam.txt"]


def test_standard_input(run: Run) -> None:
    done = run("read", "-", "--json", stdin=BRIDGE.encode())
    assert done.code == 0
    assert done.record["article"]["text"] == BRIDGE


def test_what_was_printed_can_be_read_again(run: Run) -> None:
    first = run("read", "bridge.txt", "--json", "--published", "2026-03-03")
    again = run("read", "-", "--json", stdin=first.out.encode())
    assert again.record["statements"] == first.record["statements"]
    assert again.record["article"] == {**first.record["article"], "ref": "-"}


def test_what_is_given_goes_before_what_is_found(run: Run) -> None:
    given = ["--outlet", "Velm Courier", "--published", "2026-03-03", "--title", "Bridge"]
    article = run("read", "bridge.txt", "--json", *given).record["article"]
    assert (article["outlet"], article["published"], article["title"]) == (
        "Velm Courier",
        "2026-03-03",
        "Bridge",
    )


def test_threads_change_nothing(run: Run) -> None:
    Path("long.txt").write_text((BRIDGE + "\n" + DAM + "\n") * 15, encoding="utf-8")
    one = run("read", "long.txt", "--json", "--threads", "1")
    assert one.record == run("read", "long.txt", "--json", "--threads", "4").record


def test_a_missing_file_does_not_stop_the_next(run: Run) -> None:
    done = run("read", "nowhere.txt", "bridge.txt", "--jsonl")
    assert done.code == 1
    assert [record["article"]["ref"] for record in done.records] == ["bridge.txt"]
    first, last = done.err.splitlines()
    assert first.startswith("sayso: nowhere.txt: ")
    assert last == "1 of 2 articles could not be read"


def test_a_missing_file_alone(run: Run) -> None:
    done = run("read", "nowhere.txt", "--json")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[-1] == "1 of 1 article could not be read"


def test_an_empty_file_is_an_error_of_its_own(run: Run) -> None:
    Path("empty.txt").write_bytes(b"")
    done = run("read", "empty.txt")
    assert (done.code, done.out) == (1, "")
    assert "empty.txt" in done.err


def test_another_language_is_said_beside_the_json(run: Run) -> None:
    Path("brücke.txt").write_text(GERMAN, encoding="utf-8")
    done = run("read", "brücke.txt", "--json")
    assert done.code == 0
    assert done.record["statements"] == []
    assert done.record["article"]["language"] == "de"
    assert "another language" in done.err
    assert run("read", "brücke.txt", "--json", "--quiet").err == ""
    assert "another language" in run("read", "brücke.txt").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["read", "bridge.txt", "--json", "--jsonl"], "exclude each other"),
        (["read", "bridge.txt", "--published", "some day"], "some day"),
        (["read", "bridge.txt", "--threads", "0"], "threads"),
        (["read", "bridge.txt", "--colour"], "--colour"),
        (["read"], "SOURCE"),
        (["reed", "bridge.txt"], "reed"),
    ],
    ids=["both", "date", "threads", "option", "nothing", "command"],
)
def test_what_makes_no_sense_is_refused(run: Run, words: list[str], told: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_help_shows_examples(run: Run) -> None:
    done = run("read", "--help")
    assert done.code == 0
    for example in ("sayso read story.txt", "--json", "--jsonl", "sayso read -", "https://"):
        assert example in done.out


@pytest.mark.parametrize("words", [["--help"], ["-h"]])
def test_help_names_the_commands(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert done.code == 0
    assert "read" in done.out
    assert "schema" in done.out


def test_version(run: Run) -> None:
    assert run("--version") == Ended(0, f"sayso {sayso.__version__}\n", "")


def test_schema(run: Run) -> None:
    done = run("schema")
    assert (done.code, done.err) == (0, "")
    assert done.record == reading_schema()


HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202e"


def test_nothing_in_a_name_acts_on_the_terminal(run: Run) -> None:
    done = run("read", f"{HOSTILE}\nnowhere.txt")
    assert done.code == 1
    assert not {"\x1b", "\x07", "\u202e"} & {*done.err}
    assert "nowhere.txt" in done.err
    assert len(done.err.splitlines()) == 2


def test_nothing_in_an_article_acts_on_the_terminal(run: Run) -> None:
    record = {"text": f"{HOSTILE} {BRIDGE}", "title": HOSTILE, "outlet": HOSTILE}
    Path("hostile.json").write_text(json.dumps(record), encoding="utf-8")
    out = run("read", "hostile.json").out
    assert "engineers" in out
    assert not {"\x1b", "\x07", "\u202e"} & {*out}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
@pytest.mark.parametrize("how", ["--json", "--jsonl"])
def test_a_name_that_is_no_text_leaves_as_it_came(run: Run, how: str) -> None:
    """Python holds its bytes as halves of surrogate pairs; JSON can write them, UTF-8 can't."""
    name = os.fsdecode(b"\xff.txt")
    Path(name).write_text(BRIDGE, encoding="utf-8")
    done = run("read", name, how)
    assert done.code == 0
    assert done.record["article"]["ref"] == name
    assert "\\udcff" in done.out
    assert "engineers" in run("read", name).out
    Path(name).write_bytes(b"")
    assert run("read", name).code == 1


class Terminal(io.StringIO):
    """Standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("words", "bar"),
    [
        (["bridge.txt", "dam.txt", "--jsonl"], True),
        (["bridge.txt", "dam.txt", "--jsonl", "--quiet"], False),
        (["bridge.txt", "--jsonl"], False),  # done in a moment
        (["bridge.txt", "dam.txt"], False),  # the articles themselves tell how far it is
    ],
    ids=["several", "quiet", "one", "shown"],
)
def test_a_bar_shows_how_far_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], bar: bool
) -> None:
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    assert run("read", *words).code == 0
    assert ("reading" in seen.getvalue()) == bar


# As a process of its own.

ALONE = [sys.executable, "-m", "sayso.views.cli"]
PACKAGE = Path(sayso.__file__).resolve().parent


def environment(**more: str) -> dict[str, str]:
    """As people have it: output is written when there is enough of it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**kept, "PYTHONPATH": str(PACKAGE.parent), **more}


def test_json_is_utf_8_wherever_it_goes(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(f"{BRIDGE} 漢字", encoding="utf-8")
    done = subprocess.run(
        [*ALONE, "read", "bridge.txt", "--json"],
        cwd=tmp_path, env=environment(PYTHONIOENCODING="latin-1"),
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert json.loads(done.stdout.decode("utf-8"))["article"]["text"] == f"{BRIDGE} 漢字"


@pytest.mark.parametrize("copies", [1, 15], ids=["little", "much"])
def test_a_reader_that_has_enough_is_no_error(tmp_path: Path, copies: int) -> None:
    """`sayso read … | head -1`: with little to print the pipe breaks only at the very end."""
    (tmp_path / "dam.txt").write_text(f"{DAM}\n" * copies, encoding="utf-8")
    process = subprocess.Popen(
        [*ALONE, "read", "dam.txt", "dam.txt", "dam.txt", "--jsonl"],
        cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) in {0, 1}
    assert told == b""


def test_damaged_weights_stop_everything(tmp_path: Path) -> None:
    copy = tmp_path / "sayso"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("weights", "__pycache__"))
    (copy / "reading/weights").mkdir()
    (copy / "reading/weights/reader.onnx").write_bytes(b"no graph at all")
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    done = subprocess.run(
        [*ALONE, "read", "bridge.txt"],
        cwd=tmp_path, env=environment(PYTHONPATH=str(tmp_path)),
        capture_output=True, check=False, timeout=60, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("sayso: ")
    assert "weights" in line
