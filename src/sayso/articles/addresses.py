"""Which web addresses may be asked for: rules on their text and on network addresses. Nothing here
touches the network.

The text is parsed once, by the browsers' own rules (WHATWG URL, through ada-url), and every later
step uses the parts that came out: what is checked is what is asked for. That parser also undoes
the disguises of an address (`http://2130706433`, `0x7f.1`, full-width digits).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from ada_url import URL, HostType

from sayso.errors import ArticleError

LONGEST = 8_000  # characters of an address; browsers and servers give up at about that length
_DEFAULT_PORTS = {"http": 80, "https": 443}

# Ports under 1024 belong to other services. These above it speak protocols that can be fooled by
# the lines of an HTTP request: https://fetch.spec.whatwg.org/#port-blocking
_BAD_PORTS = frozenset((
    1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
    6679, 6697, 10080,
))  # fmt: skip

# Names that mean the machine or its own network: RFC 6761, 6762 (appendix G), 7686, 8375.
_PRIVATE_ENDINGS = frozenset((
    "localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan",
    "home.arpa", "onion",
))  # fmt: skip
_NAME = re.compile(r"(?!.{254})(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}")

# Beside what `ipaddress` knows, which differs between versions of Python:
_NEVER_4 = (
    IPv4Network("192.0.0.0/24"),  # IETF protocol assignments, metadata on some clouds
    IPv4Network("192.88.99.0/24"),  # 6to4 relays, withdrawn
    IPv4Network("168.63.129.16/32"),  # Azure's metadata service, on a public address
)
_PUBLIC_6 = IPv6Network("2000::/3")  # the only block given out for the public internet
_NEVER_6 = (
    IPv6Network("2001::/23"),  # IETF protocol assignments; Teredo, which carries an IPv4 address
    IPv6Network("2002::/16"),  # 6to4, which carries an IPv4 address
    IPv6Network("3fff::/20"),  # documentation
)
_NAT64 = IPv6Network("64:ff9b::/96")  # how networks without IPv4 reach it: RFC 6052
_ISATAP = (0x00005EFE, 0x02005EFE)  # third quarter of an address with an IPv4 address in its last


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address that may be asked for, in parts; all are ASCII.

    `href`: the whole, without fragment; `host`: without brackets; `authority`: as in the Host
    header; `target`: path and query.
    """

    href: str
    scheme: str
    host: str
    port: int
    authority: str
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"


def web_address(
    text: str, base: str = "", *, ref: str = "", allow_private: bool = False
) -> WebAddress:
    """The parts of an address (relative to `base`, if given) that may be asked for. `ref` is what
    errors call it, by default its text with nothing in it that could upset a terminal.

    ArticleError if it is no http or https address, carries a name or password, has a port where
    no web server should be, or (unless `allow_private`) plainly points into a private network.
    Where a name leads is checked when it is looked up, by `is_public`.
    """
    name = ref or ascii(text[:200])[1:-1]
    if len(text) > LONGEST:
        raise ArticleError(name, f"an address of over {LONGEST:,} characters")
    try:
        url = URL(text, base) if base else URL(text)
    except ValueError:  # UnicodeEncodeError, for lone surrogates, is one
        hint = "write it in full, as in https://example.com/page"
        raise ArticleError(name, "not a web address", hint) from None
    url.hash = ""
    scheme = url.protocol.rstrip(":")
    if scheme not in _DEFAULT_PORTS:
        raise ArticleError(name, "not an http or https address")
    if url.username or url.password:
        hint = "leave out what stands before the @"
        raise ArticleError(name, "the address carries a user name or password", hint)
    port = int(url.port or _DEFAULT_PORTS[scheme])
    _check_port(name, port)
    _check_host(name, url, allow_private=allow_private)
    host, target = url.hostname.strip("[]"), url.pathname + url.search
    return WebAddress(url.href, scheme, host, port, url.host, target)


def is_public(address: str) -> bool:
    """Whether a network address (IPv4 or IPv6, as text) lies on the public internet.

    Addresses that carry an IPv4 address in them are judged by that one or refused.
    False for what is no address, and for one with a zone ("fe80::1%eth0").
    """
    try:
        four = IPv4Address(address)
    except ValueError:
        return _is_public_6(address)
    return _is_public_4(four)


def is_address(host: str) -> bool:
    """Whether a host is a network address rather than a name."""
    return ":" in host or host.replace(".", "").isdigit()


def _is_public_4(four: IPv4Address) -> bool:
    odd = four.is_multicast or any(four in network for network in _NEVER_4)
    return four.is_global and not odd


def _is_public_6(address: str) -> bool:
    try:
        six = IPv6Address(address)
    except ValueError:
        return False
    if six.scope_id is not None:
        return False
    last = IPv4Address(int(six) & 0xFFFF_FFFF)
    if six.ipv4_mapped is not None or six in _NAT64:
        return _is_public_4(last)
    if (int(six) >> 32) & 0xFFFF_FFFF in _ISATAP and not _is_public_4(last):
        return False
    odd = any(six in network for network in _NEVER_6)
    return six in _PUBLIC_6 and six.is_global and not odd


def _check_port(name: str, port: int) -> None:
    if port not in _DEFAULT_PORTS.values() and (port < 1024 or port in _BAD_PORTS):
        hint = "web pages are read from ports 80, 443 and most from 1024 up"
        raise ArticleError(name, f"port {port} is not one for web pages", hint)


def _check_host(name: str, url: URL, *, allow_private: bool) -> None:
    host = url.hostname
    if url.host_type is not HostType.DEFAULT:
        if not allow_private and not is_public(host.strip("[]")):
            raise not_public(name)
        return
    if not _NAME.fullmatch(host):
        hint = "a name has no dot at its end" if host.endswith(".") else ""
        raise ArticleError(name, "not a name that can be looked up", hint)
    labels = host.split(".")
    endings = {labels[-1], ".".join(labels[-2:])}
    if not allow_private and (len(labels) == 1 or endings & _PRIVATE_ENDINGS):
        raise not_public(name)


def not_public(ref: str) -> ArticleError:
    """The error for an address that leads, or could lead, into a private network."""
    hint = "--allow-private reads from servers of your own"
    return ArticleError(ref, "not on the public internet", hint)
