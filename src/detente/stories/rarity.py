"""How rare a word is: in the news at large, and among the articles of the ledger.

What all articles of a ledger on one set of talks hold tells none of them from another, however
rare it is elsewhere. The shares at large stand as so many articles beside the ledger's own
(a Dirichlet prior), so that a small ledger rests on them and a large one on itself.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.errors import SettingsError
from detente.settings import models_directory

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from detente.stories.gist import Gist

BUCKETS = 1 << 17
STEP = 1 / 20
PRIOR = 200.0


@dataclass(frozen=True, slots=True)
class Rarity:
    """The negative natural logarithm of the share of articles that hold a word, by bucket."""

    table: np.ndarray

    def of(self, hashes: np.ndarray) -> np.ndarray:
        """That of each hash of `gist.hashed`, float32."""
        return np.asarray(self.table[hashes % BUCKETS], np.float32)


def at_large(folder: Path | None = None) -> Rarity:
    """That of the news at large; SettingsError where the model's folder does not hold it."""
    return Rarity(_table(folder or models_directory()))


def among(gists: Iterable[Gist], folder: Path | None = None) -> Rarity:
    """That of the news at large and of these articles together."""
    counts, known = np.zeros(BUCKETS), list(gists)
    for gist in known:
        counts[gist.terms["hash"] % BUCKETS] += 1
    shares = (counts + PRIOR * np.exp(-at_large(folder).table)) / (len(known) + PRIOR)
    return Rarity(-np.log(shares).astype(np.float32))


@functools.cache
def _table(folder: Path) -> np.ndarray:
    path = folder / "stories" / "rarity.npy"
    if not path.is_file():
        remedy = "set DETENTE_MODELS or reinstall"
        raise SettingsError("the rarity of words is not there", str(path), remedy)
    return np.asarray(np.load(path), np.float32) * STEP
