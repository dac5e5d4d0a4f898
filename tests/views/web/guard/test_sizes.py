"""What is too large is stopped while it comes; what is built to burst does not."""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.views.web.app import WebOptions, create
from sayso.views.web.guard import Rules, new_secret

MOST = 1_000_000


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = create(str(tmp_path / "news.db"), WebOptions(rules=Rules(new_secret(), max_bytes=MOST)))
    local = TestClient(
        app, "http://localhost", follow_redirects=False, raise_server_exceptions=False
    )
    with local as made:
        yield made


def word_of(client: TestClient) -> str:
    return str(re.findall(r'name="token" value="([^"]+)"', client.get("/").text)[0])


def drops(size: int, piece: int = 10_000) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    for _ in range(size // piece):
        yield b"x" * piece


def test_what_says_that_it_is_too_large_is_not_even_read(client: TestClient) -> None:
    for path in ("/add", "/api/articles", "/signin", "/nowhere"):
        answer = client.post(path, content=b"x", headers={"content-length": str(MOST + 1)})
        assert answer.status_code == 413
    for wrong in ("-1", "many", "1e9", "9" * 30, "²"):
        headers = {b"content-length": wrong.encode("latin-1", "replace")}
        assert client.post("/add", content=b"x", headers=headers).status_code == 400


def test_what_does_not_say_so_is_stopped_on_the_way(client: TestClient) -> None:
    word = word_of(client)
    taken = 0

    def counted() -> Iterator[bytes]:
        nonlocal taken
        yield (
            b'--b\r\ncontent-disposition: form-data; name="token"\r\n\r\n' + word.encode() + b"\r\n"
        )
        yield b'--b\r\ncontent-disposition: form-data; name="files"; filename="f"\r\n\r\n'
        for drop in drops(100 * MOST):
            taken += len(drop)
            yield drop

    form = {"content-type": "multipart/form-data; boundary=b"}
    answer = client.post("/add", content=counted(), headers=form)
    assert answer.status_code == 413
    assert "sayso add" in answer.text
    raw = {"content-type": "application/octet-stream"}
    answer = client.post("/api/articles", content=drops(3 * MOST), headers=raw)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/").status_code == 200


def zipped() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/passwd.txt", b"0" * 50_000_000)
    return body.getvalue()


def tarred() -> bytes:
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w:gz") as archive:
        entry = tarfile.TarInfo("../../../tmp/owned.txt")
        entry.size = 5
        archive.addfile(entry, io.BytesIO(b"owned"))
    return body.getvalue()


BOMBS = {
    "zeros.txt.gz": gzip.compress(b"0" * 120_000_000),
    "twice.gz": gzip.compress(gzip.compress(b"<p>word</p>" * 5_000_000)),
    "bomb.zip": zipped(),
    "away.tar.gz": tarred(),
    "deep.html": b"<div>" * 70_000 + b"word",
    "deep.json": b'{"text":' * 40_000,
    "deep.jsonl": b"[" * 100_000,
    "wide.html": b"<p " + b"a=1 " * 80_000 + b">word",
    "entities.xml": b'<!DOCTYPE r [<!ENTITY a "lol">' + b"".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(12)
    ) + b"]><rss><channel><item><title>&m;</title></item></channel></rss>",
    "../../../../etc/passwd": b"Anna said that the mill burns.",
    "nul\x00name\r\nset-cookie: a=b.txt": b"Anna said that the mill burns.",
    "\u202egnp.exe": b"\xff\xfe\x00\xd8 half",
}  # fmt: skip


def test_uploads_that_are_made_to_burst_do_not(client: TestClient, tmp_path: Path) -> None:
    """One job for all, as one form would send them: each is told apart from the others."""
    word = word_of(client)
    files = [("files", (name, body)) for name, body in BOMBS.items() if len(body) < MOST]
    assert len(files) == len(BOMBS)
    for part in (files[:6], files[6:]):
        answer = client.post("/add", data={"token": word}, files=part)
        assert answer.status_code == 303
        job = answer.headers["location"].rpartition("/")[2]
        for _ in range(60):
            told = client.get(f"/api/adding/{job}").json()
            if told.get("done", True):
                break
        assert "inside" not in json.dumps(told)
    assert sorted(path.name for path in tmp_path.iterdir() if "news.db" not in path.name) == []
    assert not Path("/tmp/owned.txt").exists()
    for path in ("/", "/articles", "/corrections"):
        page = client.get(path).text
        assert "\u202e" not in page
        assert "set-cookie: a=b" not in str(client.get(path).headers)
