"""How alike two articles are, in numbers: what the chance that they tell one event is made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from detente.stories.gist import NAME, NUMBER, TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.stories.gist import Gist
    from detente.stories.rarity import Rarity

# Cosines of weighted words: of all, of the lead, of the titles, names, names of the lead, rare
# words, numbers.
KINDS = ("body", "lead", "title", "names", "lead_names", "rare", "numbers")
FEATURES = (
    *KINDS,
    *("cross", "neighbours", "root_body", "root_lead", "root_neighbours"),
    *("meaning", "no_meaning", "same_weekday", "other_weekday"),
    *("day_apart", "two_apart", "more_apart", "undated", "crowd"),
)
RARE = 5.0
_BODY, _LEAD, _TITLE = 0, 1, 2


class Crowd:
    """Articles side by side, to be compared with one another; `gists` in any order."""

    def __init__(self, gists: Sequence[Gist], rarity: Rarity) -> None:
        """Weigh their words by how rare these are."""
        self.gists = tuple(gists)
        self.days = [date.fromisoformat(each.day).toordinal() if each.day else 0 for each in gists]
        self._words = _Rows([each.terms["hash"] for each in gists])
        self._pairs = _Rows([each.pairs for each in gists])
        weights = [_weights(each.terms, rarity.of(each.terms["hash"])) for each in gists]
        self._weights = np.concatenate(weights, axis=1)
        ones = [np.full(len(each.pairs), max(len(each.pairs), 1) ** -0.5) for each in gists]
        self._ones = np.concatenate(ones)[None].astype(np.float32)
        self._weekdays = np.array([each.weekday for each in gists])
        self._vectors, self._has = _vectors(gists)

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self.gists)

    def likeness(self, one: int) -> np.ndarray:
        """The cosine of all words of article `one` with every article, float32 (n,)."""
        mine = self._words.spread(one, self._weights[:1])
        found: np.ndarray = self._words.sums(self._weights[:1], mine)[0]
        return found

    def features(self, one: int, others: np.ndarray) -> np.ndarray:
        """The numbers of `FEATURES` for article `one` with each of `others`, float32 (m, n).

        `crowd` is the logarithm of how many articles of the crowd could tell the same event by
        their days: the more there are, the less likely is any one of them.
        """
        return np.hstack([self.alike(one, others), self.when(one, others)])

    def alike(self, one: int, others: np.ndarray) -> np.ndarray:
        """Those of the features that the texts tell, (m, n)."""
        mine = self._words.spread(one, self._weights)
        same = self._words.sums(self._weights, mine, others)
        swapped = (_LEAD, _TITLE)
        crossed = self._words.sums(self._weights[swapped, :], mine[swapped[::-1], :], others)
        ones = self._pairs.spread(one, self._ones)
        pairs = self._pairs.sums(self._ones, ones, others)
        roots = np.sqrt(np.maximum([same[_BODY], same[_LEAD], pairs[0]], 0))
        own = (self.meaning(one, others), 1.0 - self._has[others] * self._has[one])
        both = (self._weekdays[others] > 0) & (self._weekdays[one] > 0)
        equal = self._weekdays[others] == self._weekdays[one]
        parts = (same, crossed.mean(0)[None], pairs, roots, own, (both & equal, both & ~equal))
        return np.concatenate(parts).T.astype(np.float32)

    def when(self, one: int, others: np.ndarray) -> np.ndarray:
        """Those of the features that the days tell, (m, n)."""
        gap = self.apart(one, others)
        parts = (gap == 1, gap == 2, gap > 2, gap < 0, self._near(one, others))
        return np.stack(parts).T.astype(np.float32)

    def meaning(self, one: int, others: np.ndarray) -> np.ndarray:
        """The cosines of the articles' vectors, (m,); 0 where one of the two has none."""
        return np.asarray(self._vectors[others] @ self._vectors[one])

    def apart(self, one: int, others: np.ndarray) -> np.ndarray:
        """How many days lie between, (m,); -1 where one of the days is not told."""
        days = np.array(self.days)
        gap: np.ndarray = np.abs(days[others] - days[one])
        gap[(days[others] == 0) | (days[one] == 0)] = -1
        return gap

    def _near(self, one: int, others: np.ndarray) -> np.ndarray:
        days = np.array(self.days)
        later = np.maximum(days[others], days[one])
        near = np.abs(days[None] - later[:, None]) <= SPAN
        near |= (days[None] == 0) | (self.apart(one, others) < 0)[:, None]
        found: np.ndarray = np.log(near.sum(1))
        return found


def days_between(one: str, two: str) -> int | None:
    """How many days lie between two ISO days; None where one of them is not told."""
    if not (one and two):
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(two)).days)


# Articles that lie further apart than this many days do not tell one event.
SPAN = 3


class _Rows:
    """Sparse rows over hashes: where each row's entries lie in one long array."""

    def __init__(self, rows: Sequence[np.ndarray]) -> None:
        self._starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
        known, self._columns = np.unique(np.concatenate(rows), return_inverse=True)
        self._width = len(known)

    def spread(self, row: int, values: np.ndarray) -> np.ndarray:
        """The row's values over all columns, one of `values` (k, entries) a line."""
        here = slice(self._starts[row], self._starts[row + 1])
        dense = np.zeros((len(values), self._width), np.float32)
        dense[:, self._columns[here]] = values[:, here]
        return dense

    def sums(
        self, values: np.ndarray, dense: np.ndarray, rows: np.ndarray | None = None
    ) -> np.ndarray:
        """The products of each row with `dense`, line by line: (k, rows)."""
        starts, sizes = self._starts[:-1], np.diff(self._starts)
        if rows is None:
            entries = np.arange(self._starts[-1])
        else:
            starts, sizes = starts[rows], sizes[rows]
            shift = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
            entries = np.arange(sizes.sum()) + shift
        products = values[:, entries] * dense[:, self._columns[entries]]
        # A running sum stands an empty row, which `reduceat` does not.
        running = np.concatenate([np.zeros((len(values), 1)), products.cumsum(1, float)], axis=1)
        ends = np.cumsum(sizes)
        return np.asarray(running[:, ends] - running[:, ends - sizes], np.float32)


def _weights(terms: np.ndarray, rare: np.ndarray) -> np.ndarray:
    """The weights of an article's words, (kinds, words), each line of unit length."""
    flags = terms["flags"]
    body = rare * (1 + np.log(np.maximum(terms["count"], 1)))
    lead = rare * np.sqrt(terms["lead"])
    lines = np.stack(
        [
            body,
            lead,
            rare * ((flags & TITLE) > 0),
            body * ((flags & NAME) > 0),
            lead * ((flags & NAME) > 0),
            body * (rare >= RARE),
            rare * ((flags & NUMBER) > 0),
        ]
    )
    lengths = np.linalg.norm(lines, axis=1, keepdims=True)
    return np.asarray(lines / np.maximum(lengths, 1e-9), np.float32)


def _vectors(gists: Sequence[Gist]) -> tuple[np.ndarray, np.ndarray]:
    """Vectors side by side (n, width), and which articles have one (n,)."""
    width = max((len(each.vector) for each in gists), default=0)
    out = np.zeros((len(gists), width), np.float32)
    has = np.array([len(each.vector) == width > 0 for each in gists], np.float32)
    for row, each in enumerate(gists):
        if has[row]:
            out[row] = each.vector
    return out, has
