"""Passages in their context."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Reading
from sayso.views.web.excerpts import Excerpt, of_spans, of_statement

Writes = Callable[..., Reading]


def shown(excerpt: Excerpt, look: str | None = None) -> str:
    return "".join(one.text for one in excerpt.fragments if look is None or one.look == look)


def test_a_statement_keeps_its_paragraph_and_a_few_words_around(written: Writes) -> None:
    before, behind = "Nothing of note happened. " * 20, " And so it went on for long." * 20
    sentence = "The wall is cracked, Hana Brandt wrote."
    text = f"Headline\n{before}{sentence}{behind}\nFurther down"
    reading = written(text, ("Hana Brandt", "wrote", "The wall is cracked", ()))
    excerpt = of_statement(text, reading.statements[0])
    whole = shown(excerpt)
    assert sentence in whole
    assert len(whole) < len(sentence) + 200
    assert whole.startswith("… ")
    assert whole.endswith(" …")
    assert "Headline" not in whole
    assert (shown(excerpt, "s"), shown(excerpt, "q")) == ("Hana Brandt", "wrote")
    assert shown(excerpt, "c1") == "The wall is cracked"


def test_a_short_article_is_shown_whole(written: Writes) -> None:
    text = "The wall is cracked, Hana Brandt wrote."
    reading = written(text, ("Hana Brandt", "wrote", "The wall is cracked", ()))
    assert shown(of_statement(text, reading.statements[0])) == text


def test_passages_far_apart_are_shown_apart() -> None:
    text = f"Engineers found a crack. {'They went home. ' * 40}It is nine metres long."
    end = len(text)
    near = of_spans(text, [(0, 9), (10, 15)], "shared")
    far = of_spans(text, [(0, 9), (end - 12, end - 1)], "shared")
    assert (len(near), len(far)) == (1, 2)
    assert shown(near[0], "shared") == "Engineersfound"
    assert shown(far[1], "shared") == "metres long"


texts = st.text(alphabet="ab \n\u2028é\u202e", max_size=400)
spans = st.lists(st.tuples(st.integers(-5, 450), st.integers(-5, 450)), max_size=6)


@given(texts, spans)
def test_spans_of_any_make_show_what_they_hold(text: str, where: list[tuple[int, int]]) -> None:
    found = of_spans(text, where, "shared")
    whole = [(start, end) for start, end in where if 0 <= start < end <= len(text)]
    if len(found) < 4:
        marked = {i for start, end in whole for i in range(start, end)}
        assert sum(len(shown(one, "shared")) for one in found) == len(marked)
    for one in found:
        assert shown(one).removeprefix("… ").removesuffix(" …") in text
        assert len(shown(one)) < 3000
