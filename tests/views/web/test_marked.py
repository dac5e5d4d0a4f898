"""Marks stay legible whatever overlaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Article, Passage, Reading, Statement
from sayso.views.marks import cited
from sayso.views.web.marked import LONGEST, PART, parts, rows


def reading(text: str, spans: list[tuple[tuple[int, int], tuple[int, int]]]) -> Reading:
    """A reading of which each statement has a cue and a content."""
    article = Article("story.txt", text)
    statements = (
        Statement(article.id, "source", Passage.of(text, [content]), cue=Passage.of(text, [cue]))
        for cue, content in spans
    )
    return Reading(article, tuple({one.id: one for one in statements}.values()))


def test_a_statement_within_another_carries_both_marks_the_inner_first() -> None:
    text = "Olin said Brandt wrote the wall is cracked."
    outer, inner = ((5, 9), (10, 42)), ((17, 22), (23, 42))
    [row] = rows(reading(text, [outer, inner]), parts(text), 0)
    looks = {fragment.text: (fragment.marks, fragment.look) for fragment in row.fragments}
    assert looks["the wall is cracked"] == ("c2 c1", "c2")
    assert looks["wrote"] == ("q2 c1", "q c1")
    assert looks["Brandt "] == ("c1", "c1")
    assert looks["Olin "] == ("", "")


def test_numbers_stand_behind_the_cues() -> None:
    text = "Olin said the wall is cracked."
    [row] = rows(reading(text, [((5, 9), (10, 29))]), parts(text), 0)
    before = ""
    for fragment in row.fragments:
        before += fragment.text
        if fragment.numbers:
            break
    assert before == "Olin said"
    assert row.numbers == (1,)


spans = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda s: (s[0], s[0] + s[1]))
texts = st.text(alphabet="ab \n\u2028é\u202e𝔘", min_size=86, max_size=120)


@given(texts, st.lists(st.tuples(spans, spans), max_size=6))
def test_nothing_is_lost_or_doubled(
    text: str, where: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    made = reading(text, where)
    pages = parts(text)
    shown = [row for page in range(len(pages)) for row in rows(made, pages, page)]
    for row in shown:
        assert row.text == text[row.span.start : row.span.end]
        at = row.span.start
        for fragment in row.fragments:
            numbers = {int(mark[1:]) for mark in fragment.marks.split()}
            inside = {
                n
                for n, one in enumerate(cited(made), 1)
                for part in (one.cue, one.content)
                if part and fragment.text
                for start, end in part.spans
                if start <= at and at + len(fragment.text) <= end
            }
            assert numbers == inside
            at += len(fragment.text)
    if any(row.text.strip() for row in shown):
        noted = [n for row in shown for n in row.numbers]
        assert sorted(noted) == list(range(1, len(made.statements) + 1))


def test_a_text_without_end_is_cut_into_pages_of_pieces() -> None:
    text = "word " * 60_000 + "x" * 50_000
    pages = parts(text)
    assert len(pages) > 3
    assert all(piece.end - piece.start <= LONGEST for page in pages for piece in page)
    assert all(sum(end - start for start, end in page) <= PART + LONGEST for page in pages)
    assert "".join(text[a:b] for page in pages for a, b in page) == text


def test_an_empty_text_has_one_empty_page() -> None:
    assert parts("") == [[]]
    assert rows(reading("", []), parts(""), 0) == []
