"""The stemma: a trace as a drawn graph, origins on top, articles below by date."""

from __future__ import annotations

from sayso.views.web.stemma.drawing import drawn
from sayso.views.web.stemma.edges import Edge
from sayso.views.web.stemma.graph import Graph, Node, graph_of
from sayso.views.web.stemma.stacks import STACK_FROM

__all__ = ["STACK_FROM", "Edge", "Graph", "Node", "drawn", "graph_of"]
