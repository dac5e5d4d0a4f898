"""A floor fails what lies below it, and is never lowered by the way."""

from __future__ import annotations

from pathlib import Path

import floors
import pytest
from floors import Floor, FloorError
from hypothesis import given
from hypothesis import strategies as st

DATA = "d" * 64
figure = st.floats(min_value=0, max_value=100, allow_nan=False)


def test_a_figure_below_its_floor_is_named_with_both_values() -> None:
    floor = Floor(DATA, {"f1": 76.5, "recall": 95.0})
    assert floors.shortfalls(floor, DATA, {"f1": 76.5, "recall": 95.1}) == []
    (line,) = floors.shortfalls(floor, DATA, {"f1": 76.4, "recall": 95.1})
    assert "f1 is 76.4" in line
    assert "76.5" in line


@pytest.mark.parametrize("figures", [{}, {"f1": float("nan")}])
def test_a_figure_that_was_not_measured_falls_short(figures: dict[str, float]) -> None:
    assert len(floors.shortfalls(Floor(DATA, {"f1": 76.5}), DATA, figures)) == 1


def test_other_data_can_be_neither_compared_nor_pinned_by_the_way() -> None:
    floor = Floor(DATA, {"f1": 76.5})
    with pytest.raises(FloorError, match="data has changed"):
        floors.shortfalls(floor, "e" * 64, {"f1": 99.0})
    with pytest.raises(FloorError, match="data has changed"):
        floors.raised(floor, "e" * 64, {"f1": 99.0}, 0.3, allow_lower=False)
    moved = floors.raised(floor, "e" * 64, {"f1": 70.0}, 0.5, allow_lower=True)
    assert moved == Floor("e" * 64, {"f1": 69.5})


def test_lowering_takes_an_explicit_word() -> None:
    floor = Floor(DATA, {"f1": 76.5})
    with pytest.raises(FloorError, match="--allow-lower"):
        floors.raised(floor, DATA, {"f1": 76.0}, 0.3, allow_lower=False)
    assert floors.raised(floor, DATA, {"f1": 76.0}, 0.5, allow_lower=True).least == {"f1": 75.5}


def test_dropping_a_figure_counts_as_lowering() -> None:
    floor = Floor(DATA, {"f1": 76.5, "recall": 95.0})
    with pytest.raises(FloorError, match="recall"):
        floors.raised(floor, DATA, {"f1": 80.0}, 0.3, allow_lower=False)


@given(st.dictionaries(st.sampled_from("abc"), st.tuples(figure, figure), min_size=1))
def test_a_new_floor_is_never_below_the_old_one_nor_above_what_was_measured(
    pairs: dict[str, tuple[float, float]],
) -> None:
    floor = Floor(DATA, {name: min(pair) for name, pair in pairs.items()})
    measured = {name: max(pair) for name, pair in pairs.items()}
    new = floors.raised(floor, DATA, measured, 0.3, allow_lower=False)
    assert all(floor.least[name] <= new.least[name] <= measured[name] for name in pairs)
    assert floors.shortfalls(new, DATA, measured) == []


def test_floors_come_back_from_the_file_as_they_went(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert floors.load(path) == {}
    held = {"one": Floor(DATA, {"b": 0.86, "a": 76.5}), "another": Floor(DATA, {})}
    floors.save(path, held)
    assert floors.load(path) == held


def test_the_digest_follows_names_and_contents_and_not_the_order(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("1")
    two.write_text("2")
    before = floors.digest([one, two], tmp_path)
    assert floors.digest([two, one], tmp_path) == before
    assert floors.digest([one], tmp_path) != before
    two.write_text("3")
    changed = floors.digest([one, two], tmp_path)
    assert changed != before
    two.rename(tmp_path / "three.txt")
    assert floors.digest([one, tmp_path / "three.txt"], tmp_path) != changed
