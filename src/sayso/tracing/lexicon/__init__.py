"""Words as data, one CSV a list: what a list holds stands in its first lines."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def rows(name: str) -> list[list[str]]:
    """The rows of a list, without comments and empty lines."""
    text = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [[cell.strip() for cell in row] for row in csv.reader(lines)]


@cache
def stop_words() -> frozenset[str]:
    """Words (lower case) that say nothing of what a text is about."""
    return frozenset(word for row in rows("stop_words") for word in row)


@cache
def forms() -> Mapping[str, str]:
    """Irregular forms, numerals and demonyms → the word that they count as."""
    lists = (*rows("forms"), *rows("demonyms"))
    return MappingProxyType({form: row[0] for row in lists for form in row[1:]})


@cache
def frequencies() -> Mapping[str, float]:
    """Key of a word → share of English news articles that hold it; rarer ones aren't listed."""
    return MappingProxyType({row[0]: int(row[1]) / 10_000 for row in rows("frequencies")})


@cache
def finding() -> Mapping[str, Mapping[str, float]]:
    """Look ("first", "second") → figure → its weight, "constant" among them."""
    looks: dict[str, dict[str, float]] = {}
    for look, figure, weight in rows("finding"):
        looks.setdefault(look, {})[figure] = float(weight)
    return MappingProxyType(looks)
