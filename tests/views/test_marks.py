"""What is marked where in an article's text."""

from __future__ import annotations

import itertools
import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.domain import Article, Passage, Reading, Statement
from sayso.views.marks import ROLES, Mark, cited, covered, paragraphs, safe

Where = tuple[int, int]


def statement(text: str, content: Where, source: Where | None, cue: Where | None) -> Statement:
    return Statement(
        "0" * 32,
        "source",
        Passage.of(text, [content]),
        source=source and Passage.of(text, [source]),
        cue=cue and Passage.of(text, [cue]),
    )


def reading(text: str, *statements: Statement) -> Reading:
    return Reading(Article("note", text), statements)


def at(text: str, words: str) -> Where:
    return text.index(words), text.index(words) + len(words)


TEXT = "Rain fell, Ana said.\n\n  Ben denied it.\r\nNobody spoke."
ANA = statement(TEXT, at(TEXT, "Rain fell"), at(TEXT, "Ana"), at(TEXT, "said"))
BEN = statement(TEXT, at(TEXT, "it"), at(TEXT, "Ben"), at(TEXT, "denied"))


def test_each_paragraph_carries_its_own_marks() -> None:
    first, second, third = paragraphs(reading(TEXT, ANA, BEN))
    assert [p.text for p in (first, second, third)] == [
        "Rain fell, Ana said.",
        "  Ben denied it.",
        "Nobody spoke.",
    ]
    assert set(first.marks) == {Mark(0, 9, "content"), Mark(11, 14, "source"), Mark(15, 19, "cue")}
    assert set(second.marks) == {Mark(13, 15, "content"), Mark(2, 5, "source"), Mark(6, 12, "cue")}
    assert third.marks == ()
    assert (first.numbers, second.numbers, third.numbers) == (((19, 1),), ((12, 2),), ())


def test_content_over_several_paragraphs_is_marked_in_each() -> None:
    one = statement(TEXT, (5, 27), None, at(TEXT, "Nobody"))
    first, second, third = paragraphs(reading(TEXT, one))
    assert first.marks == (Mark(5, 20, "content"),)
    assert second.marks == (Mark(0, 5, "content"),)
    assert third.numbers == ((6, 1),)


def test_roles_are_drawn_in_their_order_whatever_encloses_what() -> None:
    """A statement within another's content shows its source and cue."""
    outer = statement(TEXT, (0, 20), None, at(TEXT, "denied"))
    (first, *_) = paragraphs(reading(TEXT, ANA, outer))
    order = [ROLES.index(mark.role) for mark in first.marks]
    assert order == sorted(order)
    assert {mark.role for mark in first.marks} == set(ROLES)


def test_the_articles_own_voice_is_neither_marked_nor_numbered() -> None:
    own = Statement("0" * 32, "article", Passage.of(TEXT, [at(TEXT, "Nobody spoke.")]))
    made = reading(TEXT, own, BEN)
    assert cited(made) == [BEN]
    _, second, third = paragraphs(made)
    assert second.numbers == ((12, 1),)
    assert third.marks == ()


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    signs = st.sampled_from("ab ,.\n\r\t\x1b\u202e\u2028\x85é漢😀\ud800") | st.characters()
    text = draw(st.text(signs, min_size=1, max_size=60))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
        lambda edges: (edges[0], max(edges[0] + 1, edges[1]))
    )
    made = draw(
        st.lists(
            st.builds(statement, st.just(text), spans, st.none() | spans, st.none() | spans),
            max_size=4,
        )
    )
    return reading(text, *made)


@settings(max_examples=40)
@given(readings())
def test_every_number_appears_once_where_there_is_text(made: Reading) -> None:
    shown = [number for p in paragraphs(made) for _, number in p.numbers]
    wanted = list(range(1, len(cited(made)) + 1)) if made.article.text.strip() else []
    assert sorted(shown) == wanted


@settings(max_examples=40)
@given(readings())
def test_marks_are_those_of_the_statements_and_nothing_else(made: Reading) -> None:
    text, wanted, shown = made.article.text, set(), set()
    visible = {at for p in paragraphs(made) for at in range(*p.span)}
    for one, role in itertools.product(made.statements, ROLES):
        passage = getattr(one, role)
        for span in passage.spans if passage else ():
            wanted |= {(i, role) for i in range(*span)} & {(i, role) for i in visible}
    for paragraph in paragraphs(made):
        for mark in paragraph.marks:
            assert 0 <= mark.start < mark.end <= len(paragraph.text)
            base = paragraph.span.start
            shown |= {(base + i, mark.role) for i in range(mark.start, mark.end)}
        assert all(0 <= offset <= len(paragraph.text) for offset, _ in paragraph.numbers)
        assert list(paragraph.numbers) == sorted(paragraph.numbers)
    assert shown == wanted
    assert all(i in visible for i, sign in enumerate(text) if not sign.isspace())


@settings(max_examples=40)
@given(readings())
def test_paragraphs_keep_their_length_and_hold_nothing_unsafe(made: Reading) -> None:
    for paragraph in paragraphs(made):
        assert len(paragraph.text) == paragraph.span.end - paragraph.span.start
        assert paragraph.text == safe(paragraph.text)
        assert "\n" not in paragraph.text


def test_nothing_that_acts_on_a_terminal_is_safe() -> None:
    everything = "".join(map(chr, range(0x10000)))  # no control lies beyond
    shown = safe(everything)
    assert len(shown) == len(everything)
    assert {sign for sign in shown if unicodedata.category(sign) == "Cc"} == {"\n"}
    assert not {sign for sign in shown if unicodedata.category(sign) == "Cs"}
    turning = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    assert not {sign for sign in shown if unicodedata.bidirectional(sign) in turning}


@pytest.mark.parametrize("text", ["Plain, “marked” é 漢 😀", "عربي עברית", "e\u0301", "line\nline"])
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\x9b31mb", "a\ufffd31mb"),
        ("a\rb", "a\ufffdb"),
        ("a\x08b", "a\ufffdb"),
        ("a\tb", "a b"),
        ("\u202elive\u202c", "\ufffdlive\ufffd"),
        ("a\ud83db", "a\ufffdb"),
    ],
)
def test_unsafe_characters_are_replaced_one_by_one(raw: str, shown: str) -> None:
    assert safe(raw) == shown


@pytest.mark.parametrize(
    ("contents", "characters"),
    [
        ([], 0),
        ([(0, 10)], 10),
        ([(0, 10), (20, 25)], 15),
        ([(0, 10), (10, 12)], 12),
        ([(0, 10), (5, 12)], 12),
        ([(0, 20), (5, 12), (15, 18)], 20),
        ([(15, 18), (0, 20)], 20),
    ],
)
def test_characters_in_somebodys_words_count_once(contents: list[Where], characters: int) -> None:
    text = "x" * 30
    assert covered([statement(text, where, None, None) for where in contents]) == characters


@settings(max_examples=40)
@given(readings())
def test_covered_is_what_the_contents_cover(made: Reading) -> None:
    characters = {i for one in made.statements for span in one.content.spans for i in range(*span)}
    assert covered(made.statements) == len(characters)


def test_time_grows_with_the_length_only() -> None:
    def seconds(n: int) -> float:
        text = "Ana said x\n" * n
        starts = [match.start() for match in re.finditer("Ana", text)]
        made = reading(
            text, *(statement(text, (s + 9, s + 10), (s, s + 3), (s + 4, s + 8)) for s in starts)
        )
        start = time.process_time()
        assert sum(len(p.numbers) for p in paragraphs(made)) == n
        return time.process_time() - start

    small = min(seconds(150) for _ in range(3))
    assert seconds(1_500) < 60 * small + 0.5  # ten times the text; a square would be 100 times
