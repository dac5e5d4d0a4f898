"""The words of the contract as types: frozen, slotted, standard library only.

What leaves a stage is one of these. Docs: CONTRACT in docs/json.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Voice = Literal["source", "article"]
Manner = Literal["direct", "mixed", "indirect"]
Polarity = Literal["+", "-"]
Certainty = Literal["certain", "probable", "possible", "unstated"]
Act = Literal["state", "confirm", "deny", "withhold", "think", "intend", "direct", "ask", "judge"]
Kind = Literal[
    "person", "officials", "people", "organisation", "outlet", "document", "writer", "none"
]
Position = Literal["supports", "denies", "reports"]
Label = Literal["own", "credited", "copy", "unclear"]
TieKind = Literal["copy", "credit", "source"]
CorrectionKind = Literal["not_same_claim", "copy", "source"]


class Span(NamedTuple):
    """`[start, end)` in code points of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article and where they stand; `text` joins its fragments by a space."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, spans: Iterable[tuple[int, int]]) -> Passage:
        """The passage of an article's `text` at `spans`."""
        where = tuple(Span(*span) for span in spans)
        return cls(" ".join(text[start:end] for start, end in where), where)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression, resolved to an inclusive interval of ISO dates (or date-times).

    One end is None where the text leaves it open ("since Sunday").
    """

    text: str
    spans: tuple[Span, ...]
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: who a statement comes from or passed through."""

    name: str
    kind: Kind
    named: bool
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that an article names as where it has something from."""

    outlet: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One document as it was published. `ref`: the path or address that it came from;
    `published`: ISO date or date-time; `language`: ISO 639-1 code."""

    ref: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    credits: tuple[Credit, ...] = ()

    @property
    def id(self) -> str:
        """Hash of text, outlet, canonical URL and date of publication."""
        day = (self.published or "")[:10]
        return content_hash("article", self.text, self.outlet or "", self.url or "", day)


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution with its meaning. Fields not known yet are None or empty."""

    article_id: str
    voice: Voice
    content: Passage
    source: Passage | None = None
    cue: Passage | None = None
    chain: tuple[Link, ...] = ()
    act: Act | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    manner: Manner | None = None
    first_report: bool = False
    said: Moment | None = None
    times: tuple[Moment, ...] = ()
    within: str | None = None
    score: float = 1.0

    @property
    def id(self) -> str:
        """Hash of article id, voice and spans."""
        spans = [
            ",".join(f"{start}-{end}" for start, end in part.spans) if part else ""
            for part in (self.source, self.cue, self.content)
        ]
        return content_hash("statement", self.article_id, self.voice, *spans)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one article: the statements in the order of the text.

    `notes` say what a reader of the result should know (another language, say).
    """

    article: Article
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a reason can be pointed at: spans of the text of the article `ref`."""

    ref: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why an article rests on an origin: a copy, a credit, or a primary source it shares.

    `start` is the article's ref; `to` the ref of the article copied, or the id of an origin.
    """

    kind: TieKind
    start: str
    to: str
    why: str
    passages: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Whoever first put a claim, or its denial, on record.

    `via`: relays of an unnamed or unpublished origin; `of_itself`: a party speaking of itself;
    `first`: ISO date of the earliest article that rests on it; `articles`: their refs.
    """

    id: str
    name: str
    kind: Kind
    named: bool
    position: Position
    via: tuple[str, ...] = ()
    of_itself: bool = False
    first: str | None = None
    articles: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class TracedArticle:
    """What one article's account of a claim rests on. `origins` are ids; `statements`, too."""

    ref: str
    id: str
    label: Label
    position: Position
    outlet: str | None = None
    published: str | None = None
    copy_of: str | None = None
    credits: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a claim on a day: a first report, a denial …"""

    when: str
    what: str
    by: str
    ref: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Voiced:
    """Who took a stand on a claim, in which statement (its id)."""

    name: str
    statement: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Who confirmed a claim, denied it or would not say; how many origins are named."""

    confirmed_by: tuple[Voiced, ...] = ()
    denied_by: tuple[Voiced, ...] = ()
    withheld_by: tuple[Voiced, ...] = ()
    named_origins: int = 0
    unnamed_origins: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many carry a claim. `origins` counts all that are independent, `supporting` and
    `denying` tell them apart; `unknown`: articles of unknown lineage, never counted as origins."""

    articles: int = 0
    outlets: int = 0
    origins: int = 0
    supporting: int = 0
    denying: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """A claim, followed home."""

    claim: str
    counts: Counts
    origins: tuple[Origin, ...] = ()
    articles: tuple[TracedArticle, ...] = ()
    ties: tuple[Tie, ...] = ()
    timeline: tuple[Event, ...] = ()
    standing: Standing = field(default_factory=Standing)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader says against a trace: dated, with a name, withdrawn but never erased.

    `not_same_claim`: statement `subject` is not about claim `target`; `copy`: article `subject`
    copies article `target`; `source`: the source of statement `subject` is `target` (a name).
    Subjects are ids. `at`, `withdrawn`: ISO date-times, UTC.
    """

    kind: CorrectionKind
    subject: str
    target: str
    by: str
    at: str
    note: str = ""
    withdrawn: str | None = None

    @property
    def id(self) -> str:
        """Hash of what is said, by whom and when; a withdrawal leaves it as it is."""
        return content_hash("correction", self.kind, self.subject, self.target, self.by, self.at)


def content_hash(*parts: str) -> str:
    """Hash (128 bits, hexadecimal) of a sequence of texts; no two sequences run together."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


__all__ = [
    "Act", "Article", "Certainty", "Correction", "CorrectionKind", "Counts", "Credit", "Event",
    "Evidence", "Kind", "Label", "Link", "Manner", "Moment", "Origin", "Passage", "Polarity",
    "Position", "Reading", "Span", "Standing", "Statement", "Tie", "TieKind", "Trace",
    "TracedArticle", "Voice", "Voiced", "content_hash",
]  # fmt: skip
