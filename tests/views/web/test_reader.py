"""A reader at work in a real browser: correcting, undoing, signing in, pages that change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.domain import Correction, Reading, Trace
from sayso.ledger import Ledger
from sayso.views.web.app import WebOptions, create
from sayso.views.web.guard import Rules, new_secret

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")
AXE = Path(__file__).parent / "data" / "axe-4.14.1.min.js"
FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-dev-shm-usage",
]  # fmt: skip
CLAIM = "Engineers found a crack in the dam"
TOKEN = "a-token-of-the-newsroom-7"
Run = Callable[[object], str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def place(story: list[Reading], tmp_path: Path) -> Path:
    where = tmp_path / "news.db"
    with Ledger.open(where) as ledger, ledger.writer() as writer:
        writer.keep_many(story, "hand/1")
    return where


@pytest.fixture
def traced(trace: Trace) -> Callable[..., Trace]:
    """Stands in for tracing: the story's trace, without its denial once a correction says so."""

    def tracing(ledger: Ledger, asked: str, until: str | None) -> Trace:
        gone = {one.subject for one in ledger.corrections() if one.kind == "not_same_claim"}
        kept = tuple(one for one in trace.articles if not gone & set(one.statements))
        left = {one.ref for one in kept}
        return replace(
            trace,
            articles=kept,
            origins=tuple(one for one in trace.origins if left & set(one.articles)),
            ties=tuple(one for one in trace.ties if one.start in left),
        )

    return tracing


@pytest.fixture
def served(place: Path, traced: Any, running: Run) -> str:
    return running(create(str(place), tracing=traced))


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page of a browser with and without scripts; what the policy refuses fails the test."""
    context = browser.new_context(java_script_enabled=request.param, reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    said: list[str] = []
    opened.on("console", lambda told: said.append(told.text) if "Policy" in told.text else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert not said


def test_a_reader_corrects_a_claim_and_takes_it_back(page: Any, served: str) -> None:
    page.goto(f"{served}/trace?claim=crack")
    account = page.locator(".account", has_text="Business Ledger")
    account.get_by_text("Something wrong here?").click()
    forms = page.locator(".correct").first
    forms.get_by_text("This is not the same claim").click()
    form = forms.locator("form", has=page.locator("[value=not_same_claim]"))
    form.get_by_label("Your name").fill("Ana Ruiz")
    form.get_by_label("Why").fill("another dam")
    form.get_by_role("button").click()
    page.wait_for_url("**/trace?claim=crack#corrections")
    assert page.locator(".account").count() == 2
    assert "Ana Ruiz" in page.locator("#corrections").inner_text()
    page.locator("#corrections").get_by_role("button", name="Undo").click()
    page.wait_for_load_state()
    assert page.locator(".account").count() == 3
    page.locator("footer").get_by_text("Corrections").click()
    assert "taken back on" in page.locator(".corrections").inner_text()


def test_the_token_opens_the_pages_and_signing_out_closes_them(
    page: Any, place: Path, traced: Any, running: Run
) -> None:
    options = WebOptions(rules=Rules(new_secret(), token=TOKEN))
    address = running(create(str(place), options, traced))
    page.goto(f"{address}/sources?unnamed=1")
    page.get_by_label("The server’s token").fill("not the right one")
    page.get_by_role("button", name="Open").click()
    assert "not the token" in page.locator("[role=alert]").inner_text()
    page.get_by_label("The server’s token").fill(TOKEN)
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/sources?unnamed=1")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/signin")


def test_a_claim_page_changes_while_somebody_looks(
    browser: Any, served: str, place: Path, story: list[Reading]
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{served}/trace?claim=crack")
    assert page.locator(".account").count() == 3
    untouched = page.locator(".head h1").element_handle()
    made = Correction(
        "not_same_claim", story[2].statements[0].id, CLAIM, "Ana", "2026-03-05T00:00:00Z"
    )
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        writer.correct(made)
    page.locator("#news", has_text="otherwise").wait_for()
    page.wait_for_function("document.querySelectorAll('.account').length === 2")
    assert untouched.evaluate("element => element.isConnected")
    context.close()


def test_whoever_is_writing_is_not_disturbed(
    browser: Any, served: str, place: Path, story: list[Reading]
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{served}/trace?claim=crack")
    page.locator(".account", has_text="Northwire").get_by_text(
        "Something wrong here?"
    ).first.click()
    dialog = page.locator("dialog#reason")
    dialog.get_by_text("Somebody else said this").first.click()
    dialog.get_by_label("Your name").nth(1).fill("Ana")
    made = Correction(
        "not_same_claim", story[2].statements[0].id, CLAIM, "Ben", "2026-03-05T00:00:00Z"
    )
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        writer.correct(made)
    page.locator("#news a").wait_for(state="attached", timeout=15_000)
    assert dialog.is_visible()
    assert dialog.get_by_label("Your name").nth(1).input_value() == "Ana"
    assert page.locator(".account").count() == 3
    context.close()


def test_adding_is_followed_as_it_happens(browser: Any, tmp_path: Path, running: Run) -> None:
    app = create(str(tmp_path / "new.db"))
    address = running(app)
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(60_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    from sayso.views.web.adding import Order, Upload

    uploads = tuple(
        Upload(f"{n}.txt", f"The mill burns, Anna Weir {n} said.".encode()) for n in range(5)
    )
    job = app.state.jobs.start(Order(uploads=uploads))
    page.goto(f"{address}/adding/{job.id}")
    page.get_by_text("5 added").wait_for()
    assert page.locator("h1").inner_text() == "Added"
    assert page.locator("#progress li a").count() == 5
    assert page.locator("[data-live]").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_these_pages(
    browser: Any, place: Path, traced: Any, running: Run, scheme: str
) -> None:
    options = WebOptions(rules=Rules(new_secret(), token=TOKEN))
    address = running(create(str(place), options, traced))
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        at = "2026-03-05T00:00:00Z"
        writer.correct(Correction("copy", "a" * 32, "b" * 32, "Ana", at, "why"))
        writer.correct(Correction("source", "a" * 32, "Pavel Arden", "Ana", at))
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/signin")
    found = {"/signin": violations(page)}
    page.get_by_label("The server’s token").fill(TOKEN)
    page.get_by_role("button", name="Open").click()
    page.goto(f"{address}/trace?claim=crack")
    forms = page.locator(".account a", has_text="Something wrong").first.get_attribute("href")
    for path in ("/corrections", "/api/docs", str(forms), "/trace?claim=crack"):
        page.goto(address + path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found[path] = violations(page)
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.set_viewport_size({"width": 1280, "height": 900})
    context.close()
    assert not {path: said for path, said in found.items() if said}


def violations(page: Any) -> list[str]:
    """What axe-core has against the page as it stands."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found]
