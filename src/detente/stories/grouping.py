"""Average linkage over the pairs that are likely enough, cut where no chance is even."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Edges = "Mapping[tuple[int, int], float]"


def grouped(
    size: int, edges: Mapping[tuple[int, int], float], cut: float, least: float
) -> list[list[int]]:
    """The groups of `size` things, each in order, the one with the smallest number first.

    `edges` maps pairs (smaller number first) to how much speaks for their being together; what is
    not in it counts as `least`. Groups are joined, the nearest first, as long as the mean over the
    pairs between two is at least `cut` (UPGMA, Sokal and Michener 1958). Of ties the one with the
    smallest numbers comes first, so that the same things give the same groups.
    """
    groups: list[list[int]] = []
    for part in _parts(size, (pair for pair, value in edges.items() if value >= cut)):
        groups += _joined(part, edges, cut, least) if len(part) > 1 else [part]
    return sorted(groups)


def _parts(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected components: a mean reaches the cut only where some pair does."""
    parent = list(range(size))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    parts: dict[int, list[int]] = {}
    for node in range(size):
        parts.setdefault(root(node), []).append(node)
    return list(parts.values())


def _joined(
    part: list[int], edges: Mapping[tuple[int, int], float], cut: float, least: float
) -> list[list[int]]:
    number = len(part)
    means = np.full((number, number), least)
    for row, one in enumerate(part):
        for column in range(row + 1, number):
            value = max(edges.get((one, part[column]), least), least)
            means[row, column] = means[column, row] = value
    np.fill_diagonal(means, -np.inf)
    groups: dict[int, list[int]] = {row: [node] for row, node in enumerate(part)}
    while len(groups) > 1:
        row, column = divmod(int(means.argmax()), number)
        if means[row, column] < cut:
            break
        sizes = len(groups[row]), len(groups[column])
        mixed = (means[row] * sizes[0] + means[column] * sizes[1]) / sum(sizes)
        mixed[[row, column]] = -np.inf
        means[row], means[:, row] = mixed, mixed
        means[column], means[:, column] = -np.inf, -np.inf
        groups[row] += groups.pop(column)
    return [sorted(group) for group in groups.values()]
