"""How likely each line of a capture belongs to the body: two passes of boosted trees.

Gradient-boosted trees (Friedman 2001) over layout features, then the same again with the first
pass's probabilities of the neighbours (Cohen and Carvalho 2005). `training/capture` makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from detente import settings
from detente.article.capture_lines import Line
from detente.article.layout import Matrix, features, second_features
from detente.errors import SettingsError

Array = np.ndarray[Any, np.dtype[Any]]
_ROWS = 2_000
SHARE_OF_F1 = 0.4


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees, flat: node i asks `feature[i] <= threshold[i]`, then goes left or right.

    A leaf points at itself, so that every row may walk `depth` steps; `value` is in log-odds.
    """

    roots: Array
    feature: Array
    threshold: Array
    left: Array
    right: Array
    value: Array
    depth: int

    def probability(self, rows: Matrix) -> Array:
        """One probability a row; `rows` has shape (lines, features)."""
        parts = [self._log_odds(rows[i : i + _ROWS]) for i in range(0, len(rows), _ROWS)]
        return np.asarray(1.0 / (1.0 + np.exp(-np.concatenate(parts))))

    def _log_odds(self, rows: Matrix) -> Array:
        flat, width = rows.ravel(), rows.shape[1]
        base = (np.arange(len(rows), dtype=np.int32) * width)[:, None]
        node = np.repeat(self.roots[None, :], len(rows), axis=0)
        for _ in range(self.depth):
            yes = flat[base + self.feature[node]] <= self.threshold[node]
            node = np.where(yes, self.left[node], self.right[node])
        return np.asarray(self.value[node].sum(axis=1, dtype=np.float64))


@dataclass(frozen=True, slots=True)
class CaptureModel:
    """Both passes, and the weights' revision."""

    first: Trees
    second: Trees
    revision: str

    def body(self, lines: Sequence[Line]) -> Array:
        """Each line's probability of being body text, shape (len(lines),)."""
        rows = features(lines)
        likely = self.first.probability(rows)
        more = second_features(rows, likely)
        return self.second.probability(np.concatenate([rows, more], axis=1))


def lowest_kept(likely: Array, words: Array) -> float:
    """The probability above which a page's lines are body; `words` is each line's number of words.

    What keeps the lines above half of the best F1 that can be expected of a page is expected to
    reach it (Lipton, Elkan and Naryanaswamy 2014): on a page of which the trees are unsure, less
    is asked of a line. The share here is lower than a half, since what is left out costs more
    than the labels, which another tool made, say.
    """
    size = words + 1.0
    order = np.argsort(-likely, kind="stable")
    held = np.cumsum((likely * size)[order])
    best = 2.0 * float((held / (np.cumsum(size[order]) + held[-1])).max())
    return SHARE_OF_F1 * best


def load(path: Path) -> CaptureModel:
    """The model kept in one .npz file; raises SettingsError where it is missing or broken."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            first, second = (_trees(kept, name) for name in ("first", "second"))
            return CaptureModel(first, second, str(kept["revision"]))
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(
            "the capture reader's weights cannot be read", str(path), "reinstall detente"
        ) from error


def _trees(kept: Any, name: str) -> Trees:
    def part(what: str, kind: type) -> Array:
        return np.asarray(kept[f"{name}_{what}"]).astype(kind)

    return Trees(
        part("roots", np.int32),
        part("feature", np.int32),
        part("threshold", np.float32),
        part("left", np.int32),
        part("right", np.int32),
        part("value", np.float32),
        int(kept[f"{name}_depth"]),
    )


@cache
def model() -> CaptureModel:
    """The model shipped with the package, read once."""
    return load(settings.models_directory() / "capture" / "capture.npz")
