"""`sayso serve`: the ledger in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.errors import UsageError
from sayso.views.cli.app import LedgerOption, app, ledger_place, say

_EXAMPLES = """
Examples

- `sayso serve` then open http://127.0.0.1:8700 in a browser
- `sayso serve --port 9000 --ledger news.db` another ledger at another port
"""
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@app.command(epilog=_EXAMPLES)
def serve(
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at.")] = 8700,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from private and loopback addresses too."),
    ] = False,
) -> None:
    """Open the ledger in the browser."""
    if host not in _LOOPBACK:
        raise UsageError(f"{host} is open to others: only 127.0.0.1, ::1 and localhost are served")
    try:
        import uvicorn

        from sayso.views.web.app import WebOptions, create
    except ImportError as error:
        raise UsageError(
            f"the web app needs {error.name}: install it with pip install 'sayso[web]'"
        ) from error
    made = create(ledger_place(ledger), WebOptions(allow_private=allow_private))
    say(f"sayso serves at http://{host}:{port} (Ctrl+C stops it)")
    uvicorn.run(made, host=host, port=port, log_level="warning", server_header=False)


__all__ = ["serve"]
