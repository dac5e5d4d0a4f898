"""The schema accepts what the contract says, and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from sayso.schema import reading_schema

SCHEMA = reading_schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)
Path = tuple[str | int, ...]

READING: dict[str, Any] = {
    "schema": "sayso/1",
    "article": {
        "id": "0" * 32,
        "ref": "rain.txt",
        "text": "Rain fell, Ana Ruiz told Northwire on Monday. It was cold.",
        "title": "Rain",
        "outlet": "Velm Courier",
        "byline": ["Ilse Marchetti"],
        "published": "2026-03-03",
        "url": "https://courier.example/rain",
        "language": "en",
        "credits": [{"outlet": "Northwire", "spans": [[25, 34]]}],
    },
    "statements": [
        {
            "id": "1" * 32,
            "voice": "source",
            "source": {"text": "Ana Ruiz", "spans": [[11, 19]]},
            "cue": {"text": "told", "spans": [[20, 24]]},
            "content": {"text": "Rain fell", "spans": [[0, 9]]},
            "chain": [
                {
                    "name": "Ana Ruiz",
                    "kind": "person",
                    "named": True,
                    "role": None,
                    "affiliation": None,
                }
            ],
            "act": "state",
            "polarity": "+",
            "certainty": "certain",
            "manner": "indirect",
            "first_report": False,
            "said": {
                "text": "on Monday",
                "spans": [[35, 44]],
                "from": "2026-03-02",
                "to": "2026-03-02",
            },
            "times": [
                {"text": "on Monday", "spans": [[35, 44]], "from": None, "to": "2026-03-02T10:00Z"}
            ],
            "within": "2" * 32,
            "score": 0.93,
        },
        {
            "id": "3" * 32,
            "voice": "article",
            "source": None,
            "cue": None,
            "content": {"text": "It was cold.", "spans": [[46, 58]]},
            "chain": [],
            "act": "state",
            "polarity": "+",
            "certainty": None,
            "manner": None,
            "first_report": False,
            "said": None,
            "times": [],
            "within": None,
            "score": 1,
        },
    ],
}


def changed(path: Path, value: Any) -> dict[str, Any]:
    """The reading with another value at a place."""
    made = copy.deepcopy(READING)
    parent: Any = made
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = value
    return made


def objects(node: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every object of a record with its place."""
    if isinstance(node, dict):
        yield path, node
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in items if isinstance(node, dict | list) else ():
        if isinstance(value, dict | list):
            yield from objects(value, (*path, key))


EVERY_OBJECT = [path for path, _ in objects(READING)]
EVERY_KEY = [(*path, key) for path, node in objects(READING) for key in node]


def test_the_schema_is_one_of_draft_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_it_takes_a_reading() -> None:
    CHECK.validate(READING)
    CHECK.validate({**READING, "statements": []})


@pytest.mark.parametrize("path", EVERY_KEY, ids=str)
def test_every_key_is_required(path: Path) -> None:
    made = copy.deepcopy(READING)
    parent: Any = made
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    assert not CHECK.is_valid(made)


@pytest.mark.parametrize("path", EVERY_OBJECT, ids=str)
def test_no_other_key_is_allowed(path: Path) -> None:
    assert not CHECK.is_valid(changed((*path, "extra"), None))


ONE: Path = ("statements", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "sayso/2"),
        (("statements",), {}),
        (("article", "id"), "0" * 31),
        (("article", "id"), "G" * 32),
        (("article", "text"), None),
        (("article", "byline"), "Ilse Marchetti"),
        (("article", "published"), "yesterday"),
        (("article", "published"), "2026-3-3"),
        (("article", "published"), "3 March 2026"),
        (("article", "language"), "English"),
        (("article", "credits", 0, "spans"), []),
        ((*ONE, "voice"), "writer"),
        ((*ONE, "act"), "claim"),
        ((*ONE, "polarity"), "yes"),
        ((*ONE, "certainty"), "sure"),
        ((*ONE, "manner"), "quoted"),
        ((*ONE, "chain", 0, "kind"), "party"),
        ((*ONE, "chain", 0, "name"), ""),
        ((*ONE, "chain", 0, "named"), None),
        ((*ONE, "first_report"), None),
        ((*ONE, "score"), 1.01),
        ((*ONE, "score"), -0.1),
        ((*ONE, "within"), "elsewhere"),
        ((*ONE, "cue"), None),
        ((*ONE, "content"), None),
        ((*ONE, "content", "text"), ""),
        ((*ONE, "content", "spans"), []),
        ((*ONE, "content", "spans"), [[-1, 9]]),
        ((*ONE, "content", "spans"), [[0, 0]]),
        ((*ONE, "content", "spans"), [[0]]),
        ((*ONE, "content", "spans"), [[0, 9, 12]]),
        ((*ONE, "content", "spans"), [[0.5, 9]]),
        ((*ONE, "content", "spans"), [0, 9]),
        ((*ONE, "said", "from"), "Monday"),
        (("statements", 1, "source"), READING["statements"][0]["source"]),
        (("statements", 1, "cue"), READING["statements"][0]["cue"]),
        (("statements", 1, "chain"), READING["statements"][0]["chain"]),
    ],
)
def test_it_refuses(path: Path, value: Any) -> None:
    assert not CHECK.is_valid(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("article", "title"), None),
        (("article", "published"), "2026-03-03T10:30"),
        (("article", "published"), "2026-03-03T10:30:00.5+01:00"),
        (("article", "published"), None),
        (("article", "text"), ""),
        ((*ONE, "source"), None),
        ((*ONE, "act"), None),
        ((*ONE, "content", "spans"), [[0, 4], [5, 9]]),
        ((*ONE, "said"), None),
        ((*ONE, "said", "to"), None),
    ],
)
def test_it_takes(path: Path, value: Any) -> None:
    CHECK.validate(changed(path, value))


def test_it_is_a_new_object_each_time() -> None:
    reading_schema()["title"] = "changed"
    assert reading_schema() == SCHEMA
    json.dumps(SCHEMA)
