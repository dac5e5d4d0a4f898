"""HTML pages → articles, by trafilatura, within bounds. Every story here is invented."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles.page import looks_like_html, read_page
from sayso.articles.trees import ATTRIBUTES, DEPTH, ELEMENTS, TEXT
from sayso.domain import Article
from sayso.errors import ArticleError

LEAD = (
    "The harbour board said on Monday that three berths would be closed because the quay wall had "
    "moved by nine centimetres since the storms, and that ships should use the northern basin."
)
SAID = "“We have no choice,” said Ine Moll, who chairs the café owners’ league of Port Ellery."
PARAGRAPHS = f"<p>{LEAD}</p><p>{SAID}<br>She would not say more.</p>"
PAGE = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/x.dtd">
<html lang="en-GB"><head><meta charset="utf-8">
<title>Harbour to close until spring | The Tidewater Herald</title>
<meta property="og:site_name" content="The Tidewater Herald">
<meta property="article:modified_time" content="2026-03-05T09:15:00+01:00">
<link rel="canonical" href="https://tide.example/news/harbour?id=7&amp;utm_source=mail#top">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Harbour to close until spring", "datePublished": "2026-03-03T09:15:00+01:00",
"author": [{{"@type": "Person", "name": "Ann Moe"}}, {{"@type": "Person", "name": "Bo Lund"}}]}}
</script><script>document.write("never run")</script></head>
<body><nav><a href="/">Front page</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour to close until spring</h1><p class="byline">By Ann Moe and Bo Lund</p>
{PARAGRAPHS}<img src="https://tracker.example/pixel.gif"><blockquote><p>A black day for us
all.</p></blockquote><p>Fishermen said that the closure would cost them two million crowns.</p>
</article><div class="comments"><p>What nonsense, writes a reader of this page.</p></div>
<footer>Copyright 2026 The Tidewater Herald</footer></body></html>"""


def body(html: str) -> bytes:
    return f"<html><head><title>Harbour</title></head><body>{html}</body></html>".encode()


def page_or_error(raw: bytes) -> Article | ArticleError:
    try:
        return read_page("a", raw)
    except ArticleError as error:
        return error


def test_what_a_page_says_of_its_article_is_found() -> None:
    article = read_page("a.html", PAGE.encode())
    assert article.ref == "a.html"
    assert article.title == "Harbour to close until spring"
    assert article.outlet == "The Tidewater Herald"
    assert article.byline == ("Ann Moe", "Bo Lund")
    assert article.published == "2026-03-03T09:15:00+01:00"
    assert article.url == "https://tide.example/news/harbour?id=7"
    assert article.language == "en"


def test_the_text_is_the_articles_and_nothing_elses() -> None:
    paragraphs = read_page("a.html", PAGE.encode()).text.split("\n")
    assert LEAD in paragraphs
    assert SAID in paragraphs
    assert paragraphs[-1].startswith("Fishermen")
    text = " ".join(paragraphs)
    for other in ("Sport", "nonsense", "Copyright", "never run", "tracker", "<"):
        assert other not in text


def test_a_page_read_twice_is_the_same_article() -> None:
    assert read_page("a", PAGE.encode()) == read_page("a", PAGE.encode())
    assert read_page("a", PAGE.encode()).id == read_page("b", PAGE.encode("utf-16")).id


def test_the_server_and_the_page_say_which_encoding() -> None:
    latin = PAGE.replace("utf-8", "iso-8859-1").encode("cp1252")
    assert SAID in read_page("a", latin).text
    assert SAID in read_page("a", PAGE.replace("utf-8", "x").encode("cp1252"), None, "latin1").text
    assert SAID in read_page("a", PAGE.encode("utf-16")).text


@pytest.mark.parametrize(
    "stated",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://[",
        "ftp://a.example/",
    ],
)
def test_addresses_that_are_none_are_dropped(stated: str) -> None:
    html = PAGE.replace("https://tide.example/news/harbour?id=7&amp;utm_source=mail#top", stated)
    assert read_page("a", html.encode()).url is None
    found = read_page("a", html.encode(), "https://tide.example/n?fbclid=1").url
    assert found == "https://tide.example/n"


def test_a_front_page_is_not_taken_for_the_articles_own_address() -> None:
    html = PAGE.replace("news/harbour?id=7&amp;utm_source=mail#top", "")
    assert read_page("a", html.encode(), "https://tide.example/n").url == "https://tide.example/n"


def test_without_data_of_its_own_a_page_is_read_by_its_head() -> None:
    article = read_page("a", body(f"<p>By Ann Moe</p><p>March 3, 2026</p>{PARAGRAPHS * 2}"))
    assert (article.published, article.byline) == ("2026-03-03", ("Ann Moe",))


DATA = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="pubdate" content="March 3, 2026">', "2026-03-03"),
        ('<meta itemprop="datePublished" content="2026-03-03 9:15">', "2026-03-03"),
        ('<meta name="pubdate" content="soon">', None),
        (DATA.format('{"@type": "NewsArticle", "datePublished": "2026-03-03T09:15Z"}'),
         "2026-03-03T09:15:00+00:00"),
        (DATA.format('[{"@type": "WebPage", "datePublished": "2019-01-01"}, {"@graph": '
                     '[{"@type": ["Report", "NewsArticle"], "datePublished": "2026-03-03"}]}]'),
         "2026-03-03"),
        (DATA.format('{"datePublished": ["2026-03-03"], "a": 1e999}'), None),
        ('<script type="application/ld+json">' + '{"a":' * 15_000 + "</script>", None),
    ],
)  # fmt: skip
def test_what_a_page_states_for_machines(head: str, published: str | None) -> None:
    html = f"<html><head>{head}</head><body>{PARAGRAPHS}</body></html>"
    assert read_page("a", html.encode()).published == published


def test_a_date_in_the_story_is_not_its_day_of_publication() -> None:
    story = LEAD.replace("on Monday", "on March 3, 2019")
    assert read_page("a", body(f"<p>{story}</p><p>Copyright 2018</p>")).published is None


def test_a_date_that_cannot_be_is_left_out() -> None:
    html = PAGE.replace("2026-03-03", "2026-02-31").replace("2026-03-05", "0001-01-01")
    assert read_page("a", html.encode()).published is None


def test_the_language_that_a_page_states_counts_only_in_doubt() -> None:
    german = "Die Ministerin sagte am Dienstag, der Hafen bleibe bis zum Frühjahr geschlossen. " * 3
    assert (
        read_page("a", f"<html lang=en><body><p>{german}</p></body></html>".encode()).language
        == "de"
    )
    short = "<html lang=sv-SE><body><p>Hamnen!</p></body></html>"
    assert read_page("a", short.encode()).language == "sv"


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>", "<html><body></body></html>", "<script>let a = 'words words'</script>",
        "<!-- only a comment -->", "<html><body><p>—</p></body></html>", "<img src=a alt=words>",
        "<html><head><title>Only a title</title></head><body><p> </p></body></html>",
    ],
)  # fmt: skip
def test_a_page_without_text_is_an_error(html: str) -> None:
    with pytest.raises(ArticleError, match=r"a\.html: (no article text|not a page)"):
        read_page("a.html", html.encode())


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LEAD}",
        f"<html/><body><p>{LEAD}</p>",
        f"<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>{LEAD}",
        f"<!doctype {'/' * 3000}><p>{LEAD}",
        f"<p a:b=1 @click=2 <b>{LEAD}<o:p></o:p>",
        f"<p>{LEAD}&#1;&#xFFFF;&#xD800;&#99999999;",
        f"\x1b<div>{LEAD}</div></div></body></html><p>",
        f"<ul><li>{LEAD}</ul><table><td>9</table>",
        f"<p>{LEAD}<script>x</script>&#1;<b <c='{'x' * 5_000}'>y</b>",
    ],
)
def test_broken_html_is_read_as_browsers_do(html: str) -> None:
    assert LEAD in read_page("a", html.encode()).text


def test_libraries_say_nothing_of_their_own() -> None:
    code = (
        "from sayso.articles.page import read_page\n"
        "try: read_page('a', b'<html><time datetime=2026-99-99></html>')\n"
        "except Exception as error: print(type(error).__name__)"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("ArticleError\n", "")


BOMBS = {
    "elements": "<p>" * (ELEMENTS + 1),
    "nested in one another": "<div>" * (DEPTH + 1),
    "steps of nesting": ("<div>" * 200 + "</div>" * 200) * 100,
    "attributes of one element": "<p " + " ".join(f"a{n}" for n in range(ATTRIBUTES + 1)) + ">",
    "characters": "<p>" + "word " * (TEXT // 5 + 1),
}


@pytest.mark.parametrize("what", BOMBS)
def test_pages_beyond_all_bounds_are_refused(what: str) -> None:
    with pytest.raises(ArticleError, match=f"too large a page: more than [0-9,]+ .*{what}"):
        read_page("a", body(PARAGRAPHS + BOMBS[what]))


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 400_000,
        "<b>" * 400_000,
        "<table><tr><td>" * 100_000,
        "<p " + " ".join(f"a{n}" for n in range(200_000)) + ">",
        "<p>" * 400_000,
        "<" * 1_400_000,
        "<!--" * 500_000,
        "<!doctype " + "/" * 2_000_000,
        "<a href='" + "x" * 2_000_000,
        "&amp" * 400_000,
        "<script type=application/ld+json>" + '"@type":[' * 200_000 + "</script>",
        "<script type=application/ld+json>" + "[" * 2_000_000 + "</script>",
    ],
    ids=lambda html: html[:12],
)
def test_megabytes_of_malice_take_little_time(html: str) -> None:
    """Each of these takes minutes or hours in one of the libraries, or would fill its stack."""
    started = time.process_time()
    found = page_or_error(body(PARAGRAPHS + html))
    assert found.ref == "a"
    assert time.process_time() - started < 10


def test_a_page_full_of_scripts_and_pictures_is_still_read() -> None:
    script = "<script>" + "var a = '<p>'; " * 200_000 + "</script>"
    picture = "<img src='data:image/png;base64," + "A" * 2_000_000 + "'>"
    assert LEAD in read_page("a", body(script + picture + PARAGRAPHS)).text


@pytest.mark.parametrize(
    ("start", "is_page"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\xef\xbb\xbf\n <HTML lang=en>", True),
        ("<!doctype html>".encode("utf-16"), True),
        (b"<!-- saved --><?", False),
        (b"<?xml version='1.0'?><!-- a --><html>", True),
        (b"<!-- saved from x -->\n<html>", True),
        (b"<p>The harbour", True),
        (b"<?xml version='1.0'?><rss>", False),
        (b"<Reuters> The harbour", False),
        (b"The <b>harbour</b>", False),
        (b"", False),
    ],
)
def test_what_begins_as_a_page_does(start: bytes, is_page: bool) -> None:
    assert looks_like_html(start) is is_page


NAMES = st.sampled_from(
    "p div span a b h1 ul li table tr td article section time meta title script br img svg o:p "
    "body html head blockquote form select option iframe template noscript pre math q".split()
)
ATTRIBUTES_OF = st.lists(
    st.tuples(
        st.sampled_from(
            "class id name property content datetime rel href itemprop lang type".split()
        ),
        st.sampled_from(
            "author date comment article:published_time 2026-02-31 canonical ://".split()
        )
        | st.text(max_size=8),
    ),
    max_size=3,
)


def tag(name: str, attributes: list[tuple[str, str]]) -> str:
    stated = " ".join(f'{key}="{value}"' for key, value in attributes)
    return f"<{name} {stated}>"


PIECES = st.one_of(
    st.builds(tag, NAMES, ATTRIBUTES_OF),
    NAMES.map(lambda name: f"</{name}>"),
    st.sampled_from(
        ["<", ">", "<!--", "-->", "<![CDATA[", "&#0;", "&lt;", "<?", LEAD, "By Ann Moe"]
    ),
    st.text(max_size=20),
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_mangled_page_is_an_article_or_an_article_error(html: str) -> None:
    found = page_or_error(html.encode("utf-8", "replace"))
    assert found.ref == "a"
    if isinstance(found, Article):
        assert any(map(str.isalnum, found.text))
        found.text.encode()  # no lone surrogates
        assert found.url is None or found.url.startswith(("http://", "https://"))
