"""Which window may touch which issue: told from the one encoder pass, before the reader reads.

A logistic regression over the likeness of sentence vectors and the words in common; its weights
were fitted on annotated articles (`training/positions/relevance.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from detente import vocab

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.model import Dossier, Spans
    from detente.positions.windows import Window

FEATURES = ("likeness", "above mean", "words", "both", "article's words", "best")
_WORD = re.compile(r"[^\W\d_]{3,}")
# Endings cut so that "sanctions", "sanctioned" and "sanction" are one word; longest first.
_ENDINGS = (
    *("ations", "ements", "ation", "ement", "ing", "ers", "ian", "ans", "ive"),
    *("ed", "es", "ly", "er", "an", "al", "s"),
)
_STEM, _ROOT = 6, 4


@dataclass(frozen=True, slots=True)
class Talks:
    """A dossier made ready: a unit vector (I, 384) and the telling stems of each proposition.

    `stems` maps a stem to its weight, for each issue: the more propositions share a stem, the
    less it tells.
    """

    dossier: Dossier
    vectors: np.ndarray
    stems: tuple[dict[str, float], ...]


def prepared(dossier: Dossier, vector: Callable[[str], np.ndarray]) -> Talks:
    """The dossier with every proposition read once; `vector` gives a sentence's (384,)."""
    # An issue's id names it in a word or two ("temporary-ceasefire") that its proposition may lack.
    stems = [
        stemmed(f"{issue.id.replace('-', ' ')} {issue.proposition}") for issue in dossier.issues
    ]
    shared = Counter(stem for found in stems for stem in found)
    weighed = tuple({stem: 1 / shared[stem] for stem in sorted(found)} for found in stems)
    vectors = np.stack([vector(issue.proposition) for issue in dossier.issues])
    return Talks(dossier, vectors, weighed)


def relevance(
    text: str,
    sentences: Spans,
    vectors: np.ndarray,
    windows: Sequence[Window],
    talks: Talks,
    weights: np.ndarray,
) -> np.ndarray:
    """Chances (W, I) that a window tells of an issue; `vectors` (S, 384) are the sentences'."""
    found = features(text, sentences, vectors, windows, talks)
    scores: np.ndarray = found @ weights[:-1] + weights[-1]
    chances: np.ndarray = 1 / (1 + np.exp(-scores))
    return chances


def features(
    text: str,
    sentences: Spans,
    vectors: np.ndarray,
    windows: Sequence[Window],
    talks: Talks,
) -> np.ndarray:
    """What the regression reads, (W, I, 6), in the order of `FEATURES`."""
    if not windows:
        return np.zeros((0, len(talks.stems), len(FEATURES)), np.float32)
    likeness = vectors @ talks.vectors.T
    stems = [stemmed(text[start:end]) for start, end in sentences]
    everywhere = frozenset().union(*stems)
    whole = _shared(everywhere, talks)
    rows = []
    for window in windows:
        like = likeness[window.first : window.last].max(0)
        words = _shared(frozenset().union(*stems[window.first : window.last]), talks)
        best = np.full_like(like, like.max())
        rows.append(np.stack([like, like - like.mean(), words, words * like, whole, best], -1))
    return np.stack(rows).astype(np.float32)


def _shared(stems: frozenset[str], talks: Talks) -> np.ndarray:
    """The share (I,) of each proposition's telling stems that are among `stems`."""
    return np.array(
        [
            sum(weight for stem, weight in told.items() if stem in stems)
            / max(sum(told.values()), 1e-6)
            for told in talks.stems
        ]
    )


def stemmed(text: str) -> frozenset[str]:
    """The stems of the words that tell something."""
    return frozenset(
        _stem(word) for word in _WORD.findall(text.casefold()) if word not in _function_words()
    )


@cache
def _function_words() -> frozenset[str]:
    return frozenset(vocab.load("furniture")["function_words"])


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _ROOT:
            return word[: -len(ending)][:_STEM]
    return word[:_STEM]
