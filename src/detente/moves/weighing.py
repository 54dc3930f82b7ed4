"""How surely a sign tells of a move, and which moves of an article matter.

A logistic model over a few features of a candidate, fitted to the gold train set by
`training/positions/moves_weights.py`; signs of the same move are joined by noisy-or.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.moves.candidates import Candidate

WEIGHTS = Path(__file__).with_name("weights.json")
_EDGE = 1e-4


def weights() -> dict[str, Any]:
    """`plain` (words alone) and `read` (with the reader): bias, features' weights, threshold."""
    return _load()


@cache
def _load() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    return data


def features(one: Candidate, sides: Mapping[str, str | None], sentences: int) -> Iterator[str]:
    """The names of a candidate's features: construction, type, parties, place, status, length."""
    side, other = sides.get(one.actor), sides.get(one.recipient or "")
    yield f"how:{one.how}"
    yield f"type:{one.type}"
    yield f"status:{one.status}"
    if one.recipient is None:
        yield "to:nobody"
    elif other is None:
        yield "to:outsider"
    else:
        yield "to:own" if other == side else "to:other"
    yield f"words:{min(one.length, 3)}"
    yield "where:head" if one.sentence < max(3, sentences // 4) else "where:rest"


def confidence(
    one: Candidate, sides: Mapping[str, str | None], sentences: int, told: Mapping[str, Any]
) -> float:
    """The probability (0…1) that the candidate is a move that matters, by the weights `told`."""
    total = float(told["bias"])
    for name in features(one, sides, sentences):
        total += told["features"].get(name, 0.0)
    if "read" in told:
        read = min(1 - _EDGE, max(_EDGE, one.read if one.read is not None else told["unread"]))
        total += told["read"] * math.log(read / (1 - read))
    return 1 / (1 + math.exp(-total))


def joined(probabilities: Sequence[float]) -> float:
    """Noisy-or, the second and later signs at half their worth: they are not independent."""
    rest = 1.0
    for number, probability in enumerate(sorted(probabilities, reverse=True)):
        rest *= 1 - probability * (1.0 if number == 0 else 0.5)
    return 1 - rest
