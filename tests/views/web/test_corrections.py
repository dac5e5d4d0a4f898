"""What readers say against a trace: said in plain forms, followed anew, taken back."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.domain import Reading
from sayso.ledger import Ledger
from sayso.views.accounts import Accounts
from sayso.views.web.app import create

CLAIM = "Engineers found a crack in the dam"


@pytest.fixture
def place(story: list[Reading], tmp_path: Path) -> Path:
    where = tmp_path / "news.db"
    with Ledger.open(where) as ledger, ledger.writer() as writer:
        writer.keep_many(story, "hand/1")
    return where


@pytest.fixture
def client(place: Path) -> Iterator[TestClient]:
    """Over the real tracing: a correction must change what comes out of it."""
    local = TestClient(create(str(place)), "http://localhost", follow_redirects=False)
    with local as made:
        yield made


def seen(page: str) -> str:
    body = re.sub(r"(?s)<(svg|script|dialog|form)\b.*?</\1>|<head>.*?</head>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def forms(page: str) -> list[tuple[str, dict[str, str]]]:
    """(action, fields) of every form that is posted, as a browser without scripts has them."""
    found = re.findall(r'(?s)<form action="([^"]+)" method="post"[^>]*>(.*?)</form>', page)
    return [
        (
            html.unescape(action),
            {
                html.unescape(name): html.unescape(value)
                for name, value in re.findall(r'name="([^"]+)"(?:[^>]*? value="([^"]*)")?', body)
            },
        )
        for action, body in found
    ]


def form_of(client: TestClient, article: Reading, kind: str) -> tuple[str, dict[str, str]]:
    """The form for one kind of correction of an article, reached as a reader reaches it."""
    page = client.get("/trace", params={"claim": CLAIM}).text
    part = page.split(f'id="a{article.article.id[:12]}"')[1]
    href = html.unescape(re.findall(r'href="([^"]+)"[^<]*>Something wrong here', part)[0])
    there = client.get(href)
    assert there.status_code == 200
    return next(one for one in forms(there.text) if one[1].get("kind") == kind)


def counts(client: TestClient) -> dict[str, int]:
    made: dict[str, int] = client.get("/api/trace", params={"claim": CLAIM}).json()["counts"]
    return made


def test_not_the_same_claim_and_back_again(client: TestClient, story: list[Reading]) -> None:
    before = counts(client)
    action, fields = form_of(client, story[2], "not_same_claim")
    answer = client.post(action, data=fields | {"by": "Ana Ruiz", "note": "another dam"})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("#corrections")
    page = client.get(answer.headers["location"]).text
    assert "is not about" in seen(page)
    assert re.search(r"\d{4}, Ana Ruiz: another dam", seen(page))
    assert counts(client)["articles"] == before["articles"] - 1
    [(undo, fields)] = [one for one in forms(page) if one[0].endswith("/withdraw")]
    assert client.post(undo, data=fields).status_code == 303
    assert counts(client) == before
    assert "is not about" not in seen(client.get("/trace", params={"claim": CLAIM}).text)
    every = seen(client.get("/corrections").text)
    assert "Ana Ruiz" in every
    assert "taken back on" in every


def test_that_source_is_somebody_else(client: TestClient, story: list[Reading]) -> None:
    action, fields = form_of(client, story[2], "source")
    said = fields | {"target": "Mill  Lane Residents", "by": "Ana"}
    assert client.post(action, data=said).status_code == 303
    page = seen(client.get("/trace", params={"claim": CLAIM}).text)
    assert "Mill Lane Residents" in page.partition("Corrected by readers")[0]
    assert "was said by Mill Lane Residents" in page


def test_this_is_a_copy(client: TestClient, story: list[Reading]) -> None:
    report, _, denial = story
    action, fields = form_of(client, denial, "copy")
    said = fields | {"target": report.article.id, "by": "Ana"}
    assert client.post(action, data=said).status_code == 303
    articles = client.get("/api/trace", params={"claim": CLAIM}).json()["articles"]
    [one] = [each for each in articles if each["id"] == denial.article.id]
    assert (one["label"], one["copy_of"]) == ("copy", report.article.ref)
    made = client.get("/api/corrections").json()["items"]
    assert [(each["kind"], each["by"]) for each in made] == [("copy", "Ana")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": ""}, {"by": " \t"}, {"by": "x" * 121}, {"note": "n" * 1001}, {"subject": "0" * 32},
        {"subject": "../../etc"}, {"subject": ""}, {"kind": "erase"}, {"target": ""},
        {"target": "t" * 2001},
        {"subject": "\x00" * 8}, {"subject": "%"},
    ],
    ids=str,
)  # fmt: skip
def test_what_makes_no_sense_is_not_kept(
    client: TestClient, story: list[Reading], wrong: dict[str, str]
) -> None:
    action, fields = form_of(client, story[2], "not_same_claim")
    answer = client.post(action, data=fields | {"by": "Ana"} | wrong)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    assert client.get("/api/corrections?withdrawn=true").json()["items"] == []


def test_names_and_notes_stay_words(client: TestClient, story: list[Reading]) -> None:
    action, fields = form_of(client, story[2], "source")
    hostile = "<script>alert(1)</script>\u202eX\x1b[2J"
    said = fields | {"by": hostile, "note": hostile, "target": hostile, "back": "//evil.example"}
    answer = client.post(action, data=said)
    assert answer.headers["location"] == "/#corrections"
    for path in ("/corrections", f"/trace?claim={CLAIM}"):
        page = client.get(path).text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert not set("\u202e\x1b") & set(page)


def test_who_has_signed_in_speaks_under_that_name_only(place: Path, story: list[Reading]) -> None:
    with Ledger.open(place) as ledger:
        Accounts(ledger).add("Ilse", "kestrel over the weir")
    with TestClient(create(str(place)), "http://localhost", follow_redirects=False) as client:
        [(action, fields)] = [one for one in forms(client.get("/signin").text) if "name" in one[1]]
        said = fields | {"name": "Ilse", "password": "kestrel over the weir"}
        assert client.post(action, data=said).status_code == 303
        action, fields = form_of(client, story[2], "source")
        assert fields["by"] == "Ilse"
        client.post(action, data=fields | {"target": "Pavel", "by": "Somebody Else"})
        assert [one["by"] for one in client.get("/api/corrections").json()["items"]] == ["Ilse"]


def test_an_article_that_is_not_behind_the_claim_cannot_be_corrected_there(
    client: TestClient, story: list[Reading]
) -> None:
    for article in ("0" * 12, "", "zz", "%2e%2e"):
        assert client.get(f"/trace/correct/{article}", params={"claim": CLAIM}).status_code == 404
    assert client.get(f"/claims/{'0' * 32}/correct/{story[0].article.id}").status_code == 404
    assert client.get("/corrections?start=-5").status_code == 200
    assert client.get("/corrections?start=99999999999999999999").status_code == 200
    assert client.get("/corrections?start=x").status_code == 400
