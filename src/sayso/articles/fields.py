"""`--fields text=body,published=date`: which field of somebody's JSON is which of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from sayso.articles.foreign import Parts, at_path, foreign_article
from sayso.domain import Article
from sayso.errors import ArticleError, UsageError

OURS = ("text", "title", "outlet", "byline", "published", "url", "language", "id")
_HOW = "write it as text=body,published=date,outlet=source,url=link"


@dataclass(frozen=True, slots=True)
class Fields:
    """Our fields and theirs. `id` names the record in the article's `ref`."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """The mapping that the user wrote; UsageError if it is none or has no text."""
        pairs = tuple(_pair(part) for part in text.split(",") if part.strip())
        ours = [name for name, _ in pairs]
        if len(set(ours)) < len(ours):
            raise UsageError(f"--fields gives {max(ours, key=ours.count)} twice")
        if "text" not in ours:
            raise UsageError(f"--fields has no text: {_HOW}")
        return cls(pairs)

    def article(self, ref: str, place: str, record: dict[str, Any]) -> Article:
        """The article in a record of the collection `place`; ArticleError if there is none."""
        found = {ours: _value(record, theirs) for ours, theirs in self.pairs}
        number = found.pop("id", None)
        if isinstance(number, str | int) and str(number).strip():
            ref = f"{place}#{str(number).strip()[:200]}"
        if found["text"] is None:
            theirs = dict(self.pairs)["text"]
            raise ArticleError(ref, f"it has no field {theirs!r}", f"see --fields: {_HOW}")
        return foreign_article(ref, Parts(**found))


def _pair(part: str) -> tuple[str, str]:
    ours, equals, theirs = (piece.strip() for piece in part.partition("="))
    if not equals or not theirs or ours not in OURS:
        shown = ascii(part.strip()[:60])
        raise UsageError(f"--fields {shown}: {_HOW}; ours are {', '.join(OURS)}")
    return ours, theirs


def _value(record: dict[str, Any], theirs: str) -> object:
    """The value of a field; a dot leads into an object where no field has it in its name."""
    if theirs in record:
        return record[theirs]
    return at_path(record, theirs.split("."))
