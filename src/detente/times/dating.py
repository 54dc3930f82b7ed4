"""Which time dates an event of a sentence, and the values that statements take from it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab
from detente.times.calendar import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model import Span, Statement, Time

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
_WEEK = re.compile(r"\d{4}-W\d\d")
# A relative clause that is still open where the searched text ends.
_ASIDE = re.compile(r",\s+(?:who|which|whose|when|where)\b[^,]*\Z")
# What is quoted has clauses of its own.
_QUOTED = re.compile(r"“[^”“]*”|\"[^\"]*\"")
# A step over a comma or "that" makes a time so many code points more distant.
_STEP = 60


def of_span(text: str, times: Iterable[Time], sentence: Span, near: Span) -> Time | None:
    """The time that dates what stands at `near` in `sentence`: the nearest of the same clause.

    Deadlines, durations and what follows "since", "until", "after" and the like date nothing.
    None where the sentence tells none.
    """
    found = [
        (distance, number, time)
        for number, time in enumerate(times)
        if sentence[0] <= time.span[0]
        and time.span[1] <= sentence[1]
        and _dates(text, time, sentence)
        if not _is_aside(text, time, sentence, near)
        if (distance := _distance(text, time.span, near, sentence)) is not None
    ]
    return min(found)[2] if found else None


def day_at(text: str, times: Iterable[Time], sentence: Span, near: int) -> str | None:
    """The ISO day, or month where only that is told, of an event at offset `near` of a sentence.

    As `of_span`, of the times with such a value; a week gives its month, where it lies in one.
    None where there is none.
    """
    precise = [time for time in times if time.value and _iso(time.value)]
    time = of_span(text, precise, sentence, (near, near))
    return _iso(time.value) if time and time.value else None


def deadline_in(times: Iterable[Time], sentence: Span) -> Time | None:
    """The first deadline of a sentence; one with a day before one without. None where none is."""
    found = [
        time
        for time in times
        if time.deadline and sentence[0] <= time.span[0] and time.span[1] <= sentence[1]
    ]
    return min(found, key=lambda time: (time.end is None, time.span), default=None)


def dated(statements: Iterable[Statement], times: Iterable[Time]) -> tuple[Statement, ...]:
    """The statements, with the value of each `said` as the time at its span tells it."""
    known = [time for time in times if time.value and _precision(time.value)]
    return tuple(_dated(statement, known) for statement in statements)


def _dated(statement: Statement, times: list[Time]) -> Statement:
    said = statement.said
    if said is None:
        return statement
    first, last = said.span
    time = next((t for t in times if t.span[0] < last and first < t.span[1]), None)
    if time is None or time.value is None:
        return statement
    told = replace(said, value=_cut(time.value), precision=_precision(time.value))
    return replace(statement, said=told)


def _cut(value: str) -> str:
    """The day of a time of day; a week without its weekend mark."""
    return value[:10] if _DAY.match(value) else value.removesuffix("-WE")


def _precision(value: str) -> str | None:
    """`day`, `week`, `month` or `year`; None for what is none of them."""
    if _DAY.match(value):
        return "day"
    if _WEEK.match(value):
        return "week"
    if _MONTH.fullmatch(value):
        return "month"
    return "year" if re.fullmatch(r"\d{4}", value) else None


def _iso(value: str) -> str | None:
    match = _DAY.match(value) or _MONTH.fullmatch(value)
    if match:
        return match.group()
    days = bounds(value) if _WEEK.match(value) else None
    return days[0][:7] if days and days[0][:7] == days[1][:7] else None


def _dates(text: str, time: Time, sentence: Span) -> bool:
    """Whether a time may date an event at all."""
    if not (sentence[0] <= time.span[0] and time.span[1] <= sentence[1]):
        return False
    if time.deadline or time.kind not in ("date", "time") or time.value is None:
        return False
    before = text[max(sentence[0], time.span[0] - 24) : time.span[0]].lower().split()
    return not (before and before[-1] in _words("not_dating"))


def _is_aside(text: str, time: Time, sentence: Span, near: Span) -> bool:
    """Whether the time stands in a relative clause that `near` is not in.

    As in "…, who left on Monday, …".
    """
    opened = _ASIDE.search(text, sentence[0], time.span[0])
    if opened is None:
        return False
    closed = text.find(",", time.span[1], sentence[1])
    return not opened.start() <= near[0] < (closed if closed >= 0 else sentence[1])


def _distance(text: str, span: Span, near: Span, sentence: Span) -> int | None:
    """Code points between, with steps over commas counted; None out of a subordinate clause."""
    if span[0] < near[1] and near[0] < span[1]:
        return 0
    first, last = (span[1], near[0]) if span[1] <= near[0] else (near[1], span[0])
    gap = text[first:last].lower()
    if sum(text.count(mark, sentence[0], first) for mark in '“”"') % 2:
        gap = re.sub(r"^[^“”\"]*[”\"]", '"', gap)
    gap = _QUOTED.sub('"', gap)
    words = re.findall(r"\w+|[,;:“”\"—]", gap)
    opening = words[:1] if span[0] >= near[1] else []
    if set(words[len(opening) :]) & _words("clause_words") or ";" in words:
        return None
    steps = sum(word in (",", "that", "and", "but", "“", "”", '"', "—", ":") for word in words)
    return len(gap) + _STEP * steps


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(vocab.load("times")[key])
