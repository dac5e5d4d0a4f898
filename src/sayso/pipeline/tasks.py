"""What a reading process is told, and what it answers: plain values that travel through a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sayso.articles import Loading, Raw
from sayso.domain import Reading
from sayso.errors import ArticleError


@dataclass(frozen=True, slots=True)
class Orders:
    """What every reading process needs to know. `weights`: the reader's, None for the shipped."""

    loading: Loading
    weights: Path | None = None


@dataclass(frozen=True, slots=True)
class Make:
    """Make the article of what was found, keep it, and say which one it is (`Made`)."""

    number: int
    raw: Raw


@dataclass(frozen=True, slots=True)
class Read:
    """Read the article that was made (`Done`)."""

    number: int


@dataclass(frozen=True, slots=True)
class Drop:
    """Forget the article that was made: it is kept already. No answer."""

    number: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The reader is loaded; this is its version."""

    version: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The reader can't be loaded."""

    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """The article was made; this is its id, and its ref in the end."""

    number: int
    article_id: str
    ref: str


@dataclass(frozen=True, slots=True)
class Done:
    """The article was read, or can't be."""

    number: int
    result: Reading | ArticleError


Task = Make | Read | Drop
Answer = Ready | Broken | Made | Done
