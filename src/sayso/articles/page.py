"""One HTML page → an article: text, headline, byline, outlet, date, canonical address."""

from __future__ import annotations

import logging
import re
from typing import Any

from sayso.articles.heads import iso_date
from sayso.articles.language import language
from sayso.domain import Article
from sayso.errors import ArticleError

_DEEPEST = 2_000  # nested elements; the parser below is recursive in places
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]{0,2000}>")
_VOID = frozenset(b"area base br col embed hr img input link meta source track wbr p li".split())


def looks_like_html(raw: bytes) -> bool:
    """Whether bytes begin as a page does."""
    start = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(
        (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<?xml")
    )


def read_page(ref: str, raw: bytes, url: str | None = None) -> Article:
    """The article on a page; ArticleError where there is no text to be found on it."""
    _check_depth(ref, raw)
    found = _extracted(ref, raw, url)
    text = (found.text or "").strip() if found is not None else ""
    if not any(map(str.isalnum, text)):
        raise ArticleError(
            ref, "no article text on this page", "save the text itself and read that"
        )
    said = found.language if isinstance(found.language, str) else None
    return Article(
        ref=ref,
        text=text,
        title=_tidy(found.title),
        outlet=_tidy(found.sitename),
        byline=tuple(filter(None, map(str.strip, (found.author or "").split(";")))),
        published=iso_date(found.date) if found.date else None,
        url=_web_address(found.url) or url,
        language=language(text, said),
    )


def _extracted(ref: str, raw: bytes, url: str | None) -> Any:  # noqa: ANN401 — trafilatura's Document or None
    import trafilatura
    from lxml.etree import LxmlError

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports what we report
    try:
        return trafilatura.bare_extraction(
            raw, url=url, with_metadata=True, include_comments=False, include_tables=False
        )
    except (
        LxmlError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
        AssertionError,
    ) as error:
        raise ArticleError(
            ref, f"this page can't be taken apart ({type(error).__name__})"
        ) from error


def _check_depth(ref: str, raw: bytes) -> None:
    """Refuse what only an attack nests so deeply; void and often unclosed elements don't count."""
    depth = deepest = 0
    for closing, name in _TAG.findall(raw):
        if name.lower() not in _VOID:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise ArticleError(
            ref, f"elements nested {deepest:,} deep", "no article needs more than 2,000"
        )


def _tidy(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _web_address(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None
