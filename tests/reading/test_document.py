"""Words and sentences as all of the reading sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.document import Document


def sentences(text: str) -> list[str]:
    document = Document.of(text)
    return [document.slice(*document.sentence(n)) for n in range(len(document.bounds) - 1)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met Sen. Oakes of Vt. on Friday. She left.", 2),
        ("It cost $2.1 million. Nobody paid.", 2),
        ("The U.S. Army moved. The U.K. did not.", 2),
        ("He lives in the U.S. She does not.", 2),
        ("It began at 5 p.m. on Monday.", 1),
        ("“Stop!” he said. “Why?” she asked.", 2),
        ("One line\nAnother line", 2),
        ("John F. Harrow Jr. spoke.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_possessive_is_a_word_of_its_own() -> None:
    words = [word.text for word in Document.of("Brandt’s aide and O’Neil").words]
    assert words == ["Brandt", "’s", "aide", "and", "O’Neil"]


def test_words_know_whether_they_are_quoted() -> None:
    quoted = [word.text for word in Document.of("He said “not now” twice.").words if word.quoted]
    assert quoted == ["not", "now"]


@given(st.text(max_size=400))
def test_words_lie_where_they_say(text: str) -> None:
    document = Document.of(text)
    last = 0
    for index, word in enumerate(document.words):
        assert last <= word.start < word.end
        assert text[word.start : word.end] == word.text
        assert document.at(word.start) == index
        assert document.sentence(word.sentence)[0] <= index < document.sentence(word.sentence)[1]
        last = word.end
