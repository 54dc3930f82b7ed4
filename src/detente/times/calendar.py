"""Days, weeks and months in TIMEX3's notation, and the days that a value covers."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_SEASON = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_MONTHS = {"Q": 3, "H": 6}
# How many units from the one of the report a word points.
SHIFT = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}
_UNIT_DAYS = {"D": 1, "W": 7}
_UNIT_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_PERIOD = re.compile(r"P(T?)(\d+(?:\.5)?)([A-Z])")


def month_of(day: date, shift: int = 0) -> tuple[int, int]:
    """Year and month, so many months on."""
    months = day.year * 12 + day.month - 1 + shift
    return months // 12, months % 12 + 1


def shifted(day: date, number: float, unit: str) -> date | None:
    """The day so many units (`D`, `W`, `M`, …) on; None past the calendar or for another unit."""
    try:
        if unit in _UNIT_DAYS:
            return day + timedelta(days=round(number * _UNIT_DAYS[unit]))
        if unit in _UNIT_MONTHS:
            year, month = month_of(day, round(number * _UNIT_MONTHS[unit]))
            return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        pass
    return None


def written(day: date, unit: str) -> str:
    """The day's week, month, quarter, year, decade or century: "2025-W16", "2025-04", "202"."""
    if unit == "W":
        return f"{day.isocalendar().year:04}-W{day.isocalendar().week:02}"
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    cut = {"Y": 4, "E": 3, "C": 2}.get(unit)
    return f"{day.year:04}"[:cut] if cut else day.isoformat()


def weekdays_of(year: int, month: int, weekday: int) -> list[date]:
    """The Mondays (1) … Sundays (7) of a month."""
    days = calendar.Calendar().itermonthdates(year, month)
    return [day for day in days if day.month == month and day.isoweekday() == weekday]


def easter(year: int) -> date:
    """Easter Sunday, after the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def bounds(value: str) -> tuple[str, str] | None:
    """First and last ISO day that a value covers; None where it names no days (durations, refs)."""
    try:
        found = _bounds(value)
    except ValueError:
        return None
    return (found[0].isoformat(), found[1].isoformat()) if found else None


def _bounds(value: str) -> tuple[date, date] | None:
    if match := _DAY.match(value):
        day = date(*map(int, match.groups()))
        return day, day
    if match := _WEEK.match(value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return first, first + timedelta(days=1 if match[3] else 6)
    if match := re.match(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(match[1]), *_SEASON[match[2]])
    if match := re.match(r"(\d{4})-([QH])([1-4])", value):
        long = _MONTHS[match[2]]
        return _months(int(match[1]), (int(match[3]) - 1) * long + 1, int(match[3]) * long)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if re.fullmatch(r"\d{2,4}", value):
        years = [int(value.ljust(4, filling)) for filling in "09"]
        return date(max(1, years[0]), 1, 1), date(years[1], 12, 31)
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """From the first month's first day to the last's last; months past 12 are of the next year."""
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(end_year, end, calendar.monthrange(end_year, end)[1])


def after(day: date, period: str, sign: int = 1) -> date | None:
    """The day a duration ("P30D", "PT48H") after (or with -1 before) another, in whole days."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return None
    number = float(match[2])
    if match[1]:
        return shifted(day, sign * (number / 24 if match[3] == "H" else 0), "D")
    return shifted(day, sign * number, match[3])
