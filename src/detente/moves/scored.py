"""What the reader gives for one actor in one window of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from detente.model import MoveType

TYPES: tuple[MoveType, ...] = get_args(MoveType)


@dataclass(frozen=True, slots=True)
class Scored:
    """Sixteen probabilities (0…1, in the order of `TYPES`) that `actor` makes such a move.

    `window` is the half-open range of sentences that was read, `sentence` for each type the index
    of the sentence that speaks for it most; both index the article's sentences.
    """

    window: tuple[int, int]
    actor: str
    probabilities: tuple[float, ...]
    sentence: tuple[int, ...]
