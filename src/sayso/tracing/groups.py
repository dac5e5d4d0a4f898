"""Disjoint sets: what is tied together, by whatever order the ties come in."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Groups(Generic[Item]):
    """Items, grouped by the ties between them. The groups don't depend on the order of ties."""

    __slots__ = ("_parent", "_place")

    def __init__(self, items: Iterable[Item]) -> None:
        self._place = {item: n for n, item in enumerate(dict.fromkeys(items))}
        self._parent = list(range(len(self._place)))

    def tie(self, one: Item, other: Item) -> None:
        """Put two items, and all that is tied to either, in one group."""
        a, b = self._root(self._place[one]), self._root(self._place[other])
        self._parent[max(a, b)] = min(a, b)

    def tied(self, one: Item, other: Item) -> bool:
        """Whether two items are in one group."""
        return self._root(self._place[one]) == self._root(self._place[other])

    def all(self) -> tuple[tuple[Item, ...], ...]:
        """The groups in the order of their first items, items in the order they were given in."""
        found: dict[int, list[Item]] = {}
        for item, n in self._place.items():
            found.setdefault(self._root(n), []).append(item)
        return tuple(tuple(group) for group in found.values())

    def _root(self, n: int) -> int:
        parent = self._parent
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n


def grouped(
    items: Sequence[Item], ties: Iterable[tuple[Item, Item]]
) -> tuple[tuple[Item, ...], ...]:
    """Items grouped by their ties."""
    groups = Groups(items)
    for one, other in ties:
        groups.tie(one, other)
    return groups.all()
