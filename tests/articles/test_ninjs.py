"""Items of ninjs in its three generations. The stories and agencies are invented."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles import Loading, load
from sayso.domain import Article
from sayso.errors import ArticleError

BODY = "<p>The ferry will not sail, harbour master Ilse Tarn said.</p><p>It is the third week.</p>"
TEXT = "The ferry will not sail, harbour master Ilse Tarn said.\n\nIt is the third week."
FIRST: dict[str, Any] = {
    "uri": "https://coastwire.example/items/ferry",
    "type": "text",
    "versioncreated": "2026-03-03T10:20:30Z",
    "copyrightholder": "Coastwire",
    "headline": "Ferry stays in port",
    "byline": "Ann Moe",
    "language": "en",
    "body_text": "The ferry will not sail.",
    "body_xhtml": BODY,
}
SECOND: dict[str, Any] = {
    "uri": "urn:coastwire:ferry",
    "type": "text",
    "firstcreated": "2026-03-02T09:00:00Z",
    "versioncreated": "2026-03-03T10:20:30Z",
    "infosources": [{"role": "origin", "name": "Coastwire"}],
    "copyrightholder": "Coastwire Holding",
    "headlines": [
        {"role": "short", "value": "Ferry"},
        {"role": "main", "value": "Ferry stays in port"},
    ],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": "The ferry will not sail."},
        {"role": "html", "contenttype": "text/html; charset=utf-8", "value": BODY},
    ],
    "by": "Ann Moe",
}
THIRD: dict[str, Any] = {
    "uri": "https://coastwire.example/items/ferry",
    "standard": {"name": "ninjs", "version": "3.0"},
    "versionCreated": "2026-03-03T10:20:30Z",
    "pubStatus": "usable",
    "copyrightHolder": "Coastwire",
    "headlines": [{"role": "main", "value": "Ferry stays in port"}],
    "bodies": [{"role": "html", "contentType": "text/html", "value": BODY}],
    "by": "Ann Moe",
}


def found(record: Any) -> Article | ArticleError:
    (one,) = load(["-"], Loading(stdin=io.BytesIO(json.dumps(record).encode())))
    return one


def article(record: Any) -> Article:
    one = found(record)
    assert isinstance(one, Article), one
    return one


def refusal(record: Any) -> str:
    one = found(record)
    assert isinstance(one, ArticleError), one
    return one.reason


@pytest.mark.parametrize("item", [FIRST, SECOND, THIRD], ids=["1", "2", "3"])
def test_every_generation_is_read(item: dict[str, Any]) -> None:
    made = article(item)
    assert (made.text, made.title, made.outlet, made.byline, made.published, made.language) == (
        TEXT, "Ferry stays in port", "Coastwire", ("Ann Moe",), "2026-03-03T10:20:30+00:00", "en",
    )  # fmt: skip


def test_an_address_is_one_only_if_it_is_on_the_web() -> None:
    assert article(FIRST).url == "https://coastwire.example/items/ferry"
    assert article(SECOND).url is None


def test_plain_text_serves_where_there_is_no_other() -> None:
    plain = {key: value for key, value in FIRST.items() if key != "body_xhtml"}
    assert article(plain).text == "The ferry will not sail."
    assert article({**SECOND, "bodies": SECOND["bodies"][:1]}).text == "The ferry will not sail."


def test_several_may_come_one_a_line() -> None:
    raw = "\n".join(map(json.dumps, (FIRST, SECOND, {**FIRST, "type": "picture"}, THIRD)))
    kinds = [type(one) for one in load(["-"], Loading(stdin=io.BytesIO(raw.encode())))]
    assert kinds == [Article, Article, ArticleError, Article]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "picture"}, "picture"),
        ({"pubstatus": "canceled"}, "canceled"),
        ({"body_xhtml": "", "body_text": ""}, "missing"),
        ({"versioncreated": "soon"}, "no date"),
    ],
)
def test_what_is_no_article_is_said(change: dict[str, Any], told: str) -> None:
    assert told in refusal({**FIRST, **change})


def test_a_record_of_our_own_is_not_taken_for_one() -> None:
    own = {"text": TEXT, "title": "Ferry", "url": "https://coastwire.example/ferry"}
    assert article(own).text == TEXT


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from([FIRST, SECOND, THIRD]), st.data())
def test_any_value_in_any_field_is_an_article_or_an_error(
    item: dict[str, Any], data: st.DataObject
) -> None:
    changed = {**item, data.draw(st.sampled_from(sorted(item))): data.draw(JSON)}
    assert isinstance(found(changed), Article | ArticleError)
