"""What a robots.txt allows."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles.robots import LIMIT, Robots, parse_robots, product_token


def rules(*lines: str) -> Robots:
    return parse_robots("\n".join(lines).encode(), "sayso")


def allowed(target: str, *lines: str) -> bool:
    return rules("User-agent: *", *lines).allows(target)


@pytest.mark.parametrize(
    ("pattern", "target", "matches"),
    [
        ("/", "/", True),
        ("/", "/any/thing?at=all", True),
        ("/fish", "/fish", True),
        ("/fish", "/fish.html", True),
        ("/fish", "/fishheads/yummy.html", True),
        ("/fish", "/Fish.asp", False),
        ("/fish", "/catfish", False),
        ("/fish/", "/fish", False),
        ("/fish/", "/fish/?id=1", True),
        ("/fish*", "/fish/salmon", True),
        ("/*.php", "/index.php", True),
        ("/*.php", "/a/b.php?c=d", True),
        ("/*.php", "/a.PHP", False),
        ("/*.php$", "/a.php", True),
        ("/*.php$", "/a.php?b", False),
        ("/*.php$", "/a.php/b.php", True),
        ("/a*b*c$", "/abcabc", True),
        ("/a*b*c$", "/acb", False),
        ("/a*b$", "/ab", True),
        ("/ab*b$", "/ab", False),
        ("/fish*.php", "/fishheads/catfish.php?x", True),
        ("/page$", "/page", True),
        ("/page$", "/page2", False),
        ("/$", "/", True),
        ("/$", "/a", False),
        ("*", "/anything", True),
        ("***", "/anything", True),
        ("*$", "/anything", True),
        ("/a$b", "/a$b", True),
        ("/a$b", "/a", False),
        ("/a?x=*&y", "/a?x=1&y=2", True),
        ("/caf\u00e9", "/caf%C3%A9", True),
        ("/caf%c3%a9", "/caf%C3%A9", True),
        ("/%66ish", "/fish", True),
        ("/fish", "/%66ish", True),
        ("/a%2Fb", "/a/b", False),
        ("/a%2fb", "/a%2Fb", True),
        ("/a%2A", "/a*", True),
        ("/a%24", "/a$", True),
        ("/100%", "/100%", True),
        ('/a"b', "/a%22b", True),
    ],
)
def test_patterns(pattern: str, target: str, matches: bool) -> None:
    assert allowed(target, f"Disallow: {pattern}") is not matches


def test_the_longest_rule_counts_and_of_equals_the_kind_one() -> None:
    lines = ("Disallow: /", "Allow: /news", "Disallow: /news/private", "Allow: /*.txt")
    assert not allowed("/", *lines)
    assert allowed("/news/1", *lines)
    assert not allowed("/news/private/1", *lines)
    assert not allowed("/news/private/1.txt", *lines)
    assert allowed("/1.txt", *lines)
    assert allowed("/page", "Disallow: /page", "Allow: /page")
    assert allowed("/page", "Allow: /page", "Disallow: /page")
    assert allowed("/page", "Disallow: /page", "Allow: /page$")


def test_without_a_rule_that_fits_all_is_allowed() -> None:
    assert rules().allows("/a")
    assert rules("Disallow: /").allows("/a"), "rules of no group are nobody's"
    assert allowed("/a", "Disallow:")
    assert allowed("/a", "Disallow:   # nothing")
    assert rules("User-agent: other", "Disallow: /").allows("/a")
    assert allowed("/robots.txt", "Disallow: /")


def test_own_groups_replace_those_for_everybody() -> None:
    lines = ("User-agent: *", "Disallow: /", "User-agent: SaySo/2.0", "Disallow: /private")
    assert rules(*lines).allows("/a")
    assert not rules(*lines).allows("/private/a")
    assert rules("User-agent: *", "Disallow: /", "User-agent: sayso").allows("/a")
    assert not rules("User-agent: *", "Disallow: /", "User-agent: saysomething").allows("/a")
    assert not rules("User-agent: *", "Disallow: /", "User-agent: say").allows("/a")


def test_groups_share_rules_and_are_put_together() -> None:
    several = rules(
        *("User-agent: other", "User-agent: sayso", "Sitemap: /map.xml", "Crawl-delay: 5"),
        *("Disallow: /a", "", "User-agent: other", "Disallow: /b", "", "User-agent: sayso"),
        "Disallow: /c",
    )
    assert not several.allows("/a")
    assert several.allows("/b")
    assert not several.allows("/c")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffUser-agent: *\nDisallow: /a",
        "user-agent:*\rdisallow:/a",
        "USER-AGENT : *\r\n\r\nDISALLOW : /a # really",
        "User-agent *\nDisallow /a",
        "<html>\nUser-agent: *\n<p>\n  Disallow: /a",
    ],
)
def test_loose_spelling(text: str) -> None:
    assert not parse_robots(text.encode(), "sayso").allows("/a/b")
    assert parse_robots(text.encode(), "sayso").allows("/b")


def test_product_tokens() -> None:
    assert product_token("sayso/1.0 (words)") == "sayso"
    assert product_token("My-Reader_x/2") == "My-Reader_x"
    assert product_token("/1.0") == ""


def test_of_a_file_that_is_too_long_the_whole_lines_at_its_beginning_count() -> None:
    start = b"User-agent: *\nDisallow: /first\n"
    body = start + b"#" * (LIMIT - len(start) - 12) + b"\nDisallow: /last/one\n"
    robots = parse_robots(body, "sayso")
    assert not robots.allows("/first")
    assert robots.allows("/last/one")
    assert robots.allows("/"), "half a line is no rule"


@pytest.mark.parametrize(
    "body",
    [
        b"".join(b"User-agent: a%d\n" % i for i in range(10_000))
        + b"".join(b"Disallow: /%d\n" % i for i in range(10_000)),
        b"User-agent: *\n" * 30_000 + b"Disallow: /\n",
        b"User-agent: *\nDisallow: /" + b"*a" * 200_000 + b"$",
        b"User-agent: *\n" + b"Disallow: /*z\n" * 10_000,
        b" " * 500_000,
        b"allow" + b" " * 500_000,
        b"User-agent: *\nDisallow: /" + b"%41" * 50_000,
    ],
    ids=["agents times rules", "agents", "stars", "rules", "blanks", "late blanks", "escapes"],
)
def test_hostile_files_cost_little(body: bytes) -> None:
    began = time.process_time()
    parse_robots(body, "sayso").allows("/" + "a" * 8_000)
    assert time.process_time() - began < 10


def by_definition(pattern: str, path: str) -> bool:
    """An independent oracle: try all that a star may stand for."""
    if not pattern:
        return True
    if pattern == "$":
        return not path
    if pattern[0] == "*":
        return any(by_definition(pattern[1:], path[at:]) for at in range(len(path) + 1))
    return path[:1] == pattern[0] and by_definition(pattern[1:], path[1:])


@settings(deadline=None)  # machines can be busy
@given(st.text("ab/*", max_size=7), st.booleans(), st.text("ab/", max_size=9))
def test_matching_agrees_with_its_definition(pattern: str, ends: bool, path: str) -> None:
    written = "/" + pattern + "$" * ends
    assert allowed("/" + path, f"Disallow: {written}") is not by_definition(written, "/" + path)


@settings(deadline=None)  # machines can be busy
@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_are_a_robots_file(body: bytes, target: str) -> None:
    robots = parse_robots(b"User-agent: *\nDisallow: /" + body, "sayso")
    assert robots.allows("/" + target) in (True, False)
