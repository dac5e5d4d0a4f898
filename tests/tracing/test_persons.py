from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Kind, Link
from sayso.tracing.persons import same, who


def means_one(kind: Kind, one: str, other: str) -> bool:
    names = [who(Link(name, kind, named=True)) for name in (one, other)]
    found = same(names)
    return found[names[0]] == found[names[1]]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Mara Ollenby", "Ollenby"),
        ("person", "Mohammed al-Tariq", "Mohammad Al Tariq"),
        ("organisation", "Harbour Police", "the police"),
        ("officials", "a senior Vellmark official", "Vellmark officials"),
        ("document", "the statement", "a statement"),
    ],
)
def test_two_names_of_one_source(kind: Kind, one: str, other: str) -> None:
    assert means_one(kind, one, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Mara Ollenby", "Tom Ollenby"),
        ("person", "Mara Ollenby", "Mara Keats"),
        ("organisation", "Harbour Police", "Harbour Board"),
        ("officials", "Vellmark officials", "Orrin officials"),
        ("officials", "officials", "Orrin officials"),
        ("outlet", "The Vellmark Post", "The Orrin Post"),
    ],
)
def test_two_sources(kind: Kind, one: str, other: str) -> None:
    assert not means_one(kind, one, other)


def test_outlets_compare_by_their_name_alone() -> None:
    assert who(Link("The Reuters", "outlet", named=True)) == who(Link("Reuters", "outlet", True))


@given(
    st.lists(
        st.tuples(st.sampled_from(["person", "organisation", "people"]), st.text()), max_size=8
    )
)
def test_any_names_and_any_order(found: list[tuple[Kind, str]]) -> None:
    names = [who(Link(name, kind, named=True)) for kind, name in found]
    assert same(names) == same(list(reversed(names)))
    assert set(same(names).values()) <= set(names)
