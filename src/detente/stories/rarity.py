"""How rare a word is in the news: inverse document frequencies of hashed words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np

from detente.settings import models_directory

if TYPE_CHECKING:
    from pathlib import Path

BUCKETS = 1 << 17
STEP = 1 / 20


@functools.cache
def _table(folder: Path) -> np.ndarray:
    return np.asarray(np.load(folder / "stories" / "rarity.npy"), np.float32) * STEP


def rarity(hashes: np.ndarray, folder: Path | None = None) -> np.ndarray:
    """The negative natural logarithm of the share of articles that hold each word, float32.

    `hashes` are those of `gist.hashed`; `folder` is that of all models.
    """
    return _table(folder or models_directory())[hashes % BUCKETS]
