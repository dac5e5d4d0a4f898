"""What the head of a web server's answer says: is a page on its way, and of which kind?
Nothing here touches the network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sayso.articles.compression import CODINGS
from sayso.errors import ArticleError

PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((429, 503))
_DAY = 86_400.0  # seconds
_LONGEST_VALUE = 500  # characters of a header that is sent back
_NO_PAGE = frozenset((204, 205, 206))  # nothing, nothing, and a part of something
_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:;|$)", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]+)", re.ASCII | re.IGNORECASE)
_TEXT_TYPES = frozenset(("application/xhtml+xml", "application/xml", "application/json"))
_PDF = "application/pdf"
_BY_HAND = "open it in a browser, save the page and read the file"

_STATUS = {
    401: ("the page is for people who have signed in", _BY_HAND),
    402: ("the page is for people who have paid", _BY_HAND),
    403: ("the server does not hand the page out", _BY_HAND),
    404: ("there is no such page", "check the address"),
    410: ("the page has been taken down", "a web archive may have kept it"),
    429: ("the server has been asked too often", "try again later"),
    451: ("the page is withheld for legal reasons", ""),
    503: ("the server cannot answer now", "try again later, or " + _BY_HAND),
}


@dataclass(frozen=True, slots=True)
class Version:
    """By what a server tells versions of a page apart: its ETag and Last-Modified as it wrote
    them, "" where it said nothing (or nothing that can be sent back)."""

    etag: str = ""
    modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers of an answer, as far as they matter.

    `location`: where a redirect leads, else empty; `content_type`, `charset`: lower case, None if
    not (properly) stated; `codings`: how the body is packed, in the order of packing; `length`:
    bytes of the body as they are sent, 0 if not stated; `version`: by what to ask whether it has
    changed; `wait`: seconds for which the server asks to be left alone.
    """

    status: int
    location: str
    content_type: str | None
    charset: str | None
    codings: tuple[str, ...]
    length: int
    version: Version = field(default_factory=Version)
    wait: float = 0.0

    @property
    def unchanged(self) -> bool:
        """Whether the page is still the version that was asked about."""
        return self.status == 304

    @property
    def has_page(self) -> bool:
        """Whether the body is what was asked for, whole."""
        return 200 <= self.status < 300 and self.status not in _NO_PAGE


def head_of(status: int, headers: Iterable[tuple[bytes, bytes]]) -> Head:
    """The head of an answer with these headers; of several with one name the first counts."""
    first: dict[str, str] = {}
    codings: list[str] = []
    for raw_name, raw_value in headers:
        name = raw_name.decode("latin-1").lower()
        value = _text(raw_value)
        first.setdefault(name, value)
        if name == "content-encoding":
            codings += (coding.strip().lower() for coding in value.split(","))
    type_ = first.get("content-type", "")
    media, charset = _TYPE.match(type_), _CHARSET.search(type_)
    length = first.get("content-length", "")
    return Head(
        status=status,
        location=first.get("location", "") if status in _REDIRECTS else "",
        content_type=media[1].lower() if media else None,
        charset=charset[1].lower() if charset else None,
        codings=tuple(
            coding.removeprefix("x-") for coding in codings if coding not in ("", "identity")
        ),
        length=int(length) if re.fullmatch(r"[0-9]{1,20}", length) else 0,
        version=Version(_sendable(first.get("etag")), _sendable(first.get("last-modified"))),
        wait=_seconds(first.get("retry-after", "")) if status in _BUSY else 0.0,
    )


def check_page(ref: str, head: Head, max_bytes: int) -> None:
    """ArticleError unless a page of text is to follow, of no more than `max_bytes`."""
    if not head.has_page:
        raise ArticleError(ref, *_status_reason(head.status))
    if head.content_type is not None and not _is_text(head.content_type):
        hint = "save it as text and read the file" if head.content_type == _PDF else ""
        reason = f"a file of type {head.content_type[:80]}, not a page of text"
        raise ArticleError(ref, reason, hint)
    if head.length > max_bytes:
        raise too_long(ref, max_bytes)


def too_long(ref: str, max_bytes: int) -> ArticleError:
    """The error for a page of more than `max_bytes`."""
    return ArticleError(
        ref, f"more than {max_bytes:,} bytes", "save a part of it and read the file"
    )


def check_coding(ref: str, head: Head) -> None:
    """ArticleError if the body is packed in another way than was offered, or in several layers
    (which would let a small body claim a great deal of work)."""
    if len(head.codings) > 1 or not set(head.codings) <= set(CODINGS):
        raise ArticleError(ref, "the page comes compressed in a way that was not asked for")


def _sendable(value: str | None) -> str:
    """A header's value, if it can be sent as it came."""
    if not value or len(value) > _LONGEST_VALUE or not (value.isascii() and value.isprintable()):
        return ""
    return value.strip()


def _seconds(retry_after: str) -> float:
    """Retry-After (RFC 9110, 10.2.3), a number of seconds or a date; a day at most."""
    if re.fullmatch(r"[0-9]{1,20}", retry_after):
        return min(float(retry_after), _DAY)
    try:
        moment = parsedate_to_datetime(retry_after[:100])
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), _DAY)


def _is_text(kind: str) -> bool:
    if kind.startswith("image/"):  # drawings are XML as well
        return False
    return kind.startswith("text/") or kind in _TEXT_TYPES or kind.endswith(("+xml", "+json"))


def _status_reason(status: int) -> tuple[str, str]:
    if status in _STATUS:
        reason, hint = _STATUS[status]
    elif status >= 500:
        reason, hint = "the server is in trouble", "try again later"
    elif status >= 400:
        reason, hint = "the server refuses", _BY_HAND
    else:
        reason, hint = "an answer without a page", ""
    return f"{reason} (status {status})", hint


def _text(value: bytes) -> str:
    """A header's value: UTF-8 by today's habit, else Latin-1 by the old rule."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
