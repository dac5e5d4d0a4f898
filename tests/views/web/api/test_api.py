"""The API gives the objects of the contract, and says what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from sayso.domain import Reading
from sayso.ledger import Ledger
from sayso.records import reading_record
from sayso.schema import lists_schema, reading_schema, trace_schema
from sayso.views.web.app import create

CLAIM = "Engineers found a crack in the dam"
ASKED = [
    ("get", "/articles"), ("get", "/articles/{article_id}"),
    ("get", "/articles/{article_id}/versions"),
    ("get", "/find"), ("get", "/sources"), ("get", "/claims"), ("get", "/claims/{claim_id}"),
    ("get", "/trace"), ("get", "/corrections"), ("get", "/adding/{job_id}"),
    ("post", "/corrections"), ("post", "/corrections/{correction_id}/withdraw"),
]  # fmt: skip


@pytest.fixture
def place(story: list[Reading], tmp_path: Path) -> Path:
    where = tmp_path / "news.db"
    with Ledger.open(where) as ledger, ledger.writer() as writer:
        writer.keep_many(story, "hand/1")
    return where


@pytest.fixture
def client(place: Path) -> Iterator[TestClient]:
    with TestClient(create(str(place)), "http://localhost", follow_redirects=False) as made:
        yield made


def valid(record: Any, schema: Any) -> Any:
    jsonschema.Draft202012Validator(schema).validate(record)
    return record


def problem(answer: Any, status: int) -> str:
    """What a refusal says; it must be one, as RFC 9457 has it."""
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    told = answer.json()
    assert told["status"] == status
    assert "Traceback" not in answer.text
    return str(told["detail"])


def test_an_article_is_what_read_prints(client: TestClient, story: list[Reading]) -> None:
    for reading in story:
        told = client.get(f"/api/articles/{reading.article.id}").json()
        assert valid(told, reading_schema()) == reading_record(reading)
        assert client.get(f"/api/articles/{reading.article.id[:9]}").json() == told


def test_lists_are_those_of_the_commands(client: TestClient, story: list[Reading]) -> None:
    schema = lists_schema()
    listed = {
        path: valid(client.get(f"/api/{path}").json(), schema)["items"]
        for path in (
            "articles",
            "find?words=crack&voice=source",
            "sources?named=true",
            "claims",
            "corrections",
        )
    }
    assert {one["id"] for one in listed["articles"]} == {one.article.id for one in story}
    assert len(listed["find?words=crack&voice=source"]) == 3
    assert [one["name"] for one in listed["sources?named=true"]] == ["Kessel Hydro"]
    found = client.get(
        "/api/find",
        params={"speaker": "Kessel Hydro", "outlet": "business ledger", "since": "2026-03-03"},
    )
    assert [one["outlet"] for one in found.json()["items"]] == ["Business Ledger"]
    assert client.get("/api/find?until=2026-03-01").json()["items"] == []
    versions = client.get(f"/api/articles/{story[2].article.id}/versions").json()
    assert len(valid(versions, schema)["items"]) == 1


def test_lists_go_on_where_they_stopped(client: TestClient) -> None:
    first = client.get("/api/articles?limit=2").json()
    second = client.get("/api/articles", params={"limit": 2, "after": first["next"]}).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (2, 1, None)
    assert "next" in problem(client.get("/api/articles?after=nonsense"), 400)
    for limit in ("0", "501", "x", "-1"):
        assert "limit" in problem(client.get(f"/api/articles?limit={limit}"), 422)


def test_traces_by_words_and_by_id(client: TestClient, story: list[Reading]) -> None:
    by_words = valid(client.get("/api/trace", params={"claim": CLAIM}).json(), trace_schema())
    by_id = valid(client.get(f"/api/claims/{story[0].statements[0].id}").json(), trace_schema())
    assert by_words["claim"] == by_id["claim"] == CLAIM
    before = client.get("/api/trace", params={"claim": CLAIM, "until": "2026-03-01"}).json()
    assert before["counts"]["articles"] == 0
    assert "until" in problem(client.get("/api/trace?claim=x&until=soon"), 422)
    assert "claim" in problem(client.get("/api/trace"), 422)


def test_what_is_not_there(client: TestClient) -> None:
    for path in (
        f"articles/{'a' * 32}",
        f"claims/{'a' * 32}",
        "adding/nothing",
        f"articles/{'0' * 32}/versions",
    ):
        problem(client.get(f"/api/{path}"), 404)
    for path in (
        "articles/..%2f..%2fetc",
        "articles/' or 1=1",
        "claims/%00",
        "articles/ABCDEF0123456789",
    ):
        assert client.get(f"/api/{path}").status_code in {404, 422}
    problem(client.get("/api/nothing"), 404)
    problem(
        client.request("DELETE", "/api/articles", headers={"content-type": "application/json"}), 405
    )
    problem(client.post(f"/api/corrections/{'0' * 32}/withdraw", json={}), 404)


def test_corrections_come_and_go(client: TestClient, story: list[Reading]) -> None:
    said = {
        "kind": "source",
        "subject": story[2].statements[0].id,
        "target": "Mill Lane",
        "by": "Ana",
    }
    made = client.post("/api/corrections", json=said)
    assert made.status_code == 201
    assert client.get("/api/corrections").json()["items"] == [made.json()]
    names = [
        one["name"] for one in client.get("/api/trace", params={"claim": CLAIM}).json()["origins"]
    ]
    assert "Mill Lane" in names
    gone = client.post(f"/api/corrections/{made.json()['id']}/withdraw", json={})
    assert gone.json()["withdrawn"]
    assert client.get("/api/corrections").json()["items"] == []
    assert client.get("/api/corrections?withdrawn=1").json()["items"] == [gone.json()]
    assert "who says so" in problem(client.post("/api/corrections", json={**said, "by": " "}), 400)
    assert "erase" not in problem(
        client.post("/api/corrections", json={**said, "kind": "erase"}), 422
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"text": ""}', 400), ("{}", 400), ("[]", 422), ("", 422), ("{", 422),
        ('{"text": 5}', 422),
        ('{"path": "/etc/passwd"}', 422), ('{"addresses": ["file:///etc/passwd"]}', 400),
        ('{"addresses": ["/etc/passwd"]}', 400), ('{"text": "x", "published": "soon"}', 400),
        ("[" * 100_000, 422), ('{"text": ' * 50_000, 422), ('{"text": "\\ud800"}', 422),
        (b"\xff\xfe", 422),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_told_at_once(
    client: TestClient, body: str | bytes, status: int
) -> None:
    json = {"content-type": "application/json"}
    problem(client.post("/api/articles", content=body, headers=json), status)
    problem(client.post("/api/articles", content=body, headers={"content-type": "image/png"}), 415)


def test_articles_come_in_as_json_or_as_they_are(client: TestClient) -> None:
    told = {
        "text": "The mill burns, Anna Weir said.",
        "outlet": "Velm Courier",
        "published": "2026-03-05",
    }
    made = client.post("/api/articles", json=told)
    assert made.status_code == 202
    [step] = made.json()["steps"]
    kept = client.get(f"/api/articles/{step['article']}").json()
    assert (kept["article"]["outlet"], kept["article"]["text"]) == (told["outlet"], told["text"])
    assert client.get(made.headers["location"]).json() == made.json()


def test_what_it_says_of_itself_holds_together(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    names = described["components"]["schemas"]

    def referred(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            yield from [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            for inner in part.values():
                yield from referred(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from referred(inner)

    for ref in set(referred(described)):
        assert ref.removeprefix("#/components/schemas/") in names, ref
    asked = {(method, path) for path, ways in described["paths"].items() for method in ways}
    assert asked == {*ASKED, ("post", "/articles")}
    page = client.get("/api/docs").text
    assert all(f"<code>/api{path}</code>" in page for _, path in asked)


CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize(("method", "path"), ASKED)
def test_whatever_is_asked_is_answered_as_described(
    client: TestClient, method: str, path: str, mode: GenerationMode
) -> None:
    """Asked at random by what OpenAPI says, right and wrong: described answers only, never 5xx."""
    described = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
    operation = described[path][method.upper()]

    @settings(
        max_examples=10, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url="http://localhost/api")
        given = {
            key: sent[key] for key in ("params", "headers", "json") if sent.get(key) is not None
        }
        answer = client.request(sent["method"], sent["url"], **given)
        case.validate_response(answer, checks=CHECKS)

    try:
        ask()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # nothing that is wrong can be asked there
