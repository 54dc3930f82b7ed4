"""Windows cover every piece, and each piece is answered for once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.language.windows import OVERLAP, SIZE, cores, windows

breaks = st.builds(
    lambda n, lines: np.array([3 if i % lines == 0 else 1 for i in range(n)], dtype=np.int64),
    st.integers(0, 3000),
    st.integers(1, 900),
)


@given(breaks)
def test_cores_tile_the_text(breaks: np.ndarray) -> None:
    ranges = windows(breaks)
    at = 0
    for (left, right), (start, end) in zip(cores(ranges), ranges, strict=True):
        assert left == at
        assert start <= left < right <= end
        assert end - start <= SIZE
        at = right
    assert at == len(breaks)


def test_windows_end_with_lines_and_then_nothing_is_read_twice() -> None:
    lines = np.array([3 if i % 60 == 0 else 1 for i in range(600)])
    assert windows(lines) == [(0, 240), (240, 480), (480, 600)]


def test_without_lines_neighbours_overlap() -> None:
    ranges = windows(np.ones(700, dtype=np.int64))
    assert all(a[1] - b[0] == OVERLAP for a, b in pairwise(ranges))
