"""`sayso serve` and `sayso account`: open to this machine alone, unless one has to sign in."""

from __future__ import annotations

import http.client
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.views.accounts import Accounts
from sayso.views.cli import serve

Run = Callable[..., Any]
TOKEN = "a-token-of-the-newsroom-7"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("SAYSO_TOKEN", raising=False)
    return tmp_path / "data" / "sayso"


@pytest.mark.parametrize(
    "words",
    [
        ["--host", "0.0.0.0"], ["--host", "::"], ["--host", "192.168.1.5"],
        ["--host", "desk.example"],
        ["--host-name", "desk.example"], ["--host", "127.0.0.2"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_strangers_cannot_come_in_unasked(run: Run, tmp_path: Path, words: list[str]) -> None:
    done = run("serve", "--ledger", str(tmp_path / "news.db"), *words)
    assert (done.code, done.out) == (2, "")
    assert words[1] in done.err
    assert "--token" in done.err
    assert "sayso account add" in done.err


@pytest.mark.parametrize("token", ["short", "x" * 15])
def test_a_token_that_can_be_guessed_does_not_do(run: Run, tmp_path: Path, token: str) -> None:
    done = run(
        "serve", "--ledger", str(tmp_path / "news.db"), "--host", "0.0.0.0", "--token", token
    )
    assert done.code == 2
    assert "16" in done.err
    assert token not in done.err


def test_a_token_or_an_account_opens_it(tmp_path: Path) -> None:
    place = str(tmp_path / "news.db")
    rules = serve._rules(place, "192.168.1.5", frozenset({"desk.example"}), TOKEN)
    assert rules.closed
    assert rules.is_token(TOKEN)
    assert rules.hosts >= {"desk.example", "192.168.1.5"}
    assert not rules.addresses
    with pytest.raises(UsageError):
        serve._rules(place, "0.0.0.0", frozenset(), "")
    with Ledger.open(place) as ledger:
        Accounts(ledger).add("Ilse", "kestrel over the weir")
    everywhere = serve._rules(place, "::", frozenset(), "")
    assert everywhere.closed
    assert everywhere.addresses
    assert "::" not in everywhere.hosts
    here = serve._rules(place, "127.0.0.1", frozenset(), "")
    assert (here.closed, here.addresses, here.hosts) == (False, False, frozenset())
    assert serve._rules(place, "fe80::1", frozenset(), "").hosts == {"[fe80::1]"}


def test_the_secret_is_kept_and_nobody_else_can_read_it(home: Path) -> None:
    first = serve._secret()
    path = home / "secret"
    assert path.stat().st_mode & 0o777 == 0o600
    assert serve._secret() == first == path.read_bytes()
    path.chmod(0o644)
    second = serve._secret()
    assert second != first  # others may have read it
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(b"")
    assert len(serve._secret()) == len(first)


def test_it_serves_until_it_is_stopped(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [
        sys.executable,
        "-m",
        "sayso.views.cli",
        "serve",
        "--port",
        str(port),
        "--ledger",
        str(tmp_path / "n.db"),
    ]
    with subprocess.Popen(words, stderr=subprocess.PIPE, env=dict(os.environ)) as server:
        try:
            assert server.stderr is not None
            assert f"http://127.0.0.1:{port}".encode() in server.stderr.readline()
            statuses = [asked(port, {}), asked(port, {"host": "evil.example"})]
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) in {0, 130, -signal.SIGINT}
        assert b"Traceback" not in server.stderr.read()
    assert statuses == [200, 421]


def asked(port: int, headers: dict[str, str]) -> int:
    """The status of the first page, as soon as there is one."""
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/", headers=headers)
            return connection.getresponse().status
        except ConnectionRefusedError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError("the server does not answer")


def test_accounts_come_and_go(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(tmp_path / "news.db")

    def typed(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    typed("kestrel over the weir\n")
    assert run("account", "add", "Ilse", "--ledger", place).err == "Ilse may sign in\n"
    with Ledger.open(place) as ledger:
        assert Accounts(ledger).verified("Ilse", "kestrel over the weir")
    assert run("account", "list", "--ledger", place).out.startswith("Ilse\tsince 20")
    typed("short\n")
    done = run("account", "add", "Pavel", "--ledger", place)
    assert (done.code, done.err) == (2, "sayso: a password has 10 to 1000 characters\n")
    assert run("account", "remove", "Nobody", "--ledger", place).code == 2
    assert run("account", "remove", "Ilse", "--ledger", place).code == 0
    done = run("account", "list", "--ledger", place)
    assert (done.code, done.out) == (0, "")
    assert "sayso account add" in done.err
    assert run("account", "list", "--ledger", str(tmp_path / "none.db")).code in {2, 3}
