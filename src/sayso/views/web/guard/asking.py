"""What a request says of itself, before anything of it is believed."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.types import Scope

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# What a page elsewhere can make a browser send without asking this server first.
_SIMPLE: Final = frozenset({
    "", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain",
})  # fmt: skip


def headers(scope: Scope, name: bytes) -> list[str]:
    """All values of a header (its name in lower case)."""
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def header(scope: Scope, name: bytes) -> str:
    """The first value of a header, or empty."""
    return next(iter(headers(scope, name)), "")


def is_api(scope: Scope) -> bool:
    """Whether a program asks, not a person: it gets JSON."""
    path: str = scope["path"]
    return path == "/api" or (path.startswith("/api/") and not path.startswith("/api/docs"))


def writes(scope: Scope) -> bool:
    """Whether it may change something."""
    return scope["method"] not in SAFE


def bearer(scope: Scope) -> str | None:
    """The token that it brings, or None where it brings none at all."""
    given = header(scope, b"authorization")
    kind, _, token = given.partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def foreign(scope: Scope) -> bool:
    """Whether a browser sends it for a page that is not ours; programs say nothing of that."""
    site = header(scope, b"sec-fetch-site")
    if site:
        return site not in {"same-origin", "none"}
    origin = headers(scope, b"origin")
    if not origin:
        return False
    try:
        return urlsplit(origin[0]).netloc.lower() != header(scope, b"host").lower()
    except ValueError:
        return True


def simple(scope: Scope) -> bool:
    """Whether a browser would send it for any page without asking."""
    kind = header(scope, b"content-type").partition(";")[0].strip().lower()
    return kind in _SIMPLE


def client(scope: Scope) -> str:
    """Who asks, for counting: an address; of IPv6 the network, as one person has all of it."""
    from ipaddress import IPv6Address, ip_address, ip_network

    name = (scope.get("client") or ("",))[0]
    try:
        address = ip_address(name)
    except ValueError:
        return name[:64]
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, 64), strict=False))
    return str(address)
