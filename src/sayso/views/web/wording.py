"""How things are put into words on a page. Never a verdict: only who says what, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sayso.domain import Act, Certainty, Label, Link, Origin, Position, TieKind

NOBODY = "nobody named"
OWN_VOICE = "in the article’s own voice"
# Statements as such, and what only the cue says, need no label.
ACTS: dict[Act, str] = {
    "confirm": "confirms", "deny": "denies", "withhold": "will not say", "think": "thinks",
    "intend": "intends", "direct": "demands", "ask": "asks", "judge": "judges",
}  # fmt: skip
FIRMNESS: dict[Certainty, str] = {"probable": "likely", "possible": "possibly"}
LABELS: dict[Label, str] = {
    "own": "gathered itself",
    "credited": "credits another outlet",
    "copy": "copies another text",
    "unclear": "lineage unknown",
}
POSITIONS: dict[Position, str] = {
    "supports": "says so", "denies": "denies it", "reports": "passes it on"
}  # fmt: skip
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def day(iso: str | None) -> str:
    """`2 March 2026` of an ISO date or date-time; what is none comes back as it is."""
    if not iso:
        return ""
    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def short_day(iso: str | None) -> str:
    """`2 Mar`; empty where there is no date."""
    words = day(iso).split()
    return f"{words[0]} {words[1][:3]}" if len(words) == 3 else ""


def day_range(first: str, last: str) -> str:
    """`2–13 Mar`, `30 Mar–2 Apr`, `2 Mar`."""
    start, end = short_day(first) or first, short_day(last) or last
    if start == end:
        return start
    if start.split()[-1] == end.split()[-1]:
        start = start.split()[0]
    return f"{start}–{end}"


def share(part: float) -> str:
    """`7 %`; what is there but rounds to nothing is `< 1 %`."""
    return "< 1 %" if 0 < part < 0.005 else f"{part:.0%}".replace("%", " %")


def shortened(text: str, most: int) -> str:
    """One line of at most `most` characters."""
    flat = " ".join(text[: most * 8].split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def rests(kinds: Sequence[TieKind]) -> str:
    """What an article does that is tied to something in these ways."""
    if "copy" in kinds:
        return "copies"
    return "credits" if all(kind == "credit" for kind in kinds) and kinds else "rests on"


def last_part(ref: str) -> str:
    """What an article without a title is called: the end of where it came from."""
    return ref.rstrip("/").rpartition("/")[2] or ref or "untitled"


def opening(text: str) -> str:
    """The first words of a text that has no title, in quotation marks."""
    words = shortened(text.lstrip("# "), 56)
    return f"“{words}”" if words else ""


def link_note(link: Link) -> str:
    """What is added behind a name: `unnamed`, its role, where it belongs."""
    unnamed = not link.named and link.kind not in {"writer", "document"}
    facts = ["unnamed" if unnamed else "", link.role or "", link.affiliation or ""]
    return ", ".join(fact for fact in facts if fact and fact.casefold() not in link.name.casefold())


def origin_name(origin: Origin) -> str:
    """`US officials via The Wall Street Journal`."""
    return origin.name + (f" via {' and '.join(origin.via)}" if origin.via else "")
