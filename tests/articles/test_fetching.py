"""Redirects, robots.txt and limits, with a plain function in place of the network."""

from __future__ import annotations

import time
from typing import Any

import pytest

from sayso.articles.addresses import WebAddress, web_address
from sayso.articles.answers import head_of
from sayso.articles.fetching import Answer, Errand, Fetching, Follower
from sayso.articles.robots import LIMIT as ROBOTS_BYTES
from sayso.errors import ArticleError, UsageError

Page = str | int | tuple[int, str] | ArticleError  # text, status, redirect, or what goes wrong
RUDE = Fetching(robots=False)


class Web:
    """Pages by path (or whole address), and the addresses that were asked for."""

    def __init__(self, pages: dict[str, Page]) -> None:
        self.pages = pages
        self.asked: list[str] = []
        self.errands: list[Errand] = []

    def ask(self, address: WebAddress, errand: Errand) -> Answer:
        self.asked.append(address.href.removeprefix("https://a.example"))
        self.errands.append(errand)
        page = self.pages.get(address.href, self.pages.get(address.target, 404))
        if isinstance(page, ArticleError):
            raise page
        if isinstance(page, str):
            return Answer(address, head_of(200, []), page.encode())
        status, location = page if isinstance(page, tuple) else (page, "")
        headers = [(b"Location", location.encode())]
        return Answer(address, head_of(status, headers), b"User-agent: *\nDisallow: /")


def follow(web: Web, path: str = "/", how: Fetching = RUDE) -> Answer:
    return follow_all(Follower(how, web.ask), path)


def follow_all(follower: Follower, path: str) -> Answer:
    errand = Errand(True, 1000, time.monotonic() + 20)
    return follower.follow(web_address(path, "https://a.example/"), errand)


def error_of(web: Web, path: str = "/", how: Fetching = RUDE) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        follow(web, path, how)
    return caught.value


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    web = Web(
        {"/": (status, "b?c#d"), "/b?c": (status, "http://b.example"), "http://b.example/": "x"}
    )
    assert follow(web).address.href == "http://b.example/"
    assert web.asked == ["/", "/b?c", "http://b.example/"]


def test_an_answer_that_leads_nowhere_is_the_answer() -> None:
    for page in (404, 500, 304, (302, "")):
        assert follow(Web({"/": page})).head.location == ""


def test_redirects_in_a_circle() -> None:
    assert "circle" in error_of(Web({"/": (302, "/b"), "/b": (302, "/#again")})).reason
    assert "circle" in error_of(Web({"/": (302, "/")})).reason


def test_redirects_without_end() -> None:
    pages: dict[str, Page] = {f"/{n}": (302, f"/{n + 1}") for n in range(20)}
    web = Web(pages | {"/20": "x"})
    assert "more than 5 times" in error_of(web, "/0").reason
    assert web.asked == [f"/{n}" for n in range(6)]
    assert follow(web, "/15").body == b"x"
    assert (
        "more than 0 times" in error_of(web, "/19", Fetching(robots=False, max_redirects=0)).reason
    )


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1/", "//localhost", "file:///", "http://b.example:22"]
)
def test_every_hop_is_checked(to: str) -> None:
    web = Web({"/": (302, "/b"), "/b": (302, to), to: "secret"})
    assert error_of(web).ref == to
    assert web.asked == ["/", "/b"]


def test_robots_are_asked_once_and_minded() -> None:
    web = Web({"/robots.txt": "User-agent: *\nDisallow: /*/private\n", "/b": "b", "/c": "c"})
    follower = Follower(Fetching(), web.ask)
    assert follow_all(follower, "/b").body == b"b"
    assert follow_all(follower, "/c").body == b"c"
    for path in ("/x/private", "/y/private?z"):
        with pytest.raises(ArticleError, match=r"its robots\.txt asks programs to stay away"):
            follow_all(follower, path)
    assert web.asked == ["/robots.txt", "/b", "/c"]
    follower.forget()
    follow_all(follower, "/b")
    assert web.asked[3:] == ["/robots.txt", "/b"]


def test_robots_can_be_left_aside() -> None:
    web = Web({"/robots.txt": "User-agent: *\nDisallow: /", "/": "x"})
    assert follow(web).body == b"x"
    assert "stay away" in error_of(web, how=Fetching()).reason
    assert "stay away" in error_of(web, how=Fetching(allow_private=True)).reason


def test_robots_speak_to_readers_by_name() -> None:
    rules = "User-agent: sayso\nDisallow: /b\nUser-agent: *\nDisallow: /c\n"
    web = Web({"/robots.txt": rules, "/b": "b", "/c": "c"})
    other = Fetching(user_agent="Reader/1 (of Port Ellery)")
    assert follow(web, "/c", Fetching()).body == b"c"
    assert follow(web, "/b", other).body == b"b"
    assert "stay away" in error_of(web, "/b", Fetching()).reason
    assert "stay away" in error_of(web, "/c", other).reason


def test_robots_hold_for_their_origin_at_every_hop() -> None:
    pages: dict[str, Page] = {
        "https://b.example/robots.txt": "User-agent: *\nDisallow: /",
        "/lead": (302, "https://b.example/page"),
        "https://b.example/page": "b",
        "/page": "a",
        "http://b.example/page": "another origin",
    }
    web = Web(pages)
    assert follow(web, "/page", Fetching()).body == b"a"
    assert follow(web, "http://b.example/page", Fetching()).body == b"another origin"
    assert error_of(web, "/lead", Fetching()).ref == "https://b.example/page"
    assert "https://b.example/page" not in web.asked


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 204, 304])
def test_no_robots_file_means_welcome(status: int) -> None:
    assert follow(Web({"/robots.txt": status, "/": "x"}), "/", Fetching()).body == b"x"


@pytest.mark.parametrize(
    "page",
    [
        500,
        503,
        (302, "http://10.0.0.1/robots.txt"),
        (302, "/robots.txt"),
        ArticleError("there", "the connection failed"),
    ],
)
def test_robots_that_cannot_be_had_mean_no_for_now(page: Page) -> None:
    web = Web({"/robots.txt": page, "/": "x"})
    follower = Follower(Fetching(), web.ask)
    with pytest.raises(ArticleError):
        follow_all(follower, "/")
    assert "/" not in web.asked
    web.pages["/robots.txt"] = ""
    assert follow_all(follower, "/").body == b"x"


def test_robots_can_move_and_are_not_asked_for_their_own_robots() -> None:
    pages: dict[str, Page] = {
        "https://a.example/robots.txt": (301, "https://b.example/robots"),
        "https://b.example/robots": "User-agent: *\nDisallow: /b",
        "/b": "b",
        "/c": "c",
    }
    web = Web(pages)
    assert follow(web, "/c", Fetching()).body == b"c"
    assert web.asked == ["/robots.txt", "https://b.example/robots", "/c"]
    assert "stay away" in error_of(web, "/b", Fetching()).reason


def test_robots_share_the_deadline_and_have_a_limit_of_their_own() -> None:
    web = Web({"/": (302, "https://b.example/"), "https://b.example/": "x"})
    follow(web, "/", Fetching())
    assert [errand.is_page for errand in web.errands] == [False, True, False, True]
    assert len({errand.ends for errand in web.errands}) == 1
    assert {errand.max_bytes for errand in web.errands if errand.is_page} == {1000}
    assert {errand.max_bytes for errand in web.errands if not errand.is_page} == {ROBOTS_BYTES + 1}


def test_of_very_many_origins_the_first_are_asked_again() -> None:
    web = Web({"/": "x"})
    follower = Follower(Fetching(), web.ask)
    for n in [*range(600), 599, 0]:
        follow_all(follower, f"https://site{n}.example/")
    assert web.asked.count("https://site599.example/robots.txt") == 1
    assert web.asked.count("https://site0.example/robots.txt") == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_bytes": 0},
        {"timeout": 0.0},
        {"timeout": float("nan")},
        {"timeout": float("inf")},
        {"max_redirects": -1},
        {"user_agent": ""},
        {"user_agent": "sayso\r\nX: y"},
        {"user_agent": "s\u00f6yso"},
        {"user_agent": "/1.0"},
    ],
)
def test_settings_that_make_no_sense(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Fetching(**wrong)


def test_time_that_is_up() -> None:
    assert Errand(True, 1, time.monotonic() + 5).left() > 4
    with pytest.raises(TimeoutError):
        Errand(True, 1, time.monotonic() - 1).left()
