"""Claims and corrections as a person sees them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from sayso.domain import Correction, CorrectionKind, Voiced
from sayso.ledger.rows import Claim
from sayso.views.gist import count
from sayso.views.marks import safe
from sayso.views.terminal.reading import STYLES
from sayso.views.terminal.tables import SHORT_ID, UNNAMED, WIDEST, brief, day, short

_NAMED = 3  # people named in a line; the others are counted
_SAID: dict[CorrectionKind, str] = {
    "not_same_claim": "is not about",
    "copy": "copies",
    "source": "was said by",
}


def show_claims(console: Console, rows: Sequence[Claim]) -> None:
    """The claim, and below it how it stands; supporting and denying origins always apart."""
    width = min(console.width, WIDEST)
    for place, row in enumerate(rows):
        if place:
            console.print()
        console.print(Text(short(row.text), "bold"), width=width)
        lines = Group(_standing(row), *_voices(row), _when(row))
        console.print(Padding(lines, (0, 0, 0, 2)), width=width)


def show_corrections(console: Console, rows: Sequence[Correction]) -> None:
    """What is said, who said it when, why, and whether it was taken back."""
    width = min(console.width, WIDEST)
    for row in rows:
        line = Text(f"{safe(row.subject[:SHORT_ID])} ", "bold").append(_SAID[row.kind], "not bold")
        target = safe(row.target[:SHORT_ID]) if row.kind == "copy" else f"“{short(row.target)}”"
        line.append(f" {target}")
        facts = [brief(row.by), day(row.at), row.id[:SHORT_ID]]
        if row.note:
            facts.insert(0, short(row.note))
        if row.withdrawn:
            facts.append(f"withdrawn {day(row.withdrawn)}")
        below = Text(" · ".join(facts), "dim")
        console.print(Group(line, Padding(below, (0, 0, 0, 2))), width=width)


def _standing(row: Claim) -> Text:
    """`9 articles, 7 outlets; 2 origins say so, 1 denies it`."""
    counts = row.counts
    line = Text(count(counts.articles, "article"))
    if counts.outlets:
        line.append(", ").append(count(counts.outlets, "outlet"))
    say = "says" if counts.supporting == 1 else "say"
    if counts.supporting:
        said = f"{count(counts.supporting, 'origin')} {say} so"
        line.append("; ").append(said, "bold green")
    else:
        line.append("; ").append("no origin says so", "dim")
    if counts.denying:
        line.append(", ").append(
            f"{counts.denying:,} {'denies' if counts.denying == 1 else 'deny'} it", "bold red"
        )
    if row.standing.unnamed_origins:
        line.append(f", {row.standing.unnamed_origins:,} unnamed", UNNAMED)
    return line


def _voices(row: Claim) -> Iterable[Text]:
    standing = row.standing
    for voices, did in (
        (standing.confirmed_by, "✓ confirmed by"),
        (standing.denied_by, "✗ denied by"),
        (standing.withheld_by, "∅ not confirmed by"),
    ):
        if voices:
            yield Text(f"{did} ", "dim").append(_names(voices), STYLES["source"])


def _names(voices: Sequence[Voiced]) -> str:
    names = list(dict.fromkeys(brief(voice.name) for voice in voices))
    more = [f"{len(names) - _NAMED:,} more"] if len(names) > _NAMED else []
    return ", ".join([*names[:_NAMED], *more])


def _when(row: Claim) -> Text:
    days = [day(each) for each in dict.fromkeys((row.first, row.last)) if each] or [day(None)]
    return Text(" · ".join([" to ".join(days), row.id[:SHORT_ID]]), "dim")


__all__ = ["show_claims", "show_corrections"]
