"""Addresses as a page or a text states them → one form, which an article is known by."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

_LONGEST = 2_000  # characters
# What sites add to a link to see where readers came from: the page is the same without.
_TRACKING = frozenset(
    "fbclid gclid gclsrc dclid msclkid yclid twclid igshid mc_cid mc_eid _hsenc _hsmi mkt_tok ocid "
    "cmpid ncid smid smtyp cmp xtor s_cid sr_share taid guccounter guce_referrer "
    "guce_referrer_sig at_medium at_campaign at_custom1 at_custom2 wt_mc".split()
)
_TRACKING_STARTS = ("utm_", "pk_", "mtm_", "hsa_")


def canonical(text: str | None, base: str | None = None) -> str | None:
    """An http or https address (relative to `base`, if given) without what only tracks its readers;
    None if it is no such address or carries a name or password."""
    if not text or len(text) > _LONGEST:
        return None
    from ada_url import URL

    try:
        url = URL(text.strip(), base) if base else URL(text.strip())
    except ValueError:
        return None
    if url.protocol not in ("http:", "https:") or url.username or url.password:
        return None
    url.hash = ""
    pairs = parse_qsl(url.search.removeprefix("?"), keep_blank_values=True)
    kept = [pair for pair in pairs if not _tracks(pair[0].lower())]
    if len(kept) < len(pairs):  # what need not change is left as the site writes it
        url.search = urlencode(kept)
    return str(url.href)


def page_address(stated: str | None, found: str | None) -> str | None:
    """The address of a page that states `stated` and was found at `found` (None: in a file).

    A page that gives its site's front page as its own address is mistaken.
    """
    own = canonical(stated, found)
    if own is None or (found and _is_front(own) and not _is_front(found)):
        return canonical(found)
    return own


def _is_front(url: str) -> bool:
    from ada_url import URL

    parsed = URL(url)
    return parsed.pathname in ("", "/") and not parsed.search


def _tracks(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_STARTS)
