"""Why an article rests on an origin: each reason with the passages that show it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.domain import Evidence, Origin, Span, Tie
from sayso.tracing.copies import Copy, passages, portion
from sayso.tracing.credits import home
from sayso.tracing.findings import Findings
from sayso.tracing.grounds import OWN, Voice
from sayso.tracing.origins import Ground

_PASSAGES = 4  # statements or mentions that are shown for one tie


def ties(
    found: Findings, rests: Sequence[tuple[Origin, Sequence[Ground], frozenset[int]]]
) -> tuple[Tie, ...]:
    """Copies first, then what leads to each origin, then credits that run in a circle."""
    out = [
        _copy(found, n, copy)
        for n, copy in sorted(found.copied.items())
        if found.labels[n] == "copy"
    ]
    for origin, grounds, on in rests:
        for ground in grounds:
            out += [_heard(found, v, origin) for v in ground.voices if v.article in on]
    return (*out, *_circling(found))


def _copy(found: Findings, article: int, copy: Copy) -> Tie:
    one, other = found.ref(article), found.ref(int(copy.other))
    if article in found.forced:
        return Tie("copy", one, other, "a reader says so")
    mine, theirs = passages(found.text(article), found.text(int(copy.other)))
    shown = (Evidence(one, mine), Evidence(other, theirs))
    percent = round(100 * portion(found.text(article), mine))
    return Tie("copy", one, other, f"{percent} % of its words stand there, too", shown)


def _heard(found: Findings, voice: Voice, origin: Origin) -> Tie:
    ref = found.ref(voice.article)
    if voice.credit:
        spans = voice.credit.spans[:_PASSAGES]
        return Tie("credit", ref, origin.id, f"credits {voice.name}", (Evidence(ref, spans),))
    shown = sorted(
        {
            span
            for statement in voice.statements[:_PASSAGES]
            for part in (statement.source, statement.content)
            if part
            for span in part.spans
        }
    )
    why = (
        "finds so itself" if voice.who[1] == OWN else f"cites {voice.name}{_through(found, voice)}"
    )
    return Tie("source", ref, origin.id, why, (Evidence(ref, _apart(shown)),))


def _through(found: Findings, voice: Voice) -> str:
    """The outlet through which an article hears a voice, where that is another's and not said."""
    own = home(found.carried[voice.article].reading.article)
    if not voice.relay_name or voice.relay == own or voice.relay_name in voice.name:
        return ""
    return f" through {voice.relay_name}"


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap as one."""
    out: list[Span] = []
    for span in spans:
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _circling(found: Findings) -> list[Tie]:
    out = []
    for key in sorted(found.lineage.circular):
        for article in found.lineage.articles[key]:
            for credit in found.given[article]:
                for other in found.lineage.articles.get(credit.named.key, ()):
                    if credit.named.key in found.lineage.circular and other != article:
                        one = found.ref(article)
                        why = f"credits {credit.named.name}, which credits it in turn: a circle"
                        evidence = (Evidence(one, credit.spans[:_PASSAGES]),)
                        out.append(Tie("credit", one, found.ref(other), why, evidence))
    return out
