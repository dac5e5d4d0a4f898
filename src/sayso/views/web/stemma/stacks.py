"""Articles that are drawn as one: a stack of those that are alike, so that sixty can be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from sayso.domain import TracedArticle, content_hash
from sayso.views.web.stemma.edges import STRENGTH, Edge

STACK_FROM = 12  # articles: fewer are drawn one by one
_MOST = 16  # stacks and single articles that are read at a glance

Stack = list[TracedArticle]
Alike = Callable[[TracedArticle], Hashable]


def stacked(articles: Sequence[TracedArticle], edges: Sequence[Edge]) -> list[Stack]:
    """The stacks of a trace: as few as needed, of articles as much alike as can be."""
    if len(articles) <= STACK_FROM:
        return []
    stacks: list[Stack] = []
    for alike in _likenesses(articles, edges):
        groups: dict[Hashable, Stack] = defaultdict(list)
        for one in articles:
            groups[alike(one)].append(one)
        stacks = [group for group in groups.values() if len(group) > 2]
        if len(articles) - sum(map(len, stacks)) + len(stacks) <= _MOST:
            break
    return stacks


def stack_key(stack: Iterable[TracedArticle]) -> str:
    """A stack's name, for addresses."""
    return content_hash("stack", *sorted(one.ref for one in stack))[:12]


def gathered(edges: Iterable[Edge], inside: Mapping[str, str]) -> list[Edge]:
    """The edges between stacks; `inside` says in which one an article is."""
    together: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        upper, lower = (inside.get(end, end) for end in (edge.upper, edge.lower))
        if upper != lower:
            together[upper, lower].append(edge)
    return [_one(upper, lower, same) for (upper, lower), same in together.items()]


def _one(upper: str, lower: str, same: Sequence[Edge]) -> Edge:
    """Several edges as one, of the kind that most of them are."""
    kinds = Counter(edge.kind for edge in same)
    kind = min(kinds, key=lambda one: (-kinds[one], STRENGTH[one]))
    why = same[0].why if len(same) == 1 else f"{len(same)} articles, each with its reason"
    return Edge(upper, lower, kind, sum(edge.ties for edge in same), why)


def _likenesses(articles: Sequence[TracedArticle], edges: Sequence[Edge]) -> list[Alike]:
    """From those that rest on the same in the same way to those that merely are of one kind."""
    uppers = {edge.upper for edge in edges}
    rests: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in edges:
        rests[edge.lower].add((edge.upper, edge.kind))
    carried = Counter(origin for one in articles for origin in one.origins)

    def kind(one: TracedArticle) -> tuple[str, ...]:
        return one.label, one.position

    def main(one: TracedArticle) -> str:
        return min(one.origins, key=lambda origin: (-carried[origin], origin), default="")

    return [
        lambda one: (kind(one), frozenset(rests[one.ref]), one.ref if one.ref in uppers else ""),
        lambda one: (kind(one), frozenset(one.origins)),
        lambda one: (kind(one), main(one)),
        kind,
    ]
