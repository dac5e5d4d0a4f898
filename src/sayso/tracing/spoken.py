"""What an origin is called, who relayed it, and why so: the words that people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.domain import Kind, Link, Origin
from sayso.outlets import known
from sayso.outlets.names import tidy
from sayso.tracing.grounds import OWN, POSTED, Voice
from sayso.tracing.origins import Ground
from sayso.tracing.places import keys
from sayso.tracing.setting import Setting, nearness

UNNAMED = "an account whose source no article names"
_ITSELF = 0.5  # of a name's words: from there on it is the name of whom the claim is about


def leading(grounds: Sequence[Ground], setting: Setting) -> Voice | None:
    """The voice that an origin is named after: whom most articles hear, nearest to the claim."""
    voices = [voice for ground in grounds[:1] for voice in ground.voices]
    if not voices:
        return None
    heard = Counter(_known_by(voice) for voice in voices)
    return max(
        voices,
        key=lambda voice: (
            heard[_known_by(voice)] * (0.2 + nearness(voice, setting)),
            voice.kind != "outlet",
            voice.named,
            len(voice.name),
            voice.name,
        ),
    )


def _known_by(voice: Voice) -> tuple[str, str]:
    return voice.who


def called(voice: Voice | None) -> str:
    """The name of an origin: "Axios", "US officials", "Emma Owen, Lego"."""
    if voice is None:
        return UNNAMED
    if voice.who[1] == OWN:
        return "what the articles found themselves"
    link = _fullest(voice)
    if link is None or voice.kind == "outlet":
        return (
            known().canonical(voice.name)
            if voice.credit and voice.credit.named.listed
            else voice.name
        )
    name = tidy(voice.name) or voice.name
    if voice.kind == "person" and link.affiliation and link.affiliation in (link.role or ""):
        return f"{name}, {link.affiliation}"
    return name


def relayed(grounds: Sequence[Ground], lead: Voice | None) -> tuple[str, ...]:
    """The outlets through which the articles hear an origin that is none itself."""
    if lead is None or lead.kind == "outlet":
        return ()
    names = {
        known().canonical(voice.relay_name)
        for ground in grounds[:1]
        for voice in ground.voices
        if voice.who == lead.who and voice.relay not in ("", POSTED)
    }
    return tuple(sorted(name for name in names if name not in called(lead)))


def of_itself(lead: Voice | None, setting: Setting) -> bool:
    """Whether the claim is about the origin."""
    if lead is None or lead.kind not in ("person", "organisation"):
        return False
    parts = keys(lead.name)
    return len(parts & setting.claim.keys()) >= _ITSELF * max(1, len(parts))


def kind_of(lead: Voice | None) -> Kind:
    """The kind of the voice that an origin is named after."""
    return "none" if lead is None else lead.kind


def why(origin: Origin, grounds: Sequence[Ground], resting: int, copied: int) -> str:
    """In a line, how the articles come by it: "3 articles credit Axios, 2 of them copies"."""
    hearing = min(resting, len(grounds[0].articles)) if grounds else 0
    parts = []
    if hearing and kind_is_own(grounds):
        parts.append(f"{_articles(hearing)} {'finds' if hearing == 1 else 'find'} so unaided")
    elif hearing:
        verb = "credit" if origin.kind == "outlet" else "cite"
        parts.append(f"{_articles(hearing)} {verb}{'s' if hearing == 1 else ''} {origin.name}")
    rest = resting - hearing
    if rest > 0 and hearing:
        parts.append(f"{rest} more {'tells' if rest == 1 else 'tell'} the same")
    elif rest > 0:
        parts.append(f"{_articles(rest)} {'names' if rest == 1 else 'name'} no source")
    if copied:
        parts.append(f"{copied} {'copies' if copied == 1 else 'copy'} another's text")
    return ", ".join(parts)


def kind_is_own(grounds: Sequence[Ground]) -> bool:
    """Whether the articles themselves are the source."""
    return any(voice.who[1] == OWN for ground in grounds[:1] for voice in ground.voices)


def _fullest(voice: Voice) -> Link | None:
    links = [s.chain[0] for s in voice.statements if s.chain]
    return max(
        links, key=lambda link: (bool(link.affiliation), link.name == voice.name), default=None
    )


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"
