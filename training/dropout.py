"""Dropout whose random bits come from NumPy: torch draws them on one core, a third of each step."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn


class Dropout(nn.Module):
    """As nn.Dropout, with the rate rounded to 1/256."""

    def __init__(self, rate: float, rng: np.random.Generator) -> None:
        super().__init__()
        self.cut = round(rate * 256)
        self.rng = rng

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.cut:
            return x
        bits = torch.frombuffer(bytearray(self.rng.bytes(x.numel())), dtype=torch.uint8)
        kept = (bits >= self.cut).view(x.shape).to(x.dtype)
        return x * kept.mul_(256 / (256 - self.cut))


def cheapen(module: nn.Module, rng: np.random.Generator) -> None:
    """Put our Dropout in place of torch's wherever something is dropped below `module`."""
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout) and child.p:
            setattr(module, name, Dropout(child.p, rng))
        else:
            cheapen(child, rng)
