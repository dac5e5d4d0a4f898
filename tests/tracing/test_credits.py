from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Article, Link, Passage, Reading, Statement
from sayso.tracing.credits import Credited, Signs, credited, home, signs_of_all
from sayso.tracing.places import keys, places_of

CLAIM = "The owl of Orrin stole the mayor's hat"
ASKED = keys(CLAIM)
TOLD = f"{CLAIM}, a keeper told Owlwatch.info on Monday."
CITED = f"{CLAIM}, according to Owlwatch.info."


def heard(text: str, content: str = "", *chain: Link) -> Reading:
    """A reading of `text`, in which `content` came through `chain`."""
    article = Article(text[:40], text)
    start = text.find(content)
    passage = Passage.of(text, [(start, start + len(content))])
    found = (Statement(article.id, "source", passage, chain=chain),) if chain else ()
    return Reading(article, found)


def signs(*readings: Reading) -> list[dict[str, Signs]]:
    places = [places_of(one.article.text, ASKED) for one in readings]
    found = signs_of_all(ASKED, readings, places)
    return [{one.name: held for one, held in article} for article in found]


def weighed(*articles: Article) -> list[dict[str, Credited]]:
    found = credited(
        ASKED, [Reading(one, ()) for one in articles], [places_of(a.text, ASKED) for a in articles]
    )
    return [{one.named.name: one for one in outlets} for outlets in found]


def outlet(name: str) -> Link:
    return Link(name, "outlet", named=True)


def test_what_other_articles_do_with_an_outlet_counts_and_the_article_itself_does_not() -> None:
    (alone,) = signs(heard(CITED))
    assert alone["Owlwatch.info"]["only here"] == 1
    assert alone["Owlwatch.info"]["elsewhere"] == 0
    first, _, _ = signs(heard(CITED), heard(TOLD), heard("Nothing of Owlwatch.info here."))
    held = first["Owlwatch.info"]
    assert held["only here"] == 0
    assert held["named elsewhere"] > held["elsewhere"] > 0
    assert held["told elsewhere"] == held["elsewhere"]


def test_statements_near_the_claim_that_came_through_an_outlet_elsewhere_speak_for_it() -> None:
    near = heard(CITED, CLAIM, outlet("Owlwatch.info"))
    far = heard(f"{CITED} It rains.", "It rains.", outlet("Owlwatch.info"))
    with_near, with_far = (signs(heard(TOLD), other)[0]["Owlwatch.info"] for other in (near, far))
    assert with_near["said elsewhere"] > with_far["said elsewhere"] == 0


def test_an_outlet_that_has_the_claim_is_told_from_one_beside_people_who_have_it() -> None:
    link = outlet("Owlwatch.info")
    text = f"{CITED} The owl is shy, said Reuters."
    (held,) = signs(heard(text, CLAIM, link))
    assert held["Owlwatch.info"]["said alone"] > held["Reuters"]["said alone"] == 0
    (from_people,) = signs(heard(text, CLAIM, Link("Ida Poe", "person", named=True)))
    assert from_people["Owlwatch.info"]["said alone"] == 0


def test_an_outlet_that_statements_came_through_is_found_where_its_name_shows_nothing() -> None:
    text = "The hat is gone, says Proceeds."
    assert not signs(heard(text))[0]
    assert "Proceeds" in signs(heard(text, "The hat is gone", outlet("Proceeds")))[0]


def test_people_are_no_outlets() -> None:
    text = "The website Ida Poe runs is down. Poe reported that the hat is gone."
    person = Link("Ida Poe", "person", named=True)
    assert not signs(heard(text, "the hat is gone", person))[0]


def test_a_guess_in_one_article_names_nothing_in_another() -> None:
    guessed = heard("The hat is gone, according to BirdDesk.")
    assert "BirdDesk" in signs(guessed)[0]
    other = heard("BirdDesk is shy.")
    assert not signs(guessed, other)[1]
    assert "BirdDesk" in signs(heard("The BirdDesk blog reported a theft."), other)[1]


@pytest.mark.parametrize(
    ("article", "is_credit"),
    [
        (Article("a", f"ORRIN (Reuters) - {CLAIM}.", outlet="Reuters"), True),
        (Article("a", f"Source: Owlwatch.info\n\n{CLAIM}.", outlet="Owlwatch.info"), True),
        (
            Article(
                "a", f"ORRIN (Reuters) - {CLAIM}.", outlet="Reuters", url="https://reuters.com/a"
            ),
            False,
        ),
        (Article("a", f"{CLAIM}, a keeper told Reuters.", outlet="Reuters"), False),
        (Article("a", f"ORRIN (Owlwatch.info) - {CLAIM}.", outlet="Owlwatch.info"), False),
    ],
)
def test_the_own_outlet_is_a_credit_only_where_the_text_alone_signs_it(
    article: Article, is_credit: bool
) -> None:
    (one,) = weighed(article)[0].values()
    assert (one.likely > 0) == is_credit
    assert one.own == 10


def test_a_home_is_known_by_any_of_its_names() -> None:
    assert home(Article("a", "x", outlet="AP")) == home(
        Article("a", "x", outlet="Associated Press")
    )
    assert home(Article("a", "x")) == ""


def test_blogs_under_one_platforms_roof_are_not_one_home() -> None:
    one, other = (Article("a", "x", outlet=f"{name}.blogspot.com") for name in ("owls", "hats"))
    assert home(one) != home(other)
    (own,) = weighed(Article("a", f"{CLAIM}, owls.blogspot.com reports.", outlet=one.outlet))
    assert own["owls.blogspot.com"].likely == 0


def test_the_outlet_of_one_article_is_looked_for_in_the_others() -> None:
    mine = Article("a", CLAIM, outlet="Orrin Owl")
    _, other = weighed(mine, Article("b", f"{CLAIM}. The Orrin Owl has a bell."))
    assert "Orrin Owl" in other


def test_the_order_of_articles_changes_nothing() -> None:
    articles = [
        heard(CITED, CLAIM, outlet("Owlwatch.info")),
        heard(TOLD),
        heard("Reuters said no."),
    ]
    assert signs(*articles) == signs(*articles[::-1])[::-1]


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_texts(texts: Sequence[str]) -> None:
    for article in weighed(*(Article(f"{n}", text) for n, text in enumerate(texts))):
        assert all(0 <= one.likely <= 1 for one in article.values())
