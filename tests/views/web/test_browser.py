"""The app in a real browser: with keys, without a mouse, without JavaScript, on a phone."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from fastapi import FastAPI

from sayso.domain import Counts, Reading, Trace
from sayso.ledger import Ledger
from sayso.views.web.app import create

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")
Writes = Callable[..., Reading]
Large = Callable[[int], Trace]
AXE = Path(__file__).parent / "data" / "axe-4.14.1.min.js"
FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-dev-shm-usage",
]  # fmt: skip
EXAMPLES = Path(__file__).parents[3] / "examples" / "dam"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page; any error of a script fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if "Policy" in said.text else None)
    opened.set_default_timeout(8000)
    yield opened
    context.close()
    assert not errors


@pytest.fixture
def served(
    story: list[Reading], trace: Trace, large: Large, written: Writes, tmp_path: Path
) -> Iterator[str]:
    """The address of a server over the story; `big` is a claim of sixty articles."""
    place = tmp_path / "ledger.db"
    told = "Engineers found a crack in the dam, officials said. "
    big = large(60)
    kept = [
        written(
            f"{told}Article {i}.",
            ("officials", "said", "Engineers found a crack in the dam", ()),
            ref=one.ref,
        )
        for i, one in enumerate(big.articles)
    ]
    articles = [
        replace(one, id=reading.article.id, statements=(reading.statements[0].id,))
        for one, reading in zip(big.articles, kept, strict=True)
    ]
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        writer.keep_many([*story, *kept], "hand/1")

    def tracing(_: Ledger, asked: str, until: str | None) -> Trace:
        if asked == "big":
            return replace(big, articles=tuple(articles))
        return trace if asked != "nothing" else Trace(asked, Counts())

    yield from serving(create(str(place), tracing=tracing))


def serving(app: FastAPI) -> Iterator[str]:
    """Runs an app at a free port of this machine."""
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="critical", lifespan="on", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=20)
    sock.close()


def violations(page: Page, *rules: str) -> list[str]:
    """What axe-core has against the page as it stands, by all of its rules or by these."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found]


def test_from_a_claim_to_its_reason_and_back_by_keys_alone(page: Page, served: str) -> None:
    page.goto(f"{served}/trace?claim=crack")
    page.locator(".stemma a.edge.copy").focus()
    page.keyboard.press("Enter")
    reason = page.locator("dialog#reason")
    reason.locator("text=Lakeside Gazette copies Northwire").wait_for()
    assert reason.locator("figure").count() == 2
    assert reason.locator(".shared").count() == 2
    assert page.url.endswith("/trace?claim=crack")
    page.keyboard.press("Escape")
    assert not reason.is_visible()
    assert page.evaluate("document.activeElement.classList.contains('edge')")


def test_an_articles_statements_by_keys(page: Page, served: str) -> None:
    page.goto(f"{served}/articles")
    page.locator(".articles a", has_text="ledger").first.click()
    page.wait_for_url("**/articles/*")
    page.keyboard.press("j")
    assert page.locator(".notes li.on").count() == 1
    assert page.locator("span[data-on]").all_text_contents() == [
        "Kessel Hydro", "denied", "engineers found a crack in the dam"
    ]  # fmt: skip
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/*")
    page.go_back()
    page.keyboard.press("Escape")
    assert page.locator("[data-on]").count() == 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_hovering_ties_a_statements_parts_together(page: Page, served: str) -> None:
    page.goto(f"{served}/articles")
    page.locator(".articles a", has_text="Crack in the dam").click()
    page.wait_for_url("**/articles/*")
    page.locator("span.c1").first.hover()
    assert page.locator(".notes li.on").count() == 1
    assert page.locator("span[data-on='s']").inner_text() == "officials at the ministry"


def test_every_page_works_without_scripts(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/trace?claim=crack")
    assert page.locator(".zoom").is_hidden()
    page.locator(".reasons a", has_text="Copies Northwire").click()
    assert "copies" in page.locator("h1").inner_text()
    page.locator(".back a").click()
    page.locator(".account h3 a").first.click()
    page.locator(".notes .go").first.click()
    assert "/claims/" in page.url
    page.goto(f"{served}/?q=crack")
    assert page.locator(".statements li").count() == 6
    context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone(
    browser: Browser, served: str, width: int, story: list[Reading]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, has_touch=True)
    page = context.new_page()
    for path in (
        "/",
        "/trace?claim=crack",
        "/trace?claim=big",
        f"/articles/{story[0].article.id}",
        "/sources",
        "/outlets/Northwire",
    ):
        page.goto(served + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_a_stemma_of_sixty_articles_can_be_read_moved_and_opened(page: Page, served: str) -> None:
    page.goto(f"{served}/trace?claim=big")
    svg = page.locator(".canvas svg")
    whole = svg.get_attribute("viewBox") or ""
    texts = svg.locator(".node")
    assert texts.count() < 40
    smallest = svg.evaluate(
        "s => Math.min(...[...s.querySelectorAll('text')]"
        ".map(t => t.getBoundingClientRect().height))"
    )
    assert smallest >= 9
    page.locator("[data-zoom=in]").click()
    closer = svg.get_attribute("viewBox")
    assert closer != whole
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowRight")
    assert svg.get_attribute("viewBox") != closer
    page.keyboard.press("0")
    assert [float(n) for n in (svg.get_attribute("viewBox") or "").split()] == [
        float(n) for n in whole.split()
    ]
    page.locator(".tools a", has_text="Open all").click()
    page.wait_for_url("**open=all**")
    assert page.locator(".canvas .node.article").count() == 60


def test_the_stemma_can_be_taken_along(page: Page, served: str) -> None:
    page.goto(f"{served}/trace?claim=crack")
    with page.expect_download() as taken:
        page.locator("[data-png]").click()
    assert Path(taken.value.path()).read_bytes().startswith(b"\x89PNG")


def test_searching_while_typing(page: Page, served: str) -> None:
    page.goto(served)
    page.locator("#ask").type("crack")
    page.locator(".statements li").first.wait_for()
    assert page.url.endswith("/?q=crack")
    assert page.locator("#ask").input_value() == "crack"


def test_axe_finds_nothing_against_any_page(
    browser: Browser, served: str, story: list[Reading]
) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    paths = [
        "/", "/?q=crack", f"/articles/{story[0].article.id}", "/sources", "/sources/Kessel%20Hydro",
        "/outlets", "/outlets/Northwire", "/trace?claim=crack", "/trace?claim=nothing", "/nowhere",
    ]  # fmt: skip
    found = {}
    for path in paths:
        page.goto(served + path)
        found[path] = violations(page)
    page.goto(f"{served}/trace?claim=crack")
    page.locator(".reasons a", has_text="Copies Northwire").click()
    page.locator("dialog#reason figure").first.wait_for()
    found["reason"] = violations(page)
    page.context.close()
    assert not {path: said for path, said in found.items() if said}


def test_contrast_is_enough_in_the_dark(
    browser: Browser, served: str, story: list[Reading]
) -> None:
    page = browser.new_context(color_scheme="dark", bypass_csp=True).new_page()
    found = []
    for path in ("/?q=crack", f"/articles/{story[0].article.id}", "/trace?claim=crack"):
        page.goto(served + path)
        found += violations(page, "color-contrast")
    page.context.close()
    assert not found


def test_first_load_is_small_and_nothing_moves(
    browser: Browser, served: str, story: list[Reading]
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list =>"
        " { for (const e of list.getEntries()) window.moved += e.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(f"{served}/articles/{story[0].article.id}", wait_until="networkidle")
    assert sum(sizes) < 120_000
    assert page.evaluate("window.moved") < 0.01
    context.close()


def test_an_editors_path_from_a_pasted_text_to_its_claim(page: Page, tmp_path: Path) -> None:
    app = create(str(tmp_path / "ledger.db"))
    for address in serving(app):
        page.set_default_timeout(60_000)
        page.goto(address)
        page.locator("#add-text").fill((EXAMPLES / "01-northwire.txt").read_text(encoding="utf-8"))
        page.locator("text=Read and keep").click()
        page.wait_for_url("**/articles/*")
        assert page.locator(".notes li").count() >= 2
        page.locator(".notes .go").first.click()
        page.wait_for_url("**/claims/*")
        assert page.locator(".gist").inner_text()
