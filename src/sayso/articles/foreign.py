"""Articles as other programs write them down (data sets, agencies): values of any JSON type →
an article, or the reason why there is none."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from sayso.articles.dates import iso_date, stated_date
from sayso.articles.fragments import fragment_text, is_markup
from sayso.articles.head_lines import Head
from sayso.articles.heads import head
from sayso.articles.language import language
from sayso.articles.weblinks import canonical
from sayso.domain import Article
from sayso.errors import ArticleError

_LONGEST_NAME = 300  # characters of a title, outlet or person, as for pages
_MILLISECONDS = 100_000_000_000  # a count of seconds this high lies in the year 5138
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{4,6}(?:Z|[+-]\d{4})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a record holds, as it holds it: None where it is silent."""

    text: object = None
    title: object = None
    outlet: object = None
    byline: object = None
    published: object = None
    url: object = None
    language: object = None


def foreign_article(ref: str, parts: Parts) -> Article:
    """The article that a record's parts make; ArticleError if its text has no words or its date
    is none. Where the record is silent, the head of the text is asked."""
    text = _body(ref, parts.text)
    if not any(map(str.isalnum, text)):
        raise ArticleError(ref, "empty: there is no word in its text")
    said = Head(
        title=_name(parts.title),
        outlet=_name(parts.outlet),
        byline=tuple(names(parts.byline)),
        published=foreign_date(ref, parts.published),
        url=canonical(_plain(parts.url)),
    ).or_else(head(text))
    return Article(
        ref=ref,
        text=text,
        title=said.title,
        outlet=said.outlet,
        byline=said.byline,
        published=said.published,
        url=canonical(said.url),
        language=language(text, _plain(parts.language)),
    )


def foreign_date(ref: str, value: object) -> str | None:
    """An ISO date or date-time out of ISO (compact, too), a written date, the dates of e-mail, or
    seconds or milliseconds since 1970; None where nothing is said, ArticleError for anything
    else."""
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_count(ref, value)
    text = value.strip() if isinstance(value, str) else ""
    found = iso_date(text) or stated_date(text) or _compact(text) or _of_mail(text)
    if found is None:
        raise ArticleError(ref, f"published {ascii(value)[:60]}, which is no date")
    return found


def names(value: object) -> list[str]:
    """Names in a byline: a text, an object with a `name`, or a list of these."""
    several = value if isinstance(value, list) else [value]
    return [name for one in several[:50] if (name := _name(one))]


def _body(ref: str, value: object) -> str:
    """A text as it stands, or that of HTML; a list of texts is one of paragraphs."""
    several = value if isinstance(value, list) else [value]
    texts = [one for one in several if isinstance(one, str)]
    if value is None or len(texts) < len(several):
        raise ArticleError(ref, f"its text is {_called(value)}, no text")
    text = "\n\n".join(texts)
    return fragment_text(ref, text) if is_markup(text) else text


def _name(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("value")
    tidy = " ".join(value.split()) if isinstance(value, str) else ""
    return tidy if 0 < len(tidy) <= _LONGEST_NAME else None


def _plain(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _called(value: object) -> str:
    return {type(None): "missing", dict: "an object", list: "a list"}.get(type(value), "a number")


def _of_count(ref: str, value: float) -> str:
    seconds = value / 1000 if abs(value) >= _MILLISECONDS else value
    try:
        found = iso_date(datetime.fromtimestamp(math.floor(seconds), UTC).isoformat())
    except (ValueError, OverflowError, OSError):
        found = None
    if found is None:
        raise ArticleError(ref, f"published {ascii(value)[:60]}, which is no date")
    return found


def _compact(text: str) -> str | None:
    if not _BASIC.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return iso_date(moment.isoformat() if len(text) > 8 else moment.date().isoformat())


def _of_mail(text: str) -> str | None:
    """RFC 5322 ("Tue, 03 Mar 2026 10:00:00 GMT"), as feeds and mail have it."""
    if len(text) > 100:
        return None
    try:
        return iso_date(parsedate_to_datetime(text).isoformat())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def at_path(record: dict[str, Any], keys: Iterable[str]) -> object:
    """The value that lies at the end of a path of keys; None if there is none."""
    value: object = record
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value
