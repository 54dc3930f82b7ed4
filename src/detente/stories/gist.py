"""What is kept of an article to tell whether another one is on the same event.

Words, pairs of neighbouring words, names and numbers as hashes with counts: small, the same for
the same article whenever it is made, and of no use for reading the text again.
"""

from __future__ import annotations

import functools
import re
import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from detente.stories.stems import kept, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEAD_WORDS = 80
OPENING = 900
MOST_TERMS, MOST_PAIRS = 400, 400
TITLE, NAME, NUMBER = 1, 2, 4
DAY = len("2031-03-04")
TERM = np.dtype([("hash", "<u4"), ("count", "u1"), ("lead", "u1"), ("flags", "u1")])
_HEAD = struct.Struct("<BBHHH")
_WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = frozenset('.!?:\n“"‘—–|;')


@dataclass(frozen=True, slots=True)
class Gist:
    """What is kept of one article.

    `id` is the article's, `day` the ISO day of publication, "" where none is told. `terms` is
    sorted by hash, dtype `TERM`: a word's hash, how often it stands in title, standfirst and text,
    how often in the lead of them, and what it is. `pairs` are hashes of neighbouring words, uint32,
    sorted. `weekday` is the first that the text names, 1 for Monday to 7, 0 where it names none:
    mostly that of the event. `vector` is the meaning of the opening, float32 of unit length, empty
    where none was made.
    """

    id: str
    day: str
    terms: np.ndarray
    pairs: np.ndarray
    vector: np.ndarray
    weekday: int = 0


NO_VECTOR = np.zeros(0, np.float32)


def gist(
    article: str,
    title: str | None,
    standfirst: str | None,
    text: str,
    day: str,
    vector: np.ndarray = NO_VECTOR,
) -> Gist:
    """The gist of the article of this id; `vector` is what the sentence encoder makes of its lead.

    `day` is the ISO day of publication, "" where none is told, or no whole one.
    """
    head, body = _tokens(f"{title or ''}\n{standfirst or ''}"), _tokens(text)
    named = {token.hash for token in _tokens(title or "")}
    lead = Counter(token.hash for token in (*head, *body[:LEAD_WORDS]))
    counts = Counter(token.hash for token in (*head, *body))
    flags: Counter[int] = Counter()
    for token in body:
        flags[token.hash] |= token.flags
    terms = np.zeros(len(counts), TERM)
    for row, (each, count) in enumerate(counts.items()):
        mark = flags[each] | (TITLE if each in named else 0)
        terms[row] = each, min(count, 255), min(lead[each], 255), mark
    # The text's first words tell most; of a long one what comes late is left out.
    terms = np.sort(terms[:MOST_TERMS], order="hash")
    pairs = dict.fromkeys((*_pairs(head), *_pairs(body)))
    whole = day if len(day) == DAY else ""
    return Gist(article, whole, terms, _sorted(list(pairs)[:MOST_PAIRS]), vector, _weekday(text))


@dataclass(frozen=True, slots=True)
class _Token:
    hash: int
    flags: int
    first: bool


def _tokens(text: str) -> list[_Token]:
    return list(_each_token(text))


def _each_token(text: str) -> Iterator[_Token]:
    last = 0
    for match in _WORD.finditer(text):
        word, between = match.group(), text[last : match.start()]
        first = last == 0 or not _ENDS.isdisjoint(between)
        last = match.end()
        if word[0].isdigit():
            flags = 0 if _YEAR.fullmatch(word) else NUMBER
            yield _Token(hashed(word.replace(",", "")), flags, first)
        elif kept(word):
            flags = NAME if word[0].isupper() and not first else 0
            yield _Token(hashed(stem(word)), flags, first)


def _pairs(tokens: list[_Token]) -> Iterator[int]:
    """Hashes of two words that stand together, words that tell nothing left out between them."""
    for left, right in pairwise(tokens):
        if not right.first:
            yield zlib.crc32(struct.pack("<II", left.hash, right.hash))


def words(text: str) -> list[int]:
    """The hashes of the words of `text` that count, in their order."""
    return [token.hash for token in _each_token(text)]


def hashed(word: str) -> int:
    """The 32-bit hash of a word's stem (CRC-32 of UTF-8): the same on every machine."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _sorted(values: Iterable[int]) -> np.ndarray:
    return np.unique(np.fromiter(values, np.uint32))


def _weekday(text: str) -> int:
    found = _weekdays().search(text)
    return int(_numbers()[found.group().lower()]) if found else 0


def _numbers() -> dict[str, str]:
    from detente import vocab

    numbers: dict[str, str] = vocab.load("times")["weekdays"]
    return numbers


@functools.cache
def _weekdays() -> re.Pattern[str]:
    names = sorted((name.capitalize() for name in _numbers()), reverse=True)
    return re.compile(rf"\b(?:{'|'.join(names)})\b")


def opening(title: str | None, text: str) -> str:
    """What of an article its vector is made of: the title and how the text begins."""
    return f"{title or ''}\n{text[:OPENING]}".strip()


def to_bytes(made: Gist) -> bytes:
    """The gist without its id, for keeping."""
    day = made.day.encode("ascii")
    sizes = len(day), made.weekday, len(made.terms), len(made.pairs), len(made.vector)
    vector = np.clip(np.rint(made.vector * 127), -127, 127).astype("i1")
    parts = _HEAD.pack(*sizes), day, made.terms.tobytes(), made.pairs.astype("<u4").tobytes()
    return zlib.compress(b"".join((*parts, vector.tobytes())), 1)


def from_bytes(article: str, data: bytes) -> Gist:
    """The gist of the article of this id; ValueError where the bytes are not of one."""
    try:
        raw = zlib.decompress(data)
        days, weekday, terms, pairs, width = _HEAD.unpack_from(raw)
    except (zlib.error, struct.error):
        raise ValueError("not a gist") from None
    at = _HEAD.size
    day = raw[at : at + days].decode("ascii")
    at += days
    rows = np.frombuffer(raw, TERM, terms, at)
    at += rows.nbytes
    two = np.frombuffer(raw, "<u4", pairs, at)
    at += two.nbytes
    vector = np.frombuffer(raw, "i1", width, at).astype(np.float32)
    length = float(np.linalg.norm(vector)) or 1.0
    unit = vector / length if width else NO_VECTOR
    return Gist(article, day, rows, two, unit, weekday)
