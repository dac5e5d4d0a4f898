"""Through whom statements come. All stories are invented."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest

from sayso.reading.attributions import Attribution
from sayso.reading.chains import Chain, trace
from sayso.reading.document import Document

Part = tuple[str, str, str]


def span(text: str, piece: str, near: int) -> tuple[tuple[int, int], ...]:
    """The occurrence of a piece that lies nearest to an offset."""
    found = [at for at in range(len(text)) if text.startswith(piece, at)]
    assert found, piece
    start = min(found, key=lambda at: abs(at - near))
    return ((start, start + len(piece)),)


def chains(text: str, parts: Iterable[Part], outlet: str | None = None) -> list[Chain]:
    """Chains of attributions given by their words (source, cue, content), in text order."""
    marked = []
    near = 0
    for source, cue, content in parts:
        start = text.index(content, near)
        where = span(text, cue, start)
        spans = span(text, source, where[0][0]) if source else ()
        marked.append(Attribution(spans, where, ((start, start + len(content)),), 1.0))
        near = where[0][0]
    return trace(Document.of(text, outlet=outlet), marked)


def links(text: str, *parts: Part, outlet: str | None = None) -> list[str]:
    """Names of the last attribution's chain."""
    return [link.name for link in chains(text, parts, outlet)[-1].links]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "relays"),
    [
        ("Ann Cole told Reuters that the port would close.", "Ann Cole", "told Reuters",
         "the port would close", ["Reuters"]),
        ("The port would close, Ann Cole said in an interview with CNN.", "Ann Cole", "said",
         "The port would close", ["CNN"]),
        ("The port would close, Ann Cole wrote on Twitter.", "Ann Cole", "wrote",
         "The port would close", ["Twitter"]),
        ("The port would close, Ann Cole tweeted.", "Ann Cole", "tweeted",
         "The port would close", ["Twitter"]),
        ("The port would close, according to aides quoted by The Guardian.",
         "aides quoted by The Guardian", "according to", "The port would close", ["The Guardian"]),
        ("Ann Cole argued in a Washington Post op-ed that the port would close.", "Ann Cole",
         "argued", "the port would close", ["The Washington Post"]),
        ("Ann Cole told the Dunmore Courier that the port would close.", "Ann Cole", "told",
         "the port would close", ["Dunmore Courier"]),
        ("The port would close, Ann Cole said on “The Marvin Gale Morning Show.”", "Ann Cole",
         "said", "The port would close", ["Marvin Gale Morning Show"]),
        ("Ann Cole said that the port would close.", "Ann Cole", "said", "the port would close",
         []),
        ("Ann Cole criticized CNN and said that the port would close.", "Ann Cole", "said",
         "the port would close", []),
    ],
)  # fmt: skip
def test_relays_stated(text: str, source: str, cue: str, content: str, relays: list[str]) -> None:
    found = links(text, (source, cue, content))
    assert found[1:] == relays


def test_an_unnamed_origin_and_its_outlet() -> None:
    text = "The minister will resign, according to US officials cited by the Wall Street Journal."
    chain = chains(text, [("US officials", "according to", "The minister will resign")])[0]
    assert [(link.kind, link.named) for link in chain.links] == [
        ("officials", False), ("outlet", True),
    ]  # fmt: skip
    assert chain.links[1].name == "The Wall Street Journal"


def test_the_paper_is_the_one_introduced() -> None:
    text = (
        "The minister will resign, the Wall Street Journal reported. "
        "Aides told the paper that a successor was found."
    )
    found = links(text, ("Aides", "told the paper", "a successor was found"))
    assert found == ["aides", "The Wall Street Journal"]


def test_an_unknown_paper_is_known_once_introduced() -> None:
    text = (
        "The minister will resign, the Dunmore Courier reported.\n\n"
        "Ann Cole told the newspaper that a successor was found."
    )
    assert links(text, ("Ann Cole", "told", "a successor was found")) == [
        "Ann Cole", "Dunmore Courier",
    ]  # fmt: skip


def test_an_outlet_that_cites_somebody_is_a_relay() -> None:
    text = "Reuters, citing two diplomats, reported that the talks had failed."
    chain = chains(text, [("Reuters", "reported", "the talks had failed")])[0]
    assert [link.name for link in chain.links] == ["two diplomats", "Reuters"]
    assert chain.links[0].kind == "officials"


def test_an_interview_goes_on() -> None:
    text = (
        "“We lost,” Carl Brandt said in an interview with CNN. His party met on Friday.\n\n"
        "“I will stay,” Brandt said."
    )
    parts = [("Carl Brandt", "said", "“We lost,”"), ("Brandt", "said", "“I will stay,”")]
    assert links(text, *parts) == ["Carl Brandt", "CNN"]


def test_an_interview_ends_at_the_next_rally() -> None:
    text = (
        "“We lost,” Carl Brandt said in an interview with CNN.\n\n"
        "“I will stay,” Brandt said at a rally in Harrow."
    )
    parts = [("Carl Brandt", "said", "“We lost,”"), ("Brandt", "said", "“I will stay,”")]
    assert links(text, *parts) == ["Carl Brandt"]


def test_an_interview_is_one_speakers() -> None:
    text = (
        "“We lost,” Carl Brandt said in an interview with CNN.\n\n“He should go,” Lena Ford said."
    )
    parts = [("Carl Brandt", "said", "“We lost,”"), ("Lena Ford", "said", "“He should go,”")]
    assert links(text, *parts) == ["Lena Ford"]


def test_what_is_said_within_an_outlets_account_came_through_it() -> None:
    text = "Politico reported that Lena Ford said she would run."
    parts = [
        ("Politico", "reported", "Lena Ford said she would run"),
        ("Lena Ford", "said", "she would run"),
    ]
    document = Document.of(text)
    marked = [
        Attribution(span(text, s, 0), span(text, c, 0), span(text, t, 0), 1.0) for s, c, t in parts
    ]
    assert [[link.name for link in chain.links] for chain in trace(document, marked)] == [
        ["Politico"], ["Lena Ford", "Politico"],
    ]  # fmt: skip


def test_a_passage_behind_a_colon_is_the_outlets() -> None:
    text = (
        "The mill is to close. Reuters reports:\n\n“Owner Ronald Tice said orders fell.”\n\n"
        "Tice said nothing to locals."
    )
    parts = [
        ("Owner Ronald Tice", "said", "orders fell"),
        ("Tice", "said", "nothing to locals"),
    ]
    found = chains(text, parts)
    assert [link.name for link in found[0].links] == ["Ronald Tice", "Reuters"]
    assert [link.name for link in found[1].links] == ["Ronald Tice"]


def test_respondents_speak_through_their_poll() -> None:
    text = (
        "A Harrow University poll was released on Monday. The poll found rising anger.\n\n"
        "About 60 percent of voters said taxes were too high."
    )
    parts = [
        ("The poll", "found", "rising anger"),
        ("About 60 percent of voters", "said", "taxes were too high"),
    ]
    found = chains(text, parts)[-1].links
    assert found[0].kind == "people"
    assert "Harrow University poll" in found[1].name
    assert found[1].kind == "document"


@pytest.mark.parametrize(
    ("text", "cue", "first"),
    [
        ("Axios first reported the call.", "first reported", True),
        ("Axios was the first to report the call.", "was the first to report", True),
        ("Axios broke the news of the call.", "broke the news of", True),
        ("Axios reported the call.", "reported", False),
    ],
)
def test_who_was_first(text: str, cue: str, first: bool) -> None:
    chain = chains(text, [("Axios", cue, "the call")])[0]
    assert (chain.links[0].name, chain.first_report) == ("Axios", first)


def test_chains_come_in_the_order_given() -> None:
    text = "“Yes,” Ann Cole said. “No,” Carl Brandt said."
    marked = [
        Attribution(span(text, "Carl Brandt", 0), span(text, "said", 40), span(text, "No", 0), 1.0),
        Attribution(span(text, "Ann Cole", 0), span(text, "said", 15), span(text, "Yes", 0), 1.0),
    ]
    found = trace(Document.of(text), marked)
    assert [chain.links[0].name for chain in found] == ["Carl Brandt", "Ann Cole"]


def test_nobody_has_an_empty_chain() -> None:
    text = "The port reportedly closed."
    assert links(text, ("", "reportedly", "The port")) == []


def test_a_long_text_takes_time_in_proportion() -> None:
    story = (
        "Mayor Ann Cole told the Dunmore Courier that the port would close. She said on CNN that "
        "jobs were safe. Officials said the paper was wrong.\n\n"
    )
    parts = [("She", "said", "jobs were safe"), ("Officials", "said", "the paper was wrong")]

    def spent(copies: int) -> float:
        marked = [
            Attribution(
                tuple((a + k * len(story), b + k * len(story)) for a, b in attribution.source),
                tuple((a + k * len(story), b + k * len(story)) for a, b in attribution.cue),
                tuple((a + k * len(story), b + k * len(story)) for a, b in attribution.content),
                1.0,
            )
            for k in range(copies)
            for attribution in first
        ]
        begin = time.process_time()
        assert len(trace(Document.of(story * copies), marked)) == 2 * copies
        return time.process_time() - begin

    first = []
    for source, cue, content in parts:
        at = story.index(content)
        where = span(story, cue, at)
        first.append(Attribution(span(story, source, at), where, span(story, content, at), 1.0))
    spent(10)
    assert spent(400) < 30 * spent(40)
