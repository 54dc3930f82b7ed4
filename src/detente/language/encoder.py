"""The one pass: an ONNX encoder over the word pieces of an article."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente import weights
from detente.errors import SettingsError
from detente.language.entities import entities
from detente.language.pieces import BREAKS, Pieces, load_tokenizer, pieces
from detente.language.sentences import sentences
from detente.language.windows import cores, windows
from detente.model import Analysis
from detente.settings import models_directory

if TYPE_CHECKING:
    from detente.model import Spans

CLS, SEP = 101, 102
STATES, WIDTH = 128, 384
_WORD = re.compile(r"\w+|[^\w\s]")


class Encoder:
    """The encoder of `models/encoder`, fine-tuned from all-MiniLM-L6-v2, quantised to int8.

    `directory` is the folder of all models; `threads` are ONNX Runtime's. Raises
    `SettingsError` when the weights are not there.
    """

    def __init__(self, directory: Path | None = None, threads: int = 1) -> None:
        """Load the weights; about a quarter of a second."""
        folder = (directory or models_directory()) / "encoder"
        graph, words = folder / "encoder.onnx", folder / "tokenizer.json"
        if not (graph.is_file() and words.is_file()):
            raise SettingsError(
                "the encoder's weights are not there",
                str(folder),
                "set DETENTE_MODELS or reinstall",
            )
        self.revision = weights.revisions(folder.parent)[folder.name]
        self._session = weights.session(graph, threads)
        self._tokenizer = load_tokenizer(words)

    def analyse(self, text: str) -> Analysis:
        """Tokens, sentences, entities, cue scores, states and sentence vectors of `text`."""
        cut = pieces(text, self._tokenizer)
        cue, entity, states, vectors = self._run(cut)
        spans = sentences(text)
        return Analysis(
            tokens=tuple(m.span() for m in _WORD.finditer(text)),
            sentences=spans,
            entities=entities(text, cut, entity),
            pieces=cut.spans.astype(np.int32),
            breaks=(cut.features % BREAKS).astype(np.int8),
            cue_logits=cue,
            states=states,
            vectors=_pool(vectors, cut, spans),
            model=self.revision,
        )

    def _run(self, cut: Pieces) -> tuple[np.ndarray, ...]:
        """Cue scores (n, 3), entity scores (n, 9), states (n, 128), vectors (n, 384)."""
        out = tuple(np.zeros((len(cut), w), np.float32) for w in (3, 9, STATES, WIDTH))
        ranges = windows(cut.features % BREAKS)
        for (start, end), (left, right) in zip(ranges, cores(ranges), strict=True):
            # One window a run: on a core a batch is no faster, it would need padding and a
            # mask, and windows would share a scale when their values are quantised.
            got = self._session.run(None, _inputs(cut, start, end))
            for whole, part in zip(out, got, strict=True):
                whole[left:right] = part[0, left - start + 1 : right - start + 1]
        return out


def _inputs(cut: Pieces, start: int, end: int) -> dict[str, np.ndarray]:
    """One window between its two special pieces."""
    ids = np.concatenate([[CLS], cut.ids[start:end], [SEP]])
    features = np.concatenate([[0], cut.features[start:end], [0]])
    return {"ids": ids[None], "features": features[None]}


def _pool(vectors: np.ndarray, cut: Pieces, spans: Spans) -> np.ndarray:
    """Unit vectors (len(spans), 384): the mean over each sentence's pieces."""
    out = np.zeros((len(spans), WIDTH), np.float32)
    if not len(cut):
        return out
    starts = cut.spans[:, 0]
    for i, (start, end) in enumerate(spans):
        first, last = np.searchsorted(starts, [start, end])
        if last > first:
            mean = vectors[first:last].mean(0)
            out[i] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return out
