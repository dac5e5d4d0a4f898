"""The network at work: texts in, a look at each anchor out.

The only module that imports onnxruntime and tokenizers. Each window is run by itself, unpadded:
int8 scales follow what is in a run, so that windows sharing one would colour each other's scores,
and an article would read differently in other company. It is faster, too (training/README.md).
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.reading.attributions import Floats, Looks
from sayso.reading.pieces import Pieces, describe
from sayso.reading.text import normal
from sayso.reading.windows import Cutting, Window, windows

WEIGHTS = Path(__file__).parent / "weights"
FORMAT = 1  # of the graph: its inputs, outputs and metadata


@dataclass(frozen=True, slots=True)
class Running:
    """How the network runs. `threads`: windows at a time."""

    cutting: Cutting = field(default_factory=Cutting)
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded network. Safe to share between threads."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    moves: Floats
    reach: int
    how: Running

    @classmethod
    def load(cls, folder: Path = WEIGHTS, how: Running | None = None) -> Self:
        """The network in `folder` (reader.onnx, tokenizer.json); ModelError if it isn't there."""
        try:
            session = onnxruntime.InferenceSession(
                str(folder / "reader.onnx"),
                _options(),
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],  # its kernel is slower than the parts
            )
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            said = session.get_modelmeta().custom_metadata_map
            if json.loads(said.get("format", "0")) != FORMAT:
                raise ModelError(f"{folder}: the weights are made for another version of Sayso")
            moves = np.asarray(json.loads(said["moves"]), dtype=np.float32)
            return cls(session, tokenizer, moves, json.loads(said["reach"]), how or Running())
        except ModelError:
            raise
        except Exception as error:  # both libraries raise bare Exception for a bad file
            message = f"the reader's weights can't be loaded from {folder} ({error})"
            raise ModelError(f"{message}; reinstall sayso") from error

    def pieces(self, text: str) -> Pieces:
        """Word pieces of a text."""
        encoding = self.tokenizer.encode(normal(text), add_special_tokens=False)
        words = [word or 0 for word in encoding.word_ids]
        return describe(text, encoding.ids, encoding.offsets, words)

    def looks(self, pieces: Pieces) -> Looks:
        """What the network sees in one text, window by window."""
        parts = windows(len(pieces), pieces.breaks(), self.how.cutting)
        if self.how.threads == 1 or len(parts) < 2:
            return self._joined([self._window(pieces, window) for window in parts])
        with ThreadPoolExecutor(min(self.how.threads, len(parts))) as pool:
            return self._joined(list(pool.map(lambda window: self._window(pieces, window), parts)))

    def _window(self, pieces: Pieces, window: Window) -> Looks:
        part = slice(window.start, window.end)
        own = np.zeros((1, window.end - window.start), dtype=np.int64)
        own[0, window.own_start - window.start : window.own_end - window.start] = 1
        where, scores, tags = self.session.run(
            ["where", "score", "tags"],
            {
                "ids": pieces.ids[None, part],
                "features": pieces.features[None, part],
                "own": own,
            },
        )
        return Looks(where[:, 1] + window.start, scores, tags)

    def _joined(self, parts: list[Looks]) -> Looks:
        if not parts:
            empty: Any = np.zeros((0, 2 * self.reach, 4), dtype=np.float32)
            return Looks(np.zeros(0, np.int64), np.zeros(0, np.float32), empty)
        return Looks(
            np.concatenate([part.anchors for part in parts]),
            np.concatenate([part.scores for part in parts]),
            np.concatenate([part.tags for part in parts]),
        )


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # windows run side by side instead; MatMuls here are small
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
