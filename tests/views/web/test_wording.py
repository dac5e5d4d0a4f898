"""Small words: numbers, days, addresses, and what is drawn of days."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Link, Trace
from sayso.views.web import links, timeline, wording


def test_days_and_shares() -> None:
    assert wording.day("2026-03-02T10:00:00Z") == "2 March 2026"
    assert wording.day("in spring") == "in spring"
    assert wording.day(None) == ""
    assert wording.day_range("2026-03-02", "2026-03-13") == "2–13 Mar"
    assert wording.day_range("2026-03-30", "2026-04-02") == "30 Mar–2 Apr"
    assert wording.day_range("2026-03-02", "2026-03-02") == "2 Mar"
    assert [wording.share(one) for one in (0, 0.001, 0.07, 1)] == ["0 %", "< 1 %", "7 %", "100 %"]


def test_who_has_no_name_is_called_unnamed_once() -> None:
    assert wording.link_note(Link("US officials", "officials", named=False)) == "unnamed"
    assert (
        wording.link_note(Link("Pavel Arden", "person", named=True, role="minister")) == "minister"
    )
    assert wording.link_note(Link("a report", "document", named=False)) == ""
    assert wording.link_note(Link("unnamed aides", "people", named=False)) == ""


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=d", True), ("HTTP://a.example", True), ("data:text/html,x", False),
        ("javascript:alert(1)", False), ("//a.example", False), ("https:///x", False), ("", False),
        ("https://a.example/\u202ex", False), ("https://[", False), ("ftp://a.example", False),
        ("https://a.example/" + "x" * 3000, False), (" https://a.example", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_linked(url: str, safe: bool) -> None:
    assert links.outside(url) == (url if safe else "")


@given(st.text())
def test_names_of_any_make_are_addresses(name: str) -> None:
    for href in (links.source(name), links.outlet(name), links.trace(name), links.claim(name)):
        assert href.isascii()
        assert href.startswith("/")
        assert not set(href) & set("<>\"' \n\\")
        assert "/../" not in href


def test_a_timeline_has_a_sign_for_each_article_on_its_day(dam: Trace) -> None:
    root = ET.fromstring(timeline.drawn(dam.articles))
    signs = [one for one in root.iter() if (one.get("class") or "").startswith("sign")]
    assert len(signs) == len(dam.articles)
    assert [one.tag for one in signs].count("path") == 1  # the denial is a cross
    assert [one.text for one in root.iter("text")] == ["2 Mar", "3 Mar", "5 Mar"]


def test_days_with_very_many_articles_are_counted(dam: Trace) -> None:
    crowd = [replace(dam.articles[0], ref=str(i)) for i in range(40)]
    root = ET.fromstring(timeline.drawn([*crowd, dam.articles[3]]))
    assert any((one.text or "").startswith("+") for one in root.iter("text"))
    assert len([one for one in root.iter() if one.get("class")]) < 20


def test_without_days_there_is_no_timeline(dam: Trace) -> None:
    assert timeline.drawn([replace(dam.articles[0], published=None)]) == ""
    assert timeline.drawn([replace(dam.articles[0], published="9999-99-99")]) == ""
