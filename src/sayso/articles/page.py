"""One HTML page → an article: text, headline, byline, outlet, date, canonical address."""

from __future__ import annotations

import codecs
import logging
import warnings
from itertools import islice
from typing import Any

from sayso.articles.decoding import decode_page
from sayso.articles.heads import iso_date
from sayso.articles.language import language
from sayso.domain import Article
from sayso.errors import ArticleError

# Extraction takes time by the square of these; at either limit it is some five seconds.
_ELEMENTS = 12_000  # long live pages of newspapers have some 6,000
_CHARACTERS = 2_000_000  # of text and data; a long novel has as many
_ATTRIBUTE = 20_000  # characters of one attribute that are looked at
_BEGINNINGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<?xml")
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def looks_like_html(raw: bytes) -> bool:
    """Whether bytes begin as a page does."""
    start = raw[:2048]
    if wide := _WIDE.get(start[:2]):
        start = start.decode(wide, "ignore").encode("utf-8", "ignore")
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_BEGINNINGS)


def read_page(ref: str, raw: bytes, url: str | None = None, charset: str | None = None) -> Article:
    """The article on a page; ArticleError where there is no text to be found on it.

    `url`: where the page was found; `charset`: how its server said that it is encoded.
    """
    markup = decode_page(ref, raw, charset)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries, about markup that isn't ours to mend
        found = _extracted(ref, markup, url)
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


def _extracted(ref: str, markup: str, url: str | None) -> Any:  # noqa: ANN401 — trafilatura's Document or None
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):  # they report what we report
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        tree = trafilatura.load_html(_whole(markup))
        if tree is None:
            return None
        _drop_code(tree)
        _check_size(ref, tree)
        return trafilatura.bare_extraction(
            tree, url=url, with_metadata=True, include_comments=False, include_tables=False
        )
    except ArticleError:
        raise
    except Exception as error:  # strangers' markup, others' code: anything can come of it
        reason = f"this page can't be taken apart ({type(error).__name__})"
        raise ArticleError(ref, reason, "save the text itself and read that") from error


def _whole(markup: str) -> str:
    """A fragment made a page: the extractor takes nothing else."""
    return markup if "html" in markup[:50].lower() else "<!DOCTYPE html>\n" + markup


def _check_size(ref: str, tree: Any) -> None:  # noqa: ANN401 — an element of lxml, which is untyped
    """Refuse what only an attack, or a file that is no article, has so much of."""
    elements = sum(1 for _ in islice(tree.iter(), _ELEMENTS + 1))
    if elements > _ELEMENTS:
        hint = "save the article's text itself and read that"
        raise ArticleError(ref, f"too large a page: over {_ELEMENTS:,} elements", hint)
    characters = 0
    for element in tree.iter():
        characters += len(element.text or "") + len(element.tail or "")
        for name, value in element.items():
            if len(value) > _ATTRIBUTE:  # pictures in the address, and worse
                element.set(name, value[:_ATTRIBUTE])
    if characters > _CHARACTERS:
        reason = f"too large a page: {characters:,} characters of text"
        raise ArticleError(ref, reason, f"at most {_CHARACTERS:,}")


def _drop_code(tree: Any) -> None:  # noqa: ANN401 — likewise
    """Take out what holds no text; scripts that hold data say who wrote what when."""
    for element in list(tree.iter("script", "style", "svg")):
        data = element.tag == "script" and "ld+json" in (element.get("type") or "")
        if element.getparent() is not None and not data:
            element.drop_tree()


def _tidy(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _web_address(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None
