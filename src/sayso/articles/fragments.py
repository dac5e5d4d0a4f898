"""A piece of HTML that is an article's body and nothing else → its text, all of it.

Feeds, agencies and data sets hand out such bodies. Nothing has to be looked for in them, so that
nothing is left out but scripts: paragraphs become paragraphs, the rest stays as it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TAG = re.compile(
    r"<(?:p|br|div|span|h[1-6]|a|b|i|em|strong|ul|ol|li|blockquote|section|article|figure|img|table"
    r"|html|body|header)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_SILENT = frozenset(
    "script style head title template iframe object svg math button select textarea "
    "noscript".split()
)


def is_markup(text: str) -> bool:
    """Whether a text is HTML rather than words that happen to hold a "<"."""
    return _TAG.search(text, 0, 4_096) is not None


def fragment_text(ref: str, html: str) -> str:
    """The text of a body, a blank line between its paragraphs; "" if there is none.

    ArticleError if it can't be taken apart or is too large.
    """
    from sayso.articles.trees import page_tree

    text = "".join(_pieces(page_tree(ref, html)))
    paragraphs = (" ".join(one.split()) for one in text.split("\0"))
    return "\n\n".join(one for one in paragraphs if one)


def _pieces(tree: Any) -> Iterator[str]:  # noqa: ANN401 — lxml has no types
    """Text in the order in which it reads, NUL wherever a paragraph begins or ends."""
    from lxml.etree import iterwalk  # type: ignore[import-untyped]

    silent = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        ends = event == "end"
        if tag in _SILENT:
            silent += -1 if ends else 1
        if tag in _BLOCKS or (tag == "br" and ends):
            yield "\0"
        text = element.tail if ends else element.text
        if text and not silent:
            yield text.replace("\0", "")
