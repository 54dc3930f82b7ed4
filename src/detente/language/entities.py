"""Named entities from tag scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.model import Entity, EntityKind

if TYPE_CHECKING:
    from detente.language.pieces import Pieces

KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place", "other")


def entities(text: str, pieces: Pieces, logits: np.ndarray) -> tuple[Entity, ...]:
    """Entities from `logits` (n, 9): outside, then begin and inside of each kind.

    A word is never cut: its first piece's tag holds for all of them, and blank lines end a name.
    """
    tags = logits.argmax(1)
    out: list[Entity] = []
    run: tuple[int, int, int] | None = None  # kind, first and last piece
    for i, tag in enumerate(tags):
        if i and pieces.features[i] % 4 == 0 and _joined(text, pieces, i):
            if run and run[2] == i - 1:
                run = (run[0], run[1], i)
            continue
        kind = (int(tag) - 1) // 2 if tag else -1
        begins = tag % 2 == 1 or pieces.features[i] % 4 >= 2
        if run and run[2] == i - 1 and kind == run[0] and not begins:
            run = (kind, run[1], i)
            continue
        if run:
            out.append(_entity(pieces, run))
        run = (kind, i, i) if tag else None
    if run:
        out.append(_entity(pieces, run))
    return tuple(out)


def _joined(text: str, pieces: Pieces, i: int) -> bool:
    """Whether piece `i` goes on within the word of the piece before it."""
    here, before = pieces.spans[i], pieces.spans[i - 1]
    return text[here[0] : here[0] + 1].isalnum() and text[before[1] - 1 : before[1]].isalnum()


def _entity(pieces: Pieces, run: tuple[int, int, int]) -> Entity:
    kind, first, last = run
    return Entity((int(pieces.spans[first, 0]), int(pieces.spans[last, 1])), KINDS[kind])
