"""Which of two texts is a copy of the other: word by word, on what is each one's own.

The same text under another headline, a re-feed, wire copy with a local lead, a trimmed version is a
copy. The same event told anew, a report after a template, a follow-up that repeats its background
is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.stories.signatures import NAME, NUMBER, Words, plain, runs

Mask = NDArray[np.bool_]

# A run of so many words in both texts is the same text; shorter ones are everybody's.
RUN = 6
# How much of the shorter text is in the longer, for it to be a copy.
SHARE = 0.72
# Where neither begins as the other does: of the shorter, and of the longer.
OWN_LEADS = (0.85, 0.65)
# How much of the longer makes the two one text, whichever way they begin; and within one house.
MOST, MOST_AT_HOME = 0.5, 0.6
HEAD, HEAD_SHARE = 40, 0.5
# Texts of fewer own words are compared as wholes only.
LEAST = 25
# So many of the shorter's numbers, and names, stand in the longer: a template's do not.
SAME_NUMBERS, SAME_NAMES, FEW_FACTS = 0.6, 0.6, 4
# Less than this in common, furniture and all, is not looked into.
WORTH = 0.4
# What stands in so many texts of a house that are not alike is furniture or background.
COMMON, ALIKE = 2, 0.5


class Text:
    """A text to be compared, made once and compared often.

    `words` are those of `signatures.words`; `house` are the names of who published it, none if
    unknown. `own` marks the words that are not furniture of its house (`furnished`).
    """

    def __init__(self, words: Words, house: frozenset[str] = frozenset()) -> None:
        """Take the words, all of them the text's own until its house is known better."""
        self.words, self.house = words, house
        self.own: Mask = np.ones(len(words), dtype=np.bool_)
        self.runs = runs(plain(words), RUN)
        self.known = np.sort(self.runs)

    def furnished(self, others: Iterable[Text]) -> Text:
        """The text, knowing what of it stands in these texts of its house too."""
        self.own = own(self, others)
        return self

    @property
    def length(self) -> int:
        """How many words are its own."""
        return int(self.own.sum())


def share(one: Text, other: Text) -> float | None:
    """How much of the shorter text stands in the longer (0…1) if they are copies, else None."""
    if np.array_equal(one.words, other.words) and one.length and other.length:
        return 1.0
    short, long = sorted((one, other), key=_order)
    if short.length < LEAST:
        return None
    pair = _Pair(short, long)
    return pair.of_short if pair.is_copy() and pair.same_facts() else None


def may_be(one: Text, other: Text) -> bool:
    """Whether the two are worth `share`, furniture and all."""
    short, long = sorted((one, other), key=lambda text: len(text.words))
    return np.array_equal(short.words, long.words) or _mean(covered(short, long)) >= WORTH


def own(given: Text, others: Iterable[Text]) -> Mask:
    """Which words of a text are its own: bool, shape (words,).

    `others` are texts of the same house. What stands in at least two of them, which are not alike
    as wholes, is the house's furniture or background.
    """
    count = np.zeros(len(given.words), dtype=np.int64)
    for other in others:
        ours = covered(given, other)
        if _mean(ours) < ALIKE or _mean(covered(other, given)) < ALIKE:
            count += ours
    return count < COMMON


def covered(given: Text, other: Text) -> Mask:
    """Which words stand in a run of `RUN` or more that is also in the other text."""
    found = np.zeros(len(given.words), dtype=np.bool_)
    if not len(given.runs) or not len(other.known):
        return found
    at = np.searchsorted(other.known, given.runs)
    at[at == len(other.known)] = 0
    starts = other.known[at] == given.runs
    for shift in range(RUN):
        found[shift : shift + len(starts)] |= starts
    return found


def _order(text: Text) -> tuple[int, bytes]:
    """By length; the words themselves decide between equals, so that no order of coming does."""
    return text.length, text.words.tobytes()


class _Pair:
    """The numbers by which two texts are judged, the shorter first."""

    def __init__(self, short: Text, long: Text) -> None:
        self._short, self._long = short, long
        self._in_short = covered(short, long)[short.own]
        self._in_long = covered(long, short)[long.own]
        self.of_short, self.of_long = _mean(self._in_short), _mean(self._in_long)

    def is_copy(self) -> bool:
        """Whether enough is the same, and in the place where a copy has it."""
        if self.of_short < SHARE:
            return False
        long_begins = _mean(self._in_long[:HEAD]) >= HEAD_SHARE
        short_begins = _mean(self._in_short[:HEAD]) >= HEAD_SHARE
        if long_begins:
            return True
        if self._at_home():
            return short_begins and self.of_long >= MOST_AT_HOME
        if short_begins:
            return self.of_long >= MOST
        return self.of_short >= OWN_LEADS[0] and self.of_long >= OWN_LEADS[1]

    def same_facts(self) -> bool:
        """Whether the numbers and names of the shorter text are those of the longer."""
        short, long = self._short.words[self._short.own], plain(self._long.words)
        for bit, least in ((NUMBER, SAME_NUMBERS), (NAME, SAME_NAMES)):
            facts = np.unique(plain(short[(short & bit) > 0]))
            if len(facts) >= FEW_FACTS and np.isin(facts, long).mean() < least:
                return False
        return True

    def _at_home(self) -> bool:
        one, other = self._short.house, self._long.house
        return not one or not other or bool(one & other)


def _mean(mask: Mask) -> float:
    return float(mask.mean()) if len(mask) else 0.0


def passages(
    spans: Sequence[tuple[int, int]], mask: Mask, sentences: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """The sentences of which less than half is covered; `spans` and `mask` are of the words."""
    found = []
    at = 0
    for start, end in sentences:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        upto = at
        while upto < len(spans) and spans[upto][0] < end:
            upto += 1
        if upto > at and mask[at:upto].mean() < 0.5:
            found.append((start, end))
        at = upto
    return tuple(found)
