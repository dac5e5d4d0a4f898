from __future__ import annotations

import time
from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Article
from sayso.tracing.naming import Named, name_key, outlets_named


def named(text: str, others: Collection[str] = ()) -> dict[str, Named]:
    return {one.name: one for one in outlets_named(Article("a", text), others)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The owl is back, according to Reuters.", "Reuters"),
        ("The owl is back, owlwatch.info reports.", "owlwatch.info"),
        ("The owl is back, the Orrin Valley Gazette wrote.", "Orrin Valley Gazette"),
        ("The owl is back.\n\nh/t Owlwatch", "Owlwatch"),
        ("Owlwatch reported that the bird is back.", "Owlwatch"),
        ("The website Owlwatch has more.", "Owlwatch"),
        ("The owl is back. (Owlwatch)\n\nMore follows.", "Owlwatch"),
    ],
)
def test_outlets_known_and_unknown_are_found(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "She put it on Twitter and on YouTube.",
        "Witnesses reported that witnesses saw it.",
        "He reported that the owl was back.",
        "Mail me at owl@owlwatch.info.",
    ],
)
def test_what_is_no_outlet(text: str) -> None:
    assert not named(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The bird is ill, the keeper told Reuters.", "told"),
        ("The bird is ill, according to Reuters.", "cited"),
        ("The bird is ill, as Reuters reported.", "cited"),
        ("The bird is ill.\n\nvia Reuters", "aside"),
        ("Reuters contributed to this report.", "signed"),
        ("ORRIN (Reuters) - The bird is ill.", "signed"),
        ("The bird (Photo: Reuters)", "idle"),
        ("Reuters has reached out to the zoo.", "asked"),
        ("Reuters correspondent Ida Poe is ill.", "team"),
    ],
)
def test_what_the_words_around_a_name_show(text: str, sign: str) -> None:
    (use,) = named(text)["Reuters"].uses
    assert getattr(use, sign)


def test_a_name_that_another_article_explains_is_found_here_as_well() -> None:
    text = "Both birds are back, say Owlwatch and the zoo."
    assert not named(text)
    assert "Owlwatch" in named(text, {"Owlwatch"})


def test_a_name_is_called_as_the_article_calls_it() -> None:
    assert list(named("Reuters says so. Reuters says more.")) == ["Reuters"]


def test_one_outlet_has_one_key() -> None:
    assert name_key("InOrrin.info") == name_key("The InOrrin") == name_key("www.inorrin.com")


@pytest.mark.parametrize("unit", ["A'", "a.com ", "A-", "Reuters ", "X News ", "h/t A ", "(A)\n"])
def test_long_repetitive_texts_take_no_time(unit: str) -> None:
    start = time.perf_counter()
    outlets_named(Article("a", unit * (60_000 // len(unit))))
    assert time.perf_counter() - start < 5


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_any_text(text: str, others: list[str]) -> None:
    for one in outlets_named(Article("a", text), others):
        assert all(0 <= use.span.start < use.span.end <= len(text) for use in one.uses)
