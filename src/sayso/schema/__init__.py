"""The JSON Schema of what Sayso prints, shipped with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def reading_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one object of `sayso read --json`."""
    text = (files("sayso.schema") / "reading.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
