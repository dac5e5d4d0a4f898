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


def content_hash(*parts: str) -> str:
    """Hash (128 bits, hexadecimal) of a sequence of texts; no two sequences run together."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


__all__ = [
    "Act", "Article", "Certainty", "Credit", "Kind", "Link", "Manner", "Moment", "Passage",
    "Polarity", "Reading", "Span", "Statement", "Voice", "content_hash",
]  # fmt: skip
