"""Where an article names outlets.

Outlets that are known come from `sayso.outlets`; others are told by their form (a host, "…
Tribune", "… News") or by what the text says of them ("h/t …", "website …", "… reports that").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.domain import Article, Span
from sayso.outlets import Outlet, known
from sayso.outlets.names import fold, tidy
from sayso.tracing.lexicon import rows
from sayso.tracing.uses import Use, use_of

# Listed because the press quotes them like agencies, yet they are sources, not the press
_WATCHERS = re.compile(r"\b(?:Observatory|Rights|Institute|Monitor Group)\b")
_TAIL = (
    r"News|Times|Post|Herald|Tribune|Gazette|Daily|Press|Magazine|Radio|Television|TV|Network"
    r"|Journal|Chronicle|Agency|Wire|Standard|Telegraph|Mail|Express|Diario|Media|Dispatch"
    r"|Observer|Inquirer|Sentinel|Courier|Bulletin|Weekly|Blog"
)
_TRADE = (
    r"newspapers?|daily|magazine|blog|websites?|web ?site"
    r"|news (?:site|website|agency|portal|outlet)|radio(?! show| host)|channel|station|portal"
    r"|tabloid|journal|broadcaster|outlet"
)
_ROLE = r"editor|reporter|correspondent|journalist|writer|columnist|blogger|anchor"
_GIVEN = (
    r"told|tells|telling|talked to|talking to|spoke to|spoke with|speaks to|speaking to|spoken to"
    r"|interview with|interview to|according to|denied to|confirmed to|statement to"
)
# Small particles belong to names ("al-Minbar"), full stops only inside them
_WORD = r"(?:[Aa]l-|[Aa]l |[Aa]n-|[Aa]s-)?[A-Z0-9](?:[\w&-]|\.(?=\w)){0,40}"
_PART = r"[A-Z0-9][\w&-]{0,40}"
_NAME = rf"{_WORD}(?:'s)?(?:[ \t](?:of |de |la |the |las )?{_PART}){{0,4}}"
_PLAIN = rf"{_WORD}(?:[ \t](?:of |de |la |the |las )?{_PART}){{0,4}}"
_HOST = re.compile(
    r"(?<![@\w./-])(?:www\.)?((?:[a-z0-9-]{1,63}\.){1,3}(?:com|net|org|info|fr|es|it|de|tv|uk|ca|au|ie"
    r"|news|co|us|ru|eu))(?![\w-])",
    re.IGNORECASE,
)
_PLATFORM_DOOR = re.compile(r"(?:www|w|m|mobile|pic|t|plus|docs|drive|maps|mail|web|en)\.")
_FORMED = re.compile(
    rf"(?<![\w.])(?:(?:[A-Z][\w'&-]{{0,40}}\s){{1,4}}(?:{_TAIL})\b(?!\s[A-Z])"
    rf"|(?:Radio|Voice of|Agence|Agencia)\s{_PART}|Canal\s[\d+]\w{{0,9}})"
)
_STATION = re.compile(
    r"\b(?:K|W)[A-Z]{3}(?:-TV)?\b|\b\d{1,2}\sNews(?:\sN[Oo][Ww])?\b|\bChannel\s\d+\b"
    r"|\b(?:[KW][A-Z]{2,3}|FOX|Fox)-?\d{2,4}\b"
    r"|\b[Rr]adio\s\d[0-9A-Z]{0,4}\b"
)
_LOCAL = re.compile(
    r"\b(?:ABC|CBS|NBC|FOX|Fox|CW|CTV)\s"
    r"(\d{1,2}\b(?![/.,]\d|%|\s(?i:percent|per|million|billion|times|(?:year|month|day|hour|minute"
    r"|point)s?|weeks?|people)\b)|[A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{1,20}){0,2})"
)
_NAMED_BEFORE = re.compile(r"(\b[A-Z][\w'-]{0,20}\.?)\s$")  # "Vicente Fox", "J. Fox"
_NOT_LOCAL = re.compile(
    r"(?i:News|Sports|Business|Radio|Family|Online|Nightly|Evening|Morning|This|Universal|World"
    r"|Studios|Entertainment|Television|TV|Network|Corp|Interactive|Films|Searchlight|Local|Channel|Nation"
    r"|Broadcasting|Insider|Contributor|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|[A-Z][a-z]+day)\b"
)
_CUED = re.compile(
    r"(?:\b(?:[Hh]/[Tt]|[Hh]at [Tt]ip|[Vv]ia|VIA|[Ss]ource|SOURCE)(?:: ?| )@?|\b(?:website|site"
    r"|news site|newspaper|news agency|blog|tabloid|magazine|portal|site called|website called"
    r"|reports from|appeared on|published on|originates from"
    r"|(?:news|radio|TV|television|sister|brother) station"
    rf"|(?:{_ROLE}) (?:at|for|from|with))[ ](?:the )?)"
    rf"[ ]?[\"'(]?(i?{_NAME})"
)
_TOLD = re.compile(
    rf"\b(?:{_GIVEN}|, reports|published in|(?:reported|revealed|published) by)\s(?:the\s)?"
    rf"(?:\w+\soutlet\s(?:[Tt]he\s)?)?[\"']?({_PLAIN})"
)
# A name of which only "told NAME" is known may be a person's: its form has to speak for the press
_LIKE_PRESS = re.compile(
    rf"[a-z][A-Z]|\d|\b(?:{_TAIL}|Today|TODAY|Online|Review|Reports?|Insider|Tech|FM)\b"
)
_ENDING = re.compile(rf"[(\[](?:via |h/t )?({_NAME})[)\]][ \t]*(?:\n|$)")
_SHARED = re.compile(rf"\[(?:[Vv]ia |[Hh]/[Tt] )?({_PLAIN})\s?/\s?({_PLAIN})\]")
_SIGNED = re.compile(rf"\n[ \t]*(?:[-\u2013\u2014]\s?)?({_PLAIN})(?:[,/]\s?({_PLAIN}))?[ \t.]*$")
_REPORTS = re.compile(
    rf"(?<![\w.])({_NAME})(?:\s(?:has\s|have\s)?(?:just\s|also\s|first\s|\w{{1,20}}ly\s)?"
    r"(?:reports|reported that|reported)\b|,\s[^,.\n]{1,60},\s(?:reports|reported)\b"
    rf"|\s(?:{_TRADE})\b)"
)

# What begins a sentence or a line, and is no outlet
_NO_NAME = re.compile(
    r"(?:He|She|They|It|We|I|You|A|An|The|This|That|But|And|One|Local|Some|Many|Several|Who|Mr|Mrs"
    r"|Police|Media|Reports|Sources|Officials|Authorities|Witnesses|Photo|Image|Getty|Video|Pic"
    r"|Read|See|Click|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|CEO|US|UK|\d+$|[A-Z]$"
    r"|Twitter|YouTube|Facebook|Reddit|Instagram|Web|Our|My|His|Her|Their|Its|In|On|At|For|Most|News"
    r"|Dr|Sgt|Gov|Sen|Rep|Lt|Capt|Col|Judge|President|Prime|General|Chief|Officer|Detective|Congress"
    r"|God|Islam|TV|Parliament|Christmas)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet that an article names. `key` compares, `name` is as the article writes it most
    fully; `agency`, `listed`: what is known of it; `guessed`: only that somebody told it something
    or goes by it, which may be a person as well."""

    key: str
    name: str
    uses: tuple[Use, ...]
    listed: bool
    agency: bool
    guessed: bool


class _Found(NamedTuple):
    """A name at `[start, end)`: what it is called, and what is known of the outlet."""

    start: int
    end: int
    name: str
    listed: bool = False
    agency: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Scanned:
    """A text with the names found in it: `sure` ones are known or told by their form of a host,
    `likely` ones by other forms and cues."""

    text: str
    folded: str
    sure: tuple[_Found, ...]
    likely: tuple[_Found, ...]


def outlets_named(article: Article, others: Collection[str] = ()) -> tuple[Named, ...]:
    """The outlets that the text names, in order of first mention; platforms are none.

    `others`: names that other articles use of outlets, looked for here as well.
    """
    return outlets_of(scanned(article), others)


def scanned(article: Article) -> Scanned:
    """Every name in the text, overlapping ones as well: the costly half of `outlets_named`."""
    text, folded = article.text, fold(article.text)
    return Scanned(text, folded, tuple(_sure(text, folded)), tuple(_likely(text, folded)))


def outlets_of(scan: Scanned, others: Collection[str] = ()) -> tuple[Named, ...]:
    """The outlets that a scanned text names: what is surest comes first, and nothing overlaps."""
    text = scan.text
    found: dict[str, list[_Found]] = {}
    taken = bytearray(len(text))
    for one in (*scan.sure, *_as_elsewhere(scan.folded, others), *scan.likely):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            found.setdefault(outlet_key(one.name), []).append(one)
    return tuple(
        Named(
            key,
            _written(places[0].name, [text[one.start : one.end] for one in places]),
            tuple(use_of(scan.folded, Span(one.start, one.end)) for one in sorted(places)),
            any(one.listed for one in places),
            places[0].agency,
            all(one.guessed for one in places),
        )
        for key, places in sorted(found.items(), key=lambda item: min(item[1]))
    )


@lru_cache(maxsize=1 << 12)  # a pure function of short names that come again and again
def outlet_key(name: str) -> str:
    """What an outlet compares by, whichever of its names is used: "AP", "The Associated Press".

    A site under a platform's roof ("orrin.blogspot.com") is itself, not the platform.
    """
    site = _HOST.fullmatch(name)
    return name_key(name if site and _is_site(site[1]) else known().canonical(name))


def name_key(name: str) -> str:
    """What names of outlets compare by: "InSerbia.info", "inserbia" and "The InSerbia" are one."""
    plain = fold(tidy(name)).casefold().removeprefix("www.")
    plain = re.sub(r"\.(?:com|net|org|info|co\.uk|com\.au|fr|es|it|de|tv|ie|ca|news)$", "", plain)
    return re.sub(r"[\W_]+", "", plain) or plain


def _sure(text: str, folded: str) -> Iterator[_Found]:
    """Hosts, local stations and whatever the lists know."""
    for host in _HOST.finditer(folded):
        if _is_site(host[1]):
            yield _Found(*host.span(1), text[host.start(1) : host.end(1)], listed=True)
    for match in _LOCAL.finditer(folded):
        if _is_station(match, folded):
            yield _Found(*match.span(), text[match.start() : match.end()])
    for mention in known().mentions(text):
        if _is_press(mention.outlet):
            yield _listed(mention.start, mention.end, mention.outlet)


def _likely(text: str, folded: str) -> Iterator[_Found]:
    """Names by their form, then by what the text says of them."""
    for pattern in (_STATION, _FORMED):
        for match in pattern.finditer(folded):
            yield _Found(*match.span(), text[match.start() : match.end()])
    for pattern in (_CUED, _REPORTS, _ENDING, _SHARED, _SIGNED, _TOLD):
        for match in pattern.finditer(folded):
            names = [Span(*match.span(n)) for n, name in enumerate(match.groups(), 1) if name]
            guessed = pattern is _TOLD or (pattern is _SIGNED and len(names) == 1)
            for span in names:
                yield from _cued(text, folded, span, guessed)


def _cued(text: str, folded: str, span: Span, guessed: bool) -> Iterator[_Found]:
    """What a cue makes an outlet: the listed one that the name begins with, or the whole name.

    `guessed`: the cue is as good for people, so that the name's form has to show an outlet.
    """
    name = folded[span.start : span.end]
    if name.startswith("The "):
        name, span = name[4:], Span(span.start + 4, span.end)
    if _NO_NAME.match(name) or _is_word(name, folded) or name.casefold() in _peoples():
        return
    words = name.split(" ")
    for size in range(len(words), 0, -1):
        start = " ".join(words[:size])
        outlet = known().find(start)
        if outlet is not None:
            if _is_press(outlet):
                yield _listed(span.start, span.start + len(start), outlet)
            return
    if guessed and not _LIKE_PRESS.search(name):
        return
    yield _Found(span.start, span.end, text[span.start : span.end], guessed=guessed)


@cache
def _peoples() -> frozenset[str]:
    """Places and peoples: "British newspapers", "told Parliament"."""
    return frozenset(form for row in rows("demonyms") for form in row)


def _is_station(match: re.Match[str], folded: str) -> bool:
    """Whether what follows a network's name makes a local station of it; "Fox" is a name, too."""
    before = _NAMED_BEFORE.search(folded, max(0, match.start() - 24), match.start())
    if before and not _NO_NAME.match(before[1]):
        return False
    return not _NOT_LOCAL.match(match[1]) and known().find(match[0]) is None


def _is_site(host: str) -> bool:
    """A site that the lists leave out, or one that lives under a platform's roof."""
    owner = known().by_domain(host)
    if owner is None:
        return True
    low = host.casefold()
    return owner.kind == "platform" and low not in owner.domains and not _PLATFORM_DOOR.match(low)


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
    small = name.lower()
    return " " not in name and name not in (small, name.upper()) and f" {small}" in folded


def _written(canonical: str, forms: list[str]) -> str:
    """The canonical name where the article has it, else the fullest form that the article has."""
    names = [tidy(form) or form for form in forms]
    names = [name for name in names if not name.islower() or "." in name]
    plain = [name for name in names if "." not in name] or names
    fullest = max(plain, key=lambda form: (len(form), form), default=canonical)
    wanted = _words(canonical)
    return canonical if any(_words(name) == wanted for name in plain) else fullest


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", fold(tidy(name)).casefold())
