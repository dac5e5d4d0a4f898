"""`sayso schema`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.schema import lists_schema, reading_schema, trace_schema

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "schema"),
    [
        ([], reading_schema()),
        (["reading"], reading_schema()),
        (["trace"], trace_schema()),
        (["lists"], lists_schema()),
    ],
    ids=str,
)
def test_each_output_has_one(run: Run, words: list[str], schema: dict[str, Any]) -> None:
    done = run("schema", *words)
    assert (done.code, done.err, done.record) == (0, "", schema)


def test_another_is_refused(run: Run) -> None:
    done = run("schema", "weather")
    assert (done.code, done.out) == (2, "")
    assert "lists" in done.err
