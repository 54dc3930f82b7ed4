"""Scores of coreference chains: MUC, B³, CEAF-e and their mean, after their definitions.

MUC: Vilain et al. 1995; B³: Bagga and Baldwin 1998; CEAF-e (entity similarity φ4): Luo 2005;
the CoNLL figure is the mean of the three F1s (Pradhan et al. 2012). Clusters are sets of mentions;
gold and found hold the same mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

Clusters = list[frozenset[Hashable]]


@dataclass(frozen=True)
class Chains:
    """F1 of each measure, 0 … 1."""

    muc: float
    b3: float
    ceaf: float

    @property
    def conll(self) -> float:
        """The mean of the three."""
        return (self.muc + self.b3 + self.ceaf) / 3


def clusters(of: Mapping[Hashable, Hashable]) -> Clusters:
    """Mentions by the cluster that each is in."""
    found: dict[Hashable, set[Hashable]] = {}
    for mention, cluster in of.items():
        found.setdefault(cluster, set()).add(mention)
    return [frozenset(members) for members in found.values()]


def score(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> Chains:
    """The three measures over the same mentions."""
    if set(gold) != set(found):
        raise ValueError("gold and found differ in their mentions")
    left, right = clusters(gold), clusters(found)
    return Chains(
        _f1(_muc(left, found), _muc(right, gold)),
        _f1(_b3(gold, left, found), _b3(found, right, gold)),
        _ceaf(left, right),
    )


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _muc(left: Clusters, of: Mapping[Hashable, Hashable]) -> float:
    """Links kept: a cluster in p parts of the other side keeps its size less p."""
    links = sum(len(one) - 1 for one in left)
    kept = sum(len(one) - len({of[mention] for mention in one}) for one in left)
    return kept / links if links else 0.0


def _b3(own: Mapping[Hashable, Hashable], left: Clusters, of: Mapping[Hashable, Hashable]) -> float:
    """The mean, over mentions, of the share of its cluster that the other side keeps with it."""
    total = 0.0
    for one in left:
        parts = Counter(of[mention] for mention in one)
        total += sum(count * count for count in parts.values()) / len(one)
    return total / len(own) if own else 0.0


def _ceaf(left: Clusters, right: Clusters) -> float:
    """φ4 of the best one-to-one alignment of clusters, over the number of each side's."""
    similar = np.zeros((len(left), len(right)))
    where: dict[Hashable, int] = {mention: j for j, one in enumerate(right) for mention in one}
    for i, one in enumerate(left):
        for j, common in Counter(where[mention] for mention in one).items():
            similar[i, j] = 2 * common / (len(one) + len(right[j]))
    best = sum(similar[i, j] for i, j in assignment(similar))
    return _f1(best / len(left), best / len(right)) if left and right else 0.0


def assignment(gain: np.ndarray) -> Iterable[tuple[int, int]]:
    """Rows to columns with the greatest sum: Kuhn and Munkres, by shortest augmenting paths."""
    flipped = gain.shape[0] > gain.shape[1]
    cost = -(gain.T if flipped else gain)
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    match = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        match[0], at = row, 0
        shortest = np.full(columns + 1, np.inf)
        used = np.zeros(columns + 1, dtype=bool)
        back = np.zeros(columns + 1, dtype=int)
        while match[at]:
            used[at] = True
            reduced = cost[match[at] - 1] - u[match[at]] - v[1:]
            better = ~used[1:] & (reduced < shortest[1:])
            shortest[1:][better], back[1:][better] = reduced[better], at
            to = int(np.argmin(np.where(used, np.inf, shortest)))
            delta = shortest[to]
            u[match[used]] += delta
            v[used] -= delta
            shortest[~used] -= delta
            at = to
        while at:
            match[at], at = match[back[at]], int(back[at])
    pairs = [(int(match[j]) - 1, j - 1) for j in range(1, columns + 1) if match[j]]
    return [(j, i) for i, j in pairs] if flipped else pairs
