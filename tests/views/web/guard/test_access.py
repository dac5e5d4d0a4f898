"""Who gets in, and what is refused: over HTTP, with the app as it is served."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.domain import Reading
from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.views.accounts import Accounts
from sayso.views.web.app import WebOptions, create
from sayso.views.web.guard import Rules, new_secret

TOKEN = "a-token-of-the-newsroom-7"
LOCAL = "http://localhost"


@pytest.fixture
def place(story: list[Reading], tmp_path: Path) -> Path:
    where = tmp_path / "news.db"
    with Ledger.open(where) as ledger, ledger.writer() as writer:
        writer.keep_many(story, "hand/1")
    return where


@contextmanager
def serving(place: Path, base: str = LOCAL, **rules: Any) -> Iterator[TestClient]:
    """A client of a server over a ledger, by these rules."""
    made = Rules(**{"secret": new_secret(), **rules})
    app = create(str(place), WebOptions(rules=made))
    with TestClient(app, base, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


def word_of(client: TestClient, path: str = "/") -> str:
    """The word that the forms of a page carry."""
    found = re.findall(r'name="token" value="([^"]+)"', client.get(path).text)
    return str(found[0])


def sign_in(client: TestClient, **fields: str) -> Any:
    return client.post("/signin", data={"token": word_of(client, "/signin"), **fields})


# hosts


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8700", "127.0.0.1:1", "[::1]:8700", "localhost."]
)
def test_it_goes_by_the_names_of_this_machine(place: Path, host: str) -> None:
    with serving(place) as client:
        assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8700", "",
     "192.168.1.5",
     "localhost:80@evil.example", "localhost:evil", "[::1", "0.0.0.0", "localhost\x00"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/static/app.css", "/api/articles", "/nowhere"])
def test_it_answers_under_no_other_name(place: Path, host: str, path: str) -> None:
    with serving(place) as client:
        answer = client.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert "evil" not in answer.text
    assert answer.headers["content-security-policy"]


def test_names_and_addresses_can_be_allowed(place: Path) -> None:
    with serving(place, hosts=frozenset({"desk.example"}), addresses=True) as client:
        for host, status in (
            ("desk.example", 200), ("desk.example:8700", 200), ("192.168.1.5:80", 200),
            ("[fe80::1]:80", 200), ("other.example", 421), ("1.2.3.4.example", 421),
        ):  # fmt: skip
            assert client.get("/", headers={"host": host}).status_code == status, host


# forged requests


def test_every_write_of_the_pages_needs_a_forms_word(place: Path) -> None:
    with serving(place) as client:
        paths = client.app.openapi()["paths"]  # type: ignore[attr-defined]
        routes = [
            (method, path) for path, ways in paths.items() for method in ways.keys() - {"get"}
        ]
        assert len(routes) >= 5
        client.get("/")
        for method, path in routes:
            filled = re.sub(r"\{\w+\}", "0" * 32, path)
            for data in (
                {},
                {"token": ""},
                {"token": "made-up"},
                {"token": client.cookies["sayso"]},
            ):
                fields = {"kind": "copy", "subject": "x" * 8, **data}
                assert client.request(method, filled, data=fields).status_code == 403, path


def test_a_forms_word_is_good_for_its_own_session_only(place: Path) -> None:
    with serving(place) as client:
        word = word_of(client)
        cookie = client.cookies["sayso"]
        client.cookies.clear()
        assert client.post("/add", data={"text": "x", "token": word}).status_code == 403
        other = word_of(client)
        assert client.post("/add", data={"text": " ", "token": word}).status_code == 403
        assert client.post("/add", data={"text": " ", "token": other}).status_code == 400
        client.cookies.clear()
        client.cookies.set("sayso", cookie)
        assert client.post("/add", data={"text": " ", "token": word}).status_code == 400
        client.cookies.set("sayso", cookie[:-2] + "xx")
        assert client.post("/add", data={"text": " ", "token": word}).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": LOCAL}, 400), ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:3000"}, 403), ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "origin": "http://localhost:3000"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": LOCAL}, 400), ({"origin": "http://[bad"}, 403),
    ],
)  # fmt: skip
def test_what_another_page_sends_is_refused_even_with_the_word(
    place: Path, headers: dict[str, str], status: int
) -> None:
    with serving(place) as client:
        data = {"text": " ", "token": word_of(client)}
        assert client.post("/add", data=data, headers=headers).status_code == status


def test_cookies_are_for_this_server_alone(place: Path) -> None:
    with serving(place) as client:
        cookie = client.get("/").headers["set-cookie"]
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie
        assert "set-cookie" not in client.get("/").headers  # the session goes on
        assert "set-cookie" not in client.get("/static/app.css").headers
    with serving(place, "https://localhost") as client:
        assert "Secure" in client.get("/").headers["set-cookie"]


# token


def test_without_the_token_nothing_is_shown(place: Path, story: list[Reading]) -> None:
    with serving(place, token=TOKEN) as client:
        for path in (
            "/",
            "/articles",
            f"/articles/{story[0].article.id}",
            "/trace/stemma.svg?claim=x",
            "/adding/x/events",
        ):
            answer = client.get(path)
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/signin")
        for path in ("/api/articles", "/api/openapi.json", "/api/trace?claim=x"):
            answer = client.get(path)
            assert answer.status_code == 401, path
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.headers["content-type"] == "application/problem+json"
        assert client.get("/static/app.css").status_code == 200
        assert client.post("/add", data={"text": "x"}).status_code == 401
        assert "dam" not in client.get("/signin").text


def test_a_program_brings_the_token_with_it(place: Path) -> None:
    with serving(place, token=TOKEN) as client:
        good = {"authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/articles", headers=good).json()["items"]
        assert client.get("/", headers=good).status_code == 200
        body = {"kind": "copy", "subject": "0" * 32, "target": "1" * 32, "by": "Ana"}
        assert client.post("/api/corrections", json=body, headers=good).status_code == 400
        for wrong in (f"Bearer {TOKEN}x", "Bearer ", "bearer wrong", f"Bearer {TOKEN[:-1]}"):
            answer = client.get("/api/articles", headers={"authorization": wrong})
            assert answer.status_code == 401, wrong
        assert (
            client.get("/api/articles", headers={"authorization": f"Basic {TOKEN}"}).status_code
            == 401
        )


def test_a_browser_is_asked_for_the_token_once(place: Path) -> None:
    with serving(place, token=TOKEN) as client:
        wanted = client.get("/sources?name=Kessel&unnamed=").headers["location"]
        before = word_of(client, wanted)
        known = client.cookies["sayso"]
        assert sign_in(client, key="not the token").status_code == 401
        answer = client.post(
            "/signin", data={"token": before, "key": TOKEN, "to": "/sources?name=Kessel"}
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/sources?name=Kessel")
        assert client.cookies["sayso"] != known  # a session that was known before is not let in
        assert client.get("/sources").status_code == 200
        assert client.get("/api/articles").status_code == 200
        word = word_of(client)
        assert client.post("/signout", data={"token": word}).status_code == 303
        assert client.get("/sources").status_code == 303


def test_a_cookie_alone_writes_nothing_through_the_api(place: Path) -> None:
    with serving(place, token=TOKEN) as client:
        sign_in(client, key=TOKEN)
        body = {"kind": "copy", "subject": "0" * 32, "target": "1" * 32, "by": "Ana"}
        assert client.post("/api/corrections", json=body).status_code == 403
        wrong = {"x-sayso-token": "made up"}
        assert client.post("/api/corrections", json=body, headers=wrong).status_code == 403
        right = {"x-sayso-token": word_of(client)}
        assert client.post("/api/corrections", json=body, headers=right).status_code == 400


def test_an_open_api_takes_no_write_that_any_page_could_send(place: Path) -> None:
    with serving(place) as client:
        for kind in (
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "",
        ):
            answer = client.post("/api/articles", content="x", headers={"content-type": kind})
            assert answer.status_code == 403, kind
        json = {"content-type": "application/json"}
        for foreign in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
            assert (
                client.post("/api/articles", content="{}", headers=json | foreign).status_code
                == 403
            )
        assert client.post("/api/articles", content="{}", headers=json).status_code == 400


def test_another_token_or_secret_ends_the_sessions_before(place: Path) -> None:
    secret = new_secret()
    with serving(place, token=TOKEN, secret=secret) as client:
        sign_in(client, key=TOKEN)
        cookie = client.cookies["sayso"]
    for rules, status in (
        ({"token": TOKEN, "secret": secret}, 200),
        ({"token": f"{TOKEN}-new", "secret": secret}, 303),
        ({"token": TOKEN}, 303),
    ):
        with serving(place, **rules) as client:
            client.cookies.set("sayso", cookie)
            assert client.get("/").status_code == status


@pytest.mark.parametrize("token", ["short", "x" * 15, "with\nnewline-and-more"])
def test_a_token_that_can_be_guessed_is_refused(token: str) -> None:
    with pytest.raises(UsageError, match="token"):
        Rules(new_secret(), token=token)


# accounts


def test_people_sign_in_by_name(place: Path) -> None:
    with Ledger.open(place) as ledger:
        Accounts(ledger).add("Ilse Marchetti", "kestrel over the weir")
    with serving(place) as client:
        assert client.get("/").status_code == 303
        assert sign_in(client, name="Ilse Marchetti", password="kestrel").status_code == 401
        assert sign_in(client, name="Nobody", password="kestrel over the weir").status_code == 401
        assert sign_in(client, name="Ilse Marchetti").status_code == 401
        assert (
            sign_in(client, name=" Ilse  Marchetti ", password="kestrel over the weir").status_code
            == 303
        )
        assert "Ilse Marchetti" in client.get("/").text
        with Ledger.open(place) as ledger:
            Accounts(ledger).add("Ilse Marchetti", "another one, longer")
        assert client.get("/").status_code == 303  # the new password ended the session
        sign_in(client, name="Ilse Marchetti", password="another one, longer")
        assert client.get("/").status_code == 200
        with Ledger.open(place) as ledger:
            Accounts(ledger).add("Pavel", "grey heron at dawn")
            Accounts(ledger).remove("Ilse Marchetti")
        assert client.get("/").status_code == 303


def test_a_server_that_is_open_to_others_stays_closed_when_the_last_account_goes(
    place: Path,
) -> None:
    with Ledger.open(place) as ledger:
        Accounts(ledger).add("Ilse", "kestrel over the weir")
    with serving(place, closed=True) as client:
        sign_in(client, name="Ilse", password="kestrel over the weir")
        assert client.get("/").status_code == 200
        with Ledger.open(place) as ledger:
            Accounts(ledger).remove("Ilse")
        assert client.get("/").status_code == 303
        assert client.get("/api/articles").status_code == 401


# how often


def test_guessing_is_slow(place: Path) -> None:
    with serving(place, token=TOKEN) as client:
        word = word_of(client, "/signin")
        tries = [
            client.post("/signin", data={"token": word, "key": f"guess {n}"}) for n in range(12)
        ]
        assert [one.status_code for one in tries] == [401] * 10 + [429] * 2
        assert tries[-1].headers["retry-after"]
        right = client.post("/signin", data={"token": word, "key": TOKEN})
        assert right.status_code == 429
        bearer = {"authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/articles", headers=bearer).status_code == 429


def test_writing_too_often_is_refused(place: Path) -> None:
    with serving(place) as client:
        word = word_of(client)
        codes = [client.post("/signout", data={"token": word}).status_code for _ in range(1)]
        codes += [
            client.post("/add", data={"text": " ", "token": "x"}).status_code for _ in range(125)
        ]
        assert codes[-1] == 429
        assert codes.count(429) == 6
        assert client.get("/").status_code == 200


# where to go


@pytest.mark.parametrize(
    "to",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)",
     "/x\r\nset-cookie: a=b",
     "\\\\evil", "/\tx", "/signin?to=/signin", "", "/é", "/" + "a" * 5000],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(place: Path, to: str) -> None:
    with serving(place, token=TOKEN) as client:
        answer = sign_in(client, key=TOKEN, to=to)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert client.get("/signin", params={"to": to}).headers["location"] == "/"
