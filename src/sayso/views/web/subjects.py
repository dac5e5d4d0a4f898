"""What a claim page is about, and the addresses below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from sayso.errors import UsageError


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim by its id (or that of a statement), or in plain words; how it stood `until` a day."""

    words: str = ""
    id: str = ""
    until: str = ""

    @property
    def asked(self) -> str:
        """What the tracer is asked."""
        return self.id or self.words

    def checked(self) -> Subject:
        """This very subject; UsageError if its day is none."""
        if self.until:
            try:
                date.fromisoformat(self.until)
            except ValueError as error:
                raise UsageError("until is no date: write 2026-03-04") from error
        return self

    def href(self, below: str = "", **more: str) -> str:
        """The page's address, or that of something below it."""
        path = f"/claims/{self.id}" if self.id else "/trace"
        query = {} if self.id else {"claim": self.words.encode("utf-8", "replace")}
        asked = {**query, **({"until": self.until} if self.until else {}), **more}
        return path + below + (f"?{urlencode(asked)}" if asked else "")
