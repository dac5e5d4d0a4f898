from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.domain import (
    Act,
    Article,
    Correction,
    CorrectionKind,
    Kind,
    Link,
    Passage,
    Reading,
    Statement,
)
from sayso.tracing.carried import Agreed, Carried
from sayso.tracing.shelf import Shelf
from sayso.tracing.standing import until
from sayso.tracing.tracer import Tracer, traced

CLAIM = "The mayor of Orrin sold the town clock"
FILLER = "It was a cold week in the valley and the shops closed early."


@dataclass(frozen=True)
class Says:
    """Somebody in an article: who, in what words, with which cue, heard through whom."""

    who: str
    what: str
    kind: Kind = "person"
    cue: str = "said"
    act: Act = "state"
    through: str | None = None
    quoted: bool = False
    named: bool = True
    first: bool = False


def carrying(
    ref: str,
    *parts: str | Says,
    outlet: str | None = None,
    published: str | None = None,
) -> Carried:
    """An article made of sentences in its own voice and of what people in it say."""
    text = ""
    found: list[tuple[str, Says | None, int, int]] = []
    for part in parts:
        start = len(text)
        if isinstance(part, str):
            text += f"{part}\n\n"
            found.append((part, None, start, start + len(part)))
            continue
        told = f" to {part.through}" if part.through else ""
        what = f"“{part.what}”" if part.quoted else part.what
        text += f"{what}, {part.who} {part.cue}{told}.\n\n"
        found.append((part.what, part, start, start + len(what)))
    article = Article(ref, text, outlet=outlet, published=published)
    statements = []
    for said, says, start, end in found:
        if says is None:
            span = Passage.of(text, [(start, start + len(said))])
            statements.append(Statement(article.id, "article", span, act="state", polarity="+"))
            continue
        source = text.index(says.who, end)
        cue = text.index(says.cue, source)
        links = [Link(says.who, says.kind, says.named)]
        if says.through:
            links.append(Link(says.through, "outlet", named=True))
        statements.append(
            Statement(
                article.id,
                "source",
                Passage.of(text, [(start, end)]),
                Passage.of(text, [(source, source + len(says.who))]),
                Passage.of(text, [(cue, cue + len(says.cue))]),
                tuple(links),
                act=says.act,
                polarity="-" if says.act == "deny" else "+",
                manner="direct" if says.quoted else "indirect",
                first_report=says.first,
            )
        )
    agreed = tuple(
        Agreed(s, "denies" if s.act == "deny" else "supports", 0.9, "shares mayor, clock")
        for s in statements
        if "clock" in s.content.text
    )
    return Carried(Reading(article, tuple(statements)), agreed, "supports", 0.9)


SOLD = "The mayor of Orrin sold the town clock to a collector for a small fortune last spring"
OFFICIALS = Says("two council officials", SOLD, "officials", through="Reuters", named=False)
DENIAL = Says("Ada Brill", "the story about the clock is false and nothing was sold", cue="said",
              act="deny", through="The Guardian", quoted=True)  # fmt: skip


RETOLD = (
    "According to Reuters, Orrin has lost its town clock because the mayor sold it",
    "That clock which the mayor of Orrin sold was the pride of the town, as Reuters reported",
    "Reuters reports a sale in Orrin: town hall's old clock went, and the mayor sold it",
    "For a small sum, Reuters wrote, the clock of Orrin's town hall was sold by its mayor",
)


def credit(number: int) -> Carried:
    return carrying(
        f"credit{number}.txt",
        f"{RETOLD[number - 1]}.",
        f"Number {number} of many oddities in that valley this year.",
        published=f"2026-05-1{number}",
    )


def story() -> list[Carried]:
    return [
        carrying("agency.txt", OFFICIALS, FILLER, outlet="Reuters", published="2026-05-10"),
        *(credit(number) for number in range(1, 5)),
        carrying(
            "denial.txt",
            f"{SOLD}, Reuters reported.",
            DENIAL,
            published="2026-05-20",
        ),
    ]


def test_articles_that_credit_one_outlet_rest_on_one_origin() -> None:
    trace = traced(CLAIM, story()[:5])
    assert trace.counts.articles == 5
    assert trace.counts.origins == 1
    assert trace.origins[0].articles == tuple(a.ref for a in trace.articles)


def test_a_denial_stands_beside_what_it_denies() -> None:
    trace = traced(CLAIM, story())
    assert (trace.counts.supporting, trace.counts.denying) == (1, 1)
    denial = next(origin for origin in trace.origins if origin.position == "denies")
    assert "Ada Brill" in denial.name or denial.name == "The Guardian"
    assert denial.articles == ("denial.txt",)
    assert [one.name for one in trace.standing.denied_by] == ["Ada Brill"]


def test_credits_are_named_and_can_be_shown() -> None:
    trace = traced(CLAIM, story())
    held = {article.ref: article for article in trace.articles}
    assert held["credit1.txt"].credits == ("Reuters",)
    assert held["credit1.txt"].label == "credited"
    texts = {one.reading.article.ref: one.reading.article.text for one in story()}
    shown = [tie for tie in trace.ties if tie.kind == "credit" and tie.start == "credit1.txt"]
    assert shown
    for evidence in shown[0].passages:
        assert {texts[evidence.ref][a:b] for a, b in evidence.spans} == {"Reuters"}


def test_a_copy_is_one_and_shows_what_it_shares() -> None:
    text = " ".join(f"{SOLD} in the year {year}, and nobody knew." for year in range(1970, 1980))
    articles = [
        *story(),
        carrying("a.txt", text, outlet="The Vale Sentinel"),
        carrying("b.txt", text, outlet="The Hill Sentinel"),
    ]
    trace = traced(CLAIM, articles)
    held = {article.ref: article for article in trace.articles}
    assert held["a.txt"].label == held["b.txt"].label == "copy"
    assert (held["a.txt"].copy_of, held["b.txt"].copy_of) == ("b.txt", "a.txt")
    assert trace.counts.origins == traced(CLAIM, story()).counts.origins


def test_the_younger_of_two_is_the_copy() -> None:
    text = " ".join(f"{SOLD} in the year {year}, and nobody knew." for year in range(1970, 1980))
    old = carrying("old.txt", text, published="2026-05-01")
    new = carrying("new.txt", text, published="2026-05-02")
    held = {article.ref: article for article in traced(CLAIM, [new, old]).articles}
    assert held["new.txt"].copy_of == "old.txt"
    assert held["old.txt"].label != "copy"


def test_an_article_that_names_no_source_counts_for_nothing() -> None:
    lonely = carrying(
        "lonely.txt", "Somehow that clock in Orrin was sold, and by its mayor of all people."
    )
    trace = traced(CLAIM, [*story(), lonely])
    held = {article.ref: article for article in trace.articles}["lonely.txt"]
    assert (held.label, held.origins) == ("unclear", ())
    assert trace.counts.unknown == 1
    assert trace.counts.origins == traced(CLAIM, story()).counts.origins


def label_of(one: Carried) -> str:
    """What an article is, beside those of the story."""
    trace = traced(CLAIM, [*story(), one])
    (label,) = (a.label for a in trace.articles if a.ref == one.reading.article.ref)
    return label


def test_who_tells_how_they_found_out_has_gathered_it() -> None:
    looked = carrying(
        "looked.txt", "We took a look at the clock of Orrin, which the mayor is said to have sold."
    )
    written = carrying("written.txt", Says("the author", "the clock was sold", "writer"))
    quoted = carrying("quoted.txt", "“We took a look at the clock.” The mayor of Orrin sold it.")
    assert [label_of(one) for one in (looked, written, quoted)] == ["own", "own", "unclear"]


def test_a_source_that_says_little_of_the_claim_is_one_where_the_article_says_no_more() -> None:
    short = carrying("short.txt", Says("a jeweller", "that old clock is gone for good"))
    beside = carrying(
        "beside.txt",
        "Nobody had thought it possible that the mayor of Orrin sold the town clock.",
        *(f"In the year {year} it rained on all the vines." for year in range(1990, 1998)),
        Says("a jeweller", "nobody buys a watch these days"),
    )
    labels = {one.reading.article.ref: label_of(one) for one in (short, beside)}
    assert labels == {"short.txt": "own", "beside.txt": "unclear"}


def test_first_report_and_another_outlets_own_sources_are_two() -> None:
    one = carrying(
        "one.txt",
        Says("Axios", SOLD, "outlet", cue="first reported", first=True),
        OFFICIALS,
        FILLER,
    )
    trace = traced(CLAIM, [one])
    assert trace.counts.origins == 2
    assert {origin.name for origin in trace.origins} == {"Axios", "two council officials"}
    officials = next(origin for origin in trace.origins if origin.name != "Axios")
    assert officials.via == ("Reuters",)
    assert (trace.standing.named_origins, trace.standing.unnamed_origins) == (1, 1)


def test_credits_that_run_in_a_circle_give_no_origin() -> None:
    one = carrying("one.txt", f"{SOLD}, the BBC reported.", FILLER, outlet="Reuters")
    other = carrying("other.txt", f"Reuters reports: {SOLD.lower()}.", FILLER, outlet="BBC")
    trace = traced(CLAIM, [one, other])
    assert trace.counts.origins == 0
    assert trace.counts.unknown == 2
    assert {tie.to for tie in trace.ties if "circle" in tie.why} == {"one.txt", "other.txt"}


def test_no_article_no_origin() -> None:
    trace = traced(CLAIM, [])
    assert trace.counts == replace(trace.counts, articles=0, origins=0)
    assert trace.origins == ()
    assert trace.articles == ()
    assert trace.timeline == ()


def test_the_timeline_runs_from_the_first_report_to_the_denial() -> None:
    trace = traced(CLAIM, story())
    assert trace.timeline[0].what == "first report"
    assert trace.timeline[0].when == "2026-05-10"
    assert ("denial", "Ada Brill", "2026-05-20") in {
        (event.what, event.by, event.when) for event in trace.timeline
    }
    assert [event.when for event in trace.timeline] == sorted(e.when for e in trace.timeline)


def test_how_it_stood_on_a_day() -> None:
    known = until([*story(), carrying("undated.txt", SOLD)], "2026-05-11")
    assert [one.reading.article.ref for one in known] == ["agency.txt", "credit1.txt"]


def test_who_will_not_say_is_no_origin() -> None:
    silent = Says(
        "Tom Reed", "whether the mayor sold the clock", cue="would not say", act="withhold"
    )
    articles = [*story()[:4], carrying("silent.txt", RETOLD[3], silent)]
    trace = traced(CLAIM, articles)
    assert [one.name for one in trace.standing.withheld_by] == ["Tom Reed"]
    assert all("Tom Reed" not in origin.name for origin in trace.origins)


def correction(
    kind: CorrectionKind, subject: str, target: str, withdrawn: str | None = None
) -> Correction:
    return Correction(kind, subject, target, "reader", "2026-06-01T00:00:00Z", withdrawn=withdrawn)


def test_a_statement_that_is_not_about_the_claim_is_left_out() -> None:
    articles = story()
    denial = next(p.statement for p in articles[-1].agreed if p.position == "denies")
    said = correction("not_same_claim", denial.id, CLAIM.upper())
    assert traced(CLAIM, articles, [said]).counts.denying == 0
    gone = replace(said, withdrawn="2026-06-02T00:00:00Z")
    assert traced(CLAIM, articles, [gone]).counts.denying == 1


def test_a_copy_that_a_reader_knows_of() -> None:
    articles = story()
    ids = {one.reading.article.ref: one.reading.article.id for one in articles}
    said = correction("copy", ids["credit2.txt"], ids["denial.txt"])
    trace = traced(CLAIM, articles, [said])
    held = {article.ref: article for article in trace.articles}
    assert (held["credit2.txt"].label, held["credit2.txt"].copy_of) == ("copy", "denial.txt")
    assert set(held["denial.txt"].origins) <= set(held["credit2.txt"].origins)


def test_a_source_that_a_reader_knows_better() -> None:
    articles = story()
    denial = next(p.statement for p in articles[-1].agreed if p.position == "denies")
    said = correction("source", denial.id, "Ada Brill-Ferrers")
    names = [one.name for one in traced(CLAIM, articles, [said]).standing.denied_by]
    assert names == ["Ada Brill-Ferrers"]


@settings(max_examples=15)
@given(st.permutations(range(6)))
def test_the_order_of_articles_makes_no_difference(order: list[int]) -> None:
    articles = story()
    assert traced(CLAIM, [articles[n] for n in order]) == traced(CLAIM, articles)


def test_an_article_given_twice_counts_once() -> None:
    assert traced(CLAIM, [*story(), *story()]) == traced(CLAIM, story())


@settings(max_examples=60)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=4), st.text(min_size=1), st.text())
def test_any_text_can_be_traced(sentences: list[str], name: str, claim: str) -> None:
    articles = [
        carrying(f"{n}.txt", sentence, Says(name, sentence, through="Reuters", quoted=bool(n % 2)))
        for n, sentence in enumerate(sentences)
    ]
    trace = traced(claim, articles)
    texts = {one.reading.article.ref: one.reading.article.text for one in articles}
    for tie in trace.ties:
        for evidence in tie.passages:
            assert all(0 <= a < b <= len(texts[evidence.ref]) for a, b in evidence.spans)
    ids = {origin.id for origin in trace.origins}
    assert all(set(article.origins) <= ids for article in trace.articles)
    assert len(ids) == trace.counts.origins


def test_a_tracer_finds_and_traces(shelved: Callable[[list[Reading]], Shelf]) -> None:
    readings = [one.reading for one in story()]
    trace = Tracer(shelved(readings)).trace(CLAIM)
    assert trace.claim == CLAIM
    assert trace.counts.articles == len(readings)


def test_sixty_articles_are_traced_at_once() -> None:
    articles = [
        carrying(f"{n:02}.txt", RETOLD[n % 4], *[f"{FILLER} {n} {m}" for m in range(30)])
        for n in range(60)
    ]
    start = time.perf_counter()
    traced(CLAIM, articles)
    assert time.perf_counter() - start < 10  # on a busy machine; usual is a twentieth of it


def test_a_not_does_not_turn_a_claim_that_says_not() -> None:
    told = [
        carrying(f"{n}", Says(who, "the gate of the lock has no crack at all"), f"A dull day {n}.")
        for n, who in enumerate(("Ada Brill", "Cato Dunn", "Egon Fahr"))
    ]
    (origin,) = traced("The gate of the lock has no crack", told).origins
    assert (origin.name, origin.position) == ("Ada Brill", "supports")


def test_a_reason_names_the_outlet_that_passed_a_voice_on_unless_it_is_the_articles_own() -> None:
    what = "the mayor of Orrin sold the town clock"
    told = [
        carrying("own", Says("Ada Brill", what, through="Orrin Post"), outlet="Orrin Post"),
        carrying("other", Says("Ada Brill", what, through="Orrin Post"), outlet="Vale Echo"),
    ]
    reasons = {tie.start: tie.why for tie in traced(CLAIM, told).ties if tie.kind == "source"}
    assert reasons == {"own": "cites Ada Brill", "other": "cites Ada Brill through Orrin Post"}
