"""The one pass: an ONNX encoder over the word pieces of an article."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.errors import SettingsError
from detente.language.entities import entities
from detente.language.pieces import Pieces, pieces
from detente.language.sentences import sentences
from detente.language.windows import cores, windows
from detente.model import Analysis
from detente.settings import models_directory

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from detente.model import Spans

CLS, SEP = 101, 102
# More windows in one run do not go faster on one core and take more memory.
BATCH = 4
STATES, WIDTH = 128, 384
_WORD = re.compile(r"\w+|[^\w\s]")


class Encoder:
    """The encoder of `models/encoder`, fine-tuned from all-MiniLM-L6-v2, quantised to int8.

    `directory` is the folder of all models; `threads` are ONNX Runtime's. Raises
    `SettingsError` when the weights are not there.
    """

    def __init__(self, directory: Path | None = None, threads: int = 1) -> None:
        """Load the weights; about a quarter of a second."""
        from tokenizers import Tokenizer

        folder = (directory or models_directory()) / "encoder"
        weights, words = folder / "encoder.onnx", folder / "tokenizer.json"
        if not (weights.is_file() and words.is_file()):
            raise SettingsError(
                "the encoder's weights are not there", str(folder), "set DETENTE_MODELS or reinstall"
            )
        data = weights.read_bytes()
        self.revision = hashlib.sha256(data).hexdigest()[:12]
        self._session = session(data, threads)
        self._tokenizer = Tokenizer.from_file(str(words))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

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
            breaks=(cut.features % 4).astype(np.int8),
            cue_logits=cue,
            states=states,
            vectors=_pool(vectors, cut, spans),
            model=self.revision,
        )

    def _run(self, cut: Pieces) -> tuple[np.ndarray, ...]:
        """Cue scores (n, 3), entity scores (n, 9), states (n, 128), vectors (n, 384)."""
        n = len(cut)
        out = tuple(np.zeros((n, w), np.float32) for w in (3, 9, STATES, WIDTH))
        ranges = windows(n)
        kept = list(cores(ranges))
        for at in range(0, len(ranges), BATCH):
            batch = ranges[at : at + BATCH]
            got = self._session.run(None, _inputs(cut, batch))
            for row, ((start, _), (left, right)) in enumerate(
                zip(batch, kept[at : at + BATCH], strict=True)
            ):
                for whole, part in zip(out, got, strict=True):
                    whole[left:right] = part[row, left - start + 1 : right - start + 1]
        return out


def session(data: bytes, threads: int) -> InferenceSession:
    """An ONNX Runtime session on the CPU that keeps to `threads` and stays silent."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The arena keeps the peak of the widest batch for ever.
    options.enable_cpu_mem_arena = True
    return ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def _inputs(cut: Pieces, batch: list[tuple[int, int]]) -> dict[str, Any]:
    """Padded inputs; the windows of one article are evenly wide, so little is padded."""
    width = max(end - start for start, end in batch) + 2
    ids, features, mask = (np.zeros((len(batch), width), np.int64) for _ in range(3))
    for row, (start, end) in enumerate(batch):
        n = end - start
        ids[row, 0], ids[row, n + 1] = CLS, SEP
        ids[row, 1 : n + 1] = cut.ids[start:end]
        features[row, 1 : n + 1] = cut.features[start:end]
        mask[row, : n + 2] = 1
    return {"ids": ids, "features": features, "mask": mask}


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
