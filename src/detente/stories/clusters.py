"""Which articles tell one event: pairs weighed, then grouped.

What comes out depends on the articles alone, not on the order in which they are given.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.errors import SettingsError
from detente.settings import models_directory
from detente.stories.grouping import grouped
from detente.stories.pairs import FEATURES, SPAN, Crowd

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from detente.stories.gist import Gist
    from detente.stories.rarity import Rarity

# Articles whose words are less alike are not compared further, and count as surely apart.
FLOOR = 0.08
LEAST = -6.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What each of `FEATURES` adds to the odds, and the bias: together zero where stories end."""

    features: np.ndarray
    bias: float

    def odds(self, features: np.ndarray) -> np.ndarray:
        """The natural logarithm of the odds, (m,), for features (m, n); above zero: one story."""
        return np.asarray(features @ self.features + self.bias)


def weights(folder: Path | None = None) -> Weights:
    """Those of `models/stories`; SettingsError where they are missing or of other features."""
    return _weights(folder or models_directory())


@functools.cache
def _weights(folder: Path) -> Weights:
    path = folder / "stories" / "pairs.json"
    remedy = "set DETENTE_MODELS or reinstall"
    try:
        found = json.loads(path.read_text("utf-8"))
        features = np.array([found["features"][name] for name in FEATURES], np.float32)
        return Weights(features, float(found["bias"]))
    except (OSError, ValueError, KeyError):
        raise SettingsError("the weights of stories are not there", str(path), remedy) from None


def odds(
    crowd: Crowd, model: Weights, of: Collection[int] | None = None
) -> dict[tuple[int, int], float]:
    """How much speaks for each pair's telling one event, of pairs that are alike at all.

    `of` asks only for the pairs of these articles, each with any other. Pairs have the smaller
    number first.
    """
    asked = sorted(range(len(crowd)) if of is None else of)
    found: dict[tuple[int, int], float] = {}
    for one in asked:
        others = _candidates(crowd, one)
        if len(others):
            values = model.odds(crowd.features(one, others))
            for other, value in zip(others.tolist(), values.tolist(), strict=True):
                found[min(one, other), max(one, other)] = max(value, LEAST)
    return found


def _candidates(crowd: Crowd, one: int) -> np.ndarray:
    others: np.ndarray = np.flatnonzero(crowd.likeness(one) >= FLOOR)
    others = others[others != one]
    return np.asarray(others[crowd.apart(one, others) <= SPAN])


def clusters(gists: Sequence[Gist], rarity: Rarity, model: Weights) -> list[tuple[str, ...]]:
    """The articles in groups that tell one event, by identifier; the singles too."""
    ordered = sorted(gists, key=lambda each: (each.day, each.id))
    if not ordered:
        return []
    crowd = Crowd(ordered, rarity)
    groups = grouped(len(crowd), odds(crowd, model), 0.0, LEAST)
    return [tuple(ordered[row].id for row in group) for group in groups]
