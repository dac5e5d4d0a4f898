"""The stemma: what is drawn, and that nothing in it can do harm."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Counts, Origin, Tie, Trace, TracedArticle
from sayso.views.web.stemma import Graph, drawn, graph_of
from sayso.views.web.stemma.drawing import Places
from sayso.views.web.stemma.levels import levels

Large = Callable[[int], Trace]
SVG = "{http://www.w3.org/2000/svg}"
PLACES = Places(node=lambda node: f"#node-{node.kind}", edge=lambda edge: f"/why/{edge.key}")


def picture(graph: Graph) -> ET.Element:
    return ET.fromstring(drawn(graph, PLACES, "A claim", "told"))


def classes(root: ET.Element) -> list[str]:
    return [link.get("class", "") for link in root.iter(f"{SVG}a")]


def test_each_origin_and_article_is_a_link_and_each_tie_leads_to_its_reason(dam: Trace) -> None:
    root = picture(graph_of(dam, {}))
    links = list(root.iter(f"{SVG}a"))
    nodes = [link for link in links if "node" in link.get("class", "").split()]
    edges = [link for link in links if "edge" in link.get("class", "").split()]
    assert len(nodes) == len(dam.origins) + len(dam.articles)
    assert len(edges) == len(dam.ties)
    assert all(link.get("href") and link.findtext(f"{SVG}title") for link in links)
    assert all(edge.get("href", "").startswith("/why/") for edge in edges)


def test_kinds_are_told_apart_without_colour(dam: Trace) -> None:
    root = picture(graph_of(dam, {}))
    shapes = {}
    for link in root.iter(f"{SVG}a"):
        look = link.get("class", "")
        outline = next(
            path for path in link.iter(f"{SVG}path") if path.get("class") in {"shape", "line"}
        )
        words = "".join(text.text or "" for text in link.iter(f"{SVG}text"))
        shapes[look] = (outline.get("d"), outline.get("stroke-dasharray"), words)
    unnamed, denier = shapes["node origin supports"], shapes["node origin denies"]
    assert unnamed[1]
    assert "unnamed" in unnamed[2]
    assert denier[1] is None
    assert "a" not in (denier[0] or "")  # cut corners instead of round ones
    assert "denies it" in denier[2]
    assert shapes["node article denies"][2].endswith("✕")
    assert shapes["node article supports unknown"][2].endswith("?")
    assert shapes["node article supports unknown"][1]


def test_origins_stand_on_top_and_copies_below_what_they_copy(dam: Trace) -> None:
    found = levels(graph_of(dam, {}))
    level = {key: i for i, layer in enumerate(found.layers) for key in layer}
    assert {level["o1"], level["o2"]} == {0}
    assert level["northwire.txt"] < level["gazette.txt"] < level["ledger.txt"]
    assert [band.label for band in found.bands] == ["2 Mar", "3 Mar", "5 Mar"]


def test_an_origin_without_a_tie_is_joined_to_its_articles(dam: Trace) -> None:
    graph = graph_of(replace(dam, ties=()), {})
    assert {(edge.upper, edge.lower) for edge in graph.edges} == {
        ("o1", "northwire.txt"), ("o1", "gazette.txt"), ("o2", "ledger.txt")
    }  # fmt: skip


def test_sixty_articles_become_stacks_that_can_be_opened(large: Large) -> None:
    trace = large(60)
    closed = graph_of(trace, {})
    stacks = [node for node in closed.nodes if node.kind == "stack"]
    assert stacks
    assert len(closed.nodes) < 40
    shown = [ref for node in closed.nodes if node.kind != "origin" for ref in node.members]
    assert sorted(shown) == sorted(one.ref for one in trace.articles)
    one = graph_of(trace, {}, {stacks[0].key})
    assert len(one.nodes) == len(closed.nodes) - 1 + len(stacks[0].members)
    opened = graph_of(trace, {}, {"all"})
    assert not any(node.kind == "stack" for node in opened.nodes)
    assert len([e for e in opened.edges if e.ties]) == len(trace.ties)


def test_three_articles_are_never_stacked(large: Large) -> None:
    assert not any(node.kind == "stack" for node in graph_of(large(3), {}).nodes)


@pytest.mark.parametrize("size", [1, 5, 20, 60])
def test_order_of_the_articles_changes_nothing(large: Large, size: int) -> None:
    trace = large(size)
    articles, ties = list(trace.articles), list(trace.ties)
    Random(7).shuffle(articles)
    Random(8).shuffle(ties)
    other = replace(trace, articles=tuple(articles), ties=tuple(ties))
    assert drawn(graph_of(trace, {}), PLACES, "t", "d") == drawn(
        graph_of(other, {}), PLACES, "t", "d"
    )


names = st.text(max_size=60) | st.sampled_from(
    ["</svg><script>alert(1)</script>", '" onload="x', "\u202eevil", "x" * 9999, "\x00\x1b[31m"]
)


@given(names, names, names)
def test_names_of_any_make_stay_words(name: str, outlet: str, why: str) -> None:
    trace = Trace(
        claim=name,
        counts=Counts(articles=1),
        origins=(Origin("o1", name, "person", True, "supports", (outlet,), why=why),),
        articles=(TracedArticle("a", "a" * 32, "own", "supports", outlet, name),),
        ties=(Tie("source", "a", "o1", why),),
    )
    text = drawn(graph_of(trace, {"a": name}), PLACES, name, why)
    root = ET.fromstring(text.encode("utf-8", "replace"))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "a", "path", "text", "circle"
    }  # fmt: skip
    assert not any(key.startswith("on") for element in root.iter() for key in element.attrib)
    assert "\u202e" not in text


def test_who_copies_a_text_is_not_tied_to_all_that_stands_behind_it_as_well(dam: Trace) -> None:
    also = (Tie("source", "gazette.txt", "o1", "cites them, too"),)
    graph = graph_of(replace(dam, ties=(*dam.ties, *also)), {})
    above = {edge.upper for edge in graph.edges if edge.lower == "gazette.txt"}
    assert above == {"northwire.txt"}


def test_texts_that_copy_one_another_hang_in_the_order_of_time(dam: Trace) -> None:
    back = (Tie("copy", "northwire.txt", "gazette.txt", "alike"),)
    graph = graph_of(replace(dam, ties=(*dam.ties, *back)), {})
    copies = [(edge.upper, edge.lower) for edge in graph.edges if edge.kind == "copy"]
    assert len(copies) == 1


def test_ties_in_a_circle_are_drawn() -> None:
    articles = tuple(
        TracedArticle(ref, ref * 32, "copy", "supports", published="2026-03-02") for ref in "abc"
    )
    ties = tuple(Tie("copy", a, b, "alike") for a, b in ("ab", "bc", "ca"))
    trace = Trace("x", Counts(articles=3), articles=articles, ties=ties)
    assert len(classes(picture(graph_of(trace, {})))) == 3 + 2
