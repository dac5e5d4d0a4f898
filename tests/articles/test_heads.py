"""What the head of a plain text says of the article."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles.dates import iso_date, stated_date
from sayso.articles.heads import head

BODY = (
    "The bridge over the Ell has fallen, officials said, and nobody was hurt when it did.\n\n"
    "A second paragraph tells more of what the council knew on May 5, 2024, and who told it.\n"
)


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (" date 2026-03-03 US President Dora Vale is open to talks. ", "2026-03-03"),
        ("date 2026-03-03 the bridge fell. ", "2026-03-03"),
        ("Bridge falls\n\nMarch 3, 2026\n\n", "2026-03-03"),
        ("Bridge falls\r\n\r\n3 March 2026\r\n\r\n", "2026-03-03"),
        ("Bridge falls\nTuesday, 3rd Mar. 2026\n\n", "2026-03-03"),
        ("Bridge falls\nPublished: Tue, 3 Mar 2026 10:15 GMT\n", "2026-03-03"),
        ("Bridge falls\nPublished: March 3, 2026 10:15 am\n", "2026-03-03"),
        ("Published on March 3, 2026 | By Ann Lee\n\n", "2026-03-03"),
        ("2026-03-03T10:15:00Z\n\n", "2026-03-03T10:15:00+00:00"),
        ("Bridge falls\n\n2026-03-03 10:15+01:00\n\n", "2026-03-03T10:15:00+01:00"),
        ("GENEVA, March 3, 2026 (Northwire) — ", "2026-03-03"),
        ("PORT ELLERY, Ostland, 3 March 2026 — ", "2026-03-03"),
        ("---\ntitle: Bridge falls\ndate: 2026-03-03\n---\n", "2026-03-03"),
        ("# Bridge falls\n\n*March 3, 2026*\n\n", "2026-03-03"),
        ("date\n2026-03-03\n", "2026-03-03"),
        ("Bridge falls\nUpdated: March 4, 2026\nPublished: March 3, 2026\n", "2026-03-03"),
        ("Bridge falls\nUpdated: March 4, 2026\n", "2026-03-04"),
    ],
)
def test_a_date_that_is_stated_is_found(start: str, day: str) -> None:
    assert head(start + BODY).published == day


@pytest.mark.parametrize(
    "start",
    [
        "",
        "Bridge falls\n\nOn March 3, 2026, the bridge fell.\n",
        "Updated on March 3, 2026, the list of bridges was long.\n",
        "Dated March 3, 1950, the letter was found under the bridge.\n",
        "Bridge falls\nPublished: February 30, 2026\n",
        "Bridge falls\nPublished: 2026-13-45\n",
        "Bridge falls\nPublished: 3 hours ago\n",
        "Bridge falls\nPublished: March 3, 1066\n",
        f"Bridge falls\nPublished: {date.today() + timedelta(days=400)}\n",
        "GENEVA, March 3 (Reuters) — ",  # of which year?
    ],
)
def test_no_date_is_made_up(start: str) -> None:
    assert head(start + BODY).published is None


def test_only_the_head_is_looked_at() -> None:
    assert head("Bridge falls\n\n" + BODY * 12 + "\nPublished: March 3, 2026\n").published is None


@pytest.mark.parametrize(
    ("start", "outlet"),
    [
        ("GENEVA (Reuters) — ", "Reuters"),
        ("GENEVA, March 3 (Reuters) - ", "Reuters"),
        ("GENEVA, March 3, 2026 (Northwire) — ", "Northwire"),
        ("PORT ELLERY, Ostland (AP) -- ", "AP"),
        ("Bridge falls\n\nGENEVA (Reuters) — ", "Reuters"),
        ("(Reuters) - ", "Reuters"),
        ("---\noutlet: The Ellery Post\n---\n", "The Ellery Post"),
        ("Bridge falls (again) - it was old\n\n", None),
        ("BRIDGE FALLS (EXCLUSIVE) - TOWN IN SHOCK\n\n", None),
        ("Source: minister to go over bridge\n\n", None),
        ("A picture (Imgur) - ", None),  # a platform publishes nothing
        ("LONDON — ", None),
    ],
)
def test_the_outlet_is_in_the_dateline_or_labelled(start: str, outlet: str | None) -> None:
    assert head(start + BODY).outlet == outlet


@pytest.mark.parametrize(
    ("start", "byline"),
    [
        ("Bridge falls\nBy Ann Lee\n", ("Ann Lee",)),
        ("Bridge falls\nBy Ann Lee and Bo van Ray, Ellery Post\n", ("Ann Lee", "Bo van Ray")),
        ("Bridge falls\nBy Ann Lee, Bo Ray and Cy Day\n", ("Ann Lee", "Bo Ray", "Cy Day")),
        ("Bridge falls\n**By Ann Lee, Reuters**\n", ("Ann Lee",)),
        ("By Ann Lee\n\nBridge falls\n\n", ("Ann Lee",)),
        ("---\nauthor: Ann Lee; Bo Ray\n---\n", ("Ann Lee", "Bo Ray")),
        ("Bridge falls\nBy Monday evening the council had met\n", ()),
        ("By The Numbers\n\n", ()),
    ],
)
def test_bylines_are_names(start: str, byline: tuple[str, ...]) -> None:
    assert head(start + BODY).byline == byline


@pytest.mark.parametrize(
    ("start", "title"),
    [
        ("Bridge falls\n\n", "Bridge falls"),
        ("# Bridge falls\n\n", "Bridge falls"),
        ("Ellery: bridge falls\n\n", "Ellery: bridge falls"),
        ("March 3, 2026\n\nBridge falls\n\n", "Bridge falls"),
        ("Title: Bridge falls\r\nDate: 2026-03-03\r\n\r\n", "Bridge falls"),
        ("By Ann Lee\n\nBridge falls\n\n", "Bridge falls"),
        ("date 2026-03-03 ", None),
        ("", None),
        ("GENEVA (Reuters) — ", None),
    ],
)
def test_the_title_is_a_line_of_its_own(start: str, title: str | None) -> None:
    assert head(start + BODY).title == title


def test_front_matter_gives_everything() -> None:
    found = head(
        '---\ntitle: "Bridge falls"\nauthor: Ann Lee\ndate: 2026-03-03\nsource: Ellery Post\n'
        f"url: https://post.example/bridge\n---\n\n{BODY}"
    )
    assert (found.title, found.byline, found.published) == (
        "Bridge falls",
        ("Ann Lee",),
        "2026-03-03",
    )
    assert (found.outlet, found.url) == ("Ellery Post", "https://post.example/bridge")
    assert head(f"url: javascript:alert(1)\n\n{BODY}").url is None


@pytest.mark.parametrize("piece", [
    "A ", "By ", ":", "By Aa Bb, ", "by Aa and ", "A-", "A'", "a-_ ", "AB, Ab.", "A(", " ", "\t*",
    "date ", "Published on ", "Monday ", "March 3, ", "GENEVA, ", "(A", "3 ", "title: ", "— ",
])  # fmt: skip
@pytest.mark.parametrize("end", ["", "\x00", "1", " — "])
def test_hostile_heads_cost_no_more_than_others(piece: str, end: str) -> None:
    for start in ("", "By ", "GENEVA", "title: ", "date"):
        before = time.process_time()
        head((start + piece * 1500)[:1400] + end)
        assert time.process_time() - before < 3


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_has_some_head(text: str) -> None:
    found = head(text)
    assert found.published is None or iso_date(found.published) == found.published


@given(st.dates(date(1700, 1, 1), date(2026, 1, 1)))
def test_dates_are_read_as_they_are_written(day: date) -> None:
    written = (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}")
    assert {stated_date(text) for text in written} == {day.isoformat()}
