"""Addresses of the app's own pages, and what may be linked to outside."""

from __future__ import annotations

from urllib.parse import quote, urlsplit


def article(article_id: str, part: int = 1) -> str:
    """An article's page; long texts have several parts."""
    return f"/articles/{_plain(article_id)}" + (f"?part={part}" if part > 1 else "")


def claim(claim_id: str) -> str:
    """The page of a claim, by its id or the id of any statement that makes or denies it."""
    return f"/claims/{_plain(claim_id)}"


def trace(words: str) -> str:
    """The page of a claim in plain words."""
    return f"/trace?claim={_plain(words)}"


def source(name: str) -> str:
    return f"/sources/{_plain(name)}"


def outlet(name: str) -> str:
    return f"/outlets/{_plain(name)}"


def lineage(name: str) -> str:
    """What an outlet gathered, credited and copied."""
    return f"/lineage?outlet={_plain(name)}"


def outside(url: str | None) -> str:
    """A stranger's address if it is one of the web, else empty."""
    if not url or len(url) > 2000 or not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


def _plain(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")
