"""Whom sources mean. All stories are invented."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Link
from sayso.reading.attributions import Attribution
from sayso.reading.document import Document
from sayso.reading.sources import trace
from sayso.reading.sources.discourse import discourse
from sayso.reading.sources.speakers import Sources

Part = tuple[str, str, str]


def place(text: str, piece: str, near: int) -> tuple[tuple[int, int], ...]:
    """The occurrence of a piece that lies nearest to an offset."""
    found = [at for at in range(len(text)) if text.startswith(piece, at)]
    assert found, piece
    start = min(found, key=lambda at: abs(at - near))
    return ((start, start + len(piece)),)


def attributions(text: str, parts: Iterable[Part]) -> list[Attribution]:
    """Attributions by their words (source, cue, content), in the order of the text."""
    out = []
    near = 0
    for source, cue, content in parts:
        start = text.index(content, near)
        where = place(text, cue, start)
        spans = place(text, source, where[0][0]) if source else ()
        out.append(Attribution(spans, where, ((start, start + len(content)),), 1.0))
        near = where[0][0]
    return out


def who(text: str, *parts: Part, byline: tuple[str, ...] = ()) -> Link:
    """Whom the last of some attributions is from."""
    chain = trace(Document.of(text), attributions(text, parts), byline)[-1]
    return chain.links[0] if chain.links else Link("", "none", False)


def test_a_pronoun_means_the_person_spoken_of() -> None:
    text = (
        "Mayor Dora Pell opened the bridge on Monday.\n\nIt took four years to build.\n\n"
        "She said the tolls would stay."
    )
    link = who(text, ("She", "said", "the tolls would stay"))
    assert (link.name, link.kind, link.named) == ("Dora Pell", "person", True)


def test_gender_tells_two_people_apart() -> None:
    text = (
        "Sen. Walter Quist met Gov. Linda Marsh in Harrow. He praised her budget.\n\n"
        "She said he was kind."
    )
    assert who(text, ("He", "praised", "her budget")).name == "Walter Quist"
    assert who(text, ("She", "said", "he was kind")).name == "Linda Marsh"


def test_a_spokeswoman_without_a_name_is_she() -> None:
    text = "A spokeswoman for Brindle Mills declined to comment. She said talks went on."
    link = who(text, ("She", "said", "talks went on"))
    assert "spokeswoman" in link.name
    assert (link.kind, link.named) == ("officials", False)


def test_a_quotation_that_continues_stays_with_its_speaker() -> None:
    text = (
        "“The dam is safe,” engineer Peter Lund told residents. Mayor Ann Cole stood by.\n\n"
        "“We test it daily,” he said."
    )
    link = who(
        text,
        ("engineer Peter Lund", "told", "“The dam is safe,”"),
        ("he", "said", "“We test it daily,”"),
    )
    assert link.name == "Peter Lund"


def test_a_short_name_takes_the_full_name() -> None:
    text = "Sen. Margaret Oakes of Vermont voted no.\n\nOakes said the bill was rushed."
    link = who(text, ("Oakes", "said", "the bill was rushed"))
    assert link.name == "Margaret Oakes"
    assert link.role is not None


def test_a_surname_shared_by_a_couple_means_the_one_the_story_is_about() -> None:
    text = (
        "Helen Varga launched her campaign on Tuesday. Varga spoke for an hour.\n\n"
        "Her husband, Paul Varga, stood beside her. Paul Varga smiled. Paul Varga left early.\n\n"
        "Varga said she would win."
    )
    assert who(text, ("Varga", "said", "she would win")).name == "Helen Varga"


def test_a_title_overrules_what_the_story_is_about() -> None:
    text = (
        "Helen Varga launched her campaign on Tuesday. Varga spoke for an hour.\n\n"
        "Her husband, Paul Varga, stood beside her.\n\nMr. Varga said he was proud."
    )
    assert who(text, ("Mr. Varga", "said", "he was proud")).name == "Paul Varga"


def test_junior_is_another_person() -> None:
    text = (
        "Ronald Tice bought the mill. Ronald Tice Jr. runs it.\n\n"
        "Ronald Tice Jr. said jobs were safe. Tice said so too."
    )
    first = who(text, ("Ronald Tice Jr.", "said", "jobs were safe"))
    second = who(text, ("Tice", "said", "so too"))
    assert (first.name, second.name) == ("Ronald Tice Jr.", "Ronald Tice")


@pytest.mark.parametrize(
    ("phrase", "name"),
    [("The senator", "Margaret Oakes"), ("The governor", "Tom Reyes")],
)
def test_an_office_means_who_holds_it(phrase: str, name: str) -> None:
    text = (
        "Sen. Margaret Oakes met Gov. Tom Reyes on Friday. Both want the railway.\n\n"
        f"{phrase} said money was short."
    )
    assert who(text, (phrase, "said", "money was short")).name == name


def test_an_opponent_is_somebody_else() -> None:
    text = (
        "Lena Ford attacked Carl Brandt on taxes. Ford said they were too high.\n\n"
        "Her opponent called that nonsense."
    )
    link = who(text, ("Her opponent", "called", "that nonsense"))
    assert link.name == "Carl Brandt"


def test_an_apposition_gives_role_and_affiliation() -> None:
    text = "Nora Blythe, a spokeswoman for Harrow Council, said roads would open."
    link = who(text, ("Nora Blythe, a spokeswoman for Harrow Council,", "said", "roads would open"))
    assert (link.name, link.role) == ("Nora Blythe", "spokeswoman for Harrow Council")
    assert link.affiliation == "Harrow Council"


def test_a_role_in_front_of_a_name() -> None:
    text = "Treasury press secretary Nora Blythe said roads would open."
    link = who(text, ("Treasury press secretary Nora Blythe", "said", "roads would open"))
    assert (link.name, link.role) == ("Nora Blythe", "Treasury press secretary")


def test_officials_are_those_introduced_above() -> None:
    text = (
        "French officials were cautious. The ship sank at noon.\n\n"
        "Officials said the crew was safe."
    )
    link = who(text, ("Officials", "said", "the crew was safe"))
    assert (link.name, link.kind, link.named) == ("French officials", "officials", False)
    assert link.affiliation == "France"


def test_the_country_in_capitals_is_no_pronoun() -> None:
    text = "The strike was planned for weeks, according to US officials."
    link = who(text, ("US officials", "according to", "The strike was planned for weeks"))
    assert (link.kind, link.affiliation) == ("officials", "United States")


def test_a_campaign_is_whose_it_is() -> None:
    text = "Lena Ford hired staff. The Ford campaign grew. Her campaign said donors were plenty."
    link = who(text, ("Her campaign", "said", "donors were plenty"))
    assert (link.name, link.kind, link.named) == ("Ford campaign", "organisation", True)


def test_a_poll_is_the_one_named_before() -> None:
    text = (
        "A Harrow University poll of 900 adults came out Monday.\n\n"
        "The poll found that most want the railway."
    )
    link = who(text, ("The poll", "found", "most want the railway"))
    assert "Harrow University poll" in link.name
    assert (link.kind, link.named) == ("document", True)


def test_the_report_is_the_outlet_that_was_cited() -> None:
    text = (
        "The minister will resign, according to aides cited by Reuters. "
        "The report says a successor was found."
    )
    link = who(text, ("The report", "says", "a successor was found"))
    assert (link.name, link.kind) == ("Reuters", "outlet")


def test_the_author_may_be_named_afterwards() -> None:
    text = (
        "The piece outlines what the author called a new doctrine. “It is bold,” "
        "columnist Vera Holm wrote."
    )
    assert who(text, ("the author", "called", "a new doctrine")).name == "Vera Holm"


def test_a_source_left_out_goes_on() -> None:
    text = "Ann Cole urged residents to leave, adding that buses were ready."
    link = who(
        text,
        ("Ann Cole", "urged", "residents to leave"),
        ("", "adding", "buses were ready"),
    )
    assert link.name == "Ann Cole"


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The port is expected to close.", "is expected", "to close"),
        ("Ann Cole left, prompting speculation that taxes rise.", "prompting speculation that",
         "taxes rise"),
    ],
)  # fmt: skip
def test_nobody_is_named(text: str, cue: str, content: str) -> None:
    assert who(text, ("", cue, content)).kind == "none"


def test_i_is_the_writer_outside_quotations_only() -> None:
    text = "I think the plan is good. “I hate it,” Carl Brandt said."
    assert who(text, ("I", "think", "the plan is good"), byline=("Vera Holm",)) == Link(
        "Vera Holm", "writer", True
    )
    parts = attributions(text, [("Carl Brandt", "said", "“I hate it,”")])
    inner = Attribution(place(text, "I", 27), place(text, "hate", 29), place(text, "it", 34), 1.0)
    chains = trace(Document.of(text), [*parts, inner])
    assert [chain.links[0].name for chain in chains] == ["Carl Brandt", "Carl Brandt"]


def test_who_follows_its_name() -> None:
    text = "Israeli Prime Minister Ari Lev, who has long advocated for talks, flew to Harrow."
    link = who(text, ("who", "advocated for", "talks"))
    assert (link.name, link.affiliation) == ("Ari Lev", "Israel")


def test_two_people_are_named_together() -> None:
    text = "Lena Ford and Sen. Walter Quist said they agreed."
    link = who(text, ("Lena Ford and Sen. Walter Quist", "said", "they agreed"))
    assert (link.name, link.kind) == ("Lena Ford and Walter Quist", "person")


@pytest.mark.parametrize(
    ("source", "kind", "named"),
    [
        ("Some Republicans", "people", False),
        ("Republicans", "organisation", True),
        ("Several voters in Harrow", "people", False),
        ("The Harrow Police Department", "organisation", True),
        ("Two people familiar with the matter", "people", False),
        ("A senior Ford adviser", "officials", False),
        ("A lawsuit filed in Harrow", "document", True),
        ("54%", "people", False),
        ("CNN", "outlet", True),
        ("A reporter", "outlet", False),
    ],
)
def test_kinds(source: str, kind: str, named: bool) -> None:
    text = f"Lena Ford won. {source} said it was late."
    link = who(text, (source, "said", "it was late"))
    assert (link.kind, link.named) == (kind, named)


@pytest.mark.parametrize(
    "body",
    [
        "Madison Parks Authority",
        "Grant County Sheriffs",
        "Helen Varga Coalition",
        "Carter Data Security Services",
        "Virginia Farm Workers",
        "Paul Marsh Campaign",
        "Save Harrow Now Committee",
    ],
)
def test_a_body_is_no_person_whatever_it_is_named_after(body: str) -> None:
    text = f"Lena Ford won. The {body} said it was late."
    assert who(text, (f"The {body}", "said", "it was late")).kind == "organisation"


def test_a_convention_on_something_is_a_document() -> None:
    text = "Lena Ford won. The Convention on River Tolls says ships are free."
    link = who(text, ("The Convention on River Tolls", "says", "ships are free"))
    assert (link.kind, link.named) == ("document", True)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The 34-year-old", "Ann Cole"),
        ("The 34-year-old mother of three", "Ann Cole"),
        ("The GOP candidate", "Walter Quist"),
        ("The Republican nominee", "Walter Quist"),
        ("The Republican", "Walter Quist"),
        ("The former secretary of state", "Helen Varga"),
        ("The Texas senator", "Margaret Oakes"),
        ("The billionaire", "Carl Brandt"),
    ],
)
def test_a_description_means_whom_it_fits(phrase: str, name: str) -> None:
    text = (
        "Ann Cole, 34, a mother of three, came to Harrow. Walter Quist, the Republican candidate "
        "for the Senate, was there. Sen. Margaret Oakes of Texas and former Secretary of State "
        "Helen Varga flew in. Developer Carl Brandt, a billionaire, stayed away.\n\n"
        f"{phrase} said money was short."
    )
    link = who(text, (phrase, "said", "money was short"))
    assert (link.name, link.kind, link.named) == (name, "person", True)


def test_a_people_unknown_to_the_word_lists_is_no_single_member() -> None:
    text = "Lena Ford won. The Vossians said it was late."
    assert who(text, ("The Vossians", "said", "it was late")).kind == "people"


def test_members_of_a_party_in_front_of_a_name_are_no_part_of_it() -> None:
    text = "Democrats Helen Varga and Ann Cole met. Varga said it was late."
    assert who(text, ("Varga", "said", "it was late")).name == "Helen Varga"


def test_peoples_named_together_are_people() -> None:
    source = "Hispanics and African Americans"
    link = who(f"Lena Ford won. {source} said it was late.", (source, "said", "it was late"))
    assert (link.kind, link.named) == ("people", False)


def test_former_officials_are_nobody_with_company() -> None:
    source = "Current and former officials"
    link = who(f"Lena Ford won. {source} said it was late.", (source, "said", "it was late"))
    assert (link.kind, link.named) == ("officials", False)


@pytest.mark.parametrize(
    ("later", "name"),
    [
        ("Justice Carl Brandt heard the case.", "Carl Brandt"),
        ("Justice Carl Brandt and Judge Ann Cole heard it.", "a state judge"),
    ],
)
def test_a_judge_in_the_lead_is_the_only_one_named_below(later: str, name: str) -> None:
    text = (
        "A state judge ruled on Friday that the mill must close.\n\nThe mill employs 90 people. "
        f"The trial lasted two years. Many came. Lawyers met in June. It rained. {later}"
    )
    assert who(text, ("A state judge", "ruled", "the mill must close")).name == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Varga’s lawyer", "Jane Roe"),
        ("Varga’s attorney", "Jane Roe"),
        ("Brandt’s lawyer", "Brandt’s lawyer"),
    ],
)
def test_a_relation_means_whom_the_text_names_as_it(source: str, name: str) -> None:
    text = (
        "Jane Roe, a lawyer for Helen Varga, stood by. Carl Brandt came.\n\n"
        f"{source} said money was short."
    )
    link = who(text, (source, "said", "money was short"))
    assert (link.name, link.named) == (name, name == "Jane Roe")


@pytest.mark.parametrize(
    "lead",
    [
        "A woman named Caroline came to the meeting. It was long.",
        "A woman came to the meeting. Her name was Caroline.",
        "A woman in a red coat came. The woman told guards she was a nurse named Caroline.",
        "A voter, Caroline, came to the meeting. It was long.",
    ],
)
def test_a_person_described_first_and_then_named(lead: str) -> None:
    link = who(f"{lead} She said money was short.", ("She", "said", "money was short"))
    assert (link.name, link.kind, link.named) == ("Caroline", "person", True)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ford both", ("Lena Ford", "person")),
        ("Ford also", ("Lena Ford", "person")),
        ("Ford herself", ("Lena Ford", "person")),
        ("Ford and her aides", ("Lena Ford and her aides", "person")),
        ("Ford, who chairs the party,", ("Lena Ford", "person")),
        ("My sisters and I", ("Vera Holm", "writer")),
    ],
)
def test_what_only_surrounds_a_source_is_left_off(source: str, expected: tuple[str, str]) -> None:
    text = f"Lena Ford spoke. {source} said the port is closed."
    link = who(text, (source, "said", "the port is closed"), byline=("Vera Holm",))
    assert (link.name, link.kind) == expected


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("who", "workers"),
        ("who make up half of the town", "workers"),
        ("a number of villages that", "a number of villages"),
    ],
)
def test_a_relative_means_what_stands_before_it(source: str, name: str) -> None:
    text = (
        "Lena Ford met workers who make up half of the town and say the port is closed. "
        "She named a number of villages that say the river is clean."
    )
    content = "the river is clean" if source.startswith("a ") else "the port is closed"
    assert who(text, (source, "say", content)).name == name


def test_an_agency_stays_an_outlet_as_which_and_it() -> None:
    text = "The votes went to Reuters, which called the race. It said turnout was low."
    parts = [("which", "called", "the race"), ("It", "said", "turnout was low")]
    assert [who(text, *parts[:k]).name for k in (1, 2)] == ["Reuters", "Reuters"]
    assert who(text, *parts).kind == "outlet"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "link"),
    [
        # an unnamed spokeswoman for a body that an apposition names
        ("A spokeswoman for the mill's owner, Brindle Timber, denied that the wall leaks.",
         "A spokeswoman for the mill's owner, Brindle Timber,", "denied", "the wall leaks",
         ("spokeswoman", "officials", False)),
        ("A lawyer for the mill, Ann Cole, denied that the wall leaks.",
         "A lawyer for the mill, Ann Cole,", "denied", "the wall leaks",
         ("Ann Cole", "person", True)),
        # offices with a department in them
        ("Secretary of Defense Ann Cole said the port is safe.", "Secretary of Defense Ann Cole",
         "said", "the port is safe", ("Ann Cole", "person", True)),
        ("Former secretary of State Ann Cole said the port is safe.",
         "Former secretary of State Ann Cole", "said", "the port is safe",
         ("Ann Cole", "person", True)),
        # names that begin small, hyphenated descriptions that are no names
        ("Omar al-Tarek said the port is safe.", "Omar al-Tarek", "said", "the port is safe",
         ("Omar al-Tarek", "person", True)),
        ("Harrow-born Ann Cole said the port is safe.", "Harrow-born Ann Cole", "said",
         "the port is safe", ("Ann Cole", "person", True)),
        # bodies with small words in their names
        ("The Committee to Protect Rivers said the port is safe.",
         "The Committee to Protect Rivers", "said", "the port is safe",
         ("Committee to Protect Rivers", "organisation", True)),
        ("The House Harbours and Rivers Committee said the port is safe.",
         "The House Harbours and Rivers Committee", "said", "the port is safe",
         ("House Harbours and Rivers Committee", "organisation", True)),
        ("Kessel Hydro said its wall is dry.", "Kessel Hydro", "said", "its wall is dry",
         ("Kessel Hydro", "organisation", True)),
        # outlets by form, by use and by what stands beside them
        ("A site called iMill reports that the port closed.", "A site called iMill", "reports",
         "the port closed", ("iMill", "outlet", True)),
        ("The port closed, dunmorenow.com reported.", "dunmorenow.com", "reported",
         "The port closed", ("dunmorenow.com", "outlet", True)),
        ("The port closed, KDRB-TV reported.", "KDRB-TV", "reported", "The port closed",
         ("KDRB-TV", "outlet", True)),
        ("The port closed, the Velm Bay Web site reported.", "the Velm Bay Web site", "reported",
         "The port closed", ("Velm Bay Web site", "outlet", True)),
        ("Northwire first reported that the port closed.", "Northwire", "first reported",
         "the port closed", ("Northwire", "outlet", True)),
        ("A detailed Dunmore Courier article claims the port closed.",
         "A detailed Dunmore Courier article", "claims", "the port closed",
         ("Dunmore Courier", "outlet", True)),
        ("The port closed, according to a report in the Dunmore Courier.",
         "a report in the Dunmore Courier", "according to", "The port closed",
         ("Dunmore Courier", "outlet", True)),
        ("The folks at the Dunmore Courier say the port closed.",
         "The folks at the Dunmore Courier", "say", "the port closed",
         ("Dunmore Courier", "outlet", True)),
        ("The Independent has reported that the port closed.", "The Independent", "has reported",
         "the port closed", ("The Independent", "outlet", True)),
        ("The port closed, said a sailor who told Radio Velm.", "Radio Velm", "told",
         "The port closed", ("Radio Velm", "outlet", True)),
        ("The port closed, according to an audit obtained by the Dunmore Courier.",
         "an audit obtained by the Dunmore Courier", "according to", "The port closed",
         ("audit obtained by the Dunmore Courier", "document", True)),
        # bodies that an apposition describes
        ("Brindle Timber, the operator, said the port is safe.", "Brindle Timber, the operator,",
         "said", "the port is safe", ("Brindle Timber", "organisation", True)),
        ("The operator of the dam, Brindle Timber, said the port is safe.",
         "The operator of the dam, Brindle Timber,", "said", "the port is safe",
         ("Brindle Timber", "organisation", True)),
        # works by their authors' names
        ("Cole’s “Low Water” shows that the port is old.", "Cole’s “Low Water”", "shows",
         "the port is old", ("Low Water", "document", True)),
    ],
)  # fmt: skip
def test_who_by_form_and_use(
    text: str, source: str, cue: str, content: str, link: tuple[str, str, bool]
) -> None:
    found = who(text, (source, cue, content))
    assert link[0] in found.name
    assert (found.kind, found.named) == link[1:]


def test_the_body_that_somebody_unnamed_speaks_for() -> None:
    text = "A spokeswoman for the mill's owner, Brindle Timber, denied that the wall leaks."
    source = "A spokeswoman for the mill's owner, Brindle Timber,"
    assert who(text, (source, "denied", "the wall leaks")).affiliation == "Brindle Timber"


def test_nobody_is_named_in_what_he_says() -> None:
    text = (
        "“Tolls will stay,” Carl Brandt said. He met Tom Reyes on Friday.\n\n"
        "“Reyes is our best man,” he said."
    )
    parts = [
        ("Carl Brandt", "said", "“Tolls will stay,”"),
        ("he", "said", "“Reyes is our best man,”"),
    ]
    assert who(text, *parts).name == "Carl Brandt"


def test_two_officials_are_told_apart_by_what_they_are() -> None:
    text = (
        "A harbour official said the port was open. A customs official said ships were late.\n\n"
        "The harbour official said the storm was over."
    )
    parts = [
        ("A harbour official", "said", "the port was open"),
        ("A customs official", "said", "ships were late"),
        ("The harbour official", "said", "the storm was over"),
    ]
    assert who(text, *parts).name == "a harbour official"


def test_a_spokesman_of_another_country_is_somebody_unnamed() -> None:
    text = (
        "Peru's port ministry spokesman Juan Lima denied it on Friday.\n\n"
        "Chile's port ministry spokesman said ships were late."
    )
    parts = [
        ("Peru's port ministry spokesman Juan Lima", "denied", "it"),
        ("Chile's port ministry spokesman", "said", "ships were late"),
    ]
    assert not who(text, *parts).named


def test_an_age_tells_who_is_spoken_of() -> None:
    text = (
        "Ann Cole, 34, lives in Harrow. “I saw it,” she said.\n\n"
        "The 34-year-old mother of three said the wall leaks."
    )
    parts = [
        ("she", "said", "“I saw it,”"),
        ("The 34-year-old mother of three", "said", "the wall leaks"),
    ]
    assert who(text, *parts).name == "Ann Cole"


@pytest.mark.parametrize(
    ("lead", "later", "name"),
    [
        ("A federal court", "The Court of Harbour Appeals met on Friday.",
         "Court of Harbour Appeals"),
        ("A new poll", "The Dunmore Institute poll was held in May.", "Dunmore Institute poll"),
    ],
)  # fmt: skip
def test_a_lead_may_describe_what_is_named_below(lead: str, later: str, name: str) -> None:
    text = f"{lead} found that the port is old.\n\n{later}"
    assert name in who(text, (lead, "found", "the port is old")).name


def test_a_place_before_a_clause_is_no_person() -> None:
    text = (
        "Mayor Carl Brandt met fishermen. At a talk in Chelsea, the mayor also said that tolls "
        "would stay."
    )
    assert who(text, ("the mayor", "also said", "tolls would stay")).name == "Carl Brandt"


def test_a_daughter_of_a_nominee_is_no_nominee() -> None:
    text = (
        "Carl Brandt won. Ann Brandt, the nominee's daughter, spoke in Harrow.\n\n"
        "Brandt smiled. Carl Brandt, the nominee, said tolls would stay. Ann Brandt clapped.\n\n"
        "The nominee said jobs were safe."
    )
    parts = [
        ("Carl Brandt, the nominee,", "said", "tolls would stay"),
        ("The nominee", "said", "jobs were safe"),
    ]
    assert who(text, *parts).name == "Carl Brandt"


def test_an_unmarked_text_has_no_sources() -> None:
    scene = discourse(Document.of("Nothing is said here."), [])
    assert Sources(scene).resolve([]) == []


@given(st.text(max_size=300), st.lists(st.integers(0, 300), min_size=6, max_size=6))
def test_no_text_and_no_span_break_it(text: str, cuts: list[int]) -> None:
    a, b, c, d, e, f = sorted(min(cut, len(text)) for cut in cuts)
    given_ = [
        Attribution(((a, b),), ((c, d),), ((e, f),), 1.0),
        Attribution((), ((a, d),), (), 1.0),
    ]
    chains = trace(Document.of(text), given_)
    assert len(chains) == 2


@given(
    st.lists(
        st.sampled_from(
            "He she said told CNN , . “ ” ’s The the US officials Sen. Ann Cole who their it and "
            "of report poll in interview with : campaign his \n\n Jr. CEO first".split(" ")
        ),
        max_size=60,
    ),
    st.integers(0, 40),
)
def test_word_salad_is_read_the_same_twice(words: list[str], at: int) -> None:
    text = " ".join(words)
    size = len(text)
    spans = [((min(k, size), min(k + 7, size)),) for k in (at, at + 8, at + 16)]
    given_ = [Attribution(spans[0], spans[1], spans[2], 1.0)]
    assert trace(Document.of(text), given_) == trace(Document.of(text), given_)


@pytest.mark.parametrize(("short", "full"), [("Greg", "Gregory"), ("Bob", "Robert")])
def test_a_familiar_first_name_is_the_same_persons(short: str, full: str) -> None:
    text = (
        f"{short} Farlow praises the harbour plan.\n\n{full} Farlow, the port's engineer, walked "
        "its quays with us.\n\nFarlow said it would hold."
    )
    assert who(text, ("Farlow", "said", "it would hold")).name == f"{full} Farlow"
    early = who(text, (f"{short} Farlow", "praises", "the harbour plan"))
    assert early.name == f"{full} Farlow"


@pytest.mark.parametrize(
    ("short", "full"),
    [("Eric", "Erica"), ("Jean", "Jeanne"), ("Carl", "Carlos"), ("Dan", "Danilo")],
)
def test_a_name_that_another_begins_with_is_no_familiar_form(short: str, full: str) -> None:
    text = (
        f"{full} Farlow grows pears by the dam.\n\nOn Friday {short} Farlow came to see it.\n\n"
        f"{short} Farlow said the dam would hold."
    )
    assert who(text, (f"{short} Farlow", "said", "the dam would hold")).name == f"{short} Farlow"


@pytest.mark.parametrize(
    "opening",
    [
        "Joe Farlow keeps geese. So does his father, Joseph Farlow.",
        "Joseph Farlow keeps geese. They came from his cousin Joe Farlow.",
        "Joe Farlow and Joseph Farlow keep geese.",
    ],
)
def test_relatives_of_one_surname_stay_two(opening: str) -> None:
    text = f"{opening}\n\nJoe Farlow said the dam would hold. Joseph Farlow said it leaked."
    assert who(text, ("Joe Farlow", "said", "the dam would hold")).name == "Joe Farlow"
    assert who(text, ("Joseph Farlow", "said", "it leaked")).name == "Joseph Farlow"


def test_a_familiar_first_name_with_two_fuller_forms_is_neithers() -> None:
    text = (
        "Kate Farlow keeps geese.\n\nKatherine Farlow mends nets.\n\nKathryn Farlow bakes.\n\n"
        "Kate Farlow said the dam would hold."
    )
    assert who(text, ("Kate Farlow", "said", "the dam would hold")).name == "Kate Farlow"


def test_a_surname_of_two_words_is_a_short_name() -> None:
    text = (
        "The ferry belongs to Anna Van Dorn and to nobody else in Harrow.\n\n"
        "Van Dorn told passengers the fares would rise. She blamed the tides."
    )
    link = who(text, ("Van Dorn", "told", "the fares would rise"))
    assert (link.name, link.kind) == ("Anna Van Dorn", "person")
    assert who(text, ("She", "blamed", "the tides")).name == "Anna Van Dorn"


def test_an_apposition_with_a_place_in_its_role_names_whom_it_describes() -> None:
    text = (
        "Tolls are the pet idea of a lifelong farmer, retired Idaho treasurer Walter Quist. "
        "Another teacher, part-time ferry pilot Otto Brand, mocks them."
    )
    first = "a lifelong farmer, retired Idaho treasurer Walter Quist"
    assert who(text, (first, "idea", "Tolls")).name == "Walter Quist"
    second = "Another teacher, part-time ferry pilot Otto Brand"
    assert who(text, (second, "mocks", "them.")).name == "Otto Brand"


def test_an_apposition_may_name_several() -> None:
    source = "both tenants, Rep. Walter Quist (R-Idaho) and former Oregon Judge Dora Pell"
    text = f"The goose farm smells, wrote {source}."
    link = who(text, (source, "wrote", "The goose farm smells"))
    assert (link.name, link.kind, link.named) == ("Walter Quist and Dora Pell", "person", True)


def test_somebody_described_with_others_counts_as_the_one() -> None:
    text = (
        "Mayor Dora Pell came home to Harrow in May.\n\n"
        "No geese may swim here before June, the mayor and her wardens warn."
    )
    link = who(text, ("the mayor and her wardens", "warn", "No geese may swim here"))
    assert (link.name, link.kind, link.named) == ("Dora Pell and her wardens", "person", True)


def test_a_letter_is_from_who_signs_it() -> None:
    text = (
        "The bridge is late and I doubt it will open.\n\nWalter Quist.\n\nHarrow.\n\n"
        "My street floods. I blame the mayor.\n\nDora Pell."
    )
    link = who(text, ("I", "doubt", "it will open"))
    assert (link.name, link.kind, link.named) == ("Walter Quist", "writer", True)
    assert who(text, ("I", "blame", "the mayor")).name == "Dora Pell"


def test_a_heading_signs_nothing() -> None:
    text = (
        "I doubt the list is whole.\n\nWalter Quist.\n\nHe was a baker in Harrow.\n\n"
        "He had two sons.\n\nHis shop is shut."
    )
    assert who(text, ("I", "doubt", "the list is whole")).name == "the author"


def test_this_reporter_is_the_writer() -> None:
    text = "Walter Quist owns the mill. Its wheel stopped in May, this reporter has learned."
    assert who(text, ("this reporter", "has learned", "Its wheel stopped")).kind == "writer"


def test_a_place_does_not_name_a_survey() -> None:
    text = "Geese outnumber ducks three to one, Oregon surveys show."
    link = who(text, ("Oregon surveys", "show", "Geese outnumber ducks"))
    assert (link.kind, link.named) == ("document", False)


def test_polls_are_not_the_one_poll_named_before() -> None:
    text = (
        "A Dunmore College poll came out on Friday. Nobody read it.\n\n"
        "Marsh is well ahead, if the polls are right."
    )
    assert not who(text, ("the polls", "if", "Marsh is well ahead")).named


def test_they_are_not_whom_a_quotation_speaks_of() -> None:
    text = (
        "The Harrow Harbour Council wrote to the mayor. “The voters elected no engineers,” the "
        "council said.\n\nThey warned of floods."
    )
    link = who(text, ("the council", "said", "The voters"), ("They", "warned", "of floods"))
    assert link.name == "Harrow Harbour Council"


def test_an_age_is_given_to_somebody_just_brought_in() -> None:
    text = (
        "Mayor Walter Quist said the dam would hold. Quist said it was sound.\n\n"
        "By the lock gate Lori Bramble was filling sandbags. Her cellar is wet already, the "
        "43-year-old plumber told us."
    )
    parts = (
        ("Mayor Walter Quist", "said", "the dam would hold"),
        ("Quist", "said", "it was sound"),
        ("the 43-year-old plumber", "told", "Her cellar is wet already"),
    )
    assert who(text, *parts).name == "Lori Bramble"


def test_the_statement_is_of_who_was_just_heard() -> None:
    text = "Brindle Mills confirmed the sale.\n\nAccording to the statement, nobody loses work."
    parts = (
        ("Brindle Mills", "confirmed", "the sale"),
        ("the statement", "According to", "nobody loses work"),
    )
    link = who(text, *parts)
    assert (link.name, link.kind, link.named) == ("Brindle Mills statement", "document", True)


def test_groups_are_named_by_the_fuller_phrase_before() -> None:
    text = (
        "Eleven local farm organizations wrote to the mayor on Monday.\n\n"
        "The groups say the dam is unsafe."
    )
    assert "farm organizations" in who(text, ("The groups", "say", "the dam is unsafe")).name


def test_a_paper_in_a_headline_is_the_one_named_below() -> None:
    text = (
        "Newspaper says mayor must go.\n\nA local newspaper, the Harrow Courier, asked for it "
        "on Monday.\n\nThe Harrow Courier wrote that he failed."
    )
    link = who(text, ("Newspaper", "says", "mayor must go"))
    assert (link.name, link.kind, link.named) == ("Harrow Courier", "outlet", True)


@pytest.mark.parametrize("source", ["The two", "The pair", "Both", "They"])
def test_two_persons_spoken_of_are_the_two(source: str) -> None:
    text = (
        "Sen. Walter Quist met Gov. Linda Marsh in Harrow on Friday. He praised her budget.\n\n"
        f"{source} said the dam would hold."
    )
    link = who(text, (source, "said", "the dam would hold"))
    assert (link.name, link.kind, link.named) == ("Walter Quist and Linda Marsh", "person", True)


def test_three_persons_spoken_of_are_no_pair() -> None:
    text = (
        "Sen. Walter Quist met Gov. Linda Marsh and Mayor Dora Pell in Harrow on Friday.\n\n"
        "The two said the dam would hold."
    )
    assert not who(text, ("The two", "said", "the dam would hold")).named


def test_a_document_goes_by_its_owners_name() -> None:
    text = "Linda Marsh sued the town. Her brief called it careless.\n\nThe brief says it lied."
    link = who(text, ("The brief", "says", "it lied"))
    assert (link.name, link.kind, link.named) == ("Linda Marsh's brief", "document", True)
