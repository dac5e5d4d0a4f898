"""One HTML page → an article: text, headline, byline, outlet, date, canonical address."""

from __future__ import annotations

import re
import warnings
from typing import Any

from sayso.articles.dates import iso_date
from sayso.articles.decoding import begins_with, decode_page
from sayso.articles.head_lines import Head
from sayso.articles.heads import head
from sayso.articles.language import language
from sayso.articles.page_dates import published_on
from sayso.articles.weblinks import page_address
from sayso.domain import Article
from sayso.errors import ArticleError

_PAGE = re.compile(
    # What is taken once is not given back, or many comments would be tried in every combination.
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:(?><!--.{0,2000}?-->)\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|div|h1|p)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_NAME = 300  # characters of a title, outlet or person; more is a mistake in the page


def looks_like_html(raw: bytes) -> bool:
    """Whether bytes begin as a page does."""
    return _PAGE.match(begins_with(raw)) is not None


def read_page(ref: str, raw: bytes, url: str | None = None, charset: str | None = None) -> Article:
    """The article on a page; ArticleError where there is no text to be found on it.

    `url`, `charset`: where the page was found in the end and what the server said its encoding is.
    Nothing on the page is run or fetched.
    """
    from sayso.articles.trees import page_tree

    tree = page_tree(ref, decode_page(ref, raw, charset))
    stated, published = _stated_language(tree), published_on(tree)  # what follows empties it
    found = _extracted(ref, tree, url)
    text = (found.text or "").strip() if found is not None else ""
    if found is None or not any(map(str.isalnum, text)):
        hint = "save the text itself and read that"
        raise ArticleError(ref, "no article text on this page", hint)
    said = Head(published=published).or_else(_said(found)).or_else(head(text))
    return Article(
        ref=ref,
        text=text,
        title=said.title,
        outlet=said.outlet,
        byline=said.byline,
        published=said.published,
        url=page_address(said.url, url),
        language=language(text, stated),
    )


def _extracted(ref: str, tree: Any, url: str | None) -> Any:  # noqa: ANN401 — trafilatura's Document
    """What trafilatura finds in a tree, which it changes; None if it finds nothing."""
    from trafilatura import bare_extraction

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of libraries, about markup that isn't ours to mend
            return bare_extraction(
                tree,
                url=url,
                with_metadata=True,
                include_comments=False,
                # The extensive search takes any date on the page for want of a better one.
                date_extraction_params={"original_date": True, "extensive_search": False},
            )
    except Exception as error:
        # The one boundary to four libraries that were written for well-meant pages.
        reason = f"this page can't be taken apart ({type(error).__name__})"
        raise ArticleError(ref, reason, "save the text itself and read that") from error


def _said(found: Any) -> Head:  # noqa: ANN401 — trafilatura's Document
    """What the page's own data say of the article."""
    authors = (_tidy(author) for author in (found.author or "").split(";"))
    return Head(
        title=_tidy(found.title),
        outlet=_tidy(found.sitename),
        byline=tuple(author for author in authors if author),
        published=iso_date(found.date) if found.date else None,
        url=found.url,
    )


def _tidy(text: str | None) -> str | None:
    tidy = " ".join(text.split()) if text else ""
    return tidy if 0 < len(tidy) <= _LONGEST_NAME else None


def _stated_language(tree: Any) -> str | None:  # noqa: ANN401 — lxml has no types
    """The language that the page says it is in."""
    stated = tree.get("lang") or tree.get("xml:lang")
    return str(stated) if stated else None
