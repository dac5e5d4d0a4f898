"""Who speaks in a clause, where its words show it and the network left it open.

what the author called a “reckless plan”           → the author
Cole shared a Courier column calling it “reckless” → the column, which Cole only passed on
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.attributions import Attribution
from sayso.reading.lexicon import nouns

_SUBJECT = re.compile(
    r"\b(?:what|which|whom|as|where)\s+"
    r"((?:the|a|an|his|her|their|its|my|our|one|some|many)\s+(?:[\w’'.-]+\s+){0,3}[\w’'.-]+"
    r"|(?:[^\W\d_a-z][\w’'.-]+\s?){1,4}|he|she|they|we|I)\s*$"
)
_REACH = 90  # characters before a cue in which its subject may begin
_LONGEST = 300  # characters of a cue that is looked into
_PASSED_ON = re.compile(
    r"\b(?:shared|shares|sharing|retweeted|retweeting|reposted|circulated|forwarded)\b.*?\s"
    r"(?P<source>(?:an?|the|another)\s.+?)\s(?P<cue>[a-z]{3,}ing)\Z",
    re.DOTALL,
)


def sourced(text: str, attribution: Attribution) -> Attribution:
    """The attribution with the source that its clause names."""
    if not attribution.source:
        return _subject(text, attribution)
    return _passed_on(text, attribution)


def _subject(text: str, attribution: Attribution) -> Attribution:
    """With the noun phrase between a relative word and the cue as its source."""
    start = attribution.cue[0][0]
    found = _SUBJECT.search(text, max(0, start - _REACH), start)
    if found is None:
        return attribution
    span = found.start(1), found.end(1) - (len(found[1]) - len(found[1].rstrip()))
    last = found[1].split()[-1]
    known = last.lower() in nouns() or last[:1].isupper() or found[1] in ("he", "she", "they", "we")
    taken = any(a < span[1] and span[0] < b for a, b in attribution.content)
    return replace(attribution, source=(span,)) if known and not taken else attribution


def _passed_on(text: str, attribution: Attribution) -> Attribution:
    """With what somebody shares as its source: who shares it does not say what it says."""
    start, end = attribution.cue[0]
    if len(attribution.cue) != 1 or end - start > _LONGEST:
        return attribution
    found = _PASSED_ON.search(text[start:end])
    if found is None:
        return attribution
    source, cue = found.span("source"), found.span("cue")
    return replace(
        attribution,
        source=((start + source[0], start + source[1]),),
        cue=((start + cue[0], start + cue[1]),),
    )
