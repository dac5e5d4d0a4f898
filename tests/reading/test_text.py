"""Paragraphs, normal forms and quotation marks: what is seen before any model looks."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.text import Quotation, normal, paragraphs, quotation_states

ANY = st.text(st.characters(), max_size=200)  # of all code points, halves of surrogate pairs too
MARKED = st.text(st.sampled_from("\"'“”„«»‘’`ab1 .,—(\n\r\u2028"), max_size=80)


def quoted(text: str) -> list[str]:
    """The stretches that lie inside quotation marks."""
    states = bytes(quotation_states(text))
    return [text[run.start() : run.end()] for run in re.finditer(b"\x01+", states)]


QUOTATIONS = [
    # straight and curly, in every place of a sentence
    ('"Open the gates," the miller said.', ["Open the gates,"]),
    ("“Open the gates,” the miller said.", ["Open the gates,"]),
    ('The miller said: "Open the gates."', ["Open the gates."]),
    ("The miller said “no,” then “never.”", ["no,", "never."]),
    ('The miller said "no" and "never".', ["no", "never"]),
    ('He said "no"; she said "yes"?', ["no", "yes"]),
    ('("It is done," she said.)', ["It is done,"]),
    ('["It is done," she said.]', ["It is done,"]),
    ("＂Open,＂ the miller said.", ["Open,"]),
    ("‟Open,” the miller said.", ["Open,"]),
    ('"Go!""Stop!"', ["Go!", "Stop!"]),
    # marks glued to dashes and words
    ('The plan—"a mess"—was dropped.', ["a mess"]),
    ("The plan—“a mess”—was dropped.", ["a mess"]),
    ("The plan–“a mess”–was dropped.", ["a mess"]),
    ('The plan -"a mess"- was dropped.', ["a mess"]),
    ('The "reform"-minded bishop resigned.', ["reform"]),
    # other ways to write them
    ("«Ouvrez», said the miller.", ["Ouvrez"]),
    ("«\u202fOuvrez\u202f», said the miller.", ["\u202fOuvrez\u202f"]),
    ("„Auf“, said the miller, „sofort“.", ["Auf", "sofort"]),
    ("„Otwórz”, said the miller.", ["Otwórz"]),
    ("»Auf«, said the miller. »Sofort!«", ["Auf", "Sofort!"]),
    ("``Open,'' the miller said.", ["Open,"]),
    ("``Open,” the miller said.", ["Open,"]),
    ("``Open,'' he said. ``Now.''", ["Open,", "Now."]),
    # single marks
    ("‘We are done,’ she said.", ["We are done,"]),
    ("'We are done,' she said.", ["We are done,"]),
    ("`We are done,' she said.", ["We are done,"]),
    ("He called it 'a mess' again.", ["a mess"]),
    ("He called it ‘a mess’ again.", ["a mess"]),
    ("She wrote 'yes' and \"no\".", ["yes", "no"]),
    # one inside the other: the outer double marks hold everything
    ("“A ‘quiet’ man,” she said.", ["A ‘quiet’ man,"]),
    ("\"A 'quiet' man,\" she said.", ["A 'quiet' man,"]),
    ("``A `quiet' man,'' she said.", ["A `quiet' man,"]),
    # apostrophes, feet and inches are no quotation marks
    ("The dogs' owner and the cats' owner met.", []),
    ("It's the mayor's bridge, isn't it?", []),
    ("It’s the mayor’s bridge, isn’t it?", []),
    ("'Tis late, he said.", []),
    ("In the '90s they built dams.", []),
    ("He is 6'2\" tall.", []),
    ("He is 6′2″ tall.", []),
    ('A 12" pipe burst.', []),
    (f"‘{'so ' * 200}long’ a stretch is no quotation.", []),
    # a mark without its partner
    ('"We are done, she said.', ["We are done, she said."]),
    ("“We are done, she said.", ["We are done, she said."]),
    ('We are done," she said.', []),
    ("We are done,” she said.", []),
    ("“One.\nTwo.” Three.", ["One."]),
    # speeches that run over paragraphs begin each one with a mark
    ("“One.\n“Two.”\nThree.", ["One.", "Two."]),
    ('"One.\n"Two."\nThree.', ["One.", "Two."]),
    ("“One.\n\n“Two.\n\n“Three,” he said.\n\nFour.", ["One.", "Two.", "Three,"]),
    ("“One.\r\n”Two.” Three.", ["One.", "Two."]),
    ("“One.\nTwo.\n“Three.”", ["One.", "Three."]),
    ("“One\u2028“Two” three", ["One", "Two"]),
    ("“One.”\n”Two” three.", ["One."]),
    # the marks of one paragraph say nothing of the next
    ('She said "yes\nHe said "no"', ["yes", "no"]),
    # any script
    ("😀 “𝔜es” 😀", ["𝔜es"]),
    ("“نعم”، قال الوزير.", ["نعم"]),
    ("“Cafe\u0301,” she said.", ["Cafe\u0301,"]),
    ("\ud800“\udfff” she said.", ["\udfff"]),
    # nothing to quote
    ("", []),
    (" \n\t", []),
    ('"', []),
    ("“", []),
    ("”", []),
    ("'", []),
    ('"" she said.', []),
    ("“” she said.", []),
]


@pytest.mark.parametrize(("text", "inside"), QUOTATIONS, ids=range(len(QUOTATIONS)))
def test_what_stands_in_quotation_marks(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def test_the_marks_themselves_are_told_from_what_they_hold() -> None:
    states = quotation_states("``No,'' he said, “no.”")
    marks = [at for at, state in enumerate(states) if state == Quotation.MARK]
    assert marks == [0, 1, 5, 6, 17, 21]


@given(ANY | MARKED)
def test_every_character_has_a_state(text: str) -> None:
    states = quotation_states(text)
    assert len(states) == len(text)
    assert set(states) <= set(Quotation)


@given(MARKED)
def test_states_do_not_hang_on_what_stands_before_a_closed_paragraph(text: str) -> None:
    before = "She left.\n"
    assert quotation_states(before + text)[len(before) :] == quotation_states(text)


@given(MARKED)
def test_inside_begins_after_a_mark_or_with_a_paragraph(text: str) -> None:
    states = quotation_states(text)
    heads = {start for start, _ in paragraphs(text)}
    for at, state in enumerate(states):
        if state == Quotation.INSIDE and at not in heads:
            assert states[at - 1] != Quotation.OUTSIDE


HOSTILE: dict[str, Callable[[int], str]] = {
    "straight": lambda n: '"' * n,
    "opening": lambda n: "“" * n,
    "closing": lambda n: "”" * n,
    "single": lambda n: "'" * n,
    "grave": lambda n: "`" * n,
    "low": lambda n: "„" + "“”" * (n // 2),
    "speeches": lambda n: '"a\n' * (n // 3),
    "word": lambda n: "a" * n,
    "stray": lambda n: " 'a" * (n // 3),
    "blank": lambda n: " " * n,
    "lines": lambda n: "\n" * n,
    "resumed": lambda n: "“a\n" + "”" * n,  # each closing mark could go back to the start
}


def seconds(text: str) -> float:
    start = time.process_time()
    quotation_states(text)
    return time.process_time() - start


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_only(make: Callable[[int], str]) -> None:
    small = min(seconds(make(4_000)) for _ in range(3))
    assert seconds(make(40_000)) < 60 * small + 0.5  # ten times the text; a square would be 100


def test_time_of_a_resumed_paragraph_full_of_closing_marks() -> None:
    make = HOSTILE["resumed"]
    assert seconds(make(160_000)) < 12 * seconds(make(40_000)) + 0.5  # a square would be 16


def test_normal_keeps_the_length_of_every_character() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert len(normal(everything)) == len(everything)


@given(ANY)
def test_normal_is_done_at_once_and_for_each_character_alone(text: str) -> None:
    assert normal(text) == "".join(map(normal, text))
    assert normal(normal(text)) == normal(text)
    normal(text).encode()  # what goes to the tokenizer is encodable


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("“a” „b“ «c»", '"a" "b" "c"'),
        ("‘a’ it’s", "'a' it's"),
        ("10\u00a0000\u202fm", "10 000 m"),
        ("co\u2011op", "co-op"),
        ("a\u2028b\u0085c\x0cd", "a\nb\nc\nd"),
        ("a\x00b", "a b"),
        ("a\ud800b", "a\ufffdb"),
        ("Plain text, é, 漢, 😀.", "Plain text, é, 漢, 😀."),
    ],
)
def test_normal_unifies_typography(raw: str, wanted: str) -> None:
    assert normal(raw) == wanted


@given(ANY | MARKED)
def test_paragraphs_hold_all_that_is_no_white_space(text: str) -> None:
    spans = list(paragraphs(text))
    assert spans == sorted(spans)
    covered: set[int] = set()
    for start, end in spans:
        body = text[start:end]
        assert body == body.strip() != ""
        assert not re.search(r"[\n\r\u2028\u2029\u0085\x0b\x0c]", body)
        covered |= set(range(start, end))
    assert all(at in covered for at, sign in enumerate(text) if not sign.isspace())


def test_paragraphs_begin_and_end_with_words() -> None:
    text = "\n  One, two. \r\n\r\n\tThree\u2029Four\n \n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One, two.", "Three", "Four"]
