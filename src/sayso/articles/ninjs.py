"""ninjs, the news industry's JSON (IPTC), versions 1 to 3 → articles.

https://www.iptc.org/std/ninjs/userguide/: version 1 has `headline` and `body_html`, version 2
`headlines` and `bodies` with roles, version 3 writes names in camel case.
"""

from __future__ import annotations

from typing import Any

from sayso.articles.foreign import Parts, foreign_article
from sayso.domain import Article
from sayso.errors import ArticleError

_ITS_OWN = frozenset(
    "versioncreated pubstatus copyrightholder headline headlines bodies bodytext bodyhtml "
    "bodyxhtml representationtype firstcreated contentcreated".split()
)
_NO_TEXT = frozenset({"picture", "video", "audio", "graphic", "planning", "component", "event"})
_BODIES = ("bodyhtml", "bodyxhtml", "bodytext")
_MAIN = ("main", "")  # roles of headlines and bodies that stand before others


def is_ninjs(record: dict[str, Any]) -> bool:
    """Whether a record is an item of ninjs: it has a `uri` (Superdesk: `guid`) and, beside it, at
    least two fields that hardly anybody else has."""
    folded = {_folded(key) for key in record}
    return bool({"uri", "guid"} & folded) and len(_ITS_OWN & folded) >= 2


def ninjs_article(ref: str, record: dict[str, Any]) -> Article:
    """The article of an item; ArticleError if it is withdrawn, a picture, or without text."""
    item = {_folded(key): value for key, value in record.items()}
    if item.get("pubstatus") in ("canceled", "withheld"):
        raise ArticleError(ref, f"the agency has marked it as {item['pubstatus']}")
    kind = item.get("type")
    if isinstance(kind, str) and kind in _NO_TEXT:
        raise ArticleError(ref, f"no text but of type {kind}")
    uri = item.get("uri")
    published = (item.get(key) for key in ("versioncreated", "firstcreated", "contentcreated"))
    return foreign_article(
        ref,
        Parts(
            text=_body(item),
            title=item.get("headline") or _first(item.get("headlines")),
            outlet=_outlet(item),
            byline=item.get("byline") or item.get("by"),
            published=next(filter(None, published), None),
            url=uri if isinstance(uri, str) and uri.startswith("http") else item.get("url"),
            language=item.get("language"),
        ),
    )


def _body(item: dict[str, Any]) -> object:
    """The body, with its paragraphs if one has them."""
    for key in _BODIES:
        if isinstance(item.get(key), str) and item[key].strip():
            return item[key]
    bodies = [body for body in _objects(item.get("bodies")) if isinstance(body.get("value"), str)]
    for kind in ("text/html", "application/xhtml+xml", "text/plain", ""):
        for body in bodies:
            if _kind(body) == kind:
                return body["value"]
    return None


def _kind(body: dict[str, Any]) -> str:
    stated = body.get("contenttype") or body.get("contentType") or ""
    return stated.partition(";")[0].strip().lower() if isinstance(stated, str) else ""


def _first(headlines: object) -> object:
    """The value of the main headline, or of the first."""
    found = _objects(headlines)
    main = [one for one in found if (one.get("role") or "") in _MAIN]
    return next((one.get("value") for one in main + found), None)


def _outlet(item: dict[str, Any]) -> object:
    """Who publishes it: its source, if it is named, else who holds the rights."""
    sources = _objects(item.get("infosources"))
    return next(
        (one["name"] for one in sources if isinstance(one.get("name"), str)),
        item.get("source") or item.get("provider") or item.get("copyrightholder"),
    )


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _folded(key: str) -> str:
    return key.replace("_", "").lower()
