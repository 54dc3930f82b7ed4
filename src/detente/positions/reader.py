"""The reader: one model that encodes a passage once and answers any number of questions on it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detente import weights
from detente.errors import SettingsError
from detente.settings import models_directory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

NAME = "reader"
# The answers, in the order of the model's outputs.
STANCES = ("none", "for", "open", "conditional", "against")
CERTAINTIES = ("stated", "reported", "possible")
# Telling the stances from one another counted more in training, the rarer the more
# (`training/positions/train.py`, DIRECTION); dividing by it takes that back. That of `against` is
# chosen on the gold dev articles.
COUNTED = np.array([1.4, 3.0, 2.6, 1.8], np.float32)
# Word pieces: of a passage, of a question, and of all that one pass reads.
PASSAGE, QUESTION, SEQUENCE = 220, 56, 512


class Answers(NamedTuple):
    """What the reader answers to Q questions on a passage.

    `stances` (Q, 5), `certainties` (Q, 3) and `moves` (Q, 16) are chances, float32, the first two
    of classes that exclude one another; `evidence` (Q, P) is the chance that each word piece is
    where the answer stands, and `pieces` are the P pieces' spans in the passage.
    """

    stances: np.ndarray
    certainties: np.ndarray
    moves: np.ndarray
    evidence: np.ndarray
    pieces: list[tuple[int, int]]


class Reader:
    """The model of `models/reader`: MPNet with its questions behind the passage, int8.

    A passage's pieces see the passage alone, a question's the passage and itself (the prefix
    mask of Raffel et al. 2020), so that one pass answers all questions and none disturbs another.
    Raises `SettingsError` when the weights are not there.
    """

    def __init__(self, directory: Path | None = None, threads: int = 1) -> None:
        """Look for the weights; they are loaded with the first passage."""
        self._folder = (directory or models_directory()) / NAME
        self._threads = threads
        needed = ("reader.onnx", "words.npz", "relevance.npy", "tokenizer.json")
        if not all((self._folder / name).is_file() for name in needed):
            raise SettingsError(
                "the reader's weights are not there",
                str(self._folder),
                "set DETENTE_MODELS or reinstall",
            )
        self.revision = weights.revisions(self._folder.parent)[NAME]

    def ask(self, passage: str, questions: Sequence[str]) -> Answers:
        """Answers to `questions`, one or more, on a passage of a few sentences."""
        read = self._tokenizer.encode(passage, add_special_tokens=False)
        count = min(len(read.ids), PASSAGE - 2)
        asked = self._tokenizer.encode_batch(list(questions), add_special_tokens=False)
        parts = [self._run(read.ids[:count], part) for part in _portions(count + 2, asked)]
        stances, certainties, moves, evidence = map(np.concatenate, zip(*parts, strict=True))
        # The piece before the passage and the one behind it carry no words.
        evidence = _softmax(evidence[:, 1 : count + 1])
        return Answers(_evened(stances), certainties, moves, evidence, read.offsets[:count])

    def _run(self, passage: list[int], asked: list[list[int]]) -> list[np.ndarray]:
        ids = [self._begin, *passage, self._end]
        places, parts = [*range(len(ids))], [0] * len(ids)
        count = len(ids)
        for number, question in enumerate(asked, 1):
            piece = [self._begin, *question, self._end]
            ids += piece
            places += range(count, count + len(piece))
            parts += [number] * len(piece)
        given = {
            "words": self._embedded(ids),
            "places": np.array([places]),
            "parts": np.array([parts]),
            "numbers": np.arange(1, len(asked) + 1),
        }
        stances, certainties, moves, evidence = self._session.run(None, given)
        return [_softmax(stances), _softmax(certainties), _sigmoid(moves), evidence[:, :count]]

    def _embedded(self, ids: list[int]) -> np.ndarray:
        """Word vectors (1, T, width): the table is kept as int8 with a scale a row."""
        table, scale = self._table
        vectors: np.ndarray = table[ids].astype(np.float32) * scale[ids, None]
        return vectors[None]

    @cached_property
    def relevance(self) -> np.ndarray:
        """The weights (7,) of `positions.relevance`, fitted with the reader."""
        kept: np.ndarray = np.load(self._folder / "relevance.npy")
        return kept

    @cached_property
    def _session(self) -> InferenceSession:
        return weights.session(self._folder / "reader.onnx", self._threads)

    @cached_property
    def _table(self) -> tuple[np.ndarray, np.ndarray]:
        with np.load(self._folder / "words.npz") as kept:
            return kept["table"], kept["scale"]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _ends(self) -> tuple[int, int]:
        ids = self._tokenizer.encode("a").ids
        return ids[0], ids[-1]

    @property
    def _begin(self) -> int:
        return self._ends[0]

    @property
    def _end(self) -> int:
        return self._ends[1]


def _portions(room: int, asked: Sequence[Encoding]) -> Iterator[list[list[int]]]:
    """The questions' pieces, as many at a time as fit behind a passage of `room` pieces."""
    now: list[list[int]] = []
    size = room
    for encoded in asked:
        ids = encoded.ids[: QUESTION - 2]
        if now and size + len(ids) + 2 > SEQUENCE:
            yield now
            now, size = [], room
        now.append(ids)
        size += len(ids) + 2
    yield now


def _evened(stances: np.ndarray) -> np.ndarray:
    """Chances (Q, 5) without the training's weights; that of none stays as it is."""
    among = stances[:, 1:] / COUNTED
    held = (1 - stances[:, :1]) * among / among.sum(1, keepdims=True)
    return np.concatenate([stances[:, :1], held], 1)


def _softmax(scores: np.ndarray) -> np.ndarray:
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    chances: np.ndarray = shifted / shifted.sum(-1, keepdims=True)
    return chances


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    chances: np.ndarray = 1 / (1 + np.exp(-scores))
    return chances
