"""Words of a text with their places, and phrases of a vocabulary found among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from detente.model import Span, Spans

# "won't" is two words, "wo" and "n't"; "U.S." and "cease-fire" are one.
_WORD = re.compile(
    r"""[^\W\d_]+?(?=n['’]t\b) | n['’]t\b | ['’](?:ll|s|re|d|ve|m)\b
      | (?:[A-Z]\.){2,} | \w+(?:-\w+)* | [^\w\s]""",
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word as written, its place in the text, and the form it is looked up by."""

    start: int
    end: int
    written: str
    form: str


class Hit(NamedTuple):
    """A phrase found: its words are `words[first:last]`, its class is `label`."""

    first: int
    last: int
    label: str


def words(text: str, spans: Spans, spellings: Mapping[str, str]) -> list[Word]:
    """The words (and punctuation marks, one by one) that lie within `spans`, in order."""
    return [
        Word(match.start(), match.end(), match.group(), _form(match.group(), spellings))
        for start, end in spans
        for match in _WORD.finditer(text, start, end)
    ]


def _form(written: str, spellings: Mapping[str, str]) -> str:
    lower = written.lower()
    return spellings.get(lower, lower)


class Lexicon(NamedTuple):
    """Phrases → class, their first words, and how many words the longest has."""

    phrases: dict[str, str]
    firsts: frozenset[str]
    widest: int


def lexicon(phrases: dict[str, str]) -> Lexicon:
    """What `longest` and `match_at` look phrases up in."""
    firsts = frozenset(phrase.split(" ")[0] for phrase in phrases)
    return Lexicon(phrases, firsts, max(phrase.count(" ") for phrase in phrases) + 1)


def longest(found: Sequence[Word], known: Lexicon) -> Iterator[Hit]:
    """Phrases from left to right, each the longest that starts there, none overlapping."""
    at = 0
    while at < len(found):
        hit = match_at(found, at, known)
        if hit:
            yield hit
        at = hit.last if hit else at + 1


def match_at(found: Sequence[Word], at: int, known: Lexicon) -> Hit | None:
    """The longest phrase that starts at word `at`."""
    if found[at].form not in known.firsts:
        return None
    for last in range(min(len(found), at + known.widest), at, -1):
        label = known.phrases.get(" ".join([word.form for word in found[at:last]]))
        if label is not None:
            return Hit(at, last, label)
    return None


def merged(found: Sequence[Word], text: str) -> tuple[Span, ...]:
    """Spans of the words, neighbours with nothing but space between them joined."""
    spans: list[Span] = []
    for word in sorted(set(found)):
        if spans and not text[spans[-1][1] : word.start].strip() and word.start >= spans[-1][1]:
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return tuple(spans)
