"""What the head of a plain text states. Every story here is invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles.head_lines import Head
from sayso.articles.heads import head

TITLE = "Harbour to close until spring"
LEAD = (
    "The harbour board said on Monday that three berths would be closed because the quay wall had "
    "moved by nine centimetres since the storms, and that ships should use the northern basin."
)
BODY = f"{LEAD}\n\n“We have no choice,” said Ine Moll, who chairs it."


def test_a_full_head() -> None:
    text = (
        f"{TITLE}\nSource: The Tidewater Herald\nBy Ann Moe and Bo Lund, staff writers\n"
        f"Published: 3 March 2026 10:15 GMT | Updated: 4 March 2026\nhttps://tide.example/a\n\n{BODY}"
    )
    assert head(text) == Head(
        title=TITLE,
        byline=("Ann Moe", "Bo Lund"),
        outlet="The Tidewater Herald",
        published="2026-03-03",
        updated="2026-03-04",
        url="https://tide.example/a",
    )


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-03", "March 3, 2026", "Tuesday, 3 March 2026", "(3 March 2026)", "March 3, 2026.",
        "Tuesday, March 3, 2026 at 10:15 a.m. EST", "3 March 2026, 10:15 GMT", "Date: 2026-03-03",
        "Published: March 3, 2026", "Published on 3 March 2026", "PUBLISHED 3 MARCH 2026",
        "First published: 3 March 2026 10.15", "Posted on March 3, 2026 by Ann Moe",
        "date 2026-03-03",
        "March 3, 2026 | 4 min read", "The Tidewater Herald • 3 March 2026",
        "By Ann Moe - 3 March 2026",
        "Oslo, 3 March 2026", "Updated: 3 March 2026", "Last updated on 3 March 2026",
        "*Published: 3 March 2026*", "**Date:** 2026-03-03", "dated March 3, 2026",
    ],
)  # fmt: skip
def test_dates_that_stand_on_their_own_or_are_labelled(line: str) -> None:
    assert head(f"{TITLE}\n\n{line}\n\n{BODY}").published == "2026-03-03"
    above = head(f"{line}\n\n{TITLE}\n\n{BODY}")
    assert (above.published, above.title) == ("2026-03-03", TITLE)
    assert head(f"{TITLE}\r\n\r\n{line}\r\n\r\n{BODY}").published == "2026-03-03"


@pytest.mark.parametrize(
    "prose",
    [
        "On March 3, 2026, the court ruled that the harbour must stay open to ships of all kinds.",
        "March 3, 2026, was the day on which the harbour closed to ships of all kinds, for good.",
        "Published on March 3, 2026, the report found that the quay wall had moved since then.",
        "Published 3 March 2026 by the board, the report says that the wall had moved since then.",
        "Dated March 3, 2026, the letter asks the harbour board to keep one of its berths open.",
        "The board met on 3 March 2026 - and again a week later - to talk about the quay wall.",
        "The letter (3 March 2026) asks the board to keep one of the berths open until the spring.",
    ],
)
def test_dates_in_prose_are_not_the_day_of_publication(prose: str) -> None:
    assert head(f"{prose}\n\n{BODY}").published is None
    assert head(f"{TITLE}\n\n{prose}\n\n{BODY}").published is None


def test_a_date_deep_in_the_text_is_not_looked_at() -> None:
    assert head(f"{TITLE}\n\n{BODY}\n\nMarch 3, 2026\n\n{BODY}").published is None


@pytest.mark.parametrize(
    "said", ["2026-02-31", "31 June 2025", "0001-01-01", "9999-12-31", "3/4/2026"]
)
def test_dates_that_cannot_be_are_left_out_and_are_no_title(said: str) -> None:
    found = head(f"Published: {said}\n\n{TITLE}\n\n{BODY}")
    assert (found.published, found.title) == (None, TITLE)
    assert head(f"{said}\n\n{TITLE}\n\n{BODY}").title == TITLE


def test_a_labelled_date_may_have_the_article_behind_it() -> None:
    found = head(f" date 2026-03-03 {LEAD} {LEAD}\n\n{BODY}")
    assert (found.published, found.title) == ("2026-03-03", None)


def test_the_day_of_publication_goes_before_that_of_the_update() -> None:
    assert head(f"Updated: 2026-03-09\nPublished: 2026-03-03\n\n{BODY}").published == "2026-03-03"


@pytest.mark.parametrize(
    ("line", "outlet", "published"),
    [
        (f"GENEVA (Reuters) — {LEAD}", "Reuters", None),
        (f"GENEVA, March 3 (Reuters) - {LEAD}", "Reuters", None),
        (f"GENEVA, March 3, 2026 (Reuters) - {LEAD}", "Reuters", "2026-03-03"),
        (f"ST. JOHN'S, N.L., 3 March 2026 (Coastwire) -- {LEAD}", "Coastwire", "2026-03-03"),
        (f"Oslo (AFP) – {LEAD}", "AFP", None),
        (f"(Reuters) - {LEAD}", "Reuters", None),
        (f"BERLIN (dpa) - {LEAD}", "dpa", None),
        (f"NEW HAVEN, March 3, 2026 /Coastwire/ -- {LEAD}", "Coastwire", "2026-03-03"),
        (f"TALLINN, March 3, 2026 — {LEAD}", None, "2026-03-03"),
        (f"MOSCOW, March 3. /TASS/. {LEAD}", "TASS", None),
        (f"LONDON — {LEAD}", None, None),
        (f"Ann Moe (pictured) – the head of the board – said that {LEAD}", None, None),
        (f"Sen. Ann Moe (D-Ohio) – who chairs the board – said {LEAD}", None, None),
        (f"QUAY (Queensland Yachts) — the club's own league — said {LEAD}", None, None),
        (f"Acme (NYSE: ACM) - {LEAD}", None, None),
    ],
)
def test_datelines(line: str, outlet: str | None, published: str | None) -> None:
    for text in (f"{line}\n\n{BODY}", f"{TITLE}\n\n{line}\n\n{BODY}"):
        found = head(text)
        assert (found.outlet, found.published) == (outlet, published)


def test_what_a_text_says_of_its_outlet_goes_before_its_dateline() -> None:
    found = head(f"{TITLE}\nOutlet: The Tidewater Herald\n\nGENEVA (Reuters) — {BODY}")
    assert found.outlet == "The Tidewater Herald"


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ann Moe", ("Ann Moe",)),
        ("BY ANN MOE", ("ANN MOE",)),
        ("By Ann Moe, Bo Lund and Eva de la Cruz", ("Ann Moe", "Bo Lund", "Eva de la Cruz")),
        ("By Ann Moe | Coastwire", ("Ann Moe",)),
        ("By Ann Moe, Harbour Correspondent", ("Ann Moe",)),
        ("By: Åse Ørsted-Müller", ("Åse Ørsted-Müller",)),
        ("Author: Ann Moe; Bo Lund", ("Ann Moe", "Bo Lund")),
        ("By J. R. Lund Jr.", ("J. R. Lund Jr.",)),
        ("By closing it, the board gave way.", ()),
        ("By the sea", ()),
        ("By Monday morning the harbour had closed", ()),
        ("By 58%-33%, voters said no", ()),
    ],
)
def test_bylines(line: str, byline: tuple[str, ...]) -> None:
    assert head(f"{TITLE}\n{line}\n\n{BODY}").byline == byline


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{TITLE}\n\n{BODY}", TITLE),
        (f"\n\n  {TITLE}  \n\n{BODY}", TITLE),
        (f"{TITLE}\n{BODY}", TITLE),
        (f"{TITLE}.\n\n{BODY}", f"{TITLE}."),
        (f"Will the harbour close?\n\n{BODY}", "Will the harbour close?"),
        (f"# Harbour *to* close #\n\n{BODY}", "Harbour to close"),
        (f"{TITLE}\n=====\n\n{BODY}", TITLE),
        (f"Title: {TITLE}\n\nAnother line\n\n{BODY}", TITLE),
        (f"Board: {TITLE}\n\n{BODY}", f"Board: {TITLE}"),
        (BODY, None),
        (f"{LEAD}\n{LEAD}", None),
        (TITLE, None),
        ("", None),
        (f"The wall moved. Ships must go north.\n\n{BODY}", None),
        (f"It was a cold day when the harbour was closed.\n\n{BODY}", None),
        (f"Three things are known:\n\n{BODY}", None),
        (LEAD.replace(" three", "\nthree").replace(" had", "\nhad").replace(" sto", "\nsto"), None),
        (f"GENEVA (Reuters) — The harbour closes\n\n{BODY}", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert head(text).title == title


def test_front_matter() -> None:
    text = (
        "---\n"
        'title: "Harbour: to close"  # as printed\n'
        "authors:\n  - Ann Moe\n  - 'Bo Lund'\n"
        "date: 2026-03-03T10:15:00Z\n"
        "site_name: The Tidewater Herald\n"
        "tags: [harbour, quay]\n"
        "summary: |\n  Date: 1999-01-01\n"
        "url: https://tide.example/a\n"
        f"---\n\n# Another title\n\n{BODY}"
    )
    assert head(text) == Head(
        title="Harbour: to close",
        byline=("Ann Moe", "Bo Lund"),
        outlet="The Tidewater Herald",
        published="2026-03-03T10:15:00+00:00",
        url="https://tide.example/a",
    )
    assert head(text.replace("\n", "\r\n")) == head(text)


@pytest.mark.parametrize("text", [f"---\n{TITLE}\n\n{BODY}", "---", "---\n---\n"])
def test_a_rule_is_not_front_matter(text: str) -> None:
    assert head(text).title in (None, TITLE)


def test_a_source_that_is_a_sentence_is_no_outlet() -> None:
    assert head(f"{TITLE}\nSource: officials who would not be named.\n\n{BODY}").outlet is None
    assert (
        head(f"{TITLE}\nSource: https://tide.example/a\n\n{BODY}").url == "https://tide.example/a"
    )
    assert head(f"{TITLE}\nURL: javascript:alert(1)\n\n{BODY}").url is None


@pytest.mark.parametrize(
    "piece", [" ", "a ", "-", "— ", "By A B, ", "(", "# ", "*", "date: ", "1/", "\t\n", "/a"]
)
def test_long_lines_of_anything_take_no_time(piece: str) -> None:
    started = time.process_time()
    head(piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 1


LINES = st.one_of(
    st.sampled_from(
        ["", "---", "By Ann Moe", "date: ", "2026-03-03", "GENEVA (Reuters) —", "# x", TITLE]
    ),
    st.text(max_size=60),
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_any_text_has_a_head(text: str) -> None:
    found = head(text)
    for value in (found.title, found.outlet, *found.byline):
        assert value is None or value.strip()
