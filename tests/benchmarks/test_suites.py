"""What the scorers print becomes figures; what they no longer print is an error."""

from __future__ import annotations

import pytest
from following import claims_figures, origins_figures
from installed import BenchmarkError, spread
from quality import SUITES
from suites import Scored, brief_figures, by_kind, meaning_figures

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


ORIGINS = """\
00  origins  1 gold  1  a claim
exact  11 of 24
MAE    0.83
origins F1 0.644  P 0.671 R 0.618
label  0.675 of 209 articles
credits F1 0.694  P 0.707 R 0.681
pairs  F1 0.877  P 0.837 R 0.920
beside articles: exact 0 of 24, MAE 5.50
"""


def test_origins_figures_are_read_line_by_line() -> None:
    figures = origins_figures(ORIGINS)
    assert figures["exact"] == pytest.approx(11 / 24)
    assert figures["within"] == pytest.approx(1 / 1.83)
    assert (figures["origins.F1"], figures["credits.F1"]) == (0.644, 0.694)
    assert figures["label"] == 0.675


def test_claims_figures_are_read_line_by_line() -> None:
    said = "micro  P 0.900 R 0.850 F1 0.874\nmacro  F1 0.860 over 154 claims\n"
    figures = claims_figures(said)
    assert figures == {"micro.P": 0.9, "micro.R": 0.85, "micro.F1": 0.874, "macro.F1": 0.86}
    with pytest.raises(BenchmarkError, match="no longer prints"):
        claims_figures("micro  P 0.900\n")
