"""Windows over a long text's pieces, and which of them answers for which piece."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

# The base model learned on 256 pieces, its two special ones among them.
SIZE = 254
# A window ends with a line where one ends in its last two thirds: nothing is then read twice,
# and few attributions cross a line. Elsewhere neighbours share some pieces.
SHORTEST = SIZE // 3
OVERLAP = 48


def windows(breaks: np.ndarray) -> list[tuple[int, int]]:
    """Half-open piece ranges that cover all pieces.

    `breaks` (n,) is 2 or more where a line starts.
    """
    count, at = len(breaks), 0
    out: list[tuple[int, int]] = []
    while at < count:
        end = min(at + SIZE, count)
        follow = end
        if end < count:
            lines = np.flatnonzero(breaks[at + SHORTEST : end + 1] >= 2)
            end = follow = at + SHORTEST + int(lines[-1]) if len(lines) else end
            follow = end if len(lines) else end - OVERLAP
        out.append((at, end))
        at = follow
    return out


def cores(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """For each window the part it answers for: overlaps are halved, so that each piece is
    read where it has context on both sides."""
    for i, (start, end) in enumerate(ranges):
        left = start if i == 0 else (start + ranges[i - 1][1] + 1) // 2
        right = end if i + 1 == len(ranges) else (ranges[i + 1][0] + end + 1) // 2
        yield left, right
