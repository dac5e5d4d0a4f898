"""`sayso serve`: the ledger in the browser, for this machine alone unless one has to sign in."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.errors import LedgerError, UsageError
from sayso.views.cli.app import LedgerOption, app, ledger_place, say

if TYPE_CHECKING:  # FastAPI is loaded when there is something to serve
    from sayso.views.web.guard import Rules

_EXAMPLES = """
Examples

- `sayso serve` then open http://127.0.0.1:8700 in a browser
- `sayso serve --port 9000 --ledger news.db` another ledger at another port
- `sayso account add Ilse; sayso serve --host 0.0.0.0 --host-name desk.example` for a newsroom
- `SAYSO_TOKEN=… sayso serve --host 192.168.1.5` for whoever has the token
"""
_LOOPBACK: Final = {"127.0.0.1", "::1", "localhost"}
_EVERYWHERE: Final = {"0.0.0.0", "::"}  # noqa: S104 — to be told apart, not to be listened at
_SECRET: Final = 32  # bytes


@app.command(epilog=_EXAMPLES)
def serve(
    ledger: LedgerOption = None,
    host: Annotated[
        str,
        typer.Option(
            help="Address to listen at; any but this machine's own needs a way to sign in."
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at.")] = 8700,
    host_name: Annotated[
        list[str] | None,
        typer.Option("--host-name", metavar="NAME", help="A name under which it is asked, too."),
    ] = None,
    token: Annotated[
        str,
        typer.Option(
            envvar="SAYSO_TOKEN",
            show_envvar=False,
            show_default=False,
            help="Whoever has it may read and write [default: SAYSO_TOKEN, which others on this "
            "machine can't see].",
        ),
    ] = "",
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from private and loopback addresses too."),
    ] = False,
) -> None:
    """Open the ledger in the browser."""
    try:
        import uvicorn

        from sayso.views.web.app import WebOptions, create
    except ImportError as error:
        raise UsageError(
            f"the web app needs {error.name}: install it with pip install 'sayso[web]'"
        ) from error
    place = ledger_place(ledger)
    names = frozenset(name.strip().lower().rstrip(".") for name in host_name or ())
    rules = _rules(place, host, names, token)
    made = create(place, WebOptions(allow_private, rules))
    say(f"sayso serves at http://{_in_a_host_header(host)}:{port} (Ctrl+C stops it)")
    if rules.closed:
        say("It speaks plain http: let others in through a proxy that speaks https.")
    uvicorn.run(
        made,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        limit_concurrency=512,
        timeout_graceful_shutdown=2,  # what watches for changes never ends by itself
    )


def _rules(place: str, host: str, names: frozenset[str], token: str) -> Rules:
    """Who may use it. UsageError if strangers could, without having to sign in."""
    from sayso.pipeline import open_ledger
    from sayso.views.accounts import Accounts
    from sayso.views.web.guard import Rules

    open_to_others = host not in _LOOPBACK or bool(names - _LOOPBACK)
    if open_to_others and not token:
        with open_ledger(place) as ledger:
            accounts = Accounts(ledger).every()
        if not accounts:
            what = host if host not in _LOOPBACK else ", ".join(sorted(names))
            raise UsageError(
                f"{what} is open to others, and nobody has to sign in: give --token (or "
                "SAYSO_TOKEN), or make an account with sayso account add NAME"
            )
    own = set() if host in _LOOPBACK | _EVERYWHERE else {_in_a_host_header(host)}
    return Rules(
        secret=_secret(),
        token=token,
        hosts=names | own,
        addresses=host in _EVERYWHERE,
        closed=open_to_others,
    )


def _in_a_host_header(host: str) -> str:
    """A host as browsers write it: IPv6 in brackets."""
    return f"[{host.lower()}]" if ":" in host else host.lower()


def _secret() -> bytes:
    """What sessions are signed with: made once, kept where only this user can read it."""
    from platformdirs import user_data_path

    path = Path(user_data_path("sayso", appauthor=False)) / "secret"
    try:
        with suppress(FileNotFoundError):
            kept = path.read_bytes()
            if len(kept) == _SECRET and not path.stat().st_mode & 0o077:
                return kept
            path.unlink()  # others could read it, or it is no secret of ours
        path.parent.mkdir(parents=True, exist_ok=True)
        made = os.urandom(_SECRET)
        with suppress(FileExistsError):
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(file, "wb") as out:
                out.write(made)
            return made
        return path.read_bytes()  # another server was quicker
    except OSError as error:
        raise LedgerError(
            f"{path}: can't keep the secret of sessions there ({error.strerror})"
        ) from error


__all__ = ["serve"]
