"""Weekdays, "today" and times of day, counted from the day of report."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.times.calendar import SHIFT, month_of, shifted, weekdays_of, written
from detente.times.days import calendar_day
from detente.times.days import month as month_named
from detente.times.durations import duration_value, number_of, unit_of
from detente.times.scene import Found

if TYPE_CHECKING:
    from detente.model import TimeKind
    from detente.times.scene import Scene

    Told = tuple[TimeKind, str | None] | None


def weekday(found: Found, scene: Scene) -> Told:
    """As in "late Friday", "Friday night": the last one, or the next where a verb says so."""
    part = found.one("part")
    kind: TimeKind = "time" if part else "date"
    today = scene.today
    if today is None:
        return kind, None
    return kind, _with_part(_weekday(found, scene, today), part)


def _weekday(found: Found, scene: Scene, today: date) -> date:
    number = int(found.one("weekday"))
    back = (today.isoweekday() - number) % 7
    if found.has("last", "past"):
        return today - timedelta(days=back or 7)
    if found.has("next"):
        monday = today - timedelta(days=today.isoweekday() - 1)
        return monday + timedelta(days=6 + number)
    if found.has("this") and not found.has("coming"):
        return today + timedelta(days=number - today.isoweekday())
    if found.has("coming") or scene.way(found) in ("ahead", "perhaps"):
        return today + timedelta(days=(number - today.isoweekday()) % 7)
    return today - timedelta(days=back)


def _with_part(day: date, part: str) -> str:
    return f"{day.isoformat()}T{part}" if part else day.isoformat()


def of_week(found: Found, scene: Scene) -> Told:
    """As in "Friday of next week", "next week on Friday"."""
    if found.one("unit") != "W" or scene.today is None:
        return None
    monday = scene.today - timedelta(days=scene.today.isoweekday() - 1)
    weeks = SHIFT.get(_which(found), 0)
    day = monday + timedelta(weeks=weeks, days=int(found.one("weekday")) - 1)
    return "date", day.isoformat()


def _which(found: Found) -> str:
    return next((token.kind for token in found.tokens if token.kind in SHIFT), "this")


def nth_of(found: Found, scene: Scene) -> Told:
    """As in "the first Friday of next month", "the last Monday in May"."""
    told = months(found, scene)
    if told is None:
        return None
    last = found.tokens[0].kind == "last" or found.tokens[1].kind == "last"
    days = weekdays_of(*told, int(found.one("weekday")))
    number = -1 if last else int(found.one("ord")) - 1
    return ("date", days[number].isoformat()) if number < len(days) else None


def months(found: Found, scene: Scene) -> tuple[int, int] | None:
    """Year and month that an expression names, or counts from the day of report."""
    if found.has("month"):
        at = next(n for n, token in enumerate(found.tokens) if token.kind == "month")
        told = month_named(Found(found.tokens[at:], found.first + at, found.last), scene)
        value = told[1] if told else None
        return (int(value[:4]), int(value[5:7])) if value and len(value) == 7 else None
    if found.one("unit") != "M" or scene.today is None:
        return None
    shift = next((SHIFT[t.kind] for t in found.tokens[2:] if t.kind in SHIFT), 0)
    return month_of(scene.today, shift)


def dated_weekday(found: Found, scene: Scene) -> Told:
    """As in "Friday the 15th": the nearest day that is both, a past one first."""
    today, number = scene.today, found.one("ord")
    if today is None or not number.isdecimal():
        return None
    back = [today - timedelta(days=days) for days in range(200)]
    ahead = [today + timedelta(days=days) for days in range(200)]
    order = ahead + back if scene.way(found) == "ahead" else back + ahead
    fits = (int(number), int(found.one("weekday")))
    day = next((day for day in order if (day.day, day.isoweekday()) == fits), None)
    return ("date", day.isoformat()) if day else None


def clock(found: Found, scene: Scene) -> Told:
    """As in "9 a.m. Tuesday", "10:30 GMT": on the day named, else on the day of report."""
    hour, minute = _clock(found)
    if hour is None or minute is None:
        return None
    if found.has("month"):
        told = _named_day(found, scene)
        return "time", f"{told}T{hour:02}:{minute:02}" if told else None
    day = _day(found, scene)
    return "time", f"{day.isoformat()}T{hour:02}:{minute:02}" if day else None


def _named_day(found: Found, scene: Scene) -> str | None:
    """The day of "5 p.m. EST, Nov. 9", from its month on."""
    at = next(number for number, token in enumerate(found.tokens) if token.kind == "month")
    told = calendar_day(Found(found.tokens[at:], found.first + at, found.last), scene)
    return told[1] if told else None


def _clock(found: Found) -> tuple[int | None, int | None]:
    told = (found.one("clock") or found.one("num")).replace(".", ":")
    hours, _, minutes = told.partition(":")
    if not hours.isdecimal() or (minutes and not minutes.isdecimal()):
        return None, None
    hour, minute = int(hours), int(minutes or 0)
    half, part = found.form("ampm")[:1], found.one("part")
    if half and not 1 <= hour <= 12:
        return None, None
    if half == "p" or (part in ("AF", "EV", "NI") and hour < 12):
        hour = hour % 12 + 12
    elif half == "a":
        hour %= 12
    return (hour, minute) if hour < 24 and minute < 60 else (None, None)


def noon(found: Found, scene: Scene) -> Told:
    """As in "noon", "midnight Friday"; other parts of a day are nothing by themselves."""
    part = found.one("part")
    if ":" not in part:
        return None
    day = _day(found, scene)
    return "time", f"{day.isoformat()}T{part}" if day else None


def _day(found: Found, scene: Scene) -> date | None:
    today = scene.today
    if today is None:
        return None
    if found.has("weekday"):
        return _weekday(found, scene, today)
    return today + timedelta(days=int(found.one("day") or 0))


def deictic(found: Found, scene: Scene) -> Told:
    """As in "today", "late yesterday", "tonight", "yesterday evening"."""
    part = found.one("part") or ("NI" if found.form("day") in ("tonight", "overnight") else "")
    kind: TimeKind = "time" if part else "date"
    if found.form("day") == "overnight":
        return None
    day = _day(found, scene)
    return kind, _with_part(day, part) if day else None


def beside_today(found: Found, scene: Scene) -> Told:
    """As in "the day after tomorrow", "the day before yesterday"."""
    if found.one("unit") != "D":
        return None
    step = 1 if found.form("before") == "after" else -1
    day = _day(found, scene)
    return "date", (day + timedelta(days=step)).isoformat() if day else None


def from_now(found: Found, scene: Scene) -> Told:
    """As in "two weeks from now", "three days from today"."""
    number, unit = number_of(found), unit_of(found)
    today = scene.today
    if number is None or today is None or unit.startswith("T"):
        return "duration", duration_value(number, unit)
    base = today + timedelta(days=int(found.one("day") or 0))
    told = shifted(base, number * (2 if unit == "2W" else 1), unit[-1])
    return ("date", written(told, unit[-1])) if told else None


def part_of_day(found: Found, scene: Scene) -> Told:
    """As in "this morning", "last night"."""
    part, today = found.one("part"), scene.today
    if ":" in part:
        return None
    if today is None:
        return "time", None
    return "time", _with_part(today - timedelta(days=1 if found.has("last") else 0), part)
