"""What is known of news outlets: names, domains, programmes, and where a text mentions them.

`outlets.csv` and `programmes.csv` were written for Sayso. Columns of the first:

- `name`: canonical name, as the outlet is called in a chain ("The Wall Street Journal"); where two
  outlets share a name, one has its place in brackets and is found in texts by its `short` names;
- `short`: other names that are clear on their own ("WSJ");
- `brief`: what it is called once it has been introduced, with an article ("the Journal");
- `common`: those of its names that are also ordinary words, persons or places ("Time", "AP");
- `domains`, `country` (ISO 3166-1 alpha-2), `kind`. Platforms are channels that vouch for nothing.

Lists inside a cell are parted by semicolons.
"""

from __future__ import annotations

from sayso.outlets.entries import Mention, Outlet, OutletKind
from sayso.outlets.table import Outlets, known

__all__ = ["Mention", "Outlet", "OutletKind", "Outlets", "known"]
