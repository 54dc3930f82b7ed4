"""A capture cut into lines, each with the words and marks that its layout features rest on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from detente import vocab
from detente.errors import UnreadableInputError

LONGEST_PAGE = 5_000_000
LONGEST_LINE = 3_000
MOST_LINES = 60_000

_BREAK = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"[^\W_]+")
_BULLET = re.compile(r"^([*+•·▪●‣◦–-]|o)(?=\s|$)")
_NUMBERED = re.compile(r"^\(?\d{1,3}[.)]\s")
_DEPTH = {"*": 1, "•": 1, "·": 1, "●": 1, "▪": 1, "‣": 1, "+": 2, "◦": 2, "o": 3, "-": 4, "–": 4}


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line: its number from 1, its text without outer space, what it begins with.

    `bullet` is the depth of the list it stands in (0 outside a list), `words` its lower-case
    words without the bullet (of the first 3,000 characters), `gap` the blank lines before it.
    """

    number: int
    text: str
    bullet: int
    numbered: bool
    words: tuple[str, ...]
    gap: int

    @property
    def key(self) -> str:
        """What two lines share when they say the same."""
        return " ".join(self.words) or self.text


def lines_of(text: str, where: str = "") -> list[Line]:
    """The non-blank lines of a capture; a text too big to be one page is refused.

    Raises UnreadableInputError over 5 million characters or 60,000 lines.
    """
    if len(text) > LONGEST_PAGE:
        raise UnreadableInputError(
            f"{len(text):,} characters are more than one page holds",
            where,
            f"cut it into pages of at most {LONGEST_PAGE:,}",
        )
    raw = _BREAK.split(text)
    if len(raw) > MOST_LINES:
        raise UnreadableInputError(
            f"{len(raw):,} lines are more than one page holds",
            where,
            f"cut it into pages of at most {MOST_LINES:,} lines",
        )
    found: list[Line] = []
    gap = 0
    for number, line in enumerate(raw, 1):
        stripped = line.strip()
        if not stripped:
            gap += 1
            continue
        found.append(_line(number, stripped, gap))
        gap = 0
    return found


def _line(number: int, text: str, gap: int) -> Line:
    bullet = _BULLET.match(text)
    words = _WORD.findall(text[bullet.end() if bullet else 0 : LONGEST_LINE].lower())
    depth = _DEPTH.get(bullet[1], 1) if bullet else 0
    return Line(number, text, depth, bool(_NUMBERED.match(text)), tuple(words), gap)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The vocabulary `furniture`: phrases by first word, and function words."""

    kinds: tuple[str, ...]
    phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    function_words: frozenset[str]

    def hits(self, words: tuple[str, ...], most: int = 60) -> list[int]:
        """How many of the first `most` words stand in phrases of each of `kinds`."""
        counts = [0] * len(self.kinds)
        for i, word in enumerate(words[:most]):
            for phrase, kind in self.phrases.get(word, ()):
                if words[i : i + len(phrase)] == phrase:
                    counts[kind] += len(phrase)
        return counts


@cache
def furniture() -> Furniture:
    """The words of page furniture, ready to be looked up."""
    loaded = vocab.load("furniture")
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, listed in enumerate(loaded["phrases"].values()):
        for phrase in listed:
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, number))
    return Furniture(
        tuple(loaded["phrases"]),
        {first: tuple(found) for first, found in phrases.items()},
        frozenset(loaded["function_words"]),
    )
