"""Sentences beside the news: what has been so since when, and what happened years ago."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab
from detente.model import Background

if TYPE_CHECKING:
    from detente.model import Spans, Time

_SINCE = re.compile(r"\bsince\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_CALENDAR = re.compile(r"\d{3,4}(?:-|$)")
# A state that began fewer days before the latest day told is news itself.
_OLD = 60


def background(text: str, sentences: Spans, times: tuple[Time, ...]) -> tuple[Background, ...]:
    """The sentences that tell since when something has been so, each with that time.

    "has been under Russian control since 2014" is one; "has fallen since Tuesday" is news. The
    time must lie at least sixty days before the latest day that the text tells.
    """
    days = [time.end or time.start or "" for time in times if len(time.value or "") >= 10]
    latest = max(days, default="")
    found = []
    for sentence in sentences:
        inside = [t for t in times if sentence[0] <= t.span[0] and t.span[1] <= sentence[1]]
        time = next(
            (t for t in inside if _since(text, sentence[0], t) and _is_old(t, latest)), None
        )
        if time and _lasts(text[slice(*sentence)]):
            found.append(Background(sentence, time))
    return tuple(found)


def _since(text: str, start: int, time: Time) -> bool:
    return bool(
        time.value
        and _CALENDAR.match(time.value)
        and _SINCE.search(text[max(start, time.span[0] - 40) : time.span[0]])
    )


def _is_old(time: Time, latest: str) -> bool:
    """Whether the time began long before the latest day told; where none is, a month or year."""
    if not time.start:
        return False
    if not latest:
        return len(time.value or "") <= 7
    return (date.fromisoformat(latest) - date.fromisoformat(time.start)).days >= _OLD


def _lasts(sentence: str) -> bool:
    """Whether the sentence has a perfect: "has been", "have held"."""
    return bool(set(re.findall(r"[\w'’]+", sentence.lower().replace("’", "'"))) & _perfect())


@cache
def _perfect() -> frozenset[str]:
    return frozenset(vocab.load("times")["perfect"])
