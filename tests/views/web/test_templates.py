"""A page shows a documented dataclass: all of it, and nothing else."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from jinja2 import meta, nodes

from sayso.views.web.api.docs import ApiPage
from sayso.views.web.pages.article import ArticlePage
from sayso.views.web.pages.claim import ClaimPage
from sayso.views.web.pages.corrections import CorrectionsPage, CorrectPage
from sayso.views.web.pages.error import ErrorPage
from sayso.views.web.pages.home import HomePage
from sayso.views.web.pages.lineage import LineagePage
from sayso.views.web.pages.lists import ListPage
from sayso.views.web.pages.outlet import OutletPage
from sayso.views.web.pages.progress import ProgressPage
from sayso.views.web.pages.signin import SignInPage
from sayso.views.web.pages.source import SourcePage
from sayso.views.web.pages.versions import VersionsPage
from sayso.views.web.pages.why import WhyPage
from sayso.views.web.templating import TEMPLATES, Site, environment

PAGES: dict[str, Any] = {
    "api.html": ApiPage,
    "article.html": ArticlePage,
    "claim.html": ClaimPage,
    "correct.html": CorrectPage,
    "corrections.html": CorrectionsPage,
    "error.html": ErrorPage,
    "home.html": HomePage,
    "lineage.html": LineagePage,
    "list.html": ListPage,
    "outlet.html": OutletPage,
    "progress.html": ProgressPage,
    "signin.html": SignInPage,
    "source.html": SourcePage,
    "versions.html": VersionsPage,
    "why.html": WhyPage,
}


def used(template: str, name: str) -> set[str]:
    """The attributes of `name` that a template asks for."""
    made = environment()
    tree = made.parse((TEMPLATES / template).read_text(encoding="utf-8"))
    return {
        found.attr
        for found in tree.find_all(nodes.Getattr)
        if isinstance(found.node, nodes.Name) and found.node.name == name
    }


def test_every_template_has_its_dataclass() -> None:
    assert {path.name for path in TEMPLATES.glob("*.html")} == {*PAGES, "base.html"}


@pytest.mark.parametrize("template", PAGES)
def test_a_template_shows_what_its_page_holds_and_nothing_else(template: str) -> None:
    page = PAGES[template]
    assert is_dataclass(page)
    assert used(template, "page") == {field.name for field in fields(page)}
    documented = (page.__doc__ or "").split()
    assert len(documented) > 2


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_templates_know_page_and_site_only_and_trust_nothing(path: Path) -> None:
    made = environment()
    source = path.read_text(encoding="utf-8")
    tree = made.parse(source)
    own = {name for found in tree.find_all(nodes.FromImport) for name in found.names}
    own |= {found.name for found in tree.find_all(nodes.Macro)}
    assert meta.find_undeclared_variables(tree) - own <= {"page", "site", "asset"}
    assert used(str(path.relative_to(TEMPLATES)), "site") <= {field.name for field in fields(Site)}
    filters = {found.name for found in tree.find_all(nodes.Filter)}
    assert "safe" not in filters
    assert not any(found.attr == "Markup" for found in tree.find_all(nodes.Getattr))
    assert "style=" not in source
    assert "<script>" not in source


def test_what_strangers_wrote_is_escaped_and_made_harmless() -> None:
    made = environment()
    shown = made.from_string("{{ page }}|<i title='{{ page }}'>").render(
        page="<b>'\u202e\x1b&\u2066x"
    )
    assert "<b>" not in shown
    assert "&lt;b&gt;&#39;" in shown
    assert not set("\u202e\x1b\u2066") & set(shown)
