"""The stage as one object: articles in, readings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Self

from sayso.domain import Article, Reading, Statement
from sayso.reading.attributions import Attribution, Decoding, decode
from sayso.reading.layouts import from_layout
from sayso.reading.model import WEIGHTS, Model, Running
from sayso.reading.nesting import nested
from sayso.reading.statements import statements
from sayso.version import VERSION

FILES = ("reader.onnx", "tokenizer.json")  # what the weights consist of
LANGUAGES = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads statements out of articles.

    >>> from sayso import Article, Reader
    >>> reader = Reader.load()
    >>> reading = reader.read(Article(ref="note", text='"We will rebuild," the mayor said.'))
    >>> reading.statements[0].source.text
    'the mayor'
    """

    model: Model
    decoding: Decoding = field(default_factory=Decoding)
    weights: Path = WEIGHTS

    @classmethod
    def load(cls, weights: Path = WEIGHTS, running: Running | None = None) -> Self:
        """A reader with the shipped weights; ModelError if they are missing or damaged."""
        return cls(Model.load(weights, running), weights=weights)

    @property
    def version(self) -> str:
        """Which reader made a reading, by its release and its weights: "0.1.0+5f3a9c0d2b1e"."""
        return _version(self.weights)

    def read(self, article: Article) -> Reading:
        """The statements of one article, in the order of their cues."""
        return next(self.read_all([article]))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Readings in the order given, one by one as they are done."""
        for article in articles:
            if article.language is not None and article.language not in LANGUAGES:
                note = f"written in another language ({article.language}): Sayso reads English"
                yield Reading(article, (), (note,))
            else:
                yield Reading(article, self._statements(article))

    def _statements(self, article: Article) -> tuple[Statement, ...]:
        outermost = self._attributions(article.text)
        outermost += from_layout(article.text, outermost)
        return statements(article, nested(article.text, outermost, self._attributions))

    def _attributions(self, text: str) -> list[Attribution]:
        pieces = self.model.pieces(text)
        looks = self.model.looks(pieces)
        return decode(text, pieces, looks, self.model.moves, self.decoding)


@cache
def _version(weights: Path) -> str:
    digest = blake2b(digest_size=6)
    for name in FILES:
        digest.update((weights / name).read_bytes())
    return f"{VERSION}+{digest.hexdigest()}"
