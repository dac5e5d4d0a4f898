"""One key for the many spellings of a name: accents, quotation marks, articles, hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

# One character for one, so that an offset means the same before and after.
_LETTERS = {
    code: base
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii()
}
_LETTERS |= {ord(a): b for a, b in zip("øØłŁıđĐðß", "oOlLidDds", strict=True)}
_MARKS = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u2032\u00b4"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u00ad"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " "),
}
_FOLD = _LETTERS | _MARKS
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_TOKEN = re.compile(r"[^\W_]+|[.':&!+/]")
_TRADE = (
    r"newspaper|paper|daily|tabloid|broadsheet|magazine|weekly|website|site|blog|channel|network"
    r"|broadcaster|news (?:agency|service|site|website|network|channel)|wire service|agency"
)
_LEADING = re.compile(rf"(?:\S+ )?(?:{_TRADE}) (?=\S)")
_TRAILING = re.compile(rf"(?<=\S)(?: (?:{_TRADE})|-(?:TV|FM|AM))$", re.IGNORECASE)
_EDGES = " \"'\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb,;:*_"
_POSSESSIVE = re.compile("['\u2019]s$")


def fold(text: str) -> str:
    """`text` without accents and typographic marks, as long as before."""
    # Most texts are ASCII but for their quotation marks: only what is not is looked up.
    return _FOREIGN.sub(lambda match: match[0].translate(_FOLD), text)


def words_of(name: str) -> tuple[str, ...]:
    """The tokens of a name, case kept; hyphens part words as blanks do."""
    words = ["and" if word == "&" else word for word in _TOKEN.findall(fold(name))]
    first = next((n for n, word in enumerate(words) if word.isalnum()), len(words))
    return tuple(words[first:])


def key_of(name: str) -> str:
    """What a name is listed under, case kept."""
    return " ".join(words_of(name))


def bare(name: str) -> str:
    """A name without its article."""
    return name[4:] if name[:4].lower() == "the " and len(name) > 4 else name


def tidy(name: str) -> str:
    """A name without what surrounds it in a sentence; empty only if `name` is blank."""
    once = " ".join(name.split())
    while (less := bare(_POSSESSIVE.sub("", once).strip(_EDGES))) not in {"", once}:
        once = less
    return once


def spellings(name: str) -> Iterator[str]:
    """What a name may be listed as, the fullest first: "the newspaper Le Monde's" as "Le Monde"."""
    once = bare(" ".join(name.split()).strip(_EDGES))
    for form in dict.fromkeys((once, tidy(name))):
        yield form
        yield _TRAILING.sub("", form)
        yield bare(_LEADING.sub("", form, count=1))
        yield form.rstrip(".")


def host_of(host_or_url: str) -> str:
    """The host in lower case; empty if there is none."""
    address = host_or_url.strip().replace("\\", "/")
    try:
        return (urlsplit(address if "//" in address else f"//{address}").hostname or "").strip(".")
    except ValueError:  # brackets that are no IPv6 address, and the like
        return ""
