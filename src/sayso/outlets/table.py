"""The outlets that ship with Sayso, by name, by host and by programme."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from sayso.outlets.entries import (
    Form,
    Mention,
    Outlet,
    OutletKind,
    Tree,
    forms_of,
    parts_of,
    tree_of,
)
from sayso.outlets.names import host_of, key_of, spellings, tidy

if TYPE_CHECKING:
    from sayso.outlets.scan import Scan


@dataclass(frozen=True, slots=True)
class Outlets:
    """Every outlet known, in the order of the file, and every programme with its network."""

    all: tuple[Outlet, ...]
    programme_names: tuple[tuple[str, Outlet], ...]
    _cased: Mapping[str, Outlet] = field(repr=False)
    _folded: Mapping[str, Outlet] = field(repr=False)
    _hosts: Mapping[str, Outlet] = field(repr=False)
    _by_programme: Mapping[str, Outlet] = field(repr=False)
    _names: Tree = field(repr=False)
    _programmes: Tree = field(repr=False)

    def find(self, name: str) -> Outlet | None:
        """The outlet of this name, short name or host; case counts for "AP", "Time" and the like.

        An article, a possessive, quotation marks, "newspaper", "magazine" … are no obstacle.
        """
        for spelling in spellings(name):
            key = key_of(spelling)
            outlet = self._cased.get(key) or self._folded.get(key.lower())
            if outlet:
                return outlet
        return self.by_domain(name) if "." in name and " " not in name.strip() else None

    def by_domain(self, host_or_url: str) -> Outlet | None:
        """The outlet that owns this host, or the host of this address; subdomains are its own."""
        labels = host_of(host_or_url).split(".")
        for first in range(len(labels) - 1):
            outlet = self._hosts.get(".".join(labels[first:]))
            if outlet:
                return outlet
        return None

    def canonical(self, name: str) -> str:
        """The outlet's canonical name; a name that is not known comes back tidied."""
        outlet = self.find(name)
        return outlet.name if outlet else tidy(name)

    def find_programme(self, name: str) -> Outlet | None:
        """Whose programme this is ("Meet the Press" is NBC News's)."""
        for spelling in spellings(name):
            outlet = self._by_programme.get(key_of(spelling).lower())
            if outlet:
                return outlet
        return None

    def mentions(self, text: str, introduced: Iterable[Outlet] = ()) -> list[Mention]:
        """Every mention of an outlet, in order, without overlap; the longest name wins.

        `introduced`: outlets that the reader knows before the text begins (its publisher, say),
        so that "the Post" may mean one of them.
        """
        return self._scan(self._names, text).mentions(introduced)

    def programmes(self, text: str) -> list[Mention]:
        """Every programme that its surroundings show to be one; `outlet` is its network."""
        return self._scan(self._programmes, text).programmes()

    def _scan(self, names: Tree, text: str) -> Scan:
        # Here, because its patterns take 10 ms to compile, and most that import this never scan.
        from sayso.outlets.scan import Scan

        return Scan(names, text, self.by_domain)


@cache
def known() -> Outlets:
    """The outlets that ship with Sayso; read once, when first asked for."""
    outlets = tuple(_outlet(row) for row in _rows("outlets.csv"))
    forms = [form for outlet in outlets for form in forms_of(outlet)]
    by_name = {outlet.name: outlet for outlet in outlets}
    owned = tuple((name, by_name[owner]) for name, owner in _rows("programmes.csv"))
    programmes = [_programme(name, owner) for name, owner in owned]
    return Outlets(
        all=outlets,
        programme_names=owned,
        _cased=_listed(form for form in forms if form.exact and form.role != "brief"),
        _folded=_listed((form for form in forms if not form.exact), folded=True),
        _hosts=MappingProxyType({host: outlet for outlet in outlets for host in outlet.domains}),
        _by_programme=_listed(programmes, folded=True),
        _names=tree_of(forms),
        _programmes=tree_of(programmes),
    )


def _programme(name: str, owner: Outlet) -> Form:
    words, article = parts_of(name)
    return Form(owner, words, "common", article, exact=True)


def _listed(forms: Iterable[Form], *, folded: bool = False) -> Mapping[str, Outlet]:
    keys = ((" ".join(form.words), form.outlet) for form in forms)
    return MappingProxyType({key.lower() if folded else key: outlet for key, outlet in keys})


def _rows(name: str) -> Iterator[list[str]]:
    text = resources.files("sayso.outlets").joinpath(name).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)  # the names of the columns
    return rows


def _outlet(row: list[str]) -> Outlet:
    name, short, brief, common, domains, country, kind = row
    return Outlet(
        name,
        _cell(short),
        _cell(brief),
        _cell(domains),
        country,
        cast(OutletKind, kind),
        _cell(common),
    )


def _cell(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
