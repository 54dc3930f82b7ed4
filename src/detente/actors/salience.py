"""The trail of mentions of an article: who was named where, and how prominently."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING, NamedTuple

from detente.actors.quoted import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.actors.group import Group
    from detente.model import Span

_WINDOW = 60
PREPOSITION = re.compile(
    r"\b(?:of|to|with|by|from|for|against|between|about|on|at|in|after|under|over|including|than)\s+"
    r"(?:[A-Z][\w.’'-]*\s+|the\s+|\w+\s+(?=[A-Z])){0,4}$"
)


class Told(NamedTuple):
    """One mention on the trail: its place, order of entry, group, sentence, and how it stands."""

    span: Span
    order: int
    group: Group
    sentence: int
    subject: bool
    quoted: bool
    possessive: bool
    pronoun: bool


class Trail:
    """Mentions in the order of the text, looked at backwards from a place."""

    def __init__(self, text: str, sentences: Sequence[Span], quoted: Sequence[Span]) -> None:
        """Keep what is needed to tell sentences, paragraphs and quotations apart."""
        self.text, self.quoted = text, quoted
        self._starts = [start for start, _ in sentences]
        self._told: list[Told] = []
        self._fresh: list[Told] = []

    def add(self, span: Span, group: Group) -> None:
        """Note a mention; `sort` is to be called before the trail is read."""
        self._fresh.append(self._make(span, group, len(self._fresh), pronoun=False))

    def sort(self) -> None:
        """Put the mentions in order."""
        self._told = sorted(self._fresh, key=lambda told: told[:2])

    def insert(self, span: Span, group: Group, *, pronoun: bool = False) -> None:
        """Note a reference found while the trail is read."""
        insort(self._told, self._make(span, group, -1, pronoun=pronoun), key=lambda told: told[:2])

    def sentence(self, at: int) -> int:
        """The number of the sentence at an offset."""
        return bisect_right(self._starts, at) - 1

    def covers(self, span: Span) -> bool:
        """Whether a mention already lies over the span."""
        at = bisect_left(self._told, span[1], key=lambda told: told.span[0]) - 1
        return any(told.span[1] > span[0] for told in self._told[max(0, at - 1) : at + 1])

    def before(self, at: int) -> Iterator[Told]:
        """The mentions before an offset, the last one first."""
        for i in range(bisect_left(self._told, at, key=lambda told: told.span[0]) - 1, -1, -1):
            if self._told[i].span[1] <= at:
                yield self._told[i]

    def apposed(self, at: int) -> Group | None:
        """The person whose name follows behind a comma: "the special counsel, Ada Brandal,"."""
        if self.text[at : at + 2] != ", ":
            return None
        i = bisect_left(self._told, at, key=lambda told: told.span[0])
        told = self._told[i] if i < len(self._told) else None
        if told is None or told.span[0] != at + 2 or told.group.kind != "person":
            return None
        return told.group if self.text[told.span[1] : told.span[1] + 1] in (",", ".") else None

    def _make(self, span: Span, group: Group, order: int, *, pronoun: bool) -> Told:
        sentence = self.sentence(span[0])
        start = self._starts[sentence] if sentence >= 0 else 0
        before = self.text[max(start, span[0] - _WINDOW) : span[0]]
        after = self.text[span[1] : span[1] + 3]
        possessive = after[:2] in ("'s", "’s") or after[:2] in ("' ", "’ ")
        subject = not possessive and not PREPOSITION.search(before)
        quoted = in_quotes(span[0], self.quoted)
        return Told(span, order, group, sentence, subject, quoted, possessive, pronoun)
