"""Windows cover every sentence, in order, and keep to their length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.positions.windows import LENGTH, OVERLAP, windows


@st.composite
def cuts(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Sentences one after another, with gaps between them."""
    at, found = 0, []
    for length, gap in draw(st.lists(st.tuples(st.integers(1, 700), st.integers(0, 3)))):
        found.append((at, at + length))
        at += length + gap
    return tuple(found)


@given(cuts())
def test_every_sentence_stands_in_a_window_and_windows_go_forward(
    sentences: tuple[tuple[int, int], ...],
) -> None:
    found = windows(sentences)
    covered = {at for window in found for at in range(window.first, window.last)}
    assert covered == set(range(len(sentences)))
    firsts = [window.first for window in found]
    assert firsts == sorted(set(firsts))


@given(cuts())
def test_a_window_is_no_longer_than_it_may_be_but_for_one_long_sentence(
    sentences: tuple[tuple[int, int], ...],
) -> None:
    for window in windows(sentences):
        start, end = window.span
        assert end - start <= LENGTH or window.last == window.first + 1
        assert (start, end) == (sentences[window.first][0], sentences[window.last - 1][1])


def test_a_short_last_sentence_begins_the_next_window_too() -> None:
    sentences = ((0, 400), (401, 470), (471, 800))
    first, second = windows(sentences)
    assert (first.first, first.last) == (0, 2)
    assert second.first == 1
    assert sentences[1][1] - sentences[1][0] <= OVERLAP
