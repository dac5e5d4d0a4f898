from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.tracing.copies import RUN, Copy, copies, passages, portion, quotations

STORY = (
    "A tawny owl stopped the night train to Vellmark on Tuesday after it settled on the signal "
    "lamp at Orrin and would not be moved for three hours, the railway says."
)
OTHER = (
    "Bakers in the old harbour have agreed to give their unsold bread to the shelter in Quay Lane "
    "every evening from next month, after a quarrel that went on for years."
)


def by_pair(texts: Mapping[str, str]) -> dict[tuple[str, str], Copy]:
    return {(copy.article, copy.other): copy for copy in copies(texts)}


def test_a_short_copy_inside_a_long_article_is_a_copy_whatever_the_long_one_adds() -> None:
    found = by_pair({"short": STORY, "long": f"{OTHER}\n\n{STORY}\n\n{OTHER.upper()}"})
    assert found["short", "long"].share == 1
    assert found["long", "short"].share < 0.5


def test_articles_in_different_words_share_nothing() -> None:
    assert copies({"a": STORY, "b": OTHER}) == ()


def test_case_accents_and_punctuation_are_no_difference() -> None:
    text = STORY.replace("signal", "signál").replace(" after", ", after").upper()
    assert by_pair({"a": STORY, "b": text})["a", "b"].share == 1


def test_words_in_quotation_marks_count_half() -> None:
    told = "The railway closed the line, and nobody who was on the train complained of it later."
    speech = {"a": f"{told} “{STORY}”", "b": f"{OTHER} He wrote: “{STORY}”"}
    plain = {key: text.replace("“", "").replace("”", "") for key, text in speech.items()}
    said, written = len(STORY.split()), len(told.split())
    assert by_pair(speech)["a", "b"].share == pytest.approx(said / (said + 2 * written))
    assert by_pair(plain)["a", "b"].share == pytest.approx(said / (said + written))
    # … but what people are shown is how many words there are
    mine, _ = passages(speech["a"], speech["b"])
    assert portion(speech["a"], mine) == pytest.approx(said / (said + written))
    assert portion("", ()) == portion(STORY, ()) == 0


def test_spans_show_the_same_words_on_either_side() -> None:
    one, other = f"{OTHER}\n{STORY}", f"{STORY} More follows."
    mine, theirs = passages(one, other)
    assert [one[start:end] for start, end in mine] == [STORY[:-1]]
    assert [other[start:end] for start, end in theirs] == [STORY[:-1]]


def test_a_run_shorter_than_asked_for_is_chance() -> None:
    words = [f"word{n}" for n in range(RUN)]
    short = {"a": " ".join(words[:-1]) + " one", "b": " ".join(words[:-1]) + " two"}
    assert copies(short) == ()
    assert copies({"a": " ".join(words), "b": " ".join(words)})


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “yes” and left", ["“yes”"]),
        ('"One" and "two"', ['"One"', '"two"']),
        ("«Oui»", ["«Oui»"]),
        ("a mark “ that never closes", []),
        ("“open\n\nnext paragraph” closes", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == quoted


@given(st.dictionaries(st.text("abc", min_size=1, max_size=2), st.text(max_size=60), max_size=4))
def test_any_text_and_any_order(texts: dict[str, str]) -> None:
    found = copies(texts, run=2)
    assert found == copies(dict(reversed(texts.items())), run=2)
    for copy in found:
        assert 0 < copy.share <= 1
        for key, spans in zip(
            (copy.article, copy.other),
            passages(texts[copy.article], texts[copy.other], run=2),
            strict=True,
        ):
            assert spans
            assert all(0 <= a < b <= len(texts[key]) for a, b in spans)
