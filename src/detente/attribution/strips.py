"""Which pieces around a cue the linker reads for it."""

from __future__ import annotations

import numpy as np

# In pieces before and after a cue, and in sentences of the cue's own line: 989 of 1,000 of
# PolNeAR's attributions lie wholly within. Quotations that run on over paragraphs are
# followed afterwards, by their marks (`quotations.py`).
BEFORE, AFTER = 96, 128
SENTENCES_BEFORE, SENTENCES_AFTER = 1, 2
_EXACT, _SIDE = 16, 32


class Strips:
    """The strips of one text.

    `breaks` (n,) says what stands before each piece (2 or more: a line end); `spans` (n, 2)
    are the pieces' code points; `sentences` are spans of code points.
    """

    def __init__(
        self, breaks: np.ndarray, spans: np.ndarray, sentences: tuple[tuple[int, int], ...]
    ) -> None:
        """Find the pieces where sentences start; about 20 µs."""
        self.count = len(breaks)
        starts: np.ndarray = np.searchsorted(spans[:, 0], [s for s, _ in sentences])
        self._starts = np.unique(np.concatenate([[0], starts]).astype(np.int64))
        self._starts = self._starts[self._starts < max(self.count, 1)]
        lines = np.cumsum(breaks >= 2) if self.count else np.zeros(1, np.int64)
        self._line = lines[self._starts]

    def sentences(self) -> list[tuple[int, int]]:
        """The half-open ranges of pieces that are the text's sentences; they tile it."""
        ends = [*self._starts[1:].tolist(), self.count]
        return list(zip(self._starts.tolist(), ends, strict=True)) if self.count else []

    def around(self, first: int, last: int) -> tuple[int, int]:
        """The half-open range of pieces to be read for the cue `[first, last)`."""
        here = int(np.searchsorted(self._starts, first, "right")) - 1
        low = high = here
        while low > 0 and here - low < SENTENCES_BEFORE and self._line[low - 1] == self._line[here]:
            low -= 1
        end = len(self._starts)
        while (
            high + 1 < end
            and high - here < SENTENCES_AFTER
            and self._line[high + 1] == self._line[here]
        ):
            high += 1
        stop = int(self._starts[high + 1]) if high + 1 < end else self.count
        begin = max(int(self._starts[low]), first - BEFORE)
        return begin, max(last, min(stop, first + AFTER))


def buckets(start: int, end: int, first: int, last: int) -> np.ndarray:
    """Bucket (0…63) of the distance of pieces `first`…`last`-1 from the cue `[start, end)`.

    Exact up to 15 pieces, then four buckets a doubling; pieces behind the cue count from
    its end. Inside the cue the bucket is 0.
    """
    index = np.arange(first, last)
    distance = np.where(index < start, index - start, np.maximum(index - end + 1, 0))
    size = np.abs(distance)
    far = _EXACT + np.floor(4 * np.log2(np.maximum(size, _EXACT) / _EXACT)).astype(np.int64)
    near = np.where(size < _EXACT, size, np.minimum(far, _SIDE - 1))
    return np.where(distance < 0, near + _SIDE, near).astype(np.int64)
