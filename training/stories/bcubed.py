"""How well groups agree with the right ones."""

from __future__ import annotations

import collections
from collections.abc import Sequence


def bcubed(right: Sequence[str], made: Sequence[object]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998)."""
    by_right, by_made = collections.defaultdict(set), collections.defaultdict(set)
    for row, (one, other) in enumerate(zip(right, made, strict=True)):
        by_right[one].add(row)
        by_made[other].add(row)
    both = [len(by_right[a] & by_made[b]) for a, b in zip(right, made, strict=True)]
    precision = sum(n / len(by_made[b]) for n, b in zip(both, made, strict=True)) / len(both)
    recall = sum(n / len(by_right[a]) for n, a in zip(both, right, strict=True)) / len(both)
    return precision, recall, 2 * precision * recall / (precision + recall)
