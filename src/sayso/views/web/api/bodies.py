"""What is sent to the API, and how it answers."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from sayso.domain import CorrectionKind


class Given(BaseModel):
    """Articles to be read and kept: a text, addresses of pages or feeds, or both."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=10_000_000)] = ""
    addresses: Annotated[list[str], Field(max_length=500)] = []
    outlet: Annotated[str, Field(max_length=200, description="if the text does not say")] = ""
    published: Annotated[str, Field(max_length=40, description="ISO date, likewise")] = ""


class Correcting(BaseModel):
    """What is said against a trace: a statement (`subject`, its id) is not about a claim (`target`,
    in its words), an article copies another (ids), the source of a statement is `target`."""

    model_config = ConfigDict(extra="forbid")

    kind: CorrectionKind
    subject: Annotated[str, Field(min_length=8, max_length=4000)]
    target: Annotated[str, Field(min_length=1, max_length=4000)]
    by: Annotated[str, Field(max_length=120, description="who says so; an account's own name")] = ""
    note: Annotated[str, Field(max_length=1000)] = ""


class Answer(JSONResponse):
    """JSON as the contract has it, in ASCII: half a surrogate pair goes as its escape."""

    def render(self, content: Any) -> bytes:  # noqa: ANN401 — what JSON holds
        return json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii")


__all__ = ["Answer", "Correcting", "Given"]
