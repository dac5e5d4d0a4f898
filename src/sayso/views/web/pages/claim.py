"""A claim, followed home: the sentence that matters, the stemma, who says so, in what words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from sayso.domain import Event, Origin, Position, Reading, Tie, Trace, TracedArticle
from sayso.views.gist import Part, gist
from sayso.views.web import links, timeline, wording
from sayso.views.web.excerpts import Excerpt, of_statement
from sayso.views.web.notes import Note, note
from sayso.views.web.pages.corrections import CorrectionLine
from sayso.views.web.stemma import STACK_FROM, Graph, drawn, graph_of
from sayso.views.web.stemma.drawing import Places
from sayso.views.web.stemma.edges import pair_key
from sayso.views.web.subjects import Subject
from sayso.views.web.tracked import trace_version

_QUOTES = 3  # statements of an article that are shown at once
_SIDES: tuple[tuple[Position, str], ...] = (
    ("supports", "Say so"), ("denies", "Deny it"), ("reports", "Pass it on"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OriginShown:
    """An origin with what stands behind it; `articles`: (name, href)."""

    id: str
    name: str
    via: str
    named: bool
    of_itself: bool
    first: str
    why: str
    source: str
    articles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """The origins of one position."""

    position: Position
    heading: str
    origins: tuple[OriginShown, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement in its words and context."""

    note: Note
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article rests on something: in a line, and where both passages are shown."""

    verb: str
    on: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Account:
    """An article that carries the claim. `id`: of the element on the page; `correct`: where one
    says what is wrong in it."""

    id: str
    href: str
    name: str
    title: str
    day: str
    label: str
    position: Position
    stand: str
    rests_on: tuple[str, ...]
    reasons: tuple[Reason, ...]
    quotes: tuple[Quote, ...]
    more: int
    correct: str


@dataclass(frozen=True, slots=True)
class EventShown:
    """What happened on a day."""

    day: str
    iso: str
    what: str
    by: str
    href: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """What `claim.html` shows.

    `gist`: the sentences that matter; `stemma`, `strip`: SVG of our own making, maybe empty;
    `opened`: (words, href) to open or close the stacks; `picture`: where the stemma lies as a
    file; `until`: the day as of which it stands, ISO; `here`: the page's own address; `live`: of
    the stream that tells when it stands otherwise; `corrections`: those that bear on it.
    """

    claim: str
    gist: tuple[tuple[Part, ...], ...]
    sides: tuple[Side, ...]
    stemma: Markup
    opened: tuple[tuple[str, str], ...]
    picture: str
    strip: Markup
    events: tuple[EventShown, ...]
    accounts: tuple[Account, ...]
    until: str
    here: str
    live: str
    corrections: tuple[CorrectionLine, ...]


def claim_page(
    subject: Subject,
    trace: Trace,
    readings: Mapping[str, Reading],
    opened: Collection[str] = frozenset(),
    corrections: tuple[CorrectionLine, ...] = (),
) -> ClaimPage:
    """The page of a trace; `readings` by article id, as many as are at hand."""
    names = called(trace, readings)
    graph = graph_of(trace, names, opened)
    return ClaimPage(
        claim=trace.claim,
        gist=tuple(tuple(sentence) for sentence in gist(trace)),
        sides=tuple(_sides(trace, names)),
        stemma=stemma(subject, trace, graph) if trace.articles else Markup(""),
        opened=_openings(subject, trace, graph, opened),
        picture=subject.href(
            "/stemma.svg", **({"open": ",".join(sorted(opened))} if opened else {})
        ),
        strip=timeline.drawn(trace.articles),
        events=tuple(_event(event, trace) for event in trace.timeline),
        accounts=tuple(_account(one, subject, trace, readings, names) for one in by_date(trace)),
        until=subject.until,
        here=subject.href(),
        live=subject.href("/events", since=trace_version(trace)),
        corrections=corrections,
    )


def called(trace: Trace, readings: Mapping[str, Reading]) -> dict[str, str]:
    """What each article (by ref) and origin (by id) is called."""
    names = {}
    for one in trace.articles:
        reading = readings.get(one.id)
        title = reading.article.title if reading else None
        told = wording.opening(reading.article.text) if reading else ""
        names[one.ref] = title or one.outlet or told or wording.last_part(one.ref)
    return names | {origin.id: wording.origin_name(origin) for origin in trace.origins}


def stemma(subject: Subject, trace: Trace, graph: Graph) -> Markup:
    """The drawing, with links into the pages of a subject."""
    ids = {one.ref: one.id for one in trace.articles}

    def node_href(key: str, kind: str) -> str:
        if kind == "origin":
            return f"#{key}"
        return subject.href(open=key) + "#stemma" if kind == "stack" else f"#a{ids[key][:12]}"

    stacks = {node.key for node in graph.nodes if node.kind == "stack"}
    places = Places(
        node=lambda node: node_href(node.key, node.kind),
        edge=lambda edge: (
            subject.href(open=edge.lower) + "#stemma"
            if edge.lower in stacks
            else subject.href(f"/why/{edge.key}")
        ),
    )
    said = " ".join("".join(part.text for part in sentence) for sentence in gist(trace))
    return drawn(graph, places, f"Where “{wording.shortened(trace.claim, 120)}” comes from", said)


def by_date(trace: Trace) -> list[TracedArticle]:
    return sorted(trace.articles, key=lambda one: (one.published or "9999", one.ref))


def _openings(
    subject: Subject, trace: Trace, graph: Graph, opened: Collection[str]
) -> tuple[tuple[str, str], ...]:
    out = []
    if any(node.kind == "stack" for node in graph.nodes):
        out.append(("Open all stacks", subject.href(open="all") + "#stemma"))
    if opened and len(trace.articles) > STACK_FROM:
        out.append(("Close the stacks", subject.href() + "#stemma"))
    return tuple(out)


def _sides(trace: Trace, names: Mapping[str, str]) -> list[Side]:
    articles = {one.ref: one for one in trace.articles}
    out = []
    for position, heading in _SIDES:
        shown = tuple(
            _origin(origin, articles, names)
            for origin in trace.origins
            if origin.position == position
        )
        if shown:
            out.append(Side(position, heading, shown))
    return out


def _origin(
    origin: Origin, articles: Mapping[str, TracedArticle], names: Mapping[str, str]
) -> OriginShown:
    resting = [articles[ref] for ref in origin.articles if ref in articles]
    return OriginShown(
        id=origin.id,
        name=origin.name,
        via=" and ".join(origin.via),
        named=origin.named,
        of_itself=origin.of_itself,
        first=wording.day(origin.first),
        why=origin.why,
        source=links.outlet(origin.name) if origin.kind == "outlet" else links.source(origin.name),
        articles=tuple(
            (wording.shortened(one.outlet or names[one.ref], 60), f"#a{one.id[:12]}")
            for one in resting
        ),
    )


def _event(event: Event, trace: Trace) -> EventShown:
    ids = {one.ref: one.id for one in trace.articles}
    href = f"#a{ids[event.ref][:12]}" if event.ref in ids else ""
    return EventShown(wording.day(event.when), event.when, event.what, event.by, href)


def _account(
    one: TracedArticle,
    subject: Subject,
    trace: Trace,
    readings: Mapping[str, Reading],
    names: Mapping[str, str],
) -> Account:
    reading = readings.get(one.id)
    quotes = _quotes(reading, one.statements) if reading else ()
    more = len(set(one.statements)) - len(quotes) if quotes else 0
    title = (reading.article.title if reading else None) or ""
    return Account(
        id=f"a{one.id[:12]}",
        href=links.article(one.id),
        name=one.outlet or ("" if title else names[one.ref]),
        title=title,
        day=wording.day(one.published),
        label=wording.LABELS[one.label],
        position=one.position,
        stand=wording.POSITIONS[one.position],
        rests_on=tuple(names[o] for o in one.origins if o in names),
        reasons=tuple(_reasons(one.ref, subject, trace, names)),
        quotes=quotes,
        more=more,
        correct=subject.href(f"/correct/{one.id[:12]}") if reading else "",
    )


def _reasons(ref: str, subject: Subject, trace: Trace, names: Mapping[str, str]) -> list[Reason]:
    """A line for each thing that the article is tied to, with all that ties it."""
    outlets = {one.ref: one.outlet for one in trace.articles}
    pairs: dict[str, list[Tie]] = {}
    for tie in trace.ties:
        if tie.start == ref:
            pairs.setdefault(tie.to, []).append(tie)
    return [
        Reason(
            verb=wording.rests([tie.kind for tie in ties]),
            on=outlets.get(to) or names.get(to, to),
            why="; ".join(dict.fromkeys(tie.why for tie in ties)),
            href=subject.href(f"/why/{pair_key(ref, to)}"),
        )
        for to, ties in pairs.items()
    ]


def _quotes(reading: Reading, ids: tuple[str, ...]) -> tuple[Quote, ...]:
    """The first of these statements in the order of the text."""
    wanted = set(ids)
    found = (one for one in reading.statements if one.id in wanted)
    return tuple(
        Quote(note(place, one, {}), of_statement(reading.article.text, one))
        for place, one in enumerate(islice(found, _QUOTES), 1)
    )
