"""What a person sees in a terminal."""

from __future__ import annotations

import dataclasses
import io
import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from sayso.domain import Act, Article, Certainty, Link, Passage, Reading, Statement
from sayso.views.terminal.reading import show

WIDTHS = [40, 80, 100, 200]
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NUMBER = re.compile(f"[{SUPERSCRIPTS}]+")
TEXT = """The bridge is safe, engineers said on Monday.

“It is not,” Mayor Ana Ruiz told Northwire. “We will close it.”

The operator denied that bolts were missing, and a driver feared delays.

Nobody was hurt."""


def passage(*words: str, text: str = TEXT) -> Passage:
    return Passage.of(text, [(text.index(w), text.index(w) + len(w)) for w in words])


def statement(content: Passage, source: Passage | None, cue: Passage, **more: Any) -> Statement:
    return Statement("0" * 32, "source", content, source=source, cue=cue, **more)


BARE = (
    statement(passage("The bridge is safe"), passage("engineers"), passage("said")),
    statement(
        passage("“It is not,”", "“We will close it.”"),
        passage("Mayor Ana Ruiz"),
        passage("told"),
        manner="direct",
    ),
    statement(passage("that bolts were missing"), passage("The operator"), passage("denied")),
    statement(passage("delays"), None, passage("feared")),
)
CHAINS = (
    (Link("engineers", "people", named=False),),
    (Link("Ana Ruiz", "person", named=True), Link("Northwire", "outlet", named=True)),
    (Link("Kessel Hydro", "organisation", named=True),),
    (),
)
ACTS: tuple[Act, ...] = ("state", "state", "deny", "withhold")
FIRM: tuple[Certainty, ...] = ("probable", "certain", "certain", "possible")
MEANT = tuple(
    dataclasses.replace(one, chain=chain, act=act, certainty=firm, first_report=act == "deny")
    for one, chain, act, firm in zip(BARE, CHAINS, ACTS, FIRM, strict=True)
)
OWN = Statement("0" * 32, "article", passage("Nobody was hurt."), act="state")
ARTICLE = Article(
    "bridge.txt",
    TEXT,
    title="Doubts about the bridge",
    outlet="Velm Courier",
    byline=("Ilse Marchetti", "Tomas Okafor"),
    published="2026-03-03",
)


def shown(reading: Reading, width: int = 80, terminal: bool = False) -> str:
    out = io.StringIO()
    how: dict[str, Any] = {"force_terminal": True, "color_system": "truecolor"} if terminal else {}
    show(Console(file=out, width=width, highlight=False, legacy_windows=False, **how), reading)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("statements", [BARE, MEANT], ids=["bare", "meant"])
def test_every_word_of_the_article_is_there(width: int, statements: tuple[Statement, ...]) -> None:
    words = NUMBER.sub("", shown(Reading(ARTICLE, statements), width)).split()
    for word in TEXT.split():
        assert word in words


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("statements", [BARE, (*MEANT, OWN)], ids=["bare", "meant"])
def test_each_number_stands_once_in_the_text_and_once_beside_it(
    width: int, statements: tuple[Statement, ...]
) -> None:
    numbers = NUMBER.findall(shown(Reading(ARTICLE, statements), width))
    assert sorted(map(SUPERSCRIPTS.index, numbers)) == [1, 1, 2, 2, 3, 3, 4, 4]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_number_follows_its_cue(width: int) -> None:
    text = shown(Reading(ARTICLE, BARE), width)
    assert all(cue in text for cue in ("said¹", "told²", "denied³", "feared⁴"))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for line in shown(Reading(ARTICLE, MEANT), width).splitlines():
        assert cell_len(line) <= width


def test_lines_do_not_end_in_blanks_where_nothing_stands_beside_the_text() -> None:
    lines = shown(Reading(ARTICLE, BARE), 80).splitlines()
    assert not [line for line in lines if line.endswith("  ")]  # one may stand where a line breaks


def test_the_legend_tells_the_roles() -> None:
    assert "\nsource  cue  content\n" in shown(Reading(ARTICLE, BARE))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_head_says_what_is_read(width: int) -> None:
    text = flat(shown(Reading(ARTICLE, ()), width))
    head = "Doubts about the bridge Velm Courier · 2026-03-03 · Ilse Marchetti, Tomas Okafor"
    assert text.startswith(head)


def test_an_article_without_a_title_is_called_by_its_ref() -> None:
    assert shown(Reading(Article("bridge.txt", TEXT), ())).lstrip().startswith("bridge.txt\n")


def test_who_says_it_by_the_words_of_the_source() -> None:
    lines = [line.strip() for line in shown(Reading(ARTICLE, BARE)).splitlines()]
    assert {"¹ engineers", "² Mayor Ana Ruiz  “ ”", "³ The operator", "⁴ nobody named"} <= {*lines}


def test_who_says_it_with_chain_act_and_firmness() -> None:
    lines = [line.strip() for line in shown(Reading(ARTICLE, MEANT)).splitlines()]
    assert "¹ engineers (unnamed)  ≈ likely" in lines
    assert "² Ana Ruiz → Northwire  “ ”" in lines
    assert "³ Kessel Hydro  ★ first  ✗ denies" in lines
    assert "⁴ nobody named  ∅ will not say  ~ possible" in lines


@pytest.mark.parametrize("width", [96, 100, 200])
def test_who_says_it_stands_beside_the_text_where_there_is_room(width: int) -> None:
    (line,) = [
        line for line in shown(Reading(ARTICLE, BARE), width).splitlines() if "said¹" in line
    ]
    assert re.search(r"said¹ on Monday\.\s{3,}¹ engineers", line)


def test_the_summary_counts() -> None:
    text = flat(shown(Reading(ARTICLE, (*BARE, OWN))))
    assert "4 attributions · 3 sources · 1 direct quotation · " in text
    share = sum(len(part) for s in BARE for part in _parts(s.content)) / len(TEXT)
    assert f"{share:.0%} of the text in somebody's words" in text


def _parts(where: Passage) -> list[str]:
    return [TEXT[start:end] for start, end in where.spans]


def test_the_summary_counts_a_source_once() -> None:
    again = dataclasses.replace(BARE[2], source=passage("engineers"))
    text = flat(shown(Reading(ARTICLE, (BARE[0], again))))
    assert "2 attributions · 1 source · 0 direct quotations" in text


def test_the_summary_says_what_rests_on_nobody_named() -> None:
    assert "2 rest on unnamed sources" in shown(Reading(ARTICLE, MEANT))
    (one,) = [s for s in MEANT if s.chain and not s.chain[0].named][:1]
    assert "1 rests on unnamed sources" in shown(Reading(ARTICLE, (one,)))
    assert "unnamed" not in shown(Reading(ARTICLE, BARE))  # not known yet: nothing is said


def test_an_article_in_which_nobody_says_anything() -> None:
    text = flat(shown(Reading(ARTICLE, ())))
    assert "Nobody was hurt." in text
    assert "0 attributions · 0 sources · 0 direct quotations · 0% of the text" in text


@pytest.mark.parametrize("text", ["", " \n\n\t"])
def test_an_article_without_text(text: str) -> None:
    assert "0 attributions" in shown(Reading(Article("empty.txt", text), ()))


def test_notes_are_told() -> None:
    assert "! read by ear" in shown(Reading(ARTICLE, (), ("read by ear",)))


def test_no_colour_in_a_pipe() -> None:
    assert "\x1b" not in shown(Reading(ARTICLE, MEANT))


def test_roles_are_told_apart_in_a_terminal() -> None:
    text = shown(Reading(ARTICLE, BARE), terminal=True)
    styles = {
        word: re.search(rf"\x1b\[([0-9;]+)m{word}", text)
        for word in ("engineers", "said", "The bridge is safe")
    }
    assert all(styles.values())
    assert len({match[1] for match in styles.values() if match}) == 3


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\r\x08\u202ekcatta\u2066\ud800\x00 said"
CODES = re.compile(r"\x1b\[[0-9;]*m")  # the colours that we write ourselves


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("width", [40, 200])
def test_nothing_from_an_article_acts_on_the_terminal(width: int, terminal: bool) -> None:
    text = f"{HOSTILE} {HOSTILE}"
    here = Passage.of(text, [(0, len(HOSTILE))])
    one = statement(here, here, here)
    two = dataclasses.replace(one, chain=(Link(HOSTILE, "person", named=True, role=HOSTILE),))
    article = Article(
        HOSTILE, text, title=HOSTILE, outlet=HOSTILE, byline=(HOSTILE,), published=HOSTILE
    )
    untitled = dataclasses.replace(article, title=None)
    for made in (article, untitled):
        out = shown(Reading(made, (one, two), (HOSTILE,)), width, terminal)
        rest = CODES.sub("", out) if terminal else out
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest)
        out.encode()  # can be written


def test_markup_in_an_article_is_text() -> None:
    article = Article("[bold]x[/bold]", "Ana said [red]no[/red] :smile: [link=https://x.example]y.")
    text = shown(Reading(article, ()), 200)
    assert "[bold]x[/bold]" in text
    assert "Ana said [red]no[/red] :smile: [link=https://x.example]y." in text


@settings(max_examples=30)
@given(st.text(st.characters(), max_size=80), st.sampled_from(WIDTHS), st.booleans())
def test_any_text_can_be_shown(text: str, width: int, terminal: bool) -> None:
    spans = [(i, i + 1) for i, sign in enumerate(text) if not sign.isspace()][:9]
    made = [
        statement(Passage.of(text, [span]), Passage.of(text, [span]), Passage.of(text, [span]))
        for span in spans
    ]
    out = shown(Reading(Article(text, text), tuple(made)), width, terminal)
    out.encode()
    assert f"{len(made)} attribution" in out


def test_a_long_name_is_cut_in_the_margin() -> None:
    text = "Ana " * 100 + "said no."
    one = statement(
        passage("no", text=text),
        passage("Ana " * 99 + "Ana", text=text),
        passage("said", text=text),
    )
    out = shown(Reading(Article("long.txt", text), (one,)), 80)
    assert flat(out).count("Ana") < 120
    assert "…" in out


def test_a_paragraph_of_many_attributions_takes_no_more_than_its_share_of_time() -> None:
    def seconds(n: int) -> float:
        text = "Ana said no. " * n
        made = [
            statement(
                Passage.of(text, [(at + 9, at + 11)]),
                Passage.of(text, [(at, at + 3)]),
                Passage.of(text, [(at + 4, at + 8)]),
            )
            for at in range(0, len(text), 13)
        ]
        start = time.process_time()
        shown(Reading(Article("long.txt", text), tuple(made)), 80)
        return time.process_time() - start

    small = min(seconds(30) for _ in range(2))
    assert seconds(300) < 60 * small + 0.5  # ten times the text; a square would be 100 times
