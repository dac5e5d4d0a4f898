"""What a robots.txt allows, by RFC 9309. Nothing here touches the network.

Written here because a robots.txt is a stranger's text as well: the standard library's parser does
not know wildcards, and protego 0.7 takes over a minute of work for 170 kB of many agents times
many rules. Here, work is linear in the size of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

LIMIT = 512_000  # bytes that are read of a file; RFC 9309 2.5 asks for at least 500 KiB

# A blank instead of the colon is a common mistake whose meaning is plain.
_LINE = re.compile(r"\s*(user-agent|allow|disallow)\s*[:\s]\s*(.*)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z_-]+", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9a-f]{2})", re.IGNORECASE)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths that are allowed or not. `pattern`: in normal form, `*` for anything, `$` for the
    end if `ends`, which is left off."""

    pattern: str
    allowed: bool
    ends: bool

    @property
    def length(self) -> int:
        """Of two rules that match, the longer one counts."""
        return len(self.pattern) + self.ends

    def matches(self, path: str) -> bool:
        """Whether a path in normal form is one of these. Every `*` takes as little as it can,
        which finds a match if there is one and never goes back."""
        first, *others = self.pattern.split("*")
        if not path.startswith(first):
            return False
        if not others:
            return not self.ends or path == first
        *middle, last = others
        at = len(first)
        for part in middle:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        if self.ends:
            return len(path) - len(last) >= at and path.endswith(last)
        return path.find(last, at) >= 0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a robots.txt for one reader; without any, all is allowed."""

    rules: tuple[Rule, ...] = ()

    def allows(self, target: str) -> bool:
        """Whether the reader may ask for a target (path and query, as in a request)."""
        if target == "/robots.txt":
            return True
        path = _normal(target).replace("*", "%2A").replace("$", "%24")
        found = [(rule.length, rule.allowed) for rule in self.rules if rule.matches(path)]
        return not found or max(found)[1]


def parse_robots(body: bytes, reader: str) -> Robots:
    """The rules that a robots.txt has for `reader` (a product token such as "sayso", in any case):
    those of all groups that name it, else those for everybody (`*`)."""
    if len(body) > LIMIT:
        body = body[:LIMIT].rpartition(b"\n")[0]  # half a line could mean anything
    rules: dict[str, list[Rule]] = {"*": []}
    agents: set[str] = set()  # of the group at hand; only those that matter here
    in_rules = True
    for line in body.removeprefix(b"\xef\xbb\xbf").splitlines():
        found = _LINE.match(line.decode("utf-8", "replace").partition("#")[0])
        if found is None:
            continue
        key, value = found[1].lower(), found[2].strip()
        if key == "user-agent":
            if in_rules:
                agents = set()
            in_rules = False
            agent = "*" if value == "*" else product_token(value).lower()
            if agent in ("*", reader.lower()):
                agents.add(agent)
                rules.setdefault(agent, [])
            continue
        in_rules = True
        for agent in agents if value else ():
            rules[agent].append(_rule(value, allowed=key == "allow"))
    return Robots(tuple(rules.get(reader.lower(), rules["*"])))


def product_token(user_agent: str) -> str:
    """The token by which a robots.txt calls a reader: "Sayso/1.0 (…)" → "Sayso"."""
    found = _TOKEN.match(user_agent)
    return found[0] if found else ""


def _rule(value: str, *, allowed: bool) -> Rule:
    ends = value.endswith("$")
    pattern = _normal(value.removesuffix("$")).replace("$", "%24")
    return Rule(re.sub(r"\*+", "*", pattern), allowed, ends)


def _normal(path: str) -> str:
    """A path or pattern with one spelling for each octet: RFC 9309 2.2.2."""
    return _ESCAPE.sub(_spelt, quote(path, safe=_KEPT, errors="replace"))


def _spelt(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()
