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
        ("The keeper told Orrin Review that it is back.", "Orrin Review"),
        ("The keeper told BirdDesk that it is back.", "BirdDesk"),
        ("It is back, the Owlwatch blog said.", "Owlwatch"),
        ("It is back, said the al-Minbar newspaper.", "al-Minbar"),
        ("Ask the owl, local news station CBS 98 advised.", "CBS 98"),
        ("It is back, CBS Orrin reports.", "CBS Orrin"),
        ("It is back, he told FOX777.", "FOX777"),
        ("It is back, he told Radio 6ZZ.", "Radio 6ZZ"),
        ("It was first heard on Radio Minbar.", "Radio Minbar"),
        ("It is back.\n\nVia: 9to5owls", "9to5owls"),
        ("It is back, owls inform us.\n\nSOURCE: INFORM", "INFORM"),
        ("It is back.\n\nvia @OwlVideo", "OwlVideo"),
        ("It is back. [Ida Poe/Deep Owl Web] Thanks!", "Deep Owl Web"),
        ("It is back.\n\n- Minbar Today", "Minbar Today"),
        ("It is back.\n\nOWN, Reuters", "OWN"),
        ("It first ran on owls.qq.com yesterday.", "owls.qq.com"),
        ("Owlwatch, citing two keepers, reported a sighting.", "Owlwatch"),
        ("It is back, as Ida Poe, an editor at Owlwatch, put it.", "Owlwatch"),
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
        "She told Ida Poe that it was back.",
        "She told Congress, and spoke to Norwegian newspapers.",
        "A photo is at pic.twitter.com or on mobile.twitter.com.",
        "The keeper is ill.\n\nIda Poe",
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
        ("The bird is ill, according to Reuters.", "source"),
        ("The bird is ill, Reuters and the Minbar both said.", "cited"),
        ("Reuters, which saw the bird first, reported that it is ill.", "cited"),
        ("The claim came from Reuters.", "source"),
        ("The bird is ill.\n\nvia Reuters", "aside"),
        ("Reuters contributed to this report.", "signed"),
        ("ORRIN (Reuters) - The bird is ill.", "signed"),
        ("The bird (Photo: Reuters)", "idle"),
        ("Reuters has reached out to the zoo.", "asked"),
    ],
)
def test_what_the_words_around_a_name_show(text: str, sign: str) -> None:
    (use,) = named(text)["Reuters"].uses
    assert getattr(use, sign)


def test_a_name_that_another_article_explains_is_found_here_as_well() -> None:
    text = "Both birds are back, say Owlwatch and the zoo."
    assert not named(text)
    assert "Owlwatch" in named(text, {"Owlwatch"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Reuters says so. Reuters says more.", "Reuters"),
        ("It is back, Galveston Daily News reports.", "Galveston Daily News"),
        (
            "It is back, wrote the Wall Street Journal. The Journal saw it.",
            "The Wall Street Journal",
        ),
        ("It is back, owlwatch.info reports. The Owlwatch blog saw it.", "Owlwatch"),
    ],
)
def test_an_outlet_is_called_as_the_article_calls_it(text: str, name: str) -> None:
    assert name in named(text, {"Owlwatch"})


def test_a_listed_name_ends_where_the_list_says() -> None:
    assert list(named("The owl, he told the Mirror Ida Poe would say, is back.")) == ["Mirror"]


def test_a_network_is_not_its_local_station() -> None:
    both = named("It is back, CBS Orrin reports. CBS News on Monday reported the same.")
    assert {"CBS Orrin", "CBS News"} <= set(both)


def test_what_only_its_form_speaks_for_is_guessed() -> None:
    assert named("It is back, she told BirdDesk.")["BirdDesk"].guessed
    assert not named("It is back, she told BirdDesk, a blog. BirdDesk reports more.")[
        "BirdDesk"
    ].guessed


def test_one_outlet_has_one_key() -> None:
    assert name_key("InOrrin.info") == name_key("The InOrrin") == name_key("www.inorrin.com")


@pytest.mark.parametrize(
    "unit",
    [
        "A'",
        "a.com ",
        "A-",
        "Reuters ",
        "X News ",
        "h/t A ",
        "(A)\n",
        "told A",
        "[A/",
        "CBS A ",
        "A, ",
    ],
)
def test_long_repetitive_texts_take_no_time(unit: str) -> None:
    start = time.perf_counter()
    outlets_named(Article("a", unit * (60_000 // len(unit))))
    assert time.perf_counter() - start < 5


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_any_text(text: str, others: list[str]) -> None:
    for one in outlets_named(Article("a", text), others):
        assert all(0 <= use.span.start < use.span.end <= len(text) for use in one.uses)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It is back, CBS San Orrin reports.", {"CBS San Orrin"}),
        ("It is back, said the Ida B. Fox Foundation.", set()),
        ("Rafael Fox Minbar said that it is back.", set()),
        ("It is back, says a study published in Orrin.", set()),
        ("It was reported by Ida Poe.", set()),
        ("The County Medical Examiner and the Canal Authority said so.", set()),
    ],
)
def test_names_that_only_look_like_those_of_outlets(text: str, names: set[str]) -> None:
    assert set(named(text)) == names
