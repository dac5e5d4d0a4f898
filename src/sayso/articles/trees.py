"""The source of an HTML page → its tree, within bounds.

Pages come from strangers, and some of what follows takes time that grows with the square of what a
page holds: an element's attributes in libxml2 (39 s for 30,000), elements and text in trafilatura
(ten minutes for a million elements), elements times nesting in justext. So a first pass counts,
without building anything (1 s for 10 MB). Whatever passes it is read in 5 s of processor time.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import (  # type: ignore[import-untyped]
    HtmlElement,
    HTMLParser,
    document_fromstring,
)

from sayso.errors import ArticleError

ELEMENTS = 15_000  # of a news page: 500 to 5,000; long live pages have 6,000
DEPTH = 250  # news pages: 15 to 50; libxml2 drops what lies deeper than 256
DEPTHS = 1_000_000  # of all elements together; news pages: 10,000 to 200,000
TEXT = 1_500_000  # characters outside scripts: 230,000 words
ATTRIBUTES = 128  # of one element; news pages: 20
ALL_ATTRIBUTES = 250_000
_VALUE = 4_000  # characters of an attribute's value that are kept: enough for any address or date
_DATA = 100_000  # characters of all JSON-LD that are kept; news pages: 2,000 to 20,000

_NO_TEXT = frozenset({"script", "style"})
_DOCTYPE = re.compile(r"\s*<\s?!\s?doctype[^>]*>", re.IGNORECASE)
_CLOSED = re.compile(r"(<html\b[^<>]*?)/\s*>", re.IGNORECASE)  # libxml2 stops reading after it
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PLAIN_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_-]*")
_BEGINNING = 4_096


def page_tree(ref: str, html: str) -> HtmlElement:
    """The tree of a page; ArticleError if it has none or is too large or deep for an article.

    Scripts are left out, save JSON-LD (which states author and date).
    """
    begin = _CLOSED.sub(r"\1>", _DOCTYPE.sub("", html[:_BEGINNING], count=1), count=1)
    raw = _NO_XML.sub("", begin + html[_BEGINNING:]).encode()
    try:
        etree.fromstring(raw, _parser(_Bounds(ref)))
        tree = document_fromstring(raw, parser=_parser())
    except etree.LxmlError as error:
        raise ArticleError(ref, f"not a page that can be parsed ({error})") from error
    _lighten(tree)
    return tree


def _parser(target: _Bounds | None = None) -> HTMLParser:
    """A parser that needs no network and follows nothing; with a target it builds no tree."""
    return HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        **({"target": target} if target else {}),
    )


class _Bounds:
    """A parser's target that counts elements, their nesting and attributes, and text."""

    def __init__(self, ref: str) -> None:
        self._ref = ref
        self._elements = self._depth = self._depths = self._attributes = self._text = 0
        self._is_text = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        self._depths += self._depth
        self._attributes += len(attributes)
        self._is_text = tag not in _NO_TEXT
        self._check(self._elements, ELEMENTS, "elements")
        self._check(self._depth, DEPTH, "elements nested in one another")
        self._check(self._depths, DEPTHS, "steps of nesting")
        self._check(len(attributes), ATTRIBUTES, "attributes of one element")
        self._check(self._attributes, ALL_ATTRIBUTES, "attributes")

    def end(self, _: str) -> None:
        self._depth -= 1
        self._is_text = True

    def data(self, text: str) -> None:
        if self._is_text:
            self._text += len(text)
            self._check(self._text, TEXT, "characters")

    def close(self) -> None:
        """Nothing was built."""

    def _check(self, count: int, most: int, what: str) -> None:
        if count > most:
            reason = f"too large a page: more than {most:,} {what}"
            raise ArticleError(self._ref, reason, "save its text and read that")


def _lighten(tree: Any) -> None:  # noqa: ANN401 — lxml has no types
    """Leave out what is of no use for an article, and could be long or upset what follows."""
    for element in tree.iter(etree.Element):
        # lxml lets control characters in ("&#1;"), but nobody write them again.
        if element.text and _NO_XML.search(element.text):
            element.text = _NO_XML.sub("", element.text)
        if element.tail and _NO_XML.search(element.tail):
            element.tail = _NO_XML.sub("", element.tail)
        if any(len(value) > _VALUE or _NO_XML.search(value) for value in element.attrib.values()):
            _keep_sound(element.attrib)
    data = 0
    for element in list(tree.iter(*_NO_TEXT)):
        data += len(element.text or "")
        is_data = element.tag == "script" and "ld+json" in element.get("type", "")
        if not is_data or data > _DATA:
            element.drop_tree()


def _keep_sound(attributes: Any) -> None:  # noqa: ANN401 — lxml has no types
    """Keep only those attributes whose names are plain, and cut their values short."""
    kept = {name: value for name, value in attributes.items() if _PLAIN_NAME.fullmatch(name)}
    attributes.clear()
    attributes.update((name, _NO_XML.sub("", value[:_VALUE])) for name, value in kept.items())
