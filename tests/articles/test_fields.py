"""Somebody's JSON, read by a mapping of fields. The stories are invented."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles import Fields, Loading, load
from sayso.domain import Article
from sayso.errors import ArticleError, UsageError

TEXT = "The ferry will not sail before Thursday, harbour master Ilse Tarn said."
ISSUE = "text=body,published=date,outlet=source,url=link"
RECORD = {
    "body": TEXT,
    "date": "2026-03-03",
    "source": "Tidewater Herald",
    "link": "https://tide.example/ferry?utm_source=x",
    "meta": {"desk": {"name": "Shipping"}, "tags": [1, 2]},
    "meta.id": "f-7",
}


def loaded(lines: list[Any], mapping: str) -> list[Article | ArticleError]:
    raw = "\n".join(json.dumps(line) for line in lines).encode()
    how = Loading(stdin=io.BytesIO(raw), fields=Fields.parse(mapping))
    return list(load(["-"], how))


def one(record: Any, mapping: str = ISSUE) -> Article:
    (found,) = loaded([record], mapping)
    assert isinstance(found, Article), found
    return found


def refusal(record: Any, mapping: str = ISSUE) -> ArticleError:
    (found,) = loaded([record], mapping)
    assert isinstance(found, ArticleError), found
    return found


def test_each_field_is_taken_from_where_it_is_said_to_be() -> None:
    article = one(RECORD)
    assert (article.text, article.published, article.outlet, article.url) == (
        TEXT, "2026-03-03", "Tidewater Herald", "https://tide.example/ferry",
    )  # fmt: skip
    assert article.language == "en"


def test_a_record_without_more_is_an_article_still() -> None:
    article = one({"body": TEXT})
    assert (article.text, article.outlet, article.published) == (TEXT, None, None)


def test_a_dot_leads_into_objects_unless_it_is_part_of_a_name() -> None:
    article = one(RECORD, "text=body,outlet=meta.desk.name,id=meta.id")
    assert article.outlet == "Shipping"
    assert article.ref == "-#f-7"
    assert one(RECORD, "text=body,title=meta.desk.name.none").title is None


def test_records_without_a_name_are_known_by_their_line() -> None:
    found = loaded([RECORD, "no object", {**RECORD, "id": 7}], "text=body,id=id")
    assert [one.ref for one in found] == ["-#1", "-#2", "-#7"]
    assert isinstance(found[1], ArticleError)


def test_a_list_of_texts_is_one_of_paragraphs() -> None:
    assert one({"body": ["It sank.", "It rose."]}).text == "It sank.\n\nIt rose."


def test_markup_is_taken_off() -> None:
    assert one({"body": f"<p>{TEXT}</p><p>It rose.</p>"}).text == f"{TEXT}\n\nIt rose."


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ann Moe", ("Ann Moe",)),
        (["Ann Moe", {"name": "Bo Lund"}, 7, ""], ("Ann Moe", "Bo Lund")),
        ({"name": " Ann \n Moe "}, ("Ann Moe",)),
        (None, ()),
    ],
)
def test_bylines_come_in_many_forms(value: Any, names: tuple[str, ...]) -> None:
    assert one({"body": TEXT, "by": value}, "text=body,byline=by").byline == names


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03T10:20:30Z", "2026-03-03T10:20:30+00:00"),
        ("2026-03-03 10:20:30", "2026-03-03T10:20:30"),
        ("20260303", "2026-03-03"),
        ("20260303T102030Z", "2026-03-03T10:20:30+00:00"),
        ("3 March 2026", "2026-03-03"),
        ("Tue, 03 Mar 2026 23:20:30 -0500", "2026-03-03T23:20:30-05:00"),
        (1772533230, "2026-03-03T10:20:30+00:00"),
        (1772533230000, "2026-03-03T10:20:30+00:00"),
        (1772533230.9, "2026-03-03T10:20:30+00:00"),
        ("", None),
        (None, None),
    ],
)
def test_dates_come_in_many_forms(value: Any, iso: str | None) -> None:
    assert one({"body": TEXT, "date": value}).published == iso


@pytest.mark.parametrize(
    "value",
    ["soon", "2026-02-30", True, [2026], {}, 10**30, -(10**15), float("inf"), float("nan"),
     "9" * 99, "Tue, 99 Mar 2026 10:00:00 GMT", "20261399"],
)  # fmt: skip
def test_what_is_no_date_is_said(value: Any) -> None:
    assert "no date" in refusal({"body": TEXT, "date": value}).reason


@pytest.mark.parametrize("value", [None, 7, {}, [7], ["a", None], "", " \n", "…"])
def test_what_is_no_text_is_said(value: Any) -> None:
    assert refusal({"body": value}).ref == "-"


def test_a_missing_field_names_it() -> None:
    assert "'body'" in refusal({"text": TEXT}).reason


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("", "no text"),
        ("published=date", "no text"),
        ("text", "text"),
        ("text=", "text"),
        ("text=a,words=b", "words"),
        ("text=a,text=b", "twice"),
    ],
)
def test_a_mapping_that_is_none_is_refused(mapping: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Fields.parse(mapping)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("body", "date", "source", "link"), JSON)))
def test_any_record_is_an_article_or_an_error(record: Any) -> None:
    (found,) = loaded([record], ISSUE)
    assert isinstance(found, Article | ArticleError)
    if isinstance(found, Article):
        assert found.id
