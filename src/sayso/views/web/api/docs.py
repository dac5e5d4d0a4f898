"""The docs page: what OpenAPI says, for people, made here (the usual ones load from elsewhere)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sayso.views.web.templating import page

router = APIRouter(include_in_schema=False)
_NO_SCHEMA = "JSON"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an address takes. `kind`: its type in words; `about` may be empty."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked. `fields`: of the JSON that it is sent; `takes`: all that it can
    be sent; `gives`: names of schemas."""

    id: str
    method: str
    path: str
    about: str
    parameters: tuple[Parameter, ...]
    fields: tuple[Parameter, ...]
    takes: tuple[str, ...]
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApiPage:
    """What `api.html` shows: `reading` and `writing` apart; `example`: an address to begin with."""

    reading: tuple[Operation, ...]
    writing: tuple[Operation, ...]
    example: str


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """The page."""
    made = request.app.openapi()
    every = tuple(_operations(made))
    return page(
        request,
        "api.html",
        ApiPage(
            reading=tuple(one for one in every if one.method == "GET"),
            writing=tuple(one for one in every if one.method != "GET"),
            example=f"{request.url.scheme}://{request.url.netloc}/api/claims?limit=3",
        ),
    )


def _operations(made: dict[str, Any]) -> Iterator[Operation]:
    for path, operations in made["paths"].items():
        for method, one in operations.items():
            yield Operation(
                id=one["operationId"],
                method=method.upper(),
                path=f"/api{path}",
                about=_plain(one.get("description", one.get("summary", ""))),
                parameters=tuple(map(_parameter, one.get("parameters", ()))),
                fields=tuple(_fields(one, made["components"]["schemas"])),
                takes=tuple(one.get("requestBody", {}).get("content", {})),
                gives=tuple(_gives(one["responses"])),
            )


def _parameter(one: dict[str, Any]) -> Parameter:
    about = _plain(one.get("description", ""))
    return Parameter(one["name"], _kind(one["schema"]), one.get("required", False), about)


def _fields(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Parameter]:
    """The fields of the JSON object that an operation is sent, if it is sent one."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema = schemas.get(_kind(content.get("schema", {})), {})
    for name, field in schema.get("properties", {}).items():
        required = name in schema.get("required", ())
        yield Parameter(name, _kind(field), required, _plain(field.get("description", "")))


def _plain(text: str) -> str:
    """A description without its marks for code, in one line."""
    return " ".join(text.replace("`", "").split())


def _kind(schema: dict[str, Any]) -> str:
    """A type in words: `one of deny, state`, `date`, `integer`."""
    if "anyOf" in schema:
        kinds = [_kind(part) for part in schema["anyOf"] if part.get("type") != "null"]
        return " or ".join(kinds)
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    return str(schema.get("format", schema.get("type", _NO_SCHEMA)))


def _gives(responses: dict[str, Any]) -> Iterator[str]:
    for status, response in responses.items():
        if status.startswith("2"):
            for content in response.get("content", {}).values():
                yield f"{status} {_kind(content.get('schema', {}))}"


__all__ = ["ApiPage", "Operation", "Parameter", "router"]
