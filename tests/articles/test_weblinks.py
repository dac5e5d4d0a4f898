"""One form for an address, whatever was added to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles.weblinks import canonical, page_address


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("https://tide.example/a", "https://tide.example/a"),
        (" HTTPS://Tide.EXAMPLE:443/A/../b#top\n", "https://tide.example/b"),
        ("https://tide.example/a?utm_source=x&utm_medium=y", "https://tide.example/a"),
        ("https://tide.example/a?id=7&fbclid=z&page=2", "https://tide.example/a?id=7&page=2"),
        ("https://tide.example/a?UTM_Source=x&b=", "https://tide.example/a?b="),
        ("https://tide.example/a?x=a%2Fb+c", "https://tide.example/a?x=a%2Fb+c"),
        ("https://hafen.example/größe", "https://hafen.example/gr%C3%B6%C3%9Fe"),
        ("http://tide.example", "http://tide.example/"),
        ("javascript:alert(1)", None),
        ("data:text/html,a", None),
        ("file:///etc/passwd", None),
        ("ftp://tide.example/a", None),
        ("https://ann:secret@tide.example/", None),
        ("//tide.example/a", None),
        ("/a", None),
        ("a b", None),
        ("http://[", None),
        ("https://tide.example/\ud800", None),
        ("https://tide.example/" + "a" * 9_000, None),
        ("", None),
        (None, None),
    ],
)
def test_addresses(stated: str | None, address: str | None) -> None:
    assert canonical(stated) == address


def test_an_address_may_be_relative_to_where_it_stands() -> None:
    assert canonical("../b?utm_id=1", "https://tide.example/n/a") == "https://tide.example/b"
    assert page_address("/b", "https://tide.example/n/a") == "https://tide.example/b"


def test_where_a_page_was_found_stands_in_for_what_it_does_not_say() -> None:
    found = "https://tide.example/n/a?gclid=1"
    for stated in (
        None,
        "",
        "javascript:alert(1)",
        "https://tide.example/",
        "https://tide.example",
    ):
        assert page_address(stated, found) == "https://tide.example/n/a"
    assert page_address(None, None) is None
    assert page_address("https://tide.example/", None) == "https://tide.example/"
    assert page_address("https://tide.example/", "https://tide.example/") == "https://tide.example/"


@given(st.text(max_size=30).map("https://tide.example/".__add__) | st.text(max_size=30))
def test_a_second_look_changes_nothing(text: str) -> None:
    once = canonical(text)
    assert once is None or canonical(once) == once
