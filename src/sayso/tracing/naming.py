"""Where an article names outlets.

Outlets that are known come from `sayso.outlets`; others are told by their form (a host, "…
Tribune", "… News") or by what the text says of them ("h/t …", "website …", "… reports that").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sayso.domain import Article, Span
from sayso.outlets import Outlet, known
from sayso.outlets.names import fold, tidy
from sayso.tracing.uses import Use, use_of

# Listed because the press quotes them like agencies, yet they are sources, not the press
_WATCHERS = re.compile(r"\b(?:Observatory|Rights|Institute|Monitor Group)\b")
_TAIL = (
    r"News|Times|Post|Herald|Tribune|Gazette|Daily|Press|Magazine|Radio|Television|TV|Network"
    r"|Journal|Chronicle|Agency|Wire|Standard|Telegraph|Mail|Express|Diario|Media"
)
_NAME = r"[A-Z0-9][\w'&.-]{0,40}(?:[ \t](?:of |de |la |the |las )?[A-Z0-9][\w'&-]{0,40}){0,4}"
_HOST = re.compile(
    r"(?<![@\w./-])(?:www\.)?((?:[a-z0-9-]{1,63}\.){1,3}(?:com|net|org|info|fr|es|it|de|tv|uk|ca|au|ie"
    r"|news|co|us|ru|eu))(?![\w-])",
    re.IGNORECASE,
)
_FORMED = re.compile(rf"(?<![\w.])(?:[A-Z][\w'&-]{{0,40}}\s){{1,4}}(?:{_TAIL})\b(?!\s[A-Z])")
_STATION = re.compile(
    r"\b(?:K|W)[A-Z]{3}(?:-TV)?\b|\b\d{1,2}\sNews(?:\sN[Oo][Ww])?\b|\bChannel\s\d+\b"
)
_CUED = re.compile(
    r"(?:\b(?:[Hh]/[Tt]|[Hh]at [Tt]ip|[Vv]ia|[Ss]ource)[: ]|\b(?:website|site|news site|newspaper"
    r"|news agency|blog|tabloid|site called|website called|reports from|appeared on|published on"
    r"|first reported by)[ ])"
    rf"[ ]?[\"'(]?(i?{_NAME})"
)
_ENDING = re.compile(rf"[(\[](?:via |h/t )?({_NAME})[)\]][ \t]*(?:\n|$)")
_REPORTS = re.compile(
    rf"(?<![\w.])({_NAME})\s(?:has\s|have\s)?(?:reports|reported that|reported)\b"
)

# What begins a sentence or a line, and is no outlet
_NO_NAME = re.compile(
    r"(?:He|She|They|It|We|I|You|A|An|The|This|That|But|And|One|Local|Some|Many|Several|Who|Mr|Mrs"
    r"|Police|Media|Reports|Sources|Officials|Authorities|Witnesses|Photo|Image|Getty|Video|Pic"
    r"|Read|See|Click|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|CEO|US|UK|\d+$|[A-Z]$"
    r"|Twitter|YouTube|Facebook|Reddit|Instagram)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet that an article names. `key` compares, `name` is as the article writes it most
    fully; `agency`, `listed`: what is known of it."""

    key: str
    name: str
    uses: tuple[Use, ...]
    listed: bool
    agency: bool


class _Found(NamedTuple):
    """A name at `[start, end)`: what it is called, and what is known of the outlet."""

    start: int
    end: int
    name: str
    listed: bool = False
    agency: bool = False


def outlets_named(article: Article, others: Collection[str] = ()) -> tuple[Named, ...]:
    """The outlets that the text names, in order of first mention; platforms are none.

    `others`: names that other articles use of outlets, looked for here as well.
    """
    text = article.text
    folded = fold(text)
    found: dict[str, list[_Found]] = {}
    taken = bytearray(len(text))
    for one in _all(text, folded, others):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            found.setdefault(name_key(one.name), []).append(one)
    return tuple(
        Named(
            key,
            _written(places[0].name, [text[one.start : one.end] for one in places]),
            tuple(use_of(folded, Span(one.start, one.end)) for one in sorted(places)),
            places[0].listed,
            places[0].agency,
        )
        for key, places in sorted(found.items(), key=lambda item: min(item[1]))
    )


def name_key(name: str) -> str:
    """What names of outlets compare by: "InSerbia.info", "inserbia" and "The InSerbia" are one."""
    plain = fold(tidy(name)).casefold().removeprefix("www.")
    plain = re.sub(r"\.(?:com|net|org|info|co\.uk|com\.au|fr|es|it|de|tv|ie|ca|news)$", "", plain)
    return re.sub(r"[\W_]+", "", plain) or plain


def _all(text: str, folded: str, others: Collection[str]) -> Iterator[_Found]:
    """Every name; what is surest comes first."""
    for host in _HOST.finditer(folded):
        if known().by_domain(host[1]) is None:
            yield _Found(*host.span(1), text[host.start(1) : host.end(1)], listed=True)
    for mention in known().mentions(text):
        if _is_press(mention.outlet):
            yield _listed(mention.start, mention.end, mention.outlet)
    yield from _as_elsewhere(folded, others)
    for pattern in (_STATION, _FORMED):
        for match in pattern.finditer(folded):
            yield _Found(*match.span(), text[match.start() : match.end()])
    for pattern in (_CUED, _REPORTS, _ENDING):
        for match in pattern.finditer(folded):
            if not _NO_NAME.match(match[1]) and not _is_word(match[1], folded):
                yield _Found(*match.span(1), text[match.start(1) : match.end(1)])


def _as_elsewhere(folded: str, others: Collection[str]) -> Iterator[_Found]:
    """Where the text has a name that means an outlet in another article."""
    if not others:
        return
    names = {fold(name).casefold(): name for name in sorted(others)}
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    for match in re.finditer(rf"(?<![\w@#])(?:{either})(?!\w)", folded, re.IGNORECASE):
        name = names.get(match[0].casefold(), match[0])
        if match[0].islower() and name[:1].isupper():
            continue
        outlet = known().find(name)
        if outlet is not None and _is_press(outlet):
            yield _listed(*match.span(), outlet)
        else:
            yield _Found(*match.span(), name)


def _is_press(outlet: Outlet) -> bool:
    return outlet.kind != "platform" and not _WATCHERS.search(outlet.name)


def _listed(start: int, end: int, outlet: Outlet) -> _Found:
    return _Found(start, end, outlet.name, listed=True, agency=outlet.kind == "agency")


def _is_word(name: str, folded: str) -> bool:
    """A capital that only the beginning of a sentence gave it: the text has it small as well."""
    return " " not in name and f" {name.lower()}" in folded


def _written(canonical: str, forms: list[str]) -> str:
    """The canonical name where the article's own is a part of it or the reverse, else its own."""
    names = [tidy(form) or form for form in forms]
    names = [name for name in names if not name.islower() or "." in name]
    fullest = max(names, key=lambda form: (len(form), form), default=canonical)
    a, b = (re.findall(r"\w+", fold(name).casefold()) for name in (tidy(canonical), fullest))
    return canonical if set(a) <= set(b) or set(b) <= set(a) else fullest
