from __future__ import annotations

import pytest

from sayso.domain import Article, Reading
from sayso.tracing.carried import Carried
from sayso.tracing.credits import signs_of_all
from sayso.tracing.grounds import Voice
from sayso.tracing.labels import label_signs
from sayso.tracing.places import keys, places_of
from sayso.tracing.senses import Sense, words_of
from sayso.tracing.setting import setting_of
from sayso.tracing.signs import all_signs
from sayso.tracing.weighing import likelihood, weights

TEXT = "The owl of Orrin is back, the Reuters news agency reports."


@pytest.fixture
def article() -> Carried:
    return Carried(Reading(Article("a", TEXT), ()), (), "supports", 1.0)


def test_every_sign_of_a_credit_has_a_weight_and_every_weight_a_sign(article: Carried) -> None:
    asked = keys("The owl is back")
    (((_, signs),),) = signs_of_all(asked, [article.reading], [places_of(TEXT, asked)])
    assert {*signs, "bias"} == set(weights("credit"))


def test_the_same_of_labels_and_origins(article: Carried) -> None:
    claim = "The owl is back"
    voice = Voice(0, ("people", "visitors"), "visitors", "people", False, "", "", ())
    setting = setting_of(claim, [article], [places_of(TEXT, keys(claim))], [voice])
    assert {*label_signs(0, [], [voice], setting), "bias"} == set(weights("credited"))
    (signs,) = all_signs([[voice]], setting)
    assert set(signs) - {"root"} == set(weights("origin")) - {"bias"}


def test_a_likelihood_grows_with_what_speaks_for_it() -> None:
    held = weights("origin")
    assert held["near"] > 0
    less, more = (likelihood("origin", {"near": value}) for value in (0.1, 0.9))
    assert 0 < less < more < 1


@pytest.mark.parametrize(
    ("sense", "text"),
    [
        ("refuting", "it is a hoax"),
        ("debunking", "a satirical site"),
        ("confirming", "has confirmed it"),
        ("withholding", "declined to comment"),
        ("withdrawing", "has retracted it"),
        ("offices", "a spokeswoman"),
    ],
)
def test_senses(sense: Sense, text: str) -> None:
    assert words_of(sense).search(text)
    assert not words_of(sense).search("an owl sat on a lamp")
