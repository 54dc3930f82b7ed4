"""How surely a sign tells of a move, and which moves of an article matter.

A logistic model over a few features of a candidate, fitted to the gold train set by
`training/positions/moves_weights.py`; signs of the same move are joined by noisy-or.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detente import vocab

if TYPE_CHECKING:
    from detente.moves.candidates import Candidate
    from detente.moves.words import Line

WEIGHTS = Path(__file__).with_name("weights.json")
_EDGE = 1e-4
_OFTEN = 3
_SOME, _MUCH = 0.15, 0.35


@cache
def weights(name: str) -> dict[str, Any]:
    """Bias, features' weights and threshold: `plain` for words alone, `read` with the reader."""
    data: dict[str, dict[str, Any]] = json.loads(WEIGHTS.read_text("utf-8"))
    return data[name]


class Setting(NamedTuple):
    """The article around a sign: sides by actor, length, how much is of talks, how many sides."""

    sides: Mapping[str, str | None]
    sentences: int
    talks: str
    parties: str


def setting(lines: Sequence[Line], sides: Mapping[str, str | None]) -> Setting:
    """What the article as a whole tells of how likely moves are in it."""
    words = frozenset(vocab.load("moves")["talks"])
    heard = sum(any(word.form in words for word in line.words) for line in lines)
    share = heard / max(1, len(lines))
    named = Counter(side for line in lines for one in line.named if (side := sides.get(one.actor)))
    busy = sum(count >= _OFTEN for count in named.values())
    talks = "much" if share >= _MUCH else "some" if share >= _SOME else "little"
    return Setting(sides, len(lines), talks, str(min(busy, 3)))


def features(one: Candidate, where: Setting) -> Iterator[str]:
    """The names of a candidate's features: construction, type, parties, place, status, article."""
    side, other = where.sides.get(one.actor), where.sides.get(one.recipient or "")
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
    yield f"talks:{where.talks}"
    yield f"parties:{where.parties}"
    yield "where:head" if one.sentence < max(3, where.sentences // 4) else "where:rest"


def confidence(one: Candidate, where: Setting, told: Mapping[str, Any]) -> float:
    """The probability (0…1) that the candidate is a move that matters, by the weights `told`."""
    total = float(told["bias"])
    for name in features(one, where):
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
