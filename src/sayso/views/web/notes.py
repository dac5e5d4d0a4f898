"""What stands beside a statement: who says it, through whom, how and when."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.domain import Link, Statement
from sayso.views.web import links, wording


@dataclass(frozen=True, slots=True)
class Who:
    """One link of a chain as it is shown; `note`: `unnamed`, a role."""

    name: str
    href: str
    named: bool
    note: str


@dataclass(frozen=True, slots=True)
class Note:
    """A statement's note. `asides`: (words, tone), tone being a class of CSS; `within`: number of
    the statement that this one lies in, 0 for none; `told`: all of it in words, for ears."""

    number: int
    id: str
    claim: str
    who: tuple[Who, ...]
    asides: tuple[tuple[str, str], ...]
    within: int
    told: str


def note(number: int, statement: Statement, numbers: dict[str, int]) -> Note:
    """The note of a statement; `numbers` are those of the article's statements by their ids."""
    who = tuple(map(_who, statement.chain)) or (_unread(statement),)
    asides = tuple(_asides(statement))
    names = ", via ".join(f"{one.name} ({one.note})" if one.note else one.name for one in who)
    return Note(
        number=number,
        id=statement.id,
        claim=links.claim(statement.id),
        who=who,
        asides=asides,
        within=numbers.get(statement.within or "", 0),
        told=", ".join([f"Statement {number}: {names}", *(words for words, _ in asides)]),
    )


def _who(link: Link) -> Who:
    href = links.outlet(link.name) if link.kind == "outlet" else links.source(link.name)
    return Who(link.name, href, link.named, wording.link_note(link))


def _unread(statement: Statement) -> Who:
    if statement.voice == "article":
        return Who(wording.OWN_VOICE, "", True, "")
    name = statement.source.text if statement.source else wording.NOBODY
    return Who(name, links.source(name) if statement.source else "", False, "")


def _asides(statement: Statement) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    if statement.first_report:
        out.append(("first with it", "first"))
    if statement.act in wording.ACTS:
        out.append((wording.ACTS[statement.act], statement.act))
    if statement.polarity == "-" and statement.act != "deny":
        out.append(("not so", "deny"))
    if statement.certainty in wording.FIRMNESS:
        out.append((wording.FIRMNESS[statement.certainty], "firm"))
    if statement.manner == "direct":
        out.append(("in quotation marks", "direct"))
    if statement.said:
        out.append((statement.said.text, "when"))
    return out
