"""When something was said: the time expression that stands by the cue, and its date.

Only the everyday ones of news: weekdays, "yesterday", days of a month, "last week". What
cannot be told from the expression and the day of publication has no value.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from detente.model import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model import Date, Span, Spans

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_WEEKDAY = r"(?P<weekday>(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday))"
_PART = r"(?:\s+(?:morning|afternoon|evening|night|lunchtime))?"


def _month(group: str) -> str:
    return (
        rf"(?P<{group}>(?:January|February|March|April|May|June|July|August|September|October"
        r"|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
    )


def _year(group: str) -> str:
    return rf"(?:,?\s+(?P<{group}>(?:19|20)\d\d))?"


_EXPRESSION = re.compile(
    rf"""\b(?:
      (?:(?:late|early|earlier)\s+)?(?P<last>[Ll]ast\s+)?{_WEEKDAY}{_PART}
        (?:,\s+(?:(?P<a>\d{{1,2}})\s+{_month("ma")}|{_month("mb")}\s+(?P<b>\d{{1,2}}))
          {_year("yw")})?
    | (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_month("m1")}{_year("y1")}
    | {_month("m2")}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_year("y2")}
    | (?P<today>(?:(?i:earlier|late|early)\s+)?
        (?i:today|tonight|this\s+(?:morning|afternoon|evening)))
    | (?P<yesterday>(?:(?i:late|early|earlier)\s+)?(?i:yesterday|last\s+night){_PART})
    | (?P<ago>\w+)\s+(?P<unit>days?|weeks?|months?|years?)\s+ago
    | (?i:(?P<which>last|this|earlier\s+this)\s+(?P<span>week|month|year))
    | (?i:in)\s+{_month("m3")}{_year("y3")}(?!\s+\d)
    | (?i:in)\s+(?P<y4>(?:19|20)\d\d)
    )\b(?!['’]s)(?!-)""",
    re.VERBOSE,
)
# What may not stand between cue and expression: another clause begins there.
_CLAUSE = re.compile(r"[;:]|\b(?:that|which|who|when|after|before|since|until|because)\b")
# A clause that is still open where the sentence before the expression ends.
_SUBORDINATE = re.compile(r",\s+(?:who|which|whose|when|where)\b[^,]*$")
# An expression right after these words dates something else than the saying.
_OTHERS = re.compile(
    r"\b(?:since|until|by|before|after|from|during|for|of|next|the|a|every)\s+(?:the\s+)?$", re.I
)
# So far from the cue, in code points, an expression may stand; so far is looked for one.
_GAP = 120
_REACH = 200


class Told(NamedTuple):
    """An ISO value and how precise it is: `day`, `week`, `month` or `year`."""

    value: str
    precision: str


def said(
    text: str, sentence: Span, cue: Spans, content: Spans, published: Date | None
) -> Said | None:
    """The time expression by the cue, in its sentence and outside of the content, or None.

    `value` is ISO 8601 (2025-04-17, 2025-W16, 2025-04, 2025), worked out from `published`
    towards the past: "Thursday" is the last one up to that day. It is None when the
    expression needs a day of publication and there is none.
    """
    if not cue:
        return None
    reach = (max(sentence[0], cue[0][0] - _REACH), min(sentence[1], cue[-1][1] + _REACH))
    found = [
        (distance, match)
        for match in _outside(text, reach, content)
        if (distance := _distance(text, match.span(), cue, content)) is not None
    ]
    if not found:
        return None
    match = min(found, key=lambda pair: pair[0])[1]
    told = resolve_past(match, _day(published))
    value, precision = told if told else (None, None)
    return Said(match.group(), match.span(), value, precision)


def _outside(text: str, reach: Span, content: Spans) -> Iterator[re.Match[str]]:
    """Time expressions in `reach` that touch no content."""
    for match in _EXPRESSION.finditer(text, *reach):
        clear = all(match.end() <= start or end <= match.start() for start, end in content)
        before = text[reach[0] : match.start()]
        if clear and not _OTHERS.search(before[-16:]) and not _SUBORDINATE.search(before):
            yield match


def _distance(text: str, span: Span, cue: Spans, content: Spans) -> int | None:
    """Code points between expression and cue; None where another clause lies between."""
    start, end = cue[0][0], cue[-1][1]
    if start <= span[0] and span[1] <= end:
        return 0
    between = (end, span[0]) if span[0] >= end else (span[1], start)
    gap = text[slice(*between)]
    crossed = any(between[0] <= first and last <= between[1] for first, last in content)
    if crossed or len(gap) > _GAP or _CLAUSE.search(gap):
        return None
    return len(gap)


def _day(published: Date | None) -> date | None:
    if published is None or published.precision in ("month", "year"):
        return None
    try:
        return date.fromisoformat(published.value[:10])
    except ValueError:
        return None


def resolve_past(match: re.Match[str], today: date | None) -> Told | None:
    """The date of an expression, seen from `today`; a year or day given needs no `today`."""
    part = match.groupdict()
    day = part["day1"] or part["day2"] or part["a"] or part["b"]
    month = next((part[key] for key in ("ma", "mb", "m1", "m2", "m3") if part[key]), None)
    year = next((part[key] for key in ("yw", "y1", "y2", "y3", "y4") if part[key]), None)
    if month:
        return _calendar(year, _MONTHS.index(month[:3].lower()) + 1, day, today)
    if year:
        return Told(year, "year")
    if today is None:
        return None
    if part["weekday"]:
        back = (today.weekday() - _DAYS.index(part["weekday"].lower())) % 7
        return _iso(today - timedelta(days=7 if part["last"] and not back else back))
    if part["today"]:
        return _iso(today)
    if part["yesterday"]:
        return _iso(today - timedelta(days=1))
    count, unit = (part["ago"], part["unit"]) if part["unit"] else _which(part)
    return _back(today, count.lower(), unit.lower().rstrip("s"))


def _which(part: dict[str, str]) -> tuple[str, str]:
    return ("1" if part["which"].lower() == "last" else "0", part["span"])


def _calendar(year: str | None, month: int, day: str | None, today: date | None) -> Told | None:
    """A day or month by name; without a year the nearest that is not after `today`."""
    if year is None and today is None:
        return None
    try:
        if year is not None:
            told = date(int(year), month, int(day or 1))
        else:
            assert today is not None  # noqa: S101 (for the type checker)
            told = date(today.year, month, int(day or 1))
            if told > today:
                told = date(today.year - 1, month, int(day or 1))
    except ValueError:
        return None
    return _iso(told) if day else Told(f"{told:%Y-%m}", "month")


def _back(today: date, count: str, unit: str) -> Told | None:
    """So many days, weeks, months or years before `today`."""
    number = int(count) if count.isdecimal() else _NUMBERS.get(count)
    if number is None or number > 1000:
        return None
    if unit == "day":
        return _iso(today - timedelta(days=number))
    if unit == "week":
        told = (today - timedelta(weeks=number)).isocalendar()
        return Told(f"{told.year}-W{told.week:02}", "week")
    if unit == "month":
        months = today.year * 12 + today.month - 1 - number
        return Told(f"{months // 12:04}-{months % 12 + 1:02}", "month")
    return Told(f"{today.year - number:04}", "year")


def _iso(day: date) -> Told:
    return Told(day.isoformat(), "day")
