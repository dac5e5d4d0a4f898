"""A trace as a graph for Graphviz."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Counts, Trace, TracedArticle
from sayso.views.dot import dot


def test_every_origin_article_and_tie_is_in_it(dam: Trace) -> None:
    graph = dot(dam)
    assert graph.startswith("digraph sayso {")
    assert '"o1" -> "northwire.txt" [label="source"' in graph
    assert '"northwire.txt" -> "gazette.txt" [label="copy"' in graph
    assert '"loop.txt" [label="The Morning Loop\\n2026-03-05", shape=box, style=dotted];' in graph


def test_quotes_and_backslashes_stay_inside_their_string(dam: Trace) -> None:
    graph = dot(replace(dam, claim='a "dam\\" burst'))
    assert 'label="a \\"dam\\\\\\" burst"' in graph


@given(name=st.text())
def test_a_name_never_ends_its_string(name: str) -> None:
    article = TracedArticle(name, "1" * 32, "own", "supports")
    line = dot(Trace("x", Counts(), articles=(article,))).splitlines()[3]
    inside = line.replace("\\\\", "").replace('\\"', "")
    assert inside.count('"') == 4


@pytest.mark.skipif(not shutil.which("dot"), reason="needs Graphviz")
def test_graphviz_draws_it(dam: Trace) -> None:
    subprocess.run(["dot", "-Tsvg"], input=dot(dam).encode(), check=True, capture_output=True)
