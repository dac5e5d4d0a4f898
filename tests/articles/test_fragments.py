"""Bodies of articles as HTML → their text, all of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles.fragments import fragment_text, is_markup
from sayso.errors import ArticleError

BODY = (
    "<h2>Ferry delayed</h2><p>The <b>harbour</b> master, Ilse Tarn,\n said the ferry "
    "&ldquo;will sail&rdquo;.</p><ul><li>Pier 1</li><li>Pier 2</li></ul>"
)


def test_paragraphs_stay_paragraphs_and_nothing_is_lost() -> None:
    assert fragment_text("a", BODY) == (
        "Ferry delayed\n\nThe harbour master, Ilse Tarn, said the ferry “will sail”."
        "\n\nPier 1\n\nPier 2"
    )


def test_lines_that_are_broken_are_paragraphs() -> None:
    assert fragment_text("a", "It sank.<br><br/>It rose.") == "It sank.\n\nIt rose."


def test_scripts_and_styles_are_no_text() -> None:
    html = "<p>It sank.</p><script>var a = 'said';</script><style>p {}</style><p>It rose.</p>"
    assert fragment_text("a", html) == "It sank.\n\nIt rose."


@pytest.mark.parametrize("text", ["5 < 7 and 9 > 8", "a <b", "no tags", "<stage left>", ""])
def test_a_lesser_sign_makes_no_markup(text: str) -> None:
    assert not is_markup(text)


@pytest.mark.parametrize("text", [BODY, "It sank.<br/>", "a <a href='x'>b</a>", "<DIV>a</DIV>"])
def test_a_tag_does(text: str) -> None:
    assert is_markup(text)


@given(st.text() | st.lists(st.sampled_from(["<p>", "</div>", "<br", "&#0;", "a", "<script>"])))
def test_any_markup_is_text_or_an_error(parts: str | list[str]) -> None:
    try:
        text = fragment_text("a", "".join(parts))
    except ArticleError:
        return
    assert "\x00" not in text
    assert text == text.strip()
