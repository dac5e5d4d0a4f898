"""Outlets, their mentions, and the tree of names that texts are scanned with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sayso.outlets.names import bare, words_of

OutletKind = Literal["agency", "newspaper", "broadcaster", "magazine", "site", "platform"]
Role = Literal["name", "brief", "common", "listed"]
Article = Literal["none", "may", "must"]

# Small words of names, which texts write as they please: "al-Jazeera", "le Monde"
# Small words of names, which texts write as they please: "al-Jazeera", "le Monde"
_PARTICLE = "al el as an la le les il de del della der die das of and the y e"
_PARTICLES = frozenset(_PARTICLE.split())
_COINED = 6  # letters; a shorter name of a platform in lower case may be another word


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet, agency or platform; see the package's docstring for the fields."""

    name: str
    short: tuple[str, ...]
    brief: tuple[str, ...]
    domains: tuple[str, ...]
    country: str
    kind: OutletKind
    common: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text mentions an outlet: `[start, end)` in code points.

    `brief`: by a name that only holds because the text introduced the outlet before ("the Post",
    "the newspaper"). `common`: by a word that also means other things, told by its surroundings.
    The article belongs to the mention where it belongs to the name ("the New York Times").
    """

    start: int
    end: int
    outlet: Outlet
    brief: bool
    common: bool = False


class Form(NamedTuple):
    """One way to call an outlet: its words, and whether "the" may or must stand before them.

    `exact`: it only counts as it is capitalised.
    """

    outlet: Outlet
    words: tuple[str, ...]
    role: Role
    article: Article
    exact: bool

    def fits(self, words: tuple[str, ...]) -> bool:
        """Whether these words of a text, the same but for case, show the name by their capitals."""
        if self.exact:
            return words == self.words
        pairs = zip(words, self.words, strict=True)
        if all(w[0].isupper() or not f[0].isupper() or w in _PARTICLES for w, f in pairs):
            return True
        return self.coined and words[0].islower()

    @property
    def coined(self) -> bool:
        """A platform's made-up name, which people write in lower case as well ("on twitter")."""
        return (
            self.outlet.kind == "platform"
            and self.role == "name"
            and len(self.words) == 1
            and len(self.words[0]) >= _COINED
        )


class Node:
    """A word of a name: the forms that end with it, and the words that may follow."""

    __slots__ = ("forms", "next")

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.next: dict[str, Node] = {}


@dataclass(frozen=True, slots=True)
class Tree:
    """Names by their words. `anchor` finds every word that a name can begin with, and some more."""

    first: Mapping[str, Node]
    anchor: re.Pattern[str]


def tree_of(forms: Iterable[Form]) -> Tree:
    """The tree of these forms."""
    root = Node()
    small = set()
    for form in forms:
        if form.role == "listed":
            continue
        node = root
        for word in form.words:
            key = word.lower()
            if key not in node.next:
                node.next[key] = Node()
            node = node.next[key]
        node.forms.append(form)
        if form.coined:
            small.add(form.words[0].lower())
        elif not form.words[0][0].isupper():
            small.add(form.words[0])
        elif form.words[0].lower() in _PARTICLES and len(form.words) > 1:
            small.add(form.words[0].lower())
    literals = "|".join(sorted(map(re.escape, small), reverse=True)) or "(?!)"
    # Lower-case names are few: listing them spares a look at every word of the text.
    anchor = rf"(?<![^\W_])(?:[^\W\d_a-z][^\W_]*|(?<![.@/#])(?:{literals})(?![^\W_]))"
    return Tree(root.next, re.compile(anchor))


def forms_of(outlet: Outlet) -> Iterator[Form]:
    """Every form of an outlet's names. `listed`: told apart by a bracket, so never in a text."""
    for name in (outlet.name, *outlet.short):
        words, article = parts_of(name)
        if name in outlet.common:
            yield Form(outlet, words, "common", article, exact=True)
        else:
            role: Role = "listed" if "(" in name else "name"
            yield Form(outlet, words, role, article, exact=name.isupper())
    for name in outlet.brief:
        yield Form(outlet, words_of(name), "brief", "must", exact=True)


def parts_of(name: str) -> tuple[tuple[str, ...], Article]:
    """A name's words, and its article: "the Sun" is a paper, "Sun" alone is not."""
    without = bare(name)
    words = words_of(without)
    if without == name:
        return words, "none"
    return words, "must" if len(words) == 1 else "may"
