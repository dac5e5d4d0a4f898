"""The guard as one object before an app."""

from __future__ import annotations

from fastapi import FastAPI

from sayso.views.accounts import Accounts
from sayso.views.web.guard.access import Access, Keys
from sayso.views.web.guard.hosts import Hosts
from sayso.views.web.guard.rates import Rates
from sayso.views.web.guard.rules import Rules
from sayso.views.web.guard.sessions import Sessions
from sayso.views.web.guard.sizes import Sizes


def install(app: FastAPI, rules: Rules) -> None:
    """Put hosts, sizes and access before an app; its `state.desk` holds the ledger once it runs."""
    keys = Keys(rules, Sessions(rules.secret), Rates(), lambda: Accounts(app.state.desk.ledger))
    app.add_middleware(Access, keys=keys)
    app.add_middleware(Sizes, rules=rules)
    app.add_middleware(Hosts, rules=rules)
