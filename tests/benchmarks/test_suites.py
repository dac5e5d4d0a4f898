"""What the scorers print becomes figures; what they no longer print is an error."""

from __future__ import annotations

import pytest
from installed import BenchmarkError, spread
from suites import SUITES, Scored, brief_figures, by_kind, meaning_figures

MEANING = """\
            of all  of found
found         0.891    1.000
who           0.764    0.858
kind          0.801    0.899
named         0.830    0.931
act           0.812    0.911
polarity      0.870    0.976
certainty     0.790    0.886
all           0.560    0.628
relays     0.761  P 0.800 R 0.725
attributions 276
  kind: people read as officials x4
"""


def test_meaning_figures_are_read_from_both_columns() -> None:
    figures = meaning_figures(MEANING)
    assert figures["found"] == 0.891
    assert figures["who"] == 0.764
    assert figures["who (of found)"] == 0.858
    assert figures["relays.F1"] == 0.761
    assert figures["relays.R"] == 0.725


@pytest.mark.parametrize("word", ["found  ", "relays", "certainty"])
def test_a_scorer_that_prints_less_is_an_error(word: str) -> None:
    lines = [line for line in MEANING.splitlines() if not line.startswith(word)]
    with pytest.raises(BenchmarkError, match="no longer prints"):
        meaning_figures("\n".join(lines))


def test_brief_figures_are_the_closing_line() -> None:
    said = "a-row: in no statement's content\nbrief: 17 of 20 rows\n"
    assert brief_figures(said) == {"rows": 17, "rows asked": 20}
    with pytest.raises(BenchmarkError):
        brief_figures("a-row: in no statement's content\n")


def test_recall_by_kind_adds_up_to_the_whole() -> None:
    scored: Scored = {
        "attr.full": {"gold": 100, "tp": 70},
        "attr.content_only": {"gold": 100, "tp": 80},
        "direct": {"n": 40, "full_recall": 75.0, "content_recall": 90.0},
        "pure_direct": {"n": 10, "full_recall": 90.0, "content_recall": 100.0},
    }
    assert by_kind(scored) == {
        "attr.full.R [quoted]": 90.0,
        "attr.content_only.R [quoted]": 100.0,
        "attr.full.R [partly quoted]": 70.0,
        "attr.content_only.R [partly quoted]": pytest.approx(100 * 26 / 30),
        "attr.full.R [not quoted]": pytest.approx(100 * 40 / 60),
        "attr.content_only.R [not quoted]": pytest.approx(100 * 44 / 60),
    }


def test_a_limited_sample_is_spread_over_the_whole_list() -> None:
    assert spread(list(range(84)), 7) == [0, 12, 24, 36, 48, 60, 72]
    assert spread([1, 2], 5) == [1, 2]
    assert spread([1, 2], None) == [1, 2]


def test_suites_have_names_of_their_own_and_figures_to_hold() -> None:
    assert len({suite.name for suite in SUITES}) == len(SUITES)
    assert all(suite.held for suite in SUITES)
