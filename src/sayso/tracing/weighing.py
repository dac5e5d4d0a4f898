"""Small logistic models whose weights lie in `weights.csv`: signs → how likely.

The file says how they were measured; `benchmarks/fit_tracing.py` makes it anew.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

Model = Literal["credit", "credited", "origin"]


@cache
def weights(model: Model) -> Mapping[str, float]:
    """The weight of each sign; `bias` is that of none."""
    text = files("sayso.tracing").joinpath("weights.csv").read_text(encoding="utf-8")
    rows = csv.reader(line for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({sign: float(weight) for name, sign, weight in rows if name == model})


def likelihood(model: Model, signs: Mapping[str, float]) -> float:
    """How likely (0 to 1) what these signs describe is what the model asks for."""
    held = weights(model)
    total = held["bias"] + sum(held.get(sign, 0.0) * signs[sign] for sign in sorted(signs))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
