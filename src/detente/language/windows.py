"""Windows over a long text's pieces, and the stitching of what the encoder says of each."""

from __future__ import annotations

from collections.abc import Iterator

# The base model learned on 256 pieces, its two special ones among them.
SIZE = 254
OVERLAP = 48


def windows(count: int, size: int = SIZE, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Half-open piece ranges that cover `count` pieces, evenly wide, neighbours overlapping."""
    if count <= size:
        return [(0, count)] if count else []
    steps = -(-(count - overlap) // (size - overlap))
    width = -(-(count + (steps - 1) * overlap) // steps)
    starts = [min(i * (width - overlap), count - width) for i in range(steps)]
    return [(s, s + width) for s in starts]


def cores(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """For each window the part it answers for: overlaps are halved, so that each piece is
    read where it has context on both sides."""
    for i, (start, end) in enumerate(ranges):
        left = start if i == 0 else (start + ranges[i - 1][1] + 1) // 2
        right = end if i + 1 == len(ranges) else (ranges[i + 1][0] + end + 1) // 2
        yield left, right
