"""What is known of news outlets, and where texts mention them. All stories here are invented."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.outlets import Mention, OutletKind, Outlets, known

OUTLETS = known()
# Hosts under which anybody can have a name; an outlet that owned one would own strangers too.
PUBLIC_SUFFIXES = frozenset(
    "co.uk org.uk com.au net.au org.au co.nz co.za co.ke co.in com.br com.mx com.ar com.co com.pk "
    "com.tr com.cn com.hk com.tw com.sg com.my com.ph com.ng co.jp or.jp co.kr co.il com.ua com.lb "
    "com.pe com.ec com.bo com.py com.uy com.ve com.do com.gt go.com".split(" ")
)


def names_in(text: str, outlets: Outlets = OUTLETS) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.outlet.name) for m in outlets.mentions(text)]


def outlets_in(text: str) -> list[str]:
    return [mention.outlet.name for mention in OUTLETS.mentions(text)]


# The table --------------------------------------------------------------------------------------


def plain(name: str) -> str:
    """A name as two people would agree that it is the same: no article, case, hyphens, marks."""
    return re.sub(r"\W+", " ", re.sub(r"^the ", "", name.lower())).strip()


def test_covers_the_world() -> None:
    assert len(OUTLETS.all) >= 400
    assert len({outlet.country for outlet in OUTLETS.all}) >= 100
    kinds = Counter(outlet.kind for outlet in OUTLETS.all)
    assert set(kinds) == set(get_args(OutletKind))
    assert min(kinds.values()) >= 20


def test_no_name_belongs_to_two_outlets() -> None:
    owners: dict[str, set[str]] = {}
    for outlet in OUTLETS.all:
        for name in (outlet.name, *outlet.short):
            owners.setdefault(plain(name), set()).add(outlet.name)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_no_host_belongs_to_two_outlets_and_each_leads_to_its_own() -> None:
    hosts = [host for outlet in OUTLETS.all for host in outlet.domains]
    assert [host for host, count in Counter(hosts).items() if count > 1] == []
    for outlet in OUTLETS.all:
        for host in outlet.domains:
            assert re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", host), host
            assert host not in PUBLIC_SUFFIXES
            assert OUTLETS.by_domain(f"https://www.{host}/2026/story.html") == outlet


def test_every_row_is_well_formed() -> None:
    for outlet in OUTLETS.all:
        assert re.fullmatch("[A-Z]{2}", outlet.country), outlet
        assert outlet.kind in get_args(OutletKind), outlet
        names = (outlet.name, *outlet.short)
        assert len(set(names)) == len(names), outlet
        assert set(outlet.common) <= set(names), outlet
        cells = (*names, *outlet.brief, *outlet.domains)
        assert all(cell and cell == cell.strip() for cell in cells), outlet


def test_every_name_finds_its_outlet() -> None:
    for outlet in OUTLETS.all:
        for name in (outlet.name, *outlet.short):
            assert OUTLETS.find(name) == outlet, name
            assert OUTLETS.canonical(name) == outlet.name


def test_programmes_belong_to_known_outlets() -> None:
    assert len(OUTLETS.programme_names) >= 60
    for programme, owner in OUTLETS.programme_names:
        assert OUTLETS.find_programme(programme) == owner, programme


def test_is_read_once_and_only_when_asked_for() -> None:
    assert known() is OUTLETS
    code = (
        "import sys, sayso.outlets as o; assert o.known.cache_info().currsize == 0;"
        "assert 'sayso.outlets.scan' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# Names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the wall street journal", "The Wall Street Journal"),
        ("WSJ's", "The Wall Street Journal"),
        ("\u201cThe Guardian\u201d", "The Guardian"),
        ("Guardian newspaper", "The Guardian"),
        ("the newspaper Le Monde", "Le Monde"),
        ("Spanish daily El Pais", "El País"),
        ("El Pa\u00eds\u2019s", "El País"),
        ("US broadcaster CNN", "CNN"),
        ("Xinhua news agency", "Xinhua"),
        ("Time magazine", "Time"),
        ("Time", "Time"),
        ("AP", "The Associated Press"),
        ("the AP", "The Associated Press"),
        ("Fox News's", "Fox News"),
        ("Reuters'", "Reuters"),
        ("Barron's", "Barron's"),
        ("al jazeera", "Al Jazeera"),
        ("Al-Jazeera", "Al Jazeera"),
        ("www.nytimes.com", "The New York Times"),
        ("KTLA-TV", "KTLA"),
        ("Mail and Guardian", "Mail & Guardian"),
        ("Twitter", "Twitter"),
        ("X", "Twitter"),
    ],
)
def test_finds_names_as_people_write_them(name: str, expected: str) -> None:
    assert OUTLETS.canonical(name) == expected


@pytest.mark.parametrize(
    "name",
    ["time", "ap", "x", "nature", "metro", "vice", "the Post", "", " ", "the", "Zargon Gazette"],
)
def test_ordinary_words_and_strangers_are_no_outlets(name: str) -> None:
    assert OUTLETS.find(name) is None


def test_an_unknown_name_comes_back_tidied() -> None:
    assert OUTLETS.canonical(" the  Zargon\nGazette\u2019s ") == "Zargon Gazette"
    assert OUTLETS.canonical("\u201cThe Zargon Gazette,\u201d") == "Zargon Gazette"
    assert OUTLETS.canonical("the") == "the"


@given(st.text(max_size=40))
def test_canonical_is_stable(name: str) -> None:
    once = OUTLETS.canonical(name)
    assert OUTLETS.canonical(once) == once
    assert bool(once) == bool(name.split())


# Hosts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.nytimes.com/2026/03/03/world/x.html?smid=1", "The New York Times"),
        ("news.bbc.co.uk", "BBC"),
        ("BBC.co.uk:443", "BBC"),
        ("bbc-news.co.uk", None),
        ("notcnn.com", None),
        ("cnn.com.example.org", None),
        ("https://example.org/cnn.com", None),
        ("https://cnn.com@example.org/", None),
        ("https://example.org\\@cnn.com", None),
        ("https://reader:secret@edition.cnn.com/", "CNN"),
        ("finance.yahoo.com.", "Yahoo News"),
        ("abcnews.go.com", "ABC News"),
        ("espn.go.com", "ESPN"),
        ("go.com", None),
        ("co.uk", None),
        ("articles.economictimes.indiatimes.com", "The Economic Times"),
        ("//t.me/somebody", "Telegram"),
        ("somebody.blogspot.com", "Blogger"),
        ("http://[", None),
        ("http://[::1]/", None),
        ("", None),
        (".", None),
    ],
)
def test_hosts_belong_to_whoever_owns_their_ending(address: str, expected: str | None) -> None:
    outlet = OUTLETS.by_domain(address)
    assert (outlet.name if outlet else None) == expected


@given(st.text(max_size=60))
def test_no_host_crashes(text: str) -> None:
    OUTLETS.by_domain(text)
    OUTLETS.by_domain(f"http://{text}")


# Mentions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two ministers told the Wall Street Journal so, the AP reported.",
            [
                ("the Wall Street Journal", "The Wall Street Journal"),
                ("AP", "The Associated Press"),
            ],
        ),
        ("El Pais and El Pa\u00eds agree.", [("El Pais", "El País"), ("El Pa\u00eds", "El País")]),
        ("Wall Street\nJournal staff left.", [("Wall Street\nJournal", "The Wall Street Journal")]),
        ("It fell on Wall Street\n\nJournal of a voyage.", []),
        ("THE NEW YORK TIMES ASKED.", [("THE NEW YORK TIMES", "The New York Times")]),
        ("She wrote for the Times of Israel.", [("the Times of Israel", "The Times of Israel")]),
        ("the Chicago Sun Times", [("Chicago Sun Times", "Chicago Sun-Times")]),
        ("9to5Mac and dpa agree.", [("9to5Mac", "9to5Mac"), ("dpa", "Deutsche Presse-Agentur")]),
        (
            "The newspaper le Monde, al-Jazeera",
            [("le Monde", "Le Monde"), ("al-Jazeera", "Al Jazeera")],
        ),
        ("a Reuters/Ipsos poll", [("Reuters", "Reuters")]),
        (
            "Reuters\u2019s man, \u201cReuters\u201d",
            [("Reuters", "Reuters"), ("Reuters", "Reuters")],
        ),
    ],
)
def test_finds_clear_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names_in(text) == expected


def test_joined_names_are_two() -> None:
    assert outlets_in("NBC News/Wall Street Journal polls and a Washington Post-ABC News one") == [
        "NBC News", "The Wall Street Journal", "The Washington Post", "ABC News",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "They live on Washington Post Road.",
        "The Washington Post Company sold its printing works.",
        "the wall street journal lay open, she said",
        "Lorna Bloomberg reported for duty.",
        "In Time of War is a novel. Time flies. It was about time. Time and again they said no.",
        "A place in the Sun. The Sun rose. The Mirror of Zargon broke.",
        "Men on the Hill said no. He walked to the Hill.",
        "The Atlantic was rough, and the Guardian Council slept.",
        "AP classes fill up. PA roads are bad. Sal Fox said yes. Dawn broke.",
        "Malcolm X spoke. An X-rated film. Generation X voted.",
        "Take the signal. Medium heat. Snap the vine. They live in Metro Zargon.",
        "CNNX, aCNN and CNN_1 are three users.",
        "See https://example.org/CNN/a, http://www.twitter.com/a, a@CNN.com, @CNN and #CNN.",
        "The Post said no. The paper said no. The Journal was silent.",
        "Guardian Angels patrol the Dailymailer.",
    ],
)
def test_finds_nothing_where_no_outlet_is_meant(text: str) -> None:
    assert names_in(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ms Orlo told Time in May.", "Time"),
        ("Time reported the theft.", "Time"),
        ("It was first in Time's cover story.", "Time"),
        ("according to Nature, mice can sing", "Nature"),
        ("The mayor told The Hill.", "The Hill"),
        ("The Hill said the mayor had gone.", "The Hill"),
        ("the Sun reported", "The Sun"),
        ("The tabloid Metro ran it.", "Metro"),
        ("The UK's Mirror has the pictures.", "Daily Mirror"),
        ("ORLO CITY (AP) \u2014 Nobody came.", "The Associated Press"),
        ("a Bloomberg poll", "Bloomberg News"),
        ("She was interviewed live on Fox.", "Fox News"),
        ("The photo was seen by Vice.", "Vice"),
        ("She posted it on X.", "Twitter"),
        ("An X user objected.", "Twitter"),
        ("Fans read it on Medium.", "Medium"),
    ],
)
def test_surroundings_show_what_a_common_word_means(text: str, name: str) -> None:
    [mention] = OUTLETS.mentions(text)
    assert mention.outlet.name == name
    assert mention.common
    assert not mention.brief


def test_a_row_of_outlets_shows_its_members() -> None:
    assert outlets_in("He is seen on CNN, Time and Newsweek covers.") == ["CNN", "Time", "Newsweek"]
    assert outlets_in("Photo: AP/Reuters") == ["The Associated Press", "Reuters"]


def test_an_abbreviation_holds_once_it_was_introduced() -> None:
    text = "The Associated Press (AP) counted. Later an AP crew left. An AP crew came."
    assert outlets_in(text) == ["The Associated Press"] * 4
    assert outlets_in("Later an AP crew left.") == []


def test_platforms_are_also_written_small() -> None:
    assert names_in("on twitter, facebook.com and tiktok") == [
        ("twitter", "Twitter"), ("facebook.com", "Facebook"), ("tiktok", "TikTok"),
    ]  # fmt: skip
    assert names_in("the guardian of the daily mail, a reuters, the politico") == []


def test_outlets_are_also_called_by_their_host() -> None:
    assert names_in("According to CNN.com, nj.com and edition.cnn.com.") == [
        ("CNN.com", "CNN"), ("nj.com", "The Star-Ledger"), ("edition.cnn.com", "CNN"),
    ]  # fmt: skip


# Brief names ------------------------------------------------------------------------------------


def test_brief_names_mean_the_outlet_that_was_introduced() -> None:
    text = "The Post was silent. The Washington Post asked. The Post and the Post's man waited."
    found = OUTLETS.mentions(text)
    assert [(text[m.start : m.end], m.brief) for m in found] == [
        ("The Washington Post", False), ("The Post", True), ("the Post", True),
    ]  # fmt: skip


def test_brief_names_need_their_article_and_their_capital() -> None:
    text = "The Washington Post asked. Post it, said a post from the post office, the Post Office."
    assert outlets_in(text) == ["The Washington Post"]


def test_the_latest_of_several_is_meant() -> None:
    text = "The Denver Post asked, the Post said. The New York Post came. The Post left."
    assert outlets_in(text) == [
        "The Denver Post", "The Denver Post", "New York Post", "New York Post",
    ]  # fmt: skip


def test_an_introduction_outweighs_a_name_of_the_same_words() -> None:
    assert outlets_in("The Times reported it.") == ["The Times"]
    assert outlets_in("The New York Times asked. The Times reported it.")[1] == "The New York Times"


def test_the_publisher_can_be_introduced_beforehand() -> None:
    publisher = OUTLETS.find("The Washington Post")
    assert publisher is not None
    [mention] = OUTLETS.mentions("She told The Post so.", [publisher])
    assert mention == Mention(9, 17, publisher, brief=True)


def test_descriptions_take_up_the_latest_outlet_of_their_kind() -> None:
    text = (
        "Le Monde and CNN have it. The newspaper said so. A man told the network. The agency said."
    )
    found = OUTLETS.mentions(text)
    assert [(text[m.start : m.end], m.outlet.name) for m in found[2:]] == [
        ("The newspaper", "Le Monde"), ("the network", "CNN"),
    ]  # fmt: skip
    assert all(mention.brief and mention.common for mention in found[2:])


def test_descriptions_do_not_reach_far_or_into_another_name() -> None:
    assert outlets_in("Le Monde has it." + " So it goes." * 200 + " The newspaper said so.") == [
        "Le Monde"
    ]
    assert outlets_in("CNN has it. The network Zargon said so. The network of roads fell.") == [
        "CNN"
    ]


# Programmes -------------------------------------------------------------------------------------


def test_programmes_are_shown_by_quotes_or_surroundings() -> None:
    text = (
        "He told \u201cMeet the Press\u201d, went on State of the Union, and on Fox News\u2019 "
        "Hannity praised a 60 Minutes interview and the Today show."
    )
    found = OUTLETS.programmes(text)
    assert [(text[m.start : m.end], m.outlet.name) for m in found] == [
        ("Meet the Press", "NBC News"),
        ("State of the Union", "CNN"),
        ("Hannity", "Fox News"),
        ("60 Minutes", "CBS News"),
        ("Today show", "NBC News"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Lou Hannity left. Today it rained, and this week it will snow.",
        "The State of the Union address was long. Meet the press at noon.",
        "Dateline unknown; the view from the lead car, on the record.",
    ],
)
def test_ordinary_words_are_no_programmes(text: str) -> None:
    assert OUTLETS.programmes(text) == []


# Any text ---------------------------------------------------------------------------------------

PIECES = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        "The the Post Times New York Washington CNN AP X Time (AP) reported told , . \u2019s - / & "
        "\n Hill newspaper paper said Le Monde facebook cnn.com http:// @ \u201c Meet Press 60 "
        "Minutes al Jazeera El Pa\u00eds \u0130stanbul \u1e9e \ud800 \U0001f600 \u200f".split(" ")
    ),
)


@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]))
def test_mentions_lie_in_the_text_in_order_without_overlap(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    for found in (OUTLETS.mentions(text), OUTLETS.programmes(text)):
        end = 0
        for mention in found:
            assert end <= mention.start < mention.end <= len(text)
            end = mention.end
    assert OUTLETS.mentions(text) == OUTLETS.mentions(text)


def test_every_clear_name_is_found_in_a_sentence() -> None:
    missed = []
    for outlet in OUTLETS.all:
        for name in (outlet.name, *outlet.short):
            if "(" in name or name in outlet.common:
                continue
            text = f"Yesterday {name} asked again."
            if [mention.outlet for mention in OUTLETS.mentions(text)] != [outlet]:
                missed.append(name)
    assert missed == []


@pytest.mark.parametrize(
    "piece",
    [
        "The New York Times. the paper said ",
        "Time, ",
        "New York ",
        " ",
        "a.aa ",
        "(",
        "@",
        "the Hill said ",
    ],
)
def test_time_grows_with_the_length_of_the_text_only(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        OUTLETS.mentions(text)
        return time.process_time() - started

    short = min(seconds(2_000) for _ in range(3))
    assert seconds(16_000) < 50 * short + 0.5  # eight times the text; squared would be 64
