"""How a claim stands: who confirmed, denied or would not say, and what happened when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.domain import Counts, Event, Origin, Standing, Statement, TracedArticle, Voiced
from sayso.outlets.names import fold, tidy
from sayso.tracing.carried import Carried
from sayso.tracing.senses import words_of
from sayso.tracing.setting import Setting, closeness
from sayso.tracing.stances import refutes

_ABOUT = 0.3  # of the claim's words: from there on a statement speaks of the claim
_TAKING_BACK = ("state", "confirm", "deny")


def until(carried: Sequence[Carried], day: str) -> tuple[Carried, ...]:
    """What was published by a day (ISO date); articles without a date are left out."""
    return tuple(
        one
        for one in carried
        if one.reading.article.published and one.reading.article.published[:10] <= day[:10]
    )


def standing(carried: Sequence[Carried], origins: Sequence[Origin], setting: Setting) -> Standing:
    """Who took which stand, each once, in the order of the articles."""
    stands = [
        (statement, _name(statement), stand)
        for n, one in enumerate(carried)
        for statement in one.reading.statements
        if (stand := taken(n, statement, setting))
    ]

    def by(wanted: str) -> tuple[Voiced, ...]:
        first: dict[str, Voiced] = {}
        for statement, name, stand in stands:
            if stand == wanted:
                first.setdefault(name.casefold(), Voiced(name, statement.id))
        return tuple(first.values())

    named = sum(origin.named for origin in origins)
    return Standing(by("confirms"), by("denies"), by("withholds"), named, len(origins) - named)


def taken(article: int, statement: Statement, setting: Setting) -> str:
    """What somebody does with the claim: confirms, denies, withholds, withdraws; else nothing."""
    if not statement.chain or statement.chain[0].kind in ("none", "writer"):
        return ""
    agreed = {part.statement.id: part.position for part in setting.carried[article].agreed}
    if statement.id not in agreed and closeness(article, statement, setting) < _ABOUT:
        return ""
    if statement.act == "withhold":
        return "withholds"
    said = fold(statement.cue.text if statement.cue else "").casefold()
    if words_of("withdrawing").search(said):
        return "withdraws"
    if statement.act in _TAKING_BACK and (
        agreed.get(statement.id) == "denies" or refutes(statement) == 1
    ):
        return "denies"
    return "confirms" if statement.act == "confirm" else ""


def timeline(
    carried: Sequence[Carried], starts: Sequence[Event], setting: Setting
) -> tuple[Event, ...]:
    """What happened to the claim, oldest first; what has no date is left out.

    `starts`: for each origin its first article. The very first is marked as such, which it is
    among these articles.
    """
    events = [
        event
        for n, one in enumerate(carried)
        for statement in one.reading.statements
        if (stand := taken(n, statement, setting))
        for event in _stood(one, statement, stand)
    ]
    begun = sorted(starts, key=lambda event: event.when)
    begun = [replace(event, what="first report") for event in begun[:1]] + begun[1:]
    seen: dict[tuple[str, str], Event] = {}
    stood = {(event.when[:10], event.by.casefold()) for event in events}
    begun = begun[:1] + [e for e in begun[1:] if (e.when[:10], e.by.casefold()) not in stood]
    for event in sorted((*begun, *events), key=_order):
        seen.setdefault((event.what, event.by.casefold()), event)
    return tuple(seen.values())


def started(origin: Origin, when: str, ref: str, statement: str | None) -> Event:
    """The first time that an origin is heard of."""
    return Event(when, "further origin", origin.name, ref, statement)


def counts(articles: Sequence[TracedArticle], origins: Sequence[Origin], unknown: int) -> Counts:
    """The numbers: origins that report without taking sides count in neither direction."""
    return Counts(
        articles=len(articles),
        outlets=len({article.outlet for article in articles if article.outlet}),
        origins=len(origins),
        supporting=sum(origin.position == "supports" for origin in origins),
        denying=sum(origin.position == "denies" for origin in origins),
        unknown=unknown,
    )


_STOOD = {
    "confirms": "confirmation",
    "denies": "denial",
    "withholds": "refusal",
    "withdraws": "withdrawal",
}


def _stood(one: Carried, statement: Statement, stand: str) -> list[Event]:
    article = one.reading.article
    said = statement.said.start or statement.said.end if statement.said else None
    when = said or article.published
    if not when:
        return []
    return [Event(when, _STOOD[stand], _name(statement), article.ref, statement.id)]


def _name(statement: Statement) -> str:
    name = statement.chain[0].name
    return tidy(name) or name


def _order(event: Event) -> tuple[str, bool, str, str, str]:
    return event.when, event.what != "first report", event.what, event.by, event.ref
