"""What the API says of itself: OpenAPI, with the JSON Schemas that ship with the package in it."""

from __future__ import annotations

import json
from typing import Any, Final

from sayso.schema import lists_schema, reading_schema, trace_schema
from sayso.views.web.api.bodies import Given

Json = dict[str, Any]
_LISTS: Final = {
    "article list": "article", "statement list": "found", "source list": "source",
    "claim list": "claim", "version list": "version", "correction list": "correction",
}  # fmt: skip
_PROBLEM: Final[Json] = {
    "type": "object",
    "description": "What is wrong (RFC 9457).",
    "additionalProperties": False,
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what was tried, on what, and what to do"},
    },
}
_STEP: Final[Json] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["ref", "fate", "statements", "problem", "article"],
    "properties": {
        "ref": {"type": "string"},
        "fate": {"enum": ["added", "reread", "known", "failed"]},
        "statements": {"type": "integer", "minimum": 0},
        "problem": {"type": ["string", "null"]},
        "article": {"type": ["string", "null"], "description": "its id"},
    },
}
_ADDING: Final[Json] = {
    "type": "object",
    "description": "How far something is that is being added; `more`: steps before these.",
    "additionalProperties": False,
    "required": ["schema", "id", "done", "problem", "steps", "more"],
    "properties": {
        "schema": {"const": "sayso/1"},
        "id": {"type": "string"},
        "done": {"type": "boolean"},
        "problem": {"type": ["string", "null"]},
        "steps": {"type": "array", "items": _STEP},
        "more": {"type": "integer", "minimum": 0},
    },
}
_TOLD: Final = {
    "400": "What is asked for makes no sense here.",
    "401": "The server wants a token, or this is not it.",
    "403": "A write that may be a stranger’s.",
    "413": "Too much at once.",
    "415": "Nothing is known of that content type.",
    "421": "The server does not go by the name under which it was asked.",
    "422": "A parameter is missing, or not what it should be.",
    "429": "Too often.",
    "503": "The ledger or the reader can’t be used now.",
}


def answers(name: str, *, missing: bool = False, status: int = 200) -> dict[int | str, Json]:
    """FastAPI's `responses` for an object of the contract."""
    schema = {"$ref": f"#/components/schemas/{_called(name)}"}
    told: dict[int | str, Json] = {
        status: {
            "description": name.capitalize(),
            "content": {"application/json": {"schema": schema}},
        }
    }
    if missing:
        told[404] = _problem("There is no such thing in this ledger.")
    return told


def described(made: Json) -> Json:
    """What FastAPI says of the API, with our schemas, our errors and the ways to sign in."""
    schemas = {_called(name): schema for name, schema in _objects().items()}
    kept = made.get("components", {}).get("schemas", {})
    for own in ("HTTPValidationError", "ValidationError"):
        kept.pop(own, None)
    schemas |= kept | {"Problem": _PROBLEM}
    made["components"] = {
        "schemas": dict(sorted(schemas.items())),
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    }
    made["security"] = [{"token": []}, {}]
    for operations in made["paths"].values():
        for method, operation in operations.items():
            operation["responses"] |= _refusals(method)
    return made


def _refusals(method: str) -> Json:
    writes = {"403", "413", "415"} if method != "get" else set()
    told = (set(_TOLD) - {"403", "413", "415"}) | writes
    return {status: _problem(_TOLD[status]) for status in sorted(told)}


def _problem(told: str) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": told, "content": {"application/problem+json": {"schema": schema}}}


def _objects() -> dict[str, Json]:
    """Every schema of the contract by name; what they define goes beside them, as `of.name`."""
    out: dict[str, Json] = {"adding": _ADDING, "Given": Given.model_json_schema()}
    for name, schema in (("reading", reading_schema()), ("trace", trace_schema())):
        out |= _apart(name, schema)
    lists = lists_schema()
    parts = _apart("list", lists)
    parts.pop("list")
    out |= parts
    out["correction"] = {"$ref": f"#/components/schemas/{_called('list.correction')}"}
    for name, item in _LISTS.items():
        out[name] = {
            "type": "object",
            "additionalProperties": False,
            "required": ["schema", "items", "next"],
            "properties": {
                "schema": {"const": "sayso/1"},
                "items": {
                    "type": "array",
                    "items": {"$ref": f"#/components/schemas/{_called(f'list.{item}')}"},
                },
                "next": {"type": ["string", "null"], "description": "`after` of the next page"},
            },
        }
    return out


def _apart(name: str, schema: Json) -> dict[str, Json]:
    """A schema and its definitions as schemas of their own."""
    prefix = _called(f"{name}.")
    text = json.dumps(schema).replace('"#/$defs/', f'"#/components/schemas/{prefix}')
    moved: Json = json.loads(text)
    moved.pop("$schema", None)
    moved.pop("$id", None)
    return {f"{name}.{key}": part for key, part in moved.pop("$defs", {}).items()} | {name: moved}


def _called(name: str) -> str:
    """A name as components have it: no spaces."""
    return name.replace(" ", "_")


__all__ = ["answers", "described"]
