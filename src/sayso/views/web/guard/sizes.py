"""How much a request may send: counted while it comes, whatever it says of itself."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.views.web.guard.asking import header
from sayso.views.web.guard.refusing import refused
from sayso.views.web.guard.rules import Rules


class Sizes:
    """Stops a request whose body is larger than the rules allow."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._most = rules.max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = header(scope, b"content-length")
        if said and (not said.isascii() or not said.isdecimal() or len(said) > 18):
            await refused(scope, 400, "Its length makes no sense.")(scope, receive, send)
            return
        if said and int(said) > self._most:
            await refused(scope, 413, self._told)(scope, receive, send)
            return
        came = 0

        async def counting() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self._most:
                raise HTTPException(413, self._told)
            return message

        await self._app(scope, counting, send)

    @property
    def _told(self) -> str:
        return (
            f"At most {self._most // 1_000_000} MB are taken at once. Larger things go in by "
            "the command line: sayso add FILE"
        )
