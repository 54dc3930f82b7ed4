"""What a text is about, as a vector: near ones mean nearly the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente import weights
from detente.errors import SettingsError
from detente.language.pieces import load_tokenizer
from detente.language.words import WIDTH, Words
from detente.settings import models_directory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "gist"
# Word pieces: of a text, its two ends included; of all texts that are read together, so many that
# what the layers hand on stays in a core's cache.
LONGEST, TOGETHER = 256, 256


class Gist:
    """The model of `models/gist`: all-MiniLM-L6-v2 (Reimers and Gurevych 2019), int8.

    Its layers are its own, its word vectors are the encoder's. `directory` is the folder of all
    models; `threads` are ONNX Runtime's. Raises `SettingsError` when the weights are not there.
    """

    def __init__(self, directory: Path | None = None, threads: int = 1) -> None:
        """Load the weights; about a tenth of a second."""
        models = directory or models_directory()
        graph, encoder = models / NAME / "gist.onnx", models / "encoder"
        words, cutting = encoder / "encoder.onnx", encoder / "tokenizer.json"
        if not all(path.is_file() for path in (graph, words)):
            raise SettingsError(
                "the weights for meaning are not there",
                str(graph.parent),
                "set DETENTE_MODELS or reinstall",
            )
        self.revision = weights.revision(graph.parent)
        self._words = Words(words)
        self._session = weights.session(graph, threads)
        self._tokenizer = load_tokenizer(cutting)

    def vectors(self, texts: Sequence[str], longest: int = LONGEST) -> np.ndarray:
        """Unit vectors, float32 (len(texts), 384), in order; their products are cosines.

        Of a text no more is read than its first `longest` word pieces (at most 256, which is
        about 190 words). A text's vector does not depend on what is read with it.
        """
        most = min(longest, LONGEST)
        # One by one: encoding a batch starts threads that nobody asked for.
        cut = [_short(self._tokenizer.encode(text).ids, most) for text in texts]
        found = np.zeros((len(cut), WIDTH), np.float32)
        for rows in _together([len(ids) for ids in cut]):
            found[rows] = self._run([cut[row] for row in rows])
        return found

    def _run(self, texts: list[list[int]]) -> np.ndarray:
        given = laid_out([len(ids) for ids in texts])
        words = self._words[np.concatenate([np.array(ids) for ids in texts])]
        vectors: np.ndarray = self._session.run(None, {"words": words, **given})[0]
        return vectors


def _short(ids: list[int], most: int) -> list[int]:
    """The first pieces, with the piece that ends a text at their end."""
    return ids if len(ids) <= most else [*ids[: most - 1], ids[-1]]


def laid_out(lengths: Sequence[int]) -> dict[str, np.ndarray]:
    """How texts of those lengths lie end to end, and in a grid with one text a row.

    `places` (N,) is where in its text a piece stands, `grid` (B, T) the number of the piece that
    stands there (0 where none does), `seen` (B, T) 1 where one does, `back` (N,) where a piece
    stands in the grid, counted through its rows.
    """
    sizes = np.array(lengths, np.int64)
    columns = np.arange(sizes.max(), dtype=np.int64)
    seen = columns < sizes[:, None]
    starts = np.cumsum(sizes) - sizes
    return {
        "places": np.broadcast_to(columns, seen.shape)[seen],
        "grid": np.where(seen, starts[:, None] + columns, 0),
        "seen": seen.astype(np.float32),
        "back": np.flatnonzero(seen),
    }


def _together(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The texts by length, as many at a time as fill one pass: short ones pad each other least."""
    rows: list[int] = []
    pieces = 0
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if rows and pieces + lengths[row] > TOGETHER:
            yield rows
            rows, pieces = [], 0
        rows.append(row)
        pieces += lengths[row]
    if rows:
        yield rows
