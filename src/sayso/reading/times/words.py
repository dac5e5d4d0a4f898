"""The words of a text as time expressions see them: each one a kind and a value.

A text becomes a string of symbols, one for each word or mark, so that the grammar is made of
regular expressions over kinds of words (`grammar.py`). Which word is of which kind is data:
lexicon/time_words.csv and time_days.csv.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from sayso.reading.lexicon import rows
from sayso.reading.times.calendar import Interval

# Kinds that no list of words gives: what a word or mark looks like decides; and, last, what the
# grammar makes of words: a day, a longer stretch, one that is counted from now, a time of day.
_SHAPES = (
    "OTHER", "NAME", "STOP", "COMMA", "DASH", "OPEN", "CLOSE", "QUOTE", "POSS", "MARK",
    "ISO", "NUMERIC", "CLOCK", "HHMM", "DECADES", "NTH", "DAYNUM", "NUM", "YEAR", "SHORTYEAR",
    "COUNT", "HOLIDAY",
    "DATED", "LONG", "ROLLING", "TIMED",
)  # fmt: skip
_TRIGGERS = frozenset(
    {
        "WEEKDAY", "MONTH", "MAYMONTH", "MONTHABBR", "DAY", "DAYS", "UNIT", "UNITS", "HOUR",
        "HOURS", "WEEKEND", "PART", "SEASON", "TODAY", "TONIGHT", "NOON", "MIDNIGHT",
    }
)  # fmt: skip
# Capitalised within a sentence, they are parts of names: "The Tonight Show", ABC's "This Week".
_NO_NAMES = _TRIGGERS - {"WEEKDAY", "MONTH", "MAYMONTH", "MONTHABBR"}
_SHAPE = r"""
    (?P<ISO>(?<![\w./-])[0-9]{4}-[0-9]{2}-[0-9]{2}
        (?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?
        (?![\w/-]))
  | (?P<NUMERIC>(?<![\w./-])(?:[0-9]{4}(?P<cut>[/.])[0-9]{1,2}(?P=cut)[0-9]{1,2}
        |[0-9]{1,2}(?P<sep>[/.])[0-9]{1,2}(?P=sep)[0-9]{4})(?![\w/-]|\.[0-9]))
  | (?P<CLOCK>(?<![\w.:])[0-9]{1,2}(?:[:.][0-9]{2})?\s?[AaPp](?:\.\s?[Mm]\b\.?|[Mm]\b))
  | (?P<HHMM>(?<![\w.:])[0-9]{1,2}:[0-9]{2}(?![\w:]))
  | (?P<DECADES>(?<![\w.,$€£])(?:[12][0-9]{2}0|['\u2019][0-9]0)['\u2019]?s\b)
  | (?P<NTH>(?<![\w.,])[0-9]{1,2}(?:st|nd|rd|th)\b)
  | (?P<SHORTYEAR>(?<!\w)['\u2019][0-9]{2}\b(?!['\u2019]|s\b))
  | (?P<COUNT>[\#$€£¥№]\s?[0-9]+(?:[.,][0-9]+)*|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])
        |[0-9]+\.[0-9]+(?:\.[0-9]+)*|[0-9]+%|[0-9]{5,}\w*|[0-9]+[^\W\d_]\w*)
  | (?P<NUM>[0-9]{1,4})
  | (?P<POSS>['\u2019]s\b|(?<=s)['\u2019](?=\s))
"""
_UNKNOWN = ("", "", "")
_WORD = r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['\u2019](?!s\b)[^\W\d_]+)*"
_STOPS = re.compile(r"[\"”\u2019'»)\]]*(?:\s+[\"“\u2018'«(\[]*[^\W_a-z]|\s*\Z)")
_MARKS = MappingProxyType(
    {
        ",": "COMMA",
        **dict.fromkeys("([", "OPEN"),
        **dict.fromkeys(")]", "CLOSE"),
        **dict.fromkeys("\"\u201c\u201d\u201e\u201f\xab\xbb`'\u2018\u2019", "QUOTE"),
        **dict.fromkeys("-\u2010\u2011\u2012\u2013", "DASH"),
    }
)


class Item(NamedTuple):
    """A word, a mark or a resolved stretch of words at `[start, end)` of the text.

    `symbol`: its kind, one character; `word`: in lower case; `value`: what the lists say of it.
    """

    symbol: str
    start: int
    end: int
    word: str
    value: str = ""
    interval: Interval | None = None


class Lexicon(NamedTuple):
    """`words`: word → (kind, value, case); `symbols`: kind → one character; `days`: name → month,
    day and year, if it is one; `scan` finds the items, `trigger` what every expression has."""

    words: Mapping[str, tuple[str, str, str]]
    symbols: Mapping[str, str]
    days: Mapping[str, tuple[int, int, int | None]]
    scan: re.Pattern[str]
    trigger: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The lists, read once, and the expressions that are made of them."""
    words = {word: (kind, value, case) for word, kind, value, case in rows("time_words")}
    days = {
        name.lower(): (int(month), int(number), int(year) if year else None)
        for name, month, number, year in rows("time_days")
    }
    kinds = sorted({kind for kind, _, _ in words.values()} | set(_SHAPES))
    symbols = {kind: chr(0xE000 + at) for at, kind in enumerate(kinds)}  # private use: no clash
    names = [name for name, _, _, _ in rows("time_days")]
    special = _choice([name for name in names if name[0].isalpha()])
    digits = _choice([name for name in names if not name[0].isalpha()])
    short = _choice([word.title() for word, entry in words.items() if entry[0] == "MONTHABBR"])
    scan = re.compile(
        rf"(?P<PLAIN>[a-z]+(?![\w'\u2019]))|(?=[0-9'\u2019\#$€£¥№])(?:(?P<HOLIDAY>(?:{digits})(?!\w))|{_SHAPE})"
        rf"|(?P<DAY>\b(?:{special})(?!\w))|(?P<ABBR>\b(?:{short})(?:\.|\b(?!['\u2019-])))"
        rf"|(?P<WORD>{_WORD})|(?P<DOTS>[.!?…]+)|(?P<MARK>\S)",
        re.VERBOSE,
    )
    triggers = [word for word, entry in words.items() if entry[0] in _TRIGGERS]
    cased = {form for word in triggers for form in (word, word.title(), word.upper())}
    trigger = re.compile(
        rf"\b(?:{_by_letter(cased)})\b|\b(?:{special}|{digits})|[12][0-9]{{3}}|[0-9]/[0-9]"
        r"|[0-9](?:st|nd|rd|th)\b|['\u2019][0-9]{2}"
    )
    return Lexicon(MappingProxyType(words), MappingProxyType(symbols), days, scan, trigger)


def _choice(words: Collection[str]) -> str:
    """An alternation that prefers the longer of two that begin alike."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("'", "['\u2019]") for word in ordered)


def _by_letter(words: Collection[str]) -> str:
    """The same, tried by first letter: several times faster over a whole text."""
    letters = sorted({word[0] for word in words})
    return "|".join(
        f"{letter}(?:{_choice([word[1:] for word in words if word[0] == letter])})"
        for letter in letters
    )


@cache
def group(name: str) -> frozenset[str]:
    """The words of a group in lexicon/time_groups.csv."""
    return frozenset(word for kind, word in rows("time_groups") if kind == name)


def symbol(kind: str) -> str:
    """The character that stands for a kind of words."""
    return lexicon().symbols[kind]


def items(text: str, start: int, end: int) -> list[Item]:
    """The words and marks of a stretch of text, in order; white space alone lies between them."""
    known = lexicon()
    words, symbols = known.words, known.symbols
    plain, beginnings = symbols["OTHER"], _beginnings()
    found: list[Item] = []
    for match in known.scan.finditer(text, start, end):
        shape, raw = match.lastgroup or "MARK", match.group()
        if shape == "PLAIN":
            kind, value, case = words.get(raw, _UNKNOWN)
            mark = symbols[kind] if kind and not case else plain
            found.append(Item(mark, *match.span(), raw, value))
            continue
        if shape == "WORD":
            kind, value = _word(raw, not found or found[-1].symbol in beginnings)
        elif shape == "DOTS":
            kind, value = _dots(text, match.end(), end, raw, found), ""
        else:
            kind, value = _shape(shape, raw, text[match.start() - 1 : match.start()])
        word = raw.lower().replace("\u2019", "'")
        found.append(Item(symbols[kind], match.start(), match.end(), word, value))
    return found


@cache
def _beginnings() -> frozenset[str]:
    """Behind these a capital letter says nothing."""
    return frozenset(symbol(kind) for kind in ("STOP", "QUOTE", "OPEN", "MARK"))


def _word(raw: str, begins: bool) -> tuple[str, str]:
    kind, value, case = lexicon().words.get(raw.lower(), _UNKNOWN)
    capital = raw[0].isupper()
    shouted = raw.isupper() and len(raw) > 1
    named = kind in _NO_NAMES and capital and not begins and not shouted
    if named or (case == "capital" and not capital) or (case == "upper" and not raw.isupper()):
        kind = ""
    if kind:
        return kind, value
    return ("NAME" if capital and not begins else "OTHER"), value


def _dots(text: str, at: int, end: int, raw: str, before: list[Item]) -> str:
    """STOP where a sentence ends, else MARK."""
    if raw == "." and before and before[-1].end == at - 1:
        last = before[-1].word
        if last in group("abbreviation") or (len(last) == 1 and last.isalpha()) or "." in last:
            return "STOP" if not text[at:end].strip() else "MARK"
    return "STOP" if _STOPS.match(text, at, end) else "MARK"


def _shape(shape: str, raw: str, before: str) -> tuple[str, str]:
    if shape == "ABBR":
        return "MONTHABBR", lexicon().words[raw.lower().rstrip(".")][1]
    if shape == "DAY":
        return "HOLIDAY", raw
    if shape == "NUM":
        return _number(raw), raw
    if shape == "MARK":
        kind = _MARKS.get(raw, "MARK")
        return ("MARK" if kind == "DASH" and before.isspace() else kind), ""
    return shape, raw


def _number(raw: str) -> str:
    if len(raw) == 4 and raw[0] in "12":
        return "YEAR"
    return "DAYNUM" if len(raw) <= 2 and 1 <= int(raw) <= 31 else "NUM"
