"""Named entities from tag scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.language.pieces import BREAKS
from detente.model import Entity, EntityKind

if TYPE_CHECKING:
    from detente.language.pieces import Pieces

KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place", "other")
# Two names of one kind seldom stand side by side with a blank alone between them, so a name
# is parted there only when the tags are sure.
PARTED = 0.9
_LINE = 2


def entities(text: str, pieces: Pieces, logits: np.ndarray) -> tuple[Entity, ...]:
    """Entities from `logits` (n, 9): outside, then begin and inside of each kind.

    What belongs to a name is decided before its kind: the kinds of all its pieces are summed,
    so that one doubtful word does not part it. A word is never cut, its first piece decides
    for all of it; a line end always ends a name.
    """
    likely = np.exp(logits - logits.max(1, keepdims=True))
    likely /= likely.sum(1, keepdims=True)
    begin = likely[:, 1::2].sum(1)
    inside = likely[:, 2::2].sum(1)
    breaks = pieces.features % BREAKS
    out: list[Entity] = []
    first = -1
    for i in _word_starts(text, pieces, breaks):
        member = begin[i] + inside[i] >= 0.5
        parted = begin[i] > (PARTED if breaks[i] == 1 else inside[i])
        if first >= 0 and (not member or parted or breaks[i] >= _LINE):
            out.append(_entity(pieces, likely, first, i))
            first = -1
        if member and first < 0:
            first = i
    if first >= 0:
        out.append(_entity(pieces, likely, first, len(pieces)))
    return tuple(out)


def _word_starts(text: str, pieces: Pieces, breaks: np.ndarray) -> list[int]:
    """The pieces that do not go on within the word of the piece before them."""
    spans = pieces.spans
    return [
        i
        for i in range(len(pieces))
        if i == 0
        or breaks[i]
        or not (
            text[spans[i, 0] : spans[i, 0] + 1].isalnum() and text[spans[i - 1, 1] - 1].isalnum()
        )
    ]


def _entity(pieces: Pieces, likely: np.ndarray, first: int, last: int) -> Entity:
    kinds = likely[first:last, 1:].sum(0).reshape(len(KINDS), 2).sum(1)
    span = int(pieces.spans[first, 0]), int(pieces.spans[last - 1, 1])
    return Entity(span, KINDS[int(kinds.argmax())])
