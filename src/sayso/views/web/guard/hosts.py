"""The Host header: a page elsewhere can make a browser ask this server under a name of its own
(DNS rebinding); such names are refused."""

from __future__ import annotations

from ipaddress import ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.views.web.guard.asking import header, headers
from sayso.views.web.guard.refusing import refused
from sayso.views.web.guard.rules import LOOPBACK, Rules


class Hosts:
    """Refuses what is asked under another name than the server's own."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._ours(scope):
            message = (
                "This server does not go by that name. Whoever runs it can allow it: "
                "sayso serve --host-name NAME"
            )
            await refused(scope, 421, message)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _ours(self, scope: Scope) -> bool:
        if len(headers(scope, b"host")) != 1:
            return False
        name = host_name(header(scope, b"host"))
        if name in LOOPBACK or name in self._rules.hosts:
            return True
        return self._rules.addresses and is_address(name)


def host_name(host: str) -> str:
    """The name in a Host header, lower case, without port; empty if there is none."""
    host = host.strip().lower()
    name, colon, port = host.rpartition(":")
    if colon and not host.endswith("]"):
        host = name if port.isascii() and port.isdecimal() else ""
    return host.removesuffix(".")


def is_address(name: str) -> bool:
    """Whether a name is an IP address: nobody can let a name lead elsewhere that is none."""
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
