"""What a resolver knows beside an expression's words: the day of report, verbs, times before."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from detente import vocab

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from detente.model import Date, Spans
    from detente.times.tokens import Token

Way = Literal["past", "ahead", "perhaps"]

_PAST_FORM = re.compile(r"[a-z]{2,}(?<!e)ed$")
# Years that newspapers appear in; what is told around them stays within the calendar.
_FIRST_YEAR, _LAST_YEAR = 1600, 2400
_CLOSING = frozenset('"”')
_ENDING = frozenset(".!?")
# So many tokens before an expression leave it at the opening of its sentence.
_OPENING = 5
# A verb so many tokens away says nothing of an expression.
_REACH = 20


@dataclass(frozen=True)
class Reference:
    """The day that an article was published, as precisely as told (`day`, `month`, `year`)."""

    day: date
    precision: str

    @property
    def to_the_day(self) -> bool:
        """Whether the very day is known."""
        return self.precision == "day"


def reference(published: Date | None) -> Reference | None:
    """The local date of publication, None where there is none or it cannot be read."""
    if published is None:
        return None
    precision = published.precision if published.precision in ("month", "year") else "day"
    told = [*published.value[:10].split("-"), "01", "01"][:3]
    try:
        day = date(*map(int, told))
    except ValueError:
        return None
    return Reference(day, precision) if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


@dataclass
class Found:
    """The tokens of one expression, `first` to `last` (exclusive) of the article's."""

    tokens: Sequence[Token]
    first: int
    last: int

    def one(self, kind: str) -> str:
        """The value of the first token of a kind; empty where there is none."""
        return next((t.value for t in self.tokens if t.kind == kind), "")

    def has(self, *kinds: str) -> bool:
        """Whether a token of any of these kinds is there."""
        return any(token.kind in kinds for token in self.tokens)

    def form(self, kind: str) -> str:
        """The word of the first token of a kind; empty where there is none."""
        return next((t.form for t in self.tokens if t.kind == kind), "")


@dataclass
class Scene:
    """An article while its expressions are resolved, in the order of the text.

    `reference` is the day of report. `years` are those that full dates of the text tell.
    `before` are the values resolved so far, with the place of their first token.
    """

    tokens: Sequence[Token]
    sentences: Spans
    reference: Reference | None
    years: frozenset[int] = frozenset()
    before: list[tuple[int, str]] = field(default_factory=list)

    @property
    def today(self) -> date | None:
        """The day of report where it is known to the day."""
        known = self.reference
        return known.day if known and known.to_the_day else None

    def sentence(self, at: int) -> tuple[int, int]:
        """Code-point span of the sentence of a token; of the whole text where there is none."""
        place = self.tokens[at].start
        number = bisect_right(self.sentences, place, key=lambda span: span[0]) - 1
        if number >= 0 and place < self.sentences[number][1]:
            return self.sentences[number]
        return (0, self.tokens[-1].end)

    def way(self, found: Found) -> Way | None:
        """Whether the nearest verb of the sentence puts the expression past or ahead, or None.

        The present tense does so perhaps: what is near may lie ahead. Verbs before it count
        first; those after it only where it opens its sentence or clause.
        """
        start, end = self.sentence(found.first)
        before = [
            t for t in self.tokens[max(0, found.first - _REACH) : found.first] if t.start >= start
        ]
        before = before[_after_quotation(before) :]
        after = [t for t in self.tokens[found.last : found.last + _REACH] if t.end <= end]
        if after and (after[0].kind == "poss" or _way_of(after, 0) == "past"):
            return "past"
        told = _first(_way_of(before, at) for at in range(len(before) - 1, -1, -1))
        opens = len(before) < _OPENING or before[-1].kind == "comma"
        joined = len(before) > 1 and before[-2].kind == "and" and before[-1].kind in ("in", "on")
        follows = None
        if opens or joined:
            follows = _first(_way_of(after, at) for at in range(len(after)))
        if before and before[-1].form in _verbs().ahead_before:
            # "By Friday they had …": an opening "by" leaves it to the verb that follows.
            return "ahead" if told or not follows else follows
        return (follows or told) if joined else (told or follows)

    def near(self, found: Found, kinds: Container[str]) -> bool:
        """Whether the token before the expression is of one of these kinds."""
        return found.first > 0 and self.tokens[found.first - 1].kind in kinds


def _after_quotation(words: Sequence[Token]) -> int:
    """Where a new sentence begins after one that ends with its quotation (`…." On Monday`)."""
    for at in range(len(words) - 1, 0, -1):
        if words[at].form in _CLOSING and words[at - 1].form in _ENDING:
            return at + 1
    return 0


def _first(ways: Iterable[Way | None]) -> Way | None:
    return next(filter(None, ways), None)


def _way_of(words: Sequence[Token], at: int) -> Way | None:
    """Which way the word puts what stands by it; nouns and parts of a passive say nothing."""
    verbs = _verbs()
    token, before = words[at], words[at - 1].form if at else ""
    if token.capital:
        return None
    to = at + 1 < len(words) and words[at + 1].form == "to"
    future = token.form in verbs.ahead or token.form.endswith("'ll")
    if (future or (to and token.form in verbs.ahead_to)) and before not in verbs.articles:
        return "past" if any(t.form == "had" for t in words[max(0, at - 3) : at]) else "ahead"
    if token.form in verbs.ahead_perhaps:
        return "perhaps"
    if token.form in verbs.behind or _PAST_FORM.match(token.form):
        return None if before in verbs.articles or before in verbs.not_past else "past"
    return None


class _Verbs(NamedTuple):
    """The words of the vocabulary that tell which way."""

    ahead: frozenset[str]
    ahead_to: frozenset[str]
    ahead_perhaps: frozenset[str]
    ahead_before: frozenset[str]
    behind: frozenset[str]
    articles: frozenset[str]
    not_past: frozenset[str]


@cache
def _verbs() -> _Verbs:
    data = vocab.load("times")
    return _Verbs(*(frozenset(data[key]) for key in _Verbs._fields))
