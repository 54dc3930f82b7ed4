"""Strips hold the cue and stay in its line; distances are told on both sides."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.attribution.strips import AFTER, BEFORE, Strips, buckets


def test_buckets_are_exact_near_and_coarse_far() -> None:
    b = buckets(100, 102, 0, 300)
    assert b[100] == b[101] == 0
    assert b[102] == 1
    assert b[117] == 16
    assert b[99] == 33
    assert b[0] > b[80] > b[99] > 32
    assert b.max() <= 63


@given(st.integers(1, 400), st.data())
def test_a_strip_holds_its_cue(count: int, data: st.DataObject) -> None:
    breaks = np.array(
        data.draw(st.lists(st.sampled_from([0, 1, 1, 1, 3]), min_size=count, max_size=count))
    )
    spans = np.stack([np.arange(count) * 2, np.arange(count) * 2 + 1], 1)
    sentences = tuple((int(i) * 2, int(i) * 2 + 1) for i in np.flatnonzero(breaks == 3))
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first + 1, count))
    begin, end = Strips(breaks, spans, sentences).around(first, last)
    assert 0 <= begin <= first < last <= end <= count
    assert first - begin <= BEFORE
    assert end <= max(last, first + AFTER)


def test_a_strip_keeps_to_its_line() -> None:
    breaks = np.array([3, 1, 1, 3, 1, 1, 3, 1])
    spans = np.stack([np.arange(8) * 2, np.arange(8) * 2 + 1], 1)
    strips = Strips(breaks, spans, ((0, 5), (6, 11), (12, 15)))
    assert strips.around(4, 5) == (3, 6)
