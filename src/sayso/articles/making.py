"""What was found → its article. Needs nothing but what it is handed, so that any process can do
it; a `file` is read here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from sayso.articles.answers import PAGE_TYPES
from sayso.articles.archives import read_record
from sayso.articles.decoding import begins_with, decode
from sayso.articles.files import PAGES, TEXTS, file_bytes, suffix_of
from sayso.articles.foreign import Parts, foreign_article
from sayso.articles.head_lines import Head
from sayso.articles.heads import head
from sayso.articles.language import language
from sayso.articles.options import Loading
from sayso.articles.page import looks_like_html, read_page
from sayso.articles.raw import Kind, Raw
from sayso.articles.warc import response
from sayso.articles.weblinks import canonical, page_address
from sayso.domain import Article
from sayso.errors import ArticleError


def made(raw: Raw, how: Loading) -> Article:
    """The article; ArticleError where there is none."""
    try:
        article = _made(raw, how)
    except ArticleError:
        if raw.instead is None:
            raise
        return made(raw.instead, how)
    return how.given.over(_completed(article, raw.said))


def plain(ref: str, text: str, url: str | None = None) -> Article:
    """The article of a plain text, as it stands. `url`: where it was found, if on the web."""
    said = head(text)
    return Article(
        ref=ref,
        text=text,
        title=said.title,
        outlet=said.outlet,
        byline=said.byline,
        published=said.published,
        url=page_address(said.url, url) if url else canonical(said.url),
        language=language(text),
    )


def looks_like_json(raw: bytes) -> bool:
    """Whether bytes begin as a JSON object does."""
    begin = "".join(begins_with(raw, 100).lstrip("\ufeff").split())
    return begin == "{" or begin.startswith(('{"', "{}"))


def _made(raw: Raw, how: Loading) -> Article:
    if raw.article is not None:
        return raw.article
    return _MAKERS[raw.kind](raw, how)


def _of_page(raw: Raw, _: Loading) -> Article:
    return read_page(raw.ref, raw.body, raw.url, raw.charset)


def _of_text(raw: Raw, _: Loading) -> Article:
    return plain(raw.ref, decode(raw.ref, raw.body, raw.charset), raw.url)


def _of_record(raw: Raw, how: Loading) -> Article:
    return read_record(raw.ref, raw.body, raw.place, how.fields)


def _of_fragment(raw: Raw, _: Loading) -> Article:
    return foreign_article(raw.ref, Parts(text=decode(raw.ref, raw.body), url=raw.url))


def _of_file(raw: Raw, how: Loading) -> Article:
    suffix, body = suffix_of(raw.ref), file_bytes(raw.ref, how.max_bytes)
    whole = replace(raw, body=body)
    if suffix in PAGES:
        return _of_page(whole, how)
    return _of_text(whole, how) if suffix in TEXTS else _of_some_kind(whole, how)


def _of_answer(raw: Raw, how: Loading) -> Article:
    answer = response(raw.ref, raw.body, how.max_bytes)
    is_page = answer.content_type in PAGE_TYPES or looks_like_html(answer.body)
    inner = replace(raw, body=answer.body, charset=answer.charset)
    return _of_page(inner, how) if is_page else _of_text(inner, how)


def _of_some_kind(raw: Raw, how: Loading) -> Article:
    """The article of bytes of which nothing says what they are."""
    if looks_like_html(raw.body):
        return _of_page(raw, how)
    return _of_record(raw, how) if looks_like_json(raw.body) else _of_text(raw, how)


def _completed(article: Article, said: Head) -> Article:
    """The article, its gaps filled with what is said of it elsewhere."""
    outlet = article.outlet
    if said.outlet and (outlet is None or outlet == _host(article.url)):
        outlet = said.outlet  # a page that names no site is called by its host
    return replace(
        article,
        title=article.title or said.title,
        outlet=outlet,
        byline=article.byline or said.byline,
        published=article.published or said.published,
        url=article.url or said.url,
    )


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").netloc.removeprefix("www.")
    except ValueError:  # of a record that says so: no host at all
        return ""


_MAKERS: dict[Kind, Callable[[Raw, Loading], Article]] = {
    "file": _of_file,
    "page": _of_page,
    "text": _of_text,
    "record": _of_record,
    "fragment": _of_fragment,
    "http": _of_answer,
    "unknown": _of_some_kind,
}
