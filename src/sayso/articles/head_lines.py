"""What one line at the head of a text states of the article: a date, a byline, a field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.articles.datelines import dateline
from sayso.articles.dates import Stated, date_at

_PARAGRAPH = 250  # characters; nothing longer is a line of the head
_LONGEST_NAME = 80  # of an outlet or a person
_ASIDE = 40  # characters of what may stand beside a date or byline ("4 min read")

_FIELDS = {
    "title": ("title", "headline"),
    "byline": ("by", "author", "authors", "byline"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "site", "site name"),
    "published": (
        "published", "published at", "published on", "publication date", "date published",
        "first published", "posted", "posted on", "date", "dated", "issued", "release date",
    ),
    "updated": ("updated", "updated on", "last updated", "modified", "last modified"),
    "url": ("url", "link", "canonical", "permalink", "source url"),
}  # fmt: skip
_FIELD_OF = {key: name for name, keys in _FIELDS.items() for key in keys}
_FIELD = re.compile(r"([^\W\d_][\w -]{1,20}?)[*_]{0,2}\s?:[*_]{0,2}\s*(?=\S)")
_LABEL = re.compile(
    r"(?:(?P<published>(?:first\s+)?published|posted|issued|dated?)|(?:last\s+)?(?:updated|modified))"
    r"(?:\s+(?:on|at))?\s*:?\s+",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:,|\s+at|\s+-)?\s+\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?(?:\s+\(?[A-Z]{2,5}\b\)?)?",
    re.IGNORECASE,
)
_AROUND = " \t*_"  # white space, and Markdown's emphasis
_PARTS = re.compile(r"\s+[–—-]\s+|\s*[|·•]\s*")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BYLINE = re.compile(r"(?:story\s+|words\s+|written\s+)?by:?\s+(?=\S)", re.IGNORECASE)
_AND = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+")
_ROLE = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|press|news|bureau|special|columnist"
    r"|contributors?|for|in|at)\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"(?:the|an?|all|any|our|his|her|their)\s", re.IGNORECASE)
_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:(?:de|da|di|du|del|van|von|der|den|bin|ibn|al|el|la|le|y|e)\s+)*"
    r"[^\W\d_a-z][\w.'’-]*){1,4}"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What an article says of itself before it begins. `updated` serves where nothing says when
    it was published."""

    title: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None

    def or_else(self, other: Head) -> Head:
        """This head, its gaps filled from another."""
        return Head(
            self.title or other.title,
            self.byline or other.byline,
            self.outlet or other.outlet,
            self.published or other.published,
            self.updated or other.updated,
            self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the head. `prose`: the article itself begins in it, behind a dateline or date."""

    states: Head
    prose: bool = False


def head_line(line: str) -> Line | None:
    """What a line states; None if it is not of the head.

    A Line that states nothing holds a date that can't be, or the like.
    """
    line = line.strip(_AROUND)
    field = _FIELD.match(line)
    if field and len(line) <= _PARAGRAPH:
        states = head_field(field[1], (line[field.end() :],))
        if states is not None:
            return Line(states)
    if labelled := _labelled(line):
        return labelled
    if found := dateline(line):
        agency, published = found
        return Line(Head(outlet=agency, published=published), prose=True)
    if len(line) > _PARAGRAPH:
        return None
    parts = [part.strip(" ()[]") for part in _PARTS.split(line)]
    known = [_part(part) for part in parts]
    if all(
        states is not None or len(part) <= _ASIDE for part, states in zip(parts, known, strict=True)
    ):
        return Line(_together(known)) if any(states is not None for states in known) else None
    return None


def head_field(key: str, values: Sequence[str]) -> Head | None:
    """What a field such as "Source: The Tidewater Herald" states; None if it is none we know."""
    name, value = _FIELD_OF.get(key.strip().lower().replace("_", " ")), values[0]
    match name:
        case "title":
            return Head(title=value)
        case "byline":
            return Head(byline=_people(values))
        case "url" | "outlet" if _ADDRESS.fullmatch(value):
            return Head(url=value)
        case "outlet" if _is_name(value):
            return Head(outlet=value)
        case "published" | "updated":
            return _dated(name, value)
    return None


def _dated(name: str, value: str) -> Head | None:
    """What "3 March 2026 10:15 | Updated 4 March 2026" states; None if it begins with no date."""
    first, *others = _PARTS.split(value)
    date = _date_alone(first)
    if date is None:
        return None
    known = Head(published=date.value) if name == "published" else Head(updated=date.value)
    return _together([known, *map(_part, others)])


def _labelled(line: str) -> Line | None:
    """What "Published on 3 March 2026" states, and "date 2026-03-03", whatever follows it, unless
    the sentence goes on."""
    label = _LABEL.match(line)
    date = date_at(line, label.end()) if label else None
    if label is None or date is None:
        return None
    rest = line[_end_of_clock(line, date) :]
    following = rest.strip()
    others = [_part(part.strip(" ()[]")) for part in _PARTS.split(following)]
    bare = label[0].split()[0].lower() == "date"  # no sentence begins so
    goes_on = following[:1].islower() and not others[0] and not bare
    if rest[:1] == "," or goes_on:
        return None
    known = Head(published=date.value) if label["published"] else Head(updated=date.value)
    is_prose = len(following) > _ASIDE and not any(others)
    return Line(_together([known, *others]), prose=is_prose)


def _part(part: str) -> Head | None:
    """What a line, or a part of one between separators, is as a whole; None if nothing known."""
    if date := _date_alone(part):
        return Head(published=date.value)
    if part and _LABEL.match(part):
        labelled = _labelled(part) if len(part) <= _LONGEST_NAME else None
        return labelled.states if labelled and not labelled.prose else None
    if _ADDRESS.fullmatch(part):
        return Head(url=part)
    if names := _names(part):
        return Head(byline=names)
    before, comma, after = part.partition(", ")  # "Oslo, 3 March 2026"
    dated = _date_alone(after) if comma and len(before) <= _ASIDE else None
    return Head(published=dated.value) if dated else None


def _date_alone(part: str) -> Stated | None:
    """The date that a text consists of, with a time of day perhaps."""
    tidy = part.strip(" .,()[]")
    date = date_at(tidy, 0)
    return date if date and _end_of_clock(tidy, date) == len(tidy) else None


def _end_of_clock(text: str, date: Stated) -> int:
    clock = _CLOCK.match(text, date.end)
    return clock.end() if clock else date.end


def _names(part: str) -> tuple[str, ...]:
    """The people of a line such as "By Ann Moe and Bo Lund, staff writers"; () if it is none."""
    by = _BYLINE.match(part)
    if not by or len(part) > 2 * _LONGEST_NAME or part.endswith(("?", "!", ":", ",")):
        return ()
    before, _, last = part[by.end() :].rpartition(" and ")
    # What follows the last of several people is where they work.
    people = _split(f"{before} and {last.partition(',')[0]}") if before else _split(last)
    found = [one for one in people if _NAME.fullmatch(one) and not _is_other(one)]
    others = [one for one in people if one not in found and not _is_other(one)]
    return tuple(found) if people[0] in found and len(others) <= 1 else ()


def _is_other(name: str) -> bool:
    """Whether what stands where names do is a trade, an outlet or a phrase ("By The Numbers")."""
    from sayso.outlets import known

    return bool(_ROLE.search(name) or _PHRASE.match(name) or known().find(name))


def _is_name(value: str) -> bool:
    """Whether what a text calls its source is an outlet's name rather than half a headline."""
    from sayso.outlets import known

    if len(value) > _LONGEST_NAME or value.endswith("."):
        return False
    long_words = [word for word in value.split() if len(word) > 3]
    return all(not word[0].islower() for word in long_words) or known().find(value) is not None


def _people(values: Iterable[str]) -> tuple[str, ...]:
    names = (name for value in values for name in _split(value))
    return tuple(name for name in names if name and len(name) <= _LONGEST_NAME)


def _split(people: str) -> list[str]:
    stop = "" if people.endswith(("Jr.", "Sr.")) else "."
    return [name.strip() for name in _AND.split(people.removesuffix(stop))]


def _together(heads: Iterable[Head | None]) -> Head:
    found = Head()
    for one in heads:
        found = found.or_else(one) if one else found
    return found
