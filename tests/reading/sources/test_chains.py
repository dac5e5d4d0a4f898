"""Through whom statements come. All stories are invented."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest

from sayso.reading.attributions import Attribution
from sayso.reading.document import Document
from sayso.reading.sources import Chain, trace

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


INTERVIEW = "“We lost,” Carl Brandt said in an interview with CNN.\n\n"
LOST = ("Carl Brandt", "said", "“We lost,”")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Brandt has long said that he would stay.", ("Brandt", "has long said", "he would stay")),
        ("Brandt had argued that he would stay.", ("Brandt", "had argued", "he would stay")),
        ("Brandt once said that he would stay.", ("Brandt", "once said", "he would stay")),
        ("“I will stay,” Brandt said in a statement.", ("Brandt", "said", "“I will stay,”")),
    ],
)
def test_an_interview_does_not_hold_for_what_was_said_elsewhere(text: str, part: Part) -> None:
    assert links(INTERVIEW + text, LOST, part) == ["Carl Brandt"]


def test_an_interview_goes_on_behind_what_was_said_before_it() -> None:
    text = INTERVIEW + "Brandt has said that taxes are high.\n\n“I will stay,” Brandt said."
    parts = [LOST, ("Brandt", "has said", "taxes are high"), ("Brandt", "said", "“I will stay,”")]
    assert [[link.name for link in chain.links] for chain in chains(text, parts)] == [
        ["Carl Brandt", "CNN"], ["Carl Brandt"], ["Carl Brandt", "CNN"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("other", "relays"), [("", ["CNN"]), ("Brandt told Reuters that he was tired. ", [])]
)
def test_the_only_interview_of_a_text_goes_on_longer(other: str, relays: list[str]) -> None:
    told = INTERVIEW + other + "It rained on Harrow. " * 10 + "\n\n“I will stay,” Brandt said."
    parts = [LOST, ("Brandt", "said", "“I will stay,”")]
    if other:
        parts.insert(1, ("Brandt", "told Reuters", "he was tired"))
    assert links(told, *parts)[1:] == relays


@pytest.mark.parametrize(
    ("cue", "content", "relays"),
    [("warned of", "a hard winter", ["CNN"]), ("will be challenging", "Lena Ford", [])],
)
def test_a_lead_is_sourced_by_the_interview_below_it(
    cue: str, content: str, relays: list[str]
) -> None:
    text = f"Carl Brandt {cue} {content}.\n\n“We lost,” Brandt said in an interview with CNN."
    parts = [("Carl Brandt", cue, content), ("Brandt", "said", "“We lost,”")]
    assert [link.name for link in chains(text, parts)[0].links[1:]] == relays


def test_who_is_only_spoken_of_in_an_interview_is_not_its_guest() -> None:
    text = (
        "“Lena Ford lost,” Carl Brandt said in an interview with CNN.\n\n“I won,” Lena Ford said."
    )
    parts = [
        ("Carl Brandt", "said in an interview with CNN", "“Lena Ford lost,”"),
        ("Lena Ford", "said", "“I won,”"),
    ]
    assert links(text, *parts) == ["Lena Ford"]


def test_a_debate_that_is_only_offered_relays_nothing() -> None:
    text = (
        "Carl Brandt proposed that they debate on CNN in May, but Lena Ford refused to come.\n\n"
        "“I am busy,” Ford said."
    )
    parts = [
        ("Carl Brandt", "proposed", "that they debate on CNN in May"),
        ("Lena Ford", "refused", "to come"),
        ("Ford", "said", "“I am busy,”"),
    ]
    assert [[link.name for link in chain.links[1:]] for chain in chains(text, parts)[1:]] == [
        [], [],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "relays"),
    [
        ("CNN’s Ann Cole walked out. Cole wrote that the port would close.",
         "Cole", "wrote", "the port would close", ["CNN"]),
        ("CNN’s Ann Cole walked out. Cole feared that the port would close.",
         "Cole", "feared", "the port would close", []),
        ("Ann Cole was a guest on “The Gale Show.” Ed came on the show to say the port shut.",
         "Ed", "came on the show to say", "the port shut", ["Gale Show"]),
        ("Reuters also cited Ann Cole, who said the port would close.", "who", "said",
         "the port would close", ["Reuters"]),
        ("Ann Cole told Harrow Edition that the port would close.", "Ann Cole", "told",
         "the port would close", ["Harrow Edition"]),
        ("“The port will close,” Ann Cole said, according to Harrow Edition.", "Ann Cole", "said",
         "“The port will close,”", ["Harrow Edition"]),
        ("“The port will close,” Ann Cole said, according to Blue Lantern.", "Ann Cole", "said",
         "“The port will close,”", ["Blue Lantern"]),
        ("Donna Park appeared on Fox and Friends and said the port would close.", "Donna Park",
         "said", "the port would close", ["Fox and Friends"]),
        ("Ann Cole had to watch it on CNN and said the port would close.", "Ann Cole", "said",
         "the port would close", []),
    ],
)  # fmt: skip
def test_relays_by_use(text: str, source: str, cue: str, content: str, relays: list[str]) -> None:
    assert links(text, (source, cue, content))[1:] == relays


@pytest.mark.parametrize(
    "share", ["About one in five", "A majority of voters", "Half of those asked", "Most voters"]
)
def test_respondents_by_their_share(share: str) -> None:
    text = (
        "Early results of exit polls conducted by Harrow Research for Reuters showed anger. "
        f"{share} said taxes were too high."
    )
    parts = [
        ("exit polls conducted by Harrow Research for Reuters", "showed", "anger"),
        (share, "said", "taxes were too high"),
    ]
    found = chains(text, parts)[-1].links
    assert [(link.name, link.kind) for link in found[1:]] == [
        ("Harrow Research exit polls", "document")
    ]


def test_a_poll_in_which_a_body_found_something() -> None:
    text = (
        "In an online poll of 800 voters, Harrow Research found that anger grew.\n\n"
        "About one in five said taxes were too high."
    )
    parts = [
        ("Harrow Research", "found", "anger grew"),
        ("About one in five", "said", "taxes were too high"),
    ]
    assert [[link.name for link in chain.links[1:]] for chain in chains(text, parts)] == [
        ["Harrow Research poll"], ["Harrow Research poll"],
    ]  # fmt: skip


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


def test_an_interview_of_long_ago_does_not_hold() -> None:
    text = (
        "Carl Brandt told CNN on Friday that tolls would stay. “They must go,” Brandt told The "
        "Boston Globe last year.\n\n“I was wrong,” Brandt said."
    )
    parts = [
        ("Carl Brandt", "told CNN", "tolls would stay"),
        ("Brandt", "told The Boston Globe last year", "“They must go,”"),
        ("Brandt", "said", "“I was wrong,”"),
    ]
    assert links(text, *parts) == ["Carl Brandt", "CNN"]


def test_the_interview_is_the_one_that_was_spoken_of() -> None:
    text = (
        "Ann Cole told the Dunmore Courier that tolls would stay. It rained. Her party met.\n\n"
        "Carl Brandt noted the rule in the interview."
    )
    parts = [("Ann Cole", "told", "tolls would stay"), ("Carl Brandt", "noted", "the rule")]
    assert links(text, *parts) == ["Carl Brandt", "Dunmore Courier"]


def test_an_op_ed_goes_on() -> None:
    text = (
        "Tolls must go, Ann Cole wrote in a Washington Post op-ed. Her party met on Friday.\n\n"
        "“Nobody pays them,” Cole wrote."
    )
    parts = [("Ann Cole", "wrote", "Tolls must go"), ("Cole", "wrote", "“Nobody pays them,”")]
    assert links(text, *parts) == ["Ann Cole", "The Washington Post"]


def test_a_book_is_where_it_is_written() -> None:
    text = "Ann Cole writes in her memoir, Low Water, that tolls were her idea."
    found = links(text, ("Ann Cole", "writes", "tolls were her idea"))
    assert found == ["Ann Cole", "Low Water"]


def test_a_poll_is_called_by_its_maker() -> None:
    text = (
        "The latest Dunmore University poll released on Friday found fog. “Fog is bad,” it said."
        "\n\nSome 40 percent said they like fog."
    )
    parts = [
        ("The latest Dunmore University poll released on Friday", "found", "fog"),
        ("Some 40 percent", "said", "they like fog"),
    ]
    assert links(text, *parts)[1:] == ["Dunmore University poll"]


def test_a_quoted_passage_is_of_the_outlet_whose_reporter_writes_it() -> None:
    text = (
        "The Boston Globe sent its “national reporter” Ann Cole to Harrow. Cole writes:\n\n"
        "“The fog is back,” a sailor said.\n\nThe mood in town is described at length:\n\n"
        "“We wait,” Carl Brandt said.\n\nThe fog will lift. “It will,” Tom Reyes said."
    )
    parts = [
        ("a sailor", "said", "“The fog is back,”"),
        ("Carl Brandt", "said", "“We wait,”"),
        ("Tom Reyes", "said", "“It will,”"),
    ]
    relays = [[link.name for link in chain.links[1:]] for chain in chains(text, parts)]
    assert relays == [["The Boston Globe"], ["The Boston Globe"], []]


def test_a_debate_elsewhere_in_the_sentence_does_not_open_an_outlet_to_all() -> None:
    text = (
        "Ann Cole told CNN that the party would debate the tolls in May.\n\n“No,” Tom Reyes said."
    )
    parts = [
        ("Ann Cole", "told CNN", "the party would debate the tolls in May"),
        ("Tom Reyes", "said", "“No,”"),
    ]
    assert links(text, *parts) == ["Tom Reyes"]


def test_an_outlet_in_somebody_elses_source_passes_nothing_on() -> None:
    text = "A Dunmore Courier article published Friday says Ann Cole lied, but Tom Reyes denies it."
    parts = [
        ("A Dunmore Courier article published Friday", "says", "Ann Cole lied"),
        ("Tom Reyes", "denies", "it"),
    ]
    assert links(text, *parts) == ["Tom Reyes"]


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
    assert spent(400) < 60 * spent(40) + 0.5
