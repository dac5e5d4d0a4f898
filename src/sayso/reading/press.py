"""Outlets in a text: those that `sayso.outlets` knows, others by how names are formed and used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sayso import outlets
from sayso.reading.document import Document
from sayso.reading.lexicon import table
from sayso.reading.names import Name

_RECEIVING = frozenset("told tells telling".split())


@dataclass(frozen=True, slots=True)
class Print:
    """A known outlet at words `[first, behind)` under its canonical `name`.

    `brief`: by a word that only holds because the text has introduced it ("the paper");
    `programme`: by the name of a programme of its.
    """

    first: int
    behind: int
    name: str
    platform: bool
    brief: bool
    programme: bool


@dataclass(frozen=True, slots=True)
class Press:
    """All known outlets of a text, in order; `at` maps a word to its place in `prints`."""

    prints: tuple[Print, ...]
    at: Mapping[int, int]

    def covering(self, word: int) -> Print | None:
        """The outlet named at a word."""
        index = self.at.get(word)
        return None if index is None else self.prints[index]


def press(document: Document) -> Press:
    """Find the outlets that are known."""
    known = outlets.known()
    introduced = [known.find(document.outlet)] if document.outlet else []
    text = document.text
    found = [(mention, False) for mention in known.mentions(text, [o for o in introduced if o])] + [
        (mention, True) for mention in known.programmes(text)
    ]
    prints: list[Print] = []
    taken: dict[int, int] = {}
    for mention, programme in sorted(found, key=lambda p: (p[0].start, -p[0].end, not p[1])):
        first, behind = document.range(mention.start, mention.end)
        if first >= behind or any(word in taken for word in range(first, behind)):
            continue
        taken.update(dict.fromkeys(range(first, behind), len(prints)))
        outlet = mention.outlet
        platform = outlet.kind == "platform"
        prints.append(Print(first, behind, outlet.name, platform, mention.brief, programme))
    return Press(tuple(prints), MappingProxyType(taken))


def is_press(document: Document, uses: list[Name]) -> bool:
    """Whether an unknown name is an outlet's: it ends like one, and is more than that ending or
    is told things."""
    tokens = uses[0].tokens
    ending = table("organisations").get(tokens[-1])
    if ending == "programme":
        return len(tokens) > 1
    if ending != "press":
        return False
    if len(tokens) > 1 and tokens[0] not in table("first_names"):
        return True
    words = document.words
    return any(
        word.text in _RECEIVING for use in uses for word in words[max(0, use.first - 2) : use.first]
    )
