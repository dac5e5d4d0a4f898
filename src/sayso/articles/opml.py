"""OPML, the lists of feeds that feed readers hand out → addresses."""

from __future__ import annotations

import re

from sayso.articles.decoding import decode_page
from sayso.articles.files import is_address
from sayso.errors import ArticleError

_MOST = 10_000  # feeds
_DECLARES = re.compile(r"<!\s*(?:doctype|entity|element|attlist)", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>")
_HINT = "export it again from the feed reader"


def feeds_in(ref: str, raw: bytes) -> tuple[str, ...]:
    """The addresses of the feeds in a list, each once, in its order; ArticleError if it is no
    OPML or names no feed."""
    from lxml import etree  # type: ignore[import-untyped]

    text = _DECLARATION.sub("", decode_page(ref, raw), count=1)
    if _DECLARES.search(text):
        raise ArticleError(ref, "a list of feeds that declares entities of its own", _HINT)
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise ArticleError(ref, f"not a list of feeds ({error})", _HINT) from error
    if tree is None or str(tree.tag).lower() != "opml":
        raise ArticleError(ref, "not a list of feeds: it is no OPML", _HINT)
    found: dict[str, None] = {}
    for outline in tree.iter("outline"):
        stated = {key.lower(): value.strip() for key, value in outline.items()}
        if is_address(stated.get("xmlurl", "")):
            found[stated["xmlurl"]] = None
    if not found:
        raise ArticleError(ref, "a list without a feed", _HINT)
    if len(found) > _MOST:
        raise ArticleError(ref, f"a list of more than {_MOST:,} feeds", "split it up")
    return tuple(found)
