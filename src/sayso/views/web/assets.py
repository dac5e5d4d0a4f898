"""What the pages load besides themselves: our own files. Those that are named by their content or
their version are kept for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC: Final = Path(__file__).parent / "static"
_VERSIONED = ("fonts/", "vendor/")
_FOR_EVER = "public, max-age=31536000, immutable"


@cache
def address(name: str) -> str:
    """The address of one of our files; another content has another address."""
    digest = hashlib.blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()
    return f"/static/{name}?{digest}"


class Static(StaticFiles):
    """Our files. One that is asked for by its content's hash never changes."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        asked = f"/static/{path}?{scope['query_string'].decode('latin-1')}"
        if response.status_code == 200 and (path.startswith(_VERSIONED) or asked == address(path)):
            response.headers["cache-control"] = _FOR_EVER
        return response
