"""Who may ask for what: hosts, sizes, sessions, tokens, accounts, rates, forgery.

One rule for each module; `install` puts them before an app, the cheapest first.
"""

from sayso.views.web.guard.install import install
from sayso.views.web.guard.rules import Rules
from sayso.views.web.guard.sessions import Session, Sessions, new_secret

__all__ = ["Rules", "Session", "Sessions", "install", "new_secret"]
