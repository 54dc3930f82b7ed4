"""How alike two gists are, in numbers: what the chance that they tell one event is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from detente.stories.gist import NAME, NUMBER, TITLE

if TYPE_CHECKING:
    from detente.stories.gist import Gist
    from detente.stories.rarity import Rarity

FEATURES = (
    "body", "lead", "title", "cross", "names", "lead_names", "rare", "pairs", "numbers",
    "gap", "undated", "meaning", "no_meaning",
)
RARE = 5.0
MOST_GAP = 7


@dataclass(frozen=True, slots=True)
class Weighed:
    """A gist with its words' weights, each row of unit length; rows are those of `KINDS`."""

    gist: Gist
    rows: np.ndarray
    number: int


# body, lead, title, names, names of the lead, rare words, numbers
KINDS = 7


def weighed(gist: Gist, rarity: Rarity) -> Weighed:
    terms = gist.terms
    rare = rarity.of(terms["hash"])
    flags = terms["flags"]
    body = rare * (1 + np.log(np.maximum(terms["count"], 1)))
    lead = rare * np.sqrt(terms["lead"])
    rows = np.stack(
        [
            body,
            lead,
            rare * ((flags & TITLE) > 0),
            body * ((flags & NAME) > 0),
            lead * ((flags & NAME) > 0),
            body * (rare >= RARE),
            rare * ((flags & NUMBER) > 0),
        ]
    ).astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return Weighed(gist, rows, int(((flags & NUMBER) > 0).sum()))


def features(left: Weighed, right: Weighed) -> np.ndarray:
    """The numbers of `FEATURES`, float32; the same whichever of the two comes first."""
    _, one, two = np.intersect1d(
        left.gist.terms["hash"], right.gist.terms["hash"], assume_unique=True, return_indices=True
    )
    a, b = left.rows[:, one], right.rows[:, two]
    same = (a * b).sum(1)
    cross = ((a[2] * b[1]).sum() + (a[1] * b[2]).sum()) / 2
    pairs = np.intersect1d(left.gist.pairs, right.gist.pairs, assume_unique=True)
    scale = max((len(left.gist.pairs) * len(right.gist.pairs)) ** 0.5, 1.0)
    gap = days_between(left.gist.day, right.gist.day)
    vectors = len(left.gist.vector) and len(right.gist.vector)
    meaning = float(left.gist.vector @ right.gist.vector) if vectors else 0.0
    return np.array(
        [
            same[0], same[1], same[2], cross, same[3], same[4], same[5],
            len(pairs) / scale, same[6],
            0.0 if gap is None else min(gap, MOST_GAP), float(gap is None),
            meaning, float(not vectors),
        ],
        np.float32,
    )


def days_between(one: str, two: str) -> int | None:
    """How many days lie between; None where one of them is not told."""
    if not (one and two):
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(two)).days)
