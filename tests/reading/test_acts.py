"""Act, polarity, certainty and manner on sentences about an invented town and its people."""

from __future__ import annotations

import csv
import time
from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Act, Certainty, Manner, Polarity
from sayso.reading.acts import Judgement, judge, judge_all
from sayso.reading.acts.cues import entries, entry_of, lemmas, tokens
from sayso.reading.attributions import Attribution
from sayso.reading.text import quotation_states

PARTS = "<>", "{}", "[]"


def marked(line: str) -> tuple[str, Attribution]:
    """Text and attribution of a line with <source>, {cue} and [content]."""
    text = ""
    opened = 0
    spans: dict[str, list[tuple[int, int]]] = {pair: [] for pair in PARTS}
    for sign in line:
        pair = next((p for p in PARTS if sign in p), None)
        if pair is None:
            text += sign
        elif sign == pair[0]:
            opened = len(text)
        else:
            spans[pair].append((opened, len(text)))
    source, cue, content = (tuple(spans[pair]) for pair in PARTS)
    return text, Attribution(source, cue, content, 1.0)


def judged(line: str) -> Judgement:
    return judge(*marked(line))


def short(line: str) -> str:
    found = judged(line)
    return f"{found.act} {found.polarity} {found.certainty}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<Mayor Ilse Varga> {said} [the bridge was closed].", "state + certain"),
        ("{According to} <the harbour board>, [the ferry ran late].", "state + certain"),
        ("<Varga> {made it abundantly clear} [that the toll would stay].", "state + certain"),
        ("<The clerk> {confirmed} [that the letter had arrived].", "confirm + certain"),
        ("<The clerk> {conceded} [the count was wrong].", "confirm + certain"),
        ("<Varga> {pleaded guilty} [to two counts of fraud].", "confirm + certain"),
        ("<Varga> {denied} [that she had seen the letter].", "deny - certain"),
        ("<Varga> {pushed back against} [the claim that she lied].", "deny - certain"),
        ("<Varga> {believes} [the bridge is safe].", "think + probable"),
        ("<Varga> {knows} [the bridge is safe].", "think + certain"),
        ("<Varga> {vowed} [to reopen the bridge].", "intend + certain"),
        ("<Varga> {wants} [a second bridge].", "intend + unstated"),
        ("<The union> {opposes} [the new toll].", "intend - unstated"),
        ("<Varga> {urged} [commuters to take the ferry].", "direct + unstated"),
        ("<Varga> {called on} [the board to resign].", "direct + unstated"),
        ("<A reporter> {asked} [whether the bridge was safe].", "ask + unstated"),
        ("<Varga> {blasted} [the harbour board].", "judge + unstated"),
        ("<Varga> {accused} [the board of hiding the report].", "judge + certain"),
        ("<Varga> {called} [the report a fairy tale].", "judge + certain"),
        ("<Varga> {suggested} [the board had known for years].", "state + possible"),
    ],
)
def test_the_head_of_the_cue_decides(line: str, expected: str) -> None:
    assert short(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<Varga> {asked} [the board to resign].", "direct + unstated"),
        ("<Varga> {told} [him to leave the hall].", "direct + unstated"),
        ("<Varga> {told} [the hall that the bridge was closed].", "state + certain"),
        ("<Varga> {warned} [drivers to stay away].", "direct + unstated"),
        ("<Varga> {warned} [that the ice was thin].", "state + certain"),
        ("<The council> {rejected} [a request for more time].", "intend - certain"),
        ("<The council> {rejected} [the idea that it had been bribed].", "deny - certain"),
        ("<Varga> {dismissed} [Lund as a clown].", "judge + certain"),
        ("<Varga> {dismissed} [the accusations].", "deny - certain"),
        ("<The two> {agreed} [to meet again].", "intend + certain"),
        ("<Lund> {agreed} [that the toll was too high].", "confirm + certain"),
        ("<Most residents> {agreed} [that the toll was too high].", "think + certain"),
        ("<Varga> {challenged} [Lund to a debate].", "judge + unstated"),
        ("<Varga> {challenged} [Lund to publish the report].", "direct + unstated"),
    ],
)
def test_what_follows_the_cue_chooses_its_reading(line: str, expected: str) -> None:
    assert short(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "<Varga> {would not say} [who had written it].",
        "<Varga> {declined} [to comment on the toll].",
        "<Varga> {declined to name} [the donor].",
        "<The board> {did not respond to} [a request for comment].",
        "<Varga> spoke at length, {without explicitly confirming} [the sale].",
        "<Varga> spoke at length, without explicitly {confirming} [the sale].",
        "<Varga> {stopped short of calling} [it a crime].",
        "<Varga> {never mentioned} [the bridge].",
        "<No one at the board> {would comment on} [the sale].",
        "<The report> {makes no mention of} [the toll].",
        "<Varga> {remained silent about} [the toll].",
        "<Varga> {refused to admit} [that the bridge had sagged].",
        "<Varga> {didn't want to say} [where she had been].",
    ],
)
def test_what_is_not_said_is_withheld_and_stays_plus(line: str) -> None:
    assert short(line) == "withhold + unstated"


def test_a_refused_deed_is_an_intention_not_a_silence() -> None:
    assert short("<Varga> {refused} [to sign the order].") == "intend - certain"
    assert short("<Varga> {refused to endorse} [Lund].") == "intend - certain"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<Varga> {does not believe} [that the bridge will hold].", "think - probable"),
        ("<Varga> {doubts} [that the bridge will hold].", "think - probable"),
        ("<Varga> {does not want} [a second bridge].", "intend - unstated"),
        ("<Varga> {said} [the bridge was not safe].", "state + certain"),
        ("<Varga> {not only denied} [the charge].", "deny - certain"),
        ("<Varga> {did not deny} [the charge].", "withhold + unstated"),
        ("<Nobody> {doubts} [that the bridge will hold].", "think + probable"),
        ("<The clerk> {may not have made} [the claim].", "state - possible"),
        ("“What a triumph,” <she> {said sarcastically}.", "state - unstated"),
    ],
)
def test_polarity_follows_negation_of_the_cue_not_of_the_content(line: str, expected: str) -> None:
    assert short(line) == expected


@pytest.mark.parametrize(
    ("content", "certainty"),
    [
        ("the bridge may close", "possible"),
        ("the bridge could close by June", "possible"),
        ("that perhaps the bridge would close", "possible"),
        ("the bridge is likely to close", "probable"),
        ("the bridge will probably close", "probable"),
        ("she expects the bridge to close", "probable"),
        ("“I honestly think the bridge is done”", "probable"),
        ("the bridge, which may need paint, is open", "certain"),
        ("the bridge is open because the frost might ease", "certain"),
        ("he could not find the key", "certain"),
        ("if it may rain, the bridge is shut", "certain"),
        ("locals are more likely to walk", "certain"),
        ("I believe in God", "certain"),
    ],
)
def test_hedges_count_where_they_bear_on_the_main_predicate(content: str, certainty: str) -> None:
    assert judged(f"<Varga> {{said}} [{content}].").certainty == certainty


def test_a_hedged_cue_weakens_what_it_puts() -> None:
    assert short("<Varga> {seemed to confirm} [the sale].") == "confirm + probable"
    assert short("<Varga> {might announce} [the sale].") == "state + possible"


def test_a_bare_topic_asserts_nothing() -> None:
    assert short("<Varga> {spoke about} [the bridge].") == "state + unstated"
    assert short("<Varga> {criticised} [Lund].") == "judge + unstated"
    assert short("<Varga> {criticised} [Lund for hiding the report].") == "judge + certain"


def test_said_with_a_question_or_a_command() -> None:
    assert short("[“Who paid for the bridge?”] <Varga> {said}.") == "ask + unstated"
    assert short("[“Stop the sale. Keep the bridge open.”] <Varga> {said}.") == "direct + unstated"
    assert short("[“Stop the sale. It is a fraud.”] <Varga> {said}.") == "state + certain"


def test_a_later_verb_takes_over_from_plain_saying() -> None:
    assert judged("<Varga> {published a letter disputing} [the figures].").act == "deny"
    assert judged("<Varga> {went on to praise} [the ferry crews].").act == "judge"
    assert judged("<Varga> {vowed to deny} [the permit].").act == "intend"


@pytest.mark.parametrize(
    ("line", "manner"),
    [
        ("<Varga> {said}: [“The bridge is closed.”]", "direct"),
        ("<Varga> {said} [that “the bridge is closed”].", "direct"),
        ('<Varga> {said} [the bridge was "closed"].', "mixed"),
        ("<Varga> {said} [the bridge was closed].", "indirect"),
        ("[“The bridge],” <Varga> {said}, [“is closed.”]", "direct"),
        ("“<I> {told} them [the bridge was closed],” she said.", "indirect"),
    ],
)
def test_manner(line: str, manner: str) -> None:
    assert judged(line).manner == manner


def test_an_unknown_cue_is_guessed_with_a_lower_score() -> None:
    known = judged("<Varga> {whispered} [that the bridge was closed].")
    like = judged("<Varga> {counterargued} [that the bridge was closed].")
    unlike = judged("<Varga> {blorfed} [that the bridge was closed].")
    argued = entry_of("argued")
    assert argued is not None
    assert like.act == argued.act
    assert known.score > like.score > unlike.score > 0


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("said", "say"), ("denies", "deny"), ("denied", "deny"), ("admitting", "admit"),
     ("lying", "lie"), ("urges", "urge"), ("accusing", "accuse"), ("withheld", "withhold")],
)  # fmt: skip
def test_inflection(word: str, lemma: str) -> None:
    assert lemma in lemmas(word)


def test_contractions_and_typographic_apostrophes_are_words() -> None:
    assert [t.word for t in tokens("She didn\u2019t say", 0, 14)] == ["she", "did", "n't", "say"]


def lexicon(name: str) -> list[dict[str, str]]:
    path = files("sayso.reading.lexicon").joinpath(f"{name}.csv")
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_every_row_of_the_lexicon_is_valid_and_there_once() -> None:
    found = lexicon("cues")
    assert len({row["cue"].split(" ")[0] for row in found}) >= 1500
    assert len({row["cue"] for row in found}) == len(found)
    for row in found:
        assert row["cue"] == row["cue"].lower().strip()
        assert row["act"] in get_args(Act)
        assert {row["certainty"], row["bare"]} <= set(get_args(Certainty))
        assert row["polarity"] in get_args(Polarity)
        assert row["weight"] in ("full", "light", "weak")


def test_every_frame_is_of_a_known_cue() -> None:
    found = lexicon("frames")
    cues = {entry.cue for entry in entries()}
    assert len({(row["cue"], row["frame"]) for row in found}) == len(found)
    for row in found:
        assert row["cue"] in cues
        assert row["act"] in get_args(Act)
        assert row["certainty"] in get_args(Certainty)
        assert row["polarity"] in get_args(Polarity)


@pytest.mark.parametrize(
    ("name", "keys"),
    [("word_classes", ("word", "class")), ("hedges", ("phrase", "sort")),
     ("negations", ("phrase",)), ("irregular_verbs", ("form",)),
     ("guesses", ("pattern", "act"))],
)  # fmt: skip
def test_no_list_has_a_row_twice(name: str, keys: tuple[str, ...]) -> None:
    found = [tuple(row[key] for key in keys) for row in lexicon(name)]
    assert found
    assert len(set(found)) == len(found)


@st.composite
def anything(draw: st.DrawFn) -> tuple[str, Attribution]:
    words = st.sampled_from(["said", "not", "to", "“", "”", "n't", "refused", "?", "\u0130"])
    text = draw(st.one_of(st.text(max_size=120), st.lists(words, max_size=30).map(" ".join)))
    cut = st.integers(0, len(text))
    span = st.tuples(cut, cut).map(lambda ends: (min(ends), max(ends)))
    spans = st.lists(span, max_size=3).map(lambda those: tuple(sorted(those)))
    return text, Attribution(draw(spans), draw(spans), draw(spans), 1.0)


@given(anything())
def test_any_text_and_spans_give_one_and_the_same_judgement(made: tuple[str, Attribution]) -> None:
    text, attribution = made
    found = judge(text, attribution)
    assert found == judge(text, attribution, quotation_states(text))
    assert [found] == judge_all(text, [attribution])
    assert found.act in get_args(Act)
    assert found.polarity in get_args(Polarity)
    assert found.certainty in get_args(Certainty)
    assert found.manner in get_args(Manner)
    assert 0 < found.score <= 1


def moved(one: Attribution, by: int) -> Attribution:
    source, cue, content = (
        tuple((start + by, end + by) for start, end in part)
        for part in (one.source, one.cue, one.content)
    )
    return Attribution(source, cue, content, one.score)


def test_fast_enough_for_long_articles() -> None:
    line = "<Mayor Ilse Varga> {declined} [to say who had written the long report]. "
    text, one = marked(line)
    many = [moved(one, number * len(text)) for number in range(500)]
    judge_all(text, [one])  # the lists are read
    start = time.process_time()
    found = judge_all(text * 500, many)
    spent = time.process_time() - start
    assert {judgement.act for judgement in found} == {"withhold"}
    assert 500 * len(text.split()) / spent > 3_000  # about 100,000 words a second when alone
