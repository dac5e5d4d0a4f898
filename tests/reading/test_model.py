"""The network as shipped: pieces of any text, looks that don't hang on how it is run."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.errors import ModelError
from sayso.reading.model import WEIGHTS, Model, Running
from sayso.reading.pieces import Pieces
from sayso.reading.text import paragraphs
from sayso.reading.windows import Cutting, windows

ANY = st.text(st.characters(), max_size=80)  # halves of surrogate pairs too
STORY = """“The dam will hold,” the engineer Ilse Marchetti told Radio Velm. Two officials said
that the valley had been warned, but Mayor Tomas Okafor denied it: "Nobody called us."

Farmers fear a flood, according to Northwire. The ministry declined to comment on Tuesday.
"""


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.load()


@given(ANY)
@example("")
@example(" \n\t\u200b")
@example("\x00 said \x00")
@example("\ud800 said \udfff")
@example("각하가 말했다, İstanbul ß ŉ ﬁ")
@example("[CLS] said [MASK] to [SEP] that [PAD] was [UNK]")
@example("👩‍👩‍👧 𝔹𝕠𝕓 said “𝕙𝕖𝕝𝕝𝕠 😀”")
@example("قال «لا» שלום")
def test_pieces_of_any_text(model: Model, text: str) -> None:
    pieces = model.pieces(text)
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert pieces.words.tolist() == sorted(pieces.words.tolist())
    assert len(model.pieces(text).features) == len(pieces)


@given(ANY)
def test_words_do_not_overlap(model: Model, text: str) -> None:
    """Pieces of one word can share a character (of a syllable, say), words can't."""
    pieces = model.pieces(text)
    for i in range(1, len(pieces)):
        if pieces.words[i] != pieces.words[i - 1]:
            assert pieces.ends[i - 1] <= pieces.starts[i]


def test_offsets_count_code_points(model: Model) -> None:
    text = "😀𝔘 “Nein”, sagte 漢字 Zoë\u0308."
    pieces = model.pieces(text)
    words = dict[int, list[int]]()
    for start, end, word in zip(pieces.starts, pieces.ends, pieces.words, strict=True):
        words.setdefault(int(word), [int(start), 0])[1] = int(end)
    shown = [text[start:end] for start, end in words.values()]
    assert "".join(shown) == text.replace(" ", "")
    assert {"“", "Nein", "”", "sagte", "漢", "Zoë\u0308", "."} <= {*shown}


def test_an_accent_belongs_to_its_letter(model: Model) -> None:
    """Decomposed text (as macOS writes it) loses no accent at the end of a word."""
    text = "Jose\u0301 said no\u0301."
    assert {text[start:end] for start, end in spans(model.pieces(text))} >= {
        "Jose\u0301",
        "no\u0301",
    }


def spans(pieces: Pieces) -> list[tuple[int, int]]:
    return list(zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True))


def test_typography_makes_no_other_pieces(model: Model) -> None:
    plain = model.pieces('"It\'s done," he said - twice.')
    typeset = model.pieces("“It’s done,” he said \u2010 twice.")
    assert plain.ids.tolist() == typeset.ids.tolist()
    assert (plain.features == typeset.features).all()


def test_each_paragraph_begins_with_a_piece_that_says_so(model: Model) -> None:
    pieces = model.pieces(STORY)
    heads = [start for start, _ in paragraphs(STORY)]
    assert pieces.starts[pieces.features[:, 2] > 0].tolist() == heads


@settings(max_examples=25)
@given(ANY.filter(str.strip))
@example("Nobody is cited for this at all.")
@example("\x00 said \x00")
@example("?")
def test_looks_at_any_text(model: Model, text: str) -> None:
    pieces = model.pieces(text)
    looks = model.looks(pieces)
    anchors = looks.anchors.tolist()
    assert anchors == sorted(set(anchors))
    assert set(anchors) <= set(range(len(pieces)))
    assert looks.scores.shape == (len(anchors),)
    assert ((looks.scores >= 0) & (looks.scores <= 1)).all()
    assert looks.tags.shape == (len(anchors), 2 * model.reach, 4)
    assert np.isfinite(looks.tags).all()
    assert looks.tags.dtype == looks.scores.dtype == np.float32


def test_nothing_to_look_at(model: Model) -> None:
    looks = model.looks(model.pieces(""))
    assert looks.tags.shape == (0, 2 * model.reach, 4)
    assert len(looks.anchors) == len(looks.scores) == 0


@pytest.fixture(scope="module")
def long(model: Model) -> Pieces:
    pieces = model.pieces(STORY * 12)
    assert len(pieces) > 2 * Cutting().size  # several windows
    return pieces


def test_each_anchor_of_a_long_text_is_seen_once(model: Model, long: Pieces) -> None:
    anchors = model.looks(long).anchors.tolist()
    assert anchors == sorted(set(anchors))
    assert anchors[0] < 100
    assert anchors[-1] > len(long) - 100


def test_threads_change_nothing(model: Model, long: Pieces) -> None:
    alone = model.looks(long)
    crowd = Model.load(how=Running(threads=4)).looks(long)
    assert alone.anchors.tobytes() == crowd.anchors.tobytes()
    assert alone.scores.tobytes() == crowd.scores.tobytes()
    assert alone.tags.tobytes() == crowd.tags.tobytes()


def test_looking_again_gives_the_same(model: Model, long: Pieces) -> None:
    first = model.looks(long)
    model.looks(model.pieces("Another text, said somebody else."))
    assert model.looks(long).tags.tobytes() == first.tags.tobytes()


def test_a_window_gives_the_same_wherever_the_text_goes_on(model: Model) -> None:
    """Anchors far from a window's end don't see what lies beyond the window."""
    whole = model.pieces(STORY * 12)
    part = cut(whole, len(whole) - 40)
    shared = windows(len(part), part.breaks(), Cutting())[0]
    first, other = (model.looks(pieces) for pieces in (whole, part))
    near = first.anchors < shared.own_end
    assert near.any()
    assert not near.all()
    assert first.tags[near].tobytes() == other.tags[: near.sum()].tobytes()


def cut(pieces: Pieces, count: int) -> Pieces:
    return Pieces(
        pieces.ids[:count],
        pieces.starts[:count],
        pieces.ends[:count],
        pieces.words[:count],
        pieces.features[:count],
    )


@pytest.mark.parametrize(
    "make",
    [lambda n: "a" * n, lambda n: '"' * (n // 10), lambda n: "e" + "\u0301" * n],
    ids=["one word", "quotation marks", "accents"],
)
def test_long_runs_of_one_sign_are_cut_in_linear_time(
    model: Model, make: Callable[[int], str]
) -> None:
    def seconds(n: int) -> float:
        text = make(n)
        start = time.process_time()
        model.pieces(text)
        return time.process_time() - start

    small = min(seconds(20_000) for _ in range(3))
    assert seconds(200_000) < 60 * small + 0.5  # ten times the text; a square would be 100 times


def test_a_megabyte_of_one_word_is_one_piece(model: Model) -> None:
    pieces = model.pieces("x" * 1_000_000)
    assert spans(pieces) == [(0, 1_000_000)]


# Weights that can't be used.


def copied(folder: Path) -> Path:
    for name in ("reader.onnx", "tokenizer.json"):
        shutil.copyfile(WEIGHTS / name, folder / name)
    return folder


def truncated(folder: Path) -> None:
    raw = (folder / "reader.onnx").read_bytes()
    (folder / "reader.onnx").write_bytes(raw[: len(raw) // 2])


def renamed(old: bytes, new: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        raw = (folder / "reader.onnx").read_bytes()
        assert raw.count(old) == 1
        assert len(old) == len(new)
        (folder / "reader.onnx").write_bytes(raw.replace(old, new))

    return change


FORMAT = b"\x0a\x06format\x12\x01"  # key and value of the metadata, in protobuf


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "reader.onnx").unlink(),
        lambda folder: (folder / "tokenizer.json").unlink(),
        lambda folder: (folder / "reader.onnx").write_bytes(b""),
        lambda folder: (folder / "reader.onnx").write_bytes(b"no graph at all"),
        lambda folder: (folder / "tokenizer.json").write_text("{}"),
        lambda folder: (folder / "tokenizer.json").write_bytes(b"\xff\xfe\x00"),
        truncated,
        renamed(b"\x0a\x05moves\x12", b"\x0a\x05moved\x12"),
    ],
    ids=["no graph", "no tokenizer", "empty", "garbage", "no vocabulary", "binary", "half", "keys"],
)
def test_damaged_weights_are_said_to_be(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    damage(copied(tmp_path))
    with pytest.raises(ModelError) as told:
        Model.load(tmp_path)
    assert str(tmp_path) in str(told.value)
    assert "reinstall" in str(told.value)


def test_weights_for_another_version_are_said_to_be(tmp_path: Path) -> None:
    renamed(FORMAT + b"1", FORMAT + b"7")(copied(tmp_path))
    with pytest.raises(ModelError, match="another version"):
        Model.load(tmp_path)


def test_no_weights_at_all(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        Model.load(tmp_path / "nowhere")


def test_copied_weights_do(tmp_path: Path) -> None:
    """The damage above is what makes the difference."""
    assert len(Model.load(copied(tmp_path)).pieces("Rain fell.")) == 3
