"""The JSON Schemas of what Sayso prints, shipped with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def reading_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one object of `sayso read --json`."""
    return _schema("reading")


def trace_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `sayso trace --json` prints."""
    return _schema("trace")


def lists_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what the commands that list something print."""
    return _schema("lists")


def _schema(name: str) -> dict[str, Any]:
    text = (files("sayso.schema") / f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
