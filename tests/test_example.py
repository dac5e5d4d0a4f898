"""The story in examples/dam, added and traced by the command as the README says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sayso.schema import trace_schema

DAM = Path(__file__).parents[1] / "examples" / "dam"
CLAIM = "Engineers found a crack in the Ostrava Head dam"


def sayso(*words: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "sayso.views.cli", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("dam") / "dam.db")
    sayso("add", str(DAM), "--ledger", place, "--processes", "1", "--quiet")
    return place


@pytest.fixture(scope="module")
def trace(ledger: str) -> Any:
    return json.loads(sayso("trace", CLAIM, "--ledger", ledger, "--json"))


def by_name(trace: Any) -> dict[str, Any]:
    return {Path(article["ref"]).stem: article for article in trace["articles"]}


def test_the_trace_is_what_the_schema_says(trace: Any) -> None:
    jsonschema.validate(trace, trace_schema(), cls=jsonschema.Draft202012Validator)


def test_ten_articles_rest_on_three_origins_and_one_denies(trace: Any) -> None:
    assert trace["counts"] == {
        "articles": 10, "outlets": 8, "origins": 4, "supporting": 3, "denying": 1, "unknown": 1
    }  # fmt: skip


def test_each_article_is_what_it_is(trace: Any) -> None:
    labels = {name: article["label"] for name, article in by_name(trace).items()}
    assert labels == {
        "01-northwire": "own",
        "02-lakeside-gazette": "copy",
        "03-valley-post": "copy",
        "04-harbour-times": "credited",
        "05-velm-courier": "own",
        "06-radio-velm": "own",
        "07-business-ledger": "own",
        "08-northwire-update": "own",
        "09-lakeside-gazette-correction": "credited",
        "10-morning-loop": "unclear",
    }


def test_copies_and_credits_lead_to_the_agency(trace: Any) -> None:
    articles = by_name(trace)
    (agency,) = [o for o in trace["origins"] if articles["01-northwire"]["ref"] in o["articles"]]
    for name in ("02-lakeside-gazette", "03-valley-post"):
        assert articles[name]["copy_of"] == articles["01-northwire"]["ref"]
    for name in ("02-lakeside-gazette", "03-valley-post", "04-harbour-times"):
        assert agency["id"] in articles[name]["origins"]
    assert "Northwire" in {agency["name"], *agency["via"]}
    assert articles["04-harbour-times"]["credits"] == ["Northwire"]


def test_who_gathered_on_their_own_is_an_origin(trace: Any) -> None:
    articles = by_name(trace)
    agency = set(articles["01-northwire"]["origins"])
    for name in ("05-velm-courier", "06-radio-velm"):
        (own,) = set(articles[name]["origins"]) - agency
        assert next(o for o in trace["origins"] if o["id"] == own)["position"] == "supports"


def test_the_operator_denies_it_of_itself_and_the_minister_will_not_say(trace: Any) -> None:
    (denial,) = [origin for origin in trace["origins"] if origin["position"] == "denies"]
    assert denial["name"] in {"Kessel Hydro", "Marta Lindqvist"}
    assert "Pavel Arden" in {voice["name"] for voice in trace["standing"]["withheld_by"]}
    assert trace["standing"]["denied_by"]


def test_every_tie_can_be_pointed_at(trace: Any) -> None:
    texts = {
        article["ref"]: Path(article["ref"]).read_text("utf-8") for article in trace["articles"]
    }
    assert {tie["kind"] for tie in trace["ties"]} == {"copy", "credit", "source"}
    for tie in trace["ties"]:
        assert tie["passages"], tie
        for passage in tie["passages"]:
            for start, end in passage["spans"]:
                assert texts[passage["ref"]][start:end].strip()


def test_on_the_first_day_there_is_one_origin(ledger: str) -> None:
    early = json.loads(sayso("trace", CLAIM, "--ledger", ledger, "--json", "--until", "2026-03-02"))
    assert early["counts"]["articles"] == 2
    assert early["counts"]["supporting"] == 1
    assert early["counts"]["denying"] == 0


def test_the_claim_is_listed(ledger: str) -> None:
    listed = json.loads(sayso("claims", "--ledger", ledger, "--json"))
    assert any("crack" in claim["text"].casefold() for claim in listed["items"])
