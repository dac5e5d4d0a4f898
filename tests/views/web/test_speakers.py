"""Who speaks how much."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.domain import Link, Reading
from sayso.views.web.speakers import speakers

Writes = Callable[..., Reading]


def test_every_letter_belongs_to_one_voice(written: Writes) -> None:
    outer, inner = "Brandt wrote that it leaks", "it leaks"
    text = f"Olin said {outer}."
    olin, brandt = (Link("Olin", "person", named=True),), (Link("a friend", "people", named=False),)
    found = speakers(
        written(text, ("Olin", "said", outer, olin), ("Brandt", "wrote", inner, brandt))
    )
    by_name = {one.name: one for one in found.most}
    assert by_name["a friend"].share == pytest.approx(len(inner) / len(text))
    assert by_name["Olin"].share == pytest.approx((len(outer) - len(inner)) / len(text))
    assert found.own + sum(one.share for one in found.most) == pytest.approx(1)
    assert found.unnamed == by_name["a friend"].share
    assert by_name["Olin"].href == "/sources/Olin"


def test_an_article_in_its_own_voice(written: Writes) -> None:
    found = speakers(written("Nothing was said."))
    assert (found.own, found.unnamed, found.most, found.others) == (1, 0, (), None)


def test_many_speakers_are_put_together(written: Writes) -> None:
    words = [f"word{letter}" for letter in "abcdefghijkl"]
    text = " ".join(words)
    said = [(None, None, word, (Link(f"Speaker {word}", "person", named=True),)) for word in words]
    found = speakers(written(text, *said))
    assert found.others is not None
    assert len(found.most) + found.others.statements == len(words)
