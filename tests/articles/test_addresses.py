"""Which addresses may be asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles.addresses import LONGEST, is_public, web_address
from sayso.errors import ArticleError

PRIVATES = """
http://127.0.0.1/            http://127.0.0.1./          http://127.1/
http://127.255.255.254/      http://2130706433/          http://0x7f000001/
http://0x7f.1/               http://0X7F.0.0.0x1/        http://0177.0.0.1/
http://0177.1/               http://017700000001/        http://127.0x0.00.1/
http://１２７.0.0.1/         http://127。0。0。1/        http://①②⑦.⓪.⓪.①/
http://%31%32%37.0.0.1/      http://%6c%6fcalhost/       http:127.0.0.1
http:/127.0.0.1              http:///127.0.0.1           http:\\127.0.0.1\a
http://0/                    http://0.0.0.0/             http://0.1.2.3/
http://10.0.0.1/             http://0xa000001/           http://012.1.2.3/
http://172.16.0.1/           http://172.31.255.254/      http://192.168.1.1/
http://3232235777/           http://169.254.169.254/     http://2852039166/
http://0xa9fea9fe/           http://0251.0376.0251.0376/ http://169.254.43518/
http://100.64.0.1/           http://100.100.100.200/     http://192.0.0.192/
http://192.0.0.9/            http://168.63.129.16/       http://198.18.0.1/
http://192.0.2.1/            http://203.0.113.7/         http://192.88.99.1/
http://224.0.0.1/            http://239.255.255.250/     http://240.0.0.1/
http://255.255.255.255/      http://4294967295/          http://[::]/
http://[::1]/                http://[0:0:0:0:0:0:0:1]/   http://[::127.0.0.1]/
http://[::ffff:127.0.0.1]/   http://[::ffff:7f00:1]/     http://[0::ffff:169.254.169.254]/
http://[::ffff:0:127.0.0.1]/ http://[fe80::1]/           http://[febf::1]/
http://[fec0::1]/            http://[fc00::1]/           http://[fd00:ec2::254]/
http://[ff02::1]/            http://[ff0e::1]/           http://[2002:7f00:1::]/
http://[2002:808:808::1]/    http://[2001:0:1::1]/       http://[2001::f5ff:fffe]/
http://[2001:20::1]/         http://[2001:db8::1]/       http://[3fff::1]/
http://[64:ff9b::7f00:1]/    http://[64:ff9b::a9fe:a9fe]/ http://[64:ff9b::10.0.0.1]/
http://[64:ff9b:1::808:808]/ http://[100::1]/            http://[4000::1]/
http://[5f00::1]/            http://[2a00:1::5efe:10.0.0.1]/ http://[2a00:1::200:5efe:7f00:1]/
http://localhost/            http://LOCALHOST/           http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/
http://lo\u00adcalhost/      http://a.localhost/         http://intranet/
http://printer.local/        http://metadata.google.internal/ http://nas.home.arpa/
http://router.lan/           http://wiki.corp/           http://x.y.intranet/
"""
PRIVATE = PRIVATES.split()

NEVER = [
    "",
    " ",
    "example.com",
    "//example.com/",
    "/page",
    "http://",
    "http:///",
    "https://?",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "ws://example.com/",
    "blob:https://example.com/1",
    "view-source:http://example.com/",
    "http://user@example.com/",
    "http://user:secret@example.com/",
    "http://:secret@example.com/",
    "http://example.com%40@evil.example/",
    "http://example.com:0/",
    "http://example.com:22/",
    "http://example.com:25/",
    "http://example.com:81/",
    "http://example.com:1023/",
    "http://example.com:6000/",
    "http://example.com:6667/",
    "http://example.com:65536/",
    "http://example.com:-1/",
    "http://example.com:http/",
    "http://localhost./",
    "http://example.com./",
    "http://example..com/",
    "http://.example.com/",
    "http://ex*mple.com/",
    "http://exa mple.com/",
    "http://example.com%00.evil.example/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 127 + "com/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::1",
    "http://[::ffff:1.2.3.4.5]/",
    "http://1.2.3.4.5/",
    "http://256.1.1.1/",
    "http://1.2.3.0x100/",
    "http://\ud800.example/",
    "http://example.com/" + "a" * LONGEST,
]


def test_private_addresses_are_refused_in_every_disguise() -> None:
    assert len(PRIVATE) > 90
    for text in PRIVATE:
        with pytest.raises(ArticleError, match="not on the public internet"):
            web_address(text)


@pytest.mark.parametrize("text", PRIVATE)
def test_allow_private_lifts_that_rule(text: str) -> None:
    assert web_address(text, allow_private=True).scheme == "http"


@pytest.mark.parametrize("allow_private", [False, True])
@pytest.mark.parametrize("text", NEVER)
def test_what_is_refused_whoever_asks(text: str, allow_private: bool) -> None:
    with pytest.raises(ArticleError) as error:
        web_address(text, allow_private=allow_private)
    assert "public" not in error.value.reason


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("https://example.com", "https://example.com/"),
        ("HTTP://EXAMPLE.com:80/a/../b?q=1#part", "http://example.com/b?q=1"),
        ("http://example.com:8080/", "http://example.com:8080/"),
        ("http://example.com:443/", "http://example.com:443/"),
        ("https://faß.example/ü?ü", "https://xn--fa-hia.example/%C3%BC?%C3%BC"),
        ("  https://exam\nple.com/a b ", "https://example.com/a%20b"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
        ("http://[64:ff9b::8.8.8.8]/", "http://[64:ff9b::808:808]/"),
        ("http://[::ffff:8.8.8.8]/", "http://[::ffff:808:808]/"),
        ("http://localhost.example.com/", "http://localhost.example.com/"),
        ("http://local.example/", "http://local.example/"),
        ("http://a_b.example/", "http://a_b.example/"),
    ],
)
def test_public_addresses_in_one_spelling(text: str, href: str) -> None:
    assert web_address(text).href == href


def test_the_parts_of_an_address() -> None:
    address = web_address("http://[2606:4700::1111]:8080/a?b=c#d")
    assert address.host == "2606:4700::1111"
    assert address.port == 8080
    assert address.authority == "[2606:4700::1111]:8080"
    assert address.target == "/a?b=c"
    assert address.origin == "http://[2606:4700::1111]:8080"
    assert web_address("https://example.com:443/").port == 443
    assert web_address("https://example.com:443/").authority == "example.com"


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("c", "https://example.com/a/c"),
        ("/c?d", "https://example.com/c?d"),
        ("//other.example/c", "https://other.example/c"),
        ("http://other.example", "http://other.example/"),
        ("?q", "https://example.com/a/b?q"),
    ],
)
def test_relative_addresses(text: str, href: str) -> None:
    assert web_address(text, "https://example.com/a/b").href == href


@pytest.mark.parametrize("text", ["//127.0.0.1/", "http://[::1]/", "file:///", "//u@example.com"])
def test_relative_addresses_are_checked_too(text: str) -> None:
    with pytest.raises(ArticleError):
        web_address(text, "https://example.com/a/b")


def test_errors_call_an_address_as_they_are_told_or_in_plain_ascii() -> None:
    with pytest.raises(ArticleError) as error:
        web_address("nonsense", ref="what they typed")
    assert error.value.ref == "what they typed"
    with pytest.raises(ArticleError) as error:
        web_address("http://\x1b[31mred")
    assert error.value.ref == "http://\\x1b[31mred"


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1::5efe:8.8.8.8", "64:ff9b::8.8.8.8"],
)
def test_public_network_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["", "name", "127.1", "0x7f.1", "fe80::1%eth0", "2606:4700::1%1", "1.2.3.4:80", "\ud800"],
)
def test_what_is_no_network_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@settings(deadline=None)  # machines can be busy
@given(st.integers(0, 2**32 - 1))
def test_carrying_an_ipv4_address_makes_no_private_one_public(number: int) -> None:
    four = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    for carrier in ("::ffff:{}", "64:ff9b::{}", "::{}", "2a00:1::5efe:{}"):
        assert is_public(four) or not is_public(carrier.format(four))
    high, low = f"{number >> 16:x}", f"{number & 0xFFFF:x}"
    assert not is_public(f"2002:{high}:{low}::1")


@settings(deadline=None)  # machines can be busy
@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://[", "//"]))
def test_any_text_is_an_address_or_an_article_error(text: str, start: str) -> None:
    for allow_private in (False, True):
        try:
            address = web_address(start + text, allow_private=allow_private)
        except ArticleError:
            continue
        assert address.href.isascii()
        assert address.target.startswith("/")
        assert web_address(address.href, allow_private=allow_private) == address
