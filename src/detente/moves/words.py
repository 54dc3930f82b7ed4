"""A sentence as words, with the actors that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from detente.model import Actor, Span

# "won't" is "wo" and "n't"; "Trump's" is "Trump" and "'s"; "U.S." and "cease-fire" are one word.
_WORD = re.compile(
    r"""[^\W\d_]+?(?=n['’]t\b) | n['’]t\b | ['’](?:ll|s|re|d|ve|m)\b
      | (?:[A-Z]\.){2,} | \w+(?:-\w+)* | [^\w\s]""",
    re.VERBOSE,
)
_SPELLINGS = {"n't": "not", "n’t": "not", "wo": "will", "ca": "can"}


class Word(NamedTuple):
    """A word or mark: its place in the text, as written, and in lower case for looking up."""

    start: int
    end: int
    written: str
    form: str


class Named(NamedTuple):
    """An actor's mention among the words of a sentence: `words[first:last]`."""

    first: int
    last: int
    actor: str


class Line(NamedTuple):
    """A sentence: its span, its words, and the mentions in it, in order and not overlapping."""

    span: Span
    words: tuple[Word, ...]
    named: tuple[Named, ...]

    def at(self, index: int) -> Named | None:
        """The mention that word `index` belongs to."""
        return next((one for one in self.named if one.first <= index < one.last), None)

    def form(self, index: int) -> str:
        """The word in lower case, "" beyond the ends."""
        return self.words[index].form if 0 <= index < len(self.words) else ""


def read_line(text: str, sentence: Span, mentions: Sequence[tuple[Span, str]]) -> Line:
    """The sentence with the mentions (span, actor's id) that lie in it; the longest one counts."""
    found = tuple(_words(text, sentence))
    here = [item for item in mentions if sentence[0] <= item[0][0] < sentence[1]]
    named: list[Named] = []
    for span, actor in sorted(here, key=lambda item: (item[0][0], -item[0][1])):
        covered = [n for n, word in enumerate(found) if word.start < span[1] and span[0] < word.end]
        if covered and (not named or covered[0] >= named[-1].last):
            named.append(Named(covered[0], covered[-1] + 1, actor))
    return Line(sentence, found, tuple(named))


def mentions_of(named: Iterable[Actor]) -> list[tuple[Span, str]]:
    """Every mention with its actor's id, in the order of the text."""
    return sorted((span, actor.id) for actor in named for span in actor.mentions)


def _words(text: str, span: Span) -> list[Word]:
    return [
        Word(found.start(), found.end(), found.group(), _form(found.group()))
        for found in _WORD.finditer(text, *span)
    ]


def _form(written: str) -> str:
    lower = written.lower().replace("’", "'")
    return _SPELLINGS.get(lower, lower)
