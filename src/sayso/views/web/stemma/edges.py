"""What rests on what: the ties of a trace as edges, each pair once, and only the nearest step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sayso.domain import Tie, TieKind, Trace, TracedArticle, content_hash

EdgeKind = TieKind | Literal["rests"]

# A pair tied in several ways is drawn in the strongest.
STRENGTH: dict[EdgeKind, int] = {"copy": 0, "credit": 1, "source": 2, "rests": 3}


@dataclass(frozen=True, slots=True)
class Edge:
    """`lower` rests on `upper`, because of `ties` of them; `turned`: the ties say it the other way
    round, in a circle."""

    upper: str
    lower: str
    kind: EdgeKind
    ties: int
    why: str
    turned: bool = False

    @property
    def key(self) -> str:
        """The name of its reason."""
        start, to = (self.upper, self.lower) if self.turned else (self.lower, self.upper)
        return pair_key(start, to)


def pair_key(start: str, to: str) -> str:
    """The name of the reason why `start` rests on `to`."""
    return content_hash("why", start, to)[:16]


def edges_of(trace: Trace, articles: Sequence[TracedArticle]) -> list[Edge]:
    """The edges that are drawn of a trace; `articles` in the order of time."""
    edges = _tied(trace.ties)
    reached = all_above(edges)
    for one in articles:
        edges.extend(
            Edge(origin, one.ref, "rests", 0, "rests on it")
            for origin in one.origins
            if origin not in reached[one.ref]
        )
    return _nearest(edges, {one.ref: i for i, one in enumerate(articles)})


def all_above(edges: Iterable[Edge]) -> Mapping[str, set[str]]:
    """For each node all that edges lead it up to, directly or through others."""
    above: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        above[edge.lower].add(edge.upper)
    reached: dict[str, set[str]] = defaultdict(set)
    for start in list(above):
        queue = list(above[start])
        while queue:
            node = queue.pop()
            if node not in reached[start]:
                reached[start].add(node)
                queue.extend(above.get(node, ()))
    return reached


def _tied(ties: Iterable[Tie]) -> list[Edge]:
    """One edge for each pair."""
    pairs: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.start != tie.to:
            pairs[tie.to, tie.start].append(tie)
    edges = []
    for (upper, lower), same in sorted(pairs.items()):
        same.sort(key=lambda tie: (STRENGTH[tie.kind], tie.why))
        why = "; ".join(dict.fromkeys(tie.why for tie in same))
        edges.append(Edge(upper, lower, same[0].kind, len(same), why))
    return edges


def _nearest(edges: Sequence[Edge], place: Mapping[str, int]) -> list[Edge]:
    """Without what is said already: who copies a text has from it all that it rests on."""
    copies = _without_circles([edge for edge in edges if edge.kind == "copy"], place)
    copied: dict[str, set[str]] = defaultdict(set)
    for edge in copies:
        copied[edge.lower].add(edge.upper)
    kept = [*copies, *(edge for edge in edges if edge.kind != "copy")]
    above = all_above(kept)
    return [
        edge
        for edge in kept
        if not any(edge.upper in above[text] for text in copied[edge.lower] - {edge.upper})
    ]


def _without_circles(copies: Sequence[Edge], place: Mapping[str, int]) -> list[Edge]:
    """Of texts that copy one another the later one has it from the earlier."""
    above = all_above(copies)
    kept: dict[tuple[str, str], Edge] = {}
    turned = []
    for edge in copies:
        late = place.get(edge.upper, 0) > place.get(edge.lower, 0)
        if late and edge.lower in above[edge.upper]:
            turned.append(replace(edge, upper=edge.lower, lower=edge.upper, turned=True))
        else:
            kept[edge.upper, edge.lower] = edge
    for edge in turned:
        kept.setdefault((edge.upper, edge.lower), edge)
    return list(kept.values())
