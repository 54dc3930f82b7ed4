"""Texts that say much the same, brought together: TF-IDF and average linkage, in numpy.

Salton, Buckley: Term-weighting approaches in automatic text retrieval (1988); Sokal, Michener:
A statistical method for evaluating systematic relationships (1958), for the linkage.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

# Beyond this many texts, the matrix of their likenesses would be too large to search at leisure.
MOST = 1500
_WORD = re.compile(r"[^\W\d_]{3,}(?:n['’]t\b)?")
_ENDS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s", "e", "y")


def terms(text: str, leave: frozenset[str] = frozenset()) -> list[str]:
    """The stems of the words that tell of the matter, without the (lower-case) words of `leave`."""
    return [stem(word) for word in words(text) if word not in leave]


def words(text: str) -> list[str]:
    """The words that tell of the matter, in lower case, as they stand."""
    found = (word.lower() for word in _WORD.findall(text))
    return [word for word in found if word.isalpha() and word not in _idle()]


def stem(word: str) -> str:
    """`word` without a common ending, so that inflections and nouns of a verb come together."""
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)]
    return word


def weights(texts: Sequence[list[str]]) -> tuple[np.ndarray, list[str]]:
    """Unit TF-IDF rows, float32 (texts, terms), of the terms of two texts at least; the terms."""
    import numpy as np

    seen = Counter(term for text in texts for term in set(text))
    known = sorted(term for term, count in seen.items() if count > 1)
    column = {term: number for number, term in enumerate(known)}
    matrix = np.zeros((len(texts), len(known)), np.float32)
    for row, text in enumerate(texts):
        for term, count in Counter(text).items():
            if term in column:
                rarity = np.log(len(texts) / seen[term]) + 1
                matrix[row, column[term]] = (1 + np.log(count)) * rarity
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.where(norms == 0, 1, norms), known


def clusters(matrix: np.ndarray, least: float) -> list[list[int]]:
    """Rows grouped by average linkage as long as the mean cosine is `least` or more; largest first.

    The mean cosine between two groups of unit rows is the product of their mean rows.
    """
    import numpy as np

    groups: dict[int, list[int]] = {row: [row] for row in range(len(matrix))}
    likeness = matrix @ matrix.T
    np.fill_diagonal(likeness, -1)
    while len(groups) > 1:
        first, second = divmod(int(likeness.argmax()), len(matrix))
        if likeness[first, second] < least:
            break
        one, other = len(groups[first]), len(groups[second])
        merged = (one * likeness[first] + other * likeness[second]) / (one + other)
        groups[first] += groups.pop(second)
        likeness[first], likeness[:, first] = merged, merged
        likeness[second], likeness[:, second] = -1, -1
        likeness[first, first] = -1
        # Rows that are gone keep their -1, whatever the mean says.
        gone = [row for row in range(len(matrix)) if row not in groups]
        likeness[first, gone] = likeness[gone, first] = -1
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


@cache
def _idle() -> frozenset[str]:
    words = vocab.load("drafting")
    return frozenset(
        (*vocab.load("furniture")["function_words"], *words["idle"], *words["leaning"])
    )
