"""Figures of a reading against marked passages: attributions by overlap, names exactly.

Attributions are matched one to one within a passage, the best overlap of content first.
Overlap is the F1 over tokens, so a span one word short still counts for most of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

Tokens = frozenset[int]

ENOUGH = 0.5
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w+")


@dataclass
class Tally:
    """How many were right, how many found, how many there are."""

    right: int = 0
    found: int = 0
    there: int = 0

    def add(self, right: int, found: int, there: int) -> None:
        """Count one passage."""
        self.right += right
        self.found += found
        self.there += there

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0…1."""
        return 2 * self.right / max(1, self.found + self.there)


@dataclass(frozen=True)
class Attribution:
    """Where the tokens of content and source start, and where the words of content do."""

    content: Tokens
    source: Tokens
    words: Tokens


def attribution(
    text: str, source: Iterable[Iterable[int]], content: Iterable[Iterable[int]]
) -> Attribution:
    """The sets that are compared, of spans into `text`."""
    spans = [tuple(span) for span in content]
    tokens = _starts(_TOKEN, text, spans)
    return Attribution(tokens, _starts(_TOKEN, text, source), _starts(_WORD, text, spans))


def overlap(a: Tokens, b: Tokens) -> float:
    """Token F1 of two spans; 1 where both are empty (no source, and none found)."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def pairs(
    found: list[Attribution], there: list[Attribution]
) -> list[tuple[Attribution, Attribution]]:
    """One to one, greedily by overlap of content, each at least ENOUGH."""
    rated = [
        (overlap(f.content, t.content), overlap(f.source, t.source), i, j)
        for i, f in enumerate(found)
        for j, t in enumerate(there)
    ]
    out: dict[int, int] = {}
    for content, _, i, j in sorted(rated, reverse=True):
        if content >= ENOUGH and i not in out and j not in out.values():
            out[i] = j
    return [(found[i], there[j]) for i, j in out.items()]


def _starts(pattern: re.Pattern[str], text: str, spans: Iterable[Iterable[int]]) -> Tokens:
    return frozenset(m.start() for start, end in spans for m in pattern.finditer(text, start, end))
