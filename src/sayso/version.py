"""The release of this package, where every stage can read it without importing the others."""

from __future__ import annotations

VERSION = "0.1.0"

__all__ = ["VERSION"]
