"""What folding keeps of a text: its words as numbers, and the bands that alike texts share.

MinHash (Broder, "On the resemblance and containment of documents", 1997) by `rensa`, cut into
bands for locality-sensitive hashing (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets",
chapter 3). Two texts that share a band are candidates, which `copies` then compares word by word.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

# Words in a run that is looked up by; single words that are spelt otherwise leave most runs alone.
RUN = 4
ROWS, BANDS, OPENING_BANDS = 2, 64, 24
# The opening is looked up by itself: a text that was cut short to a tenth still has it.
OPENING = 120
SEED = 42
# Two texts in the same words but other facts are no copies: facts are told by these bits.
NUMBER, NAME = 1, 2
Words = NDArray[np.uint32]

# A word with its inner full stops ("U.S."), or a sign of a script that has no blanks.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:\.[^\W_]+)*", re.UNICODE)


def words(text: str) -> Words:
    """The words of a text as numbers, uint32, shape (words,); `NUMBER` and `NAME` bits tell facts.

    Case, punctuation and the full stops of abbreviations are overlooked; a name is any word with a
    capital.
    """
    return np.array([_word(found.group()) for found in _WORD.finditer(text)], dtype=np.uint32)


def spans(text: str) -> list[tuple[int, int]]:
    """Where each of `words` stands."""
    return [found.span() for found in _WORD.finditer(text)]


@functools.lru_cache(maxsize=100_000)
def _word(found: str) -> int:
    folded = found.casefold().replace(".", "")
    number = NUMBER if any(sign.isdigit() for sign in folded) else 0
    name = NAME if found[0].isupper() else 0
    return zlib.crc32(folded.encode("utf-8", "surrogatepass")) & ~0b11 | number | name


def plain(given: Words) -> Words:
    """The words without what tells of their case."""
    return given & np.uint32(0xFFFFFFFF ^ NAME)


def pack(given: Words) -> bytes:
    """The words as they are kept: little-endian, four bytes each."""
    return given.astype("<u4").tobytes()


def unpack(kept: bytes) -> Words:
    """What `pack` was given."""
    return np.frombuffer(kept, dtype="<u4").astype(np.uint32)


def runs(given: Words, length: int) -> NDArray[np.uint64]:
    """Each run of so many words as a number, uint64, shape (words - length + 1,) or (0,)."""
    count = len(given) - length + 1
    found = np.zeros(max(count, 0), dtype=np.uint64)
    if count > 0:
        for shift in range(length):
            found = found * _STEP + given[shift : shift + count].astype(np.uint64) + _ODD
    return found


_STEP, _ODD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0x632BE5AB)


def bands(given: Words) -> tuple[int, ...]:
    """What the text is found by: signed 64-bit numbers, the same for the same words."""
    bare = plain(given)
    found = _bands(bare, BANDS, 0)
    return (*found, *_bands(bare[:OPENING], OPENING_BANDS, BANDS))


def _bands(given: Words, count: int, first: int) -> list[int]:
    import rensa

    shingles = runs(given, min(RUN, max(len(given), 1)))
    if not len(shingles):
        return []
    sketch = rensa.RMinHash(num_perm=count * ROWS, seed=SEED)
    sketch.update([value.to_bytes(8, "little") for value in map(int, np.unique(shingles))])
    return [_band(first + number, rows) for number, rows in enumerate(_in_rows(sketch.digest()))]


def _in_rows(digest: Sequence[int]) -> Iterable[Sequence[int]]:
    return (digest[start : start + ROWS] for start in range(0, len(digest), ROWS))


def _band(number: int, rows: Sequence[int]) -> int:
    key = np.array([number, *rows], dtype="<u4").tobytes()
    high, low = zlib.crc32(key), zlib.crc32(key, 1)
    return (high << 32 | low) - (1 << 63)
