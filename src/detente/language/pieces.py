"""Word pieces of a text, with what the uncased vocabulary does not see: case and breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from tokenizers import Tokenizer

# Seven cases times four breaks. The base model was trained uncased; names, acronyms and
# headlines need case, and quotations that run over paragraphs need the line ends.
CASES = 7
BREAKS = 4
FEATURES = CASES * BREAKS


@dataclass(frozen=True, slots=True)
class Pieces:
    """`ids` (n,), `spans` (n, 2) code points, `features` (n,) in 0…FEATURES-1; all int64."""

    ids: np.ndarray
    spans: np.ndarray
    features: np.ndarray

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self.ids)


def load_tokenizer(path: Path) -> Tokenizer:
    """The base model's tokenizer, without the truncation and padding that its file asks for."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut `text` into pieces without the special ones; offsets are code points."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    spans = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    features, last = [], 0
    for start, end in encoding.offsets:
        features.append(_case(text[start:end]) * BREAKS + _break(text, last, start))
        last = end
    ids = np.array(encoding.ids, dtype=np.int64)
    return Pieces(ids, spans, np.array(features, dtype=np.int64))


def _case(piece: str) -> int:
    """0 other, 1 lower, 2 Capitalised, 3 ALL CAPITALS, 4 one capital, 5 digits, 6 miXed."""
    if piece.islower():
        return 1
    if piece.isdigit():
        return 5
    if not piece[:1].isalpha():
        return 0
    if piece.isupper():
        return 4 if len(piece) == 1 else 3
    return 2 if piece.istitle() else 6


def _break(text: str, last: int, start: int) -> int:
    """What stands between two pieces: 0 nothing, 1 space, 2 a line end, 3 a blank line."""
    if last == 0 == start:
        return 3
    if start <= last:
        return 0
    lines = text.count("\n", last, start)
    return min(lines, 2) + 1
