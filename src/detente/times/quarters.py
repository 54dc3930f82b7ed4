"""Quarters, and times told by their distance: "a year earlier", "two days ago"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from detente.times.calendar import SHIFT, shifted, written
from detente.times.durations import duration_value, number_of, unit_of
from detente.times.periods import counted, first_day

if TYPE_CHECKING:
    from detente.model import TimeKind
    from detente.times.scene import Found, Scene

    Told = tuple[TimeKind, str | None] | None

# So many tokens after a quarter was named, "a year ago" still means that quarter's.
_COMPARED = 120


def quarter(found: Found, scene: Scene) -> Told:
    """As in "the third quarter", "first half of 2025", "Q3", "the 21st century"."""
    short = next((t.kind[1] for t in found.tokens if t.kind in ("q1", "q2", "q3", "q4")), "")
    number = int(short or found.one("ord"))
    letter = "H" if found.has("half") else "Q"
    unit = "Q" if short or found.has("half") else _quarter_unit(found)
    if unit == "C":
        return "date", f"{number - 1:02}"
    if unit != "Q" or not 1 <= number <= (2 if letter == "H" else 4):
        return None
    if found.one("year"):
        return "date", f"{found.one('year')}-{letter}{number}"
    reference = scene.reference
    if reference is None:
        return ("date", None) if letter == "Q" or found.has("of") else None
    if letter == "H" and not found.has("of", "hyphen"):
        return None
    today = reference.day
    shift = next((SHIFT[t.kind] for t in found.tokens if t.kind in ("last", "next", "past")), None)
    first = date(today.year, (number - 1) * (6 if letter == "H" else 3) + 1, 1)
    if shift is None:
        shift = -1 if first > today and scene.way(found) != "ahead" else 0
    return "date", f"{today.year + shift}-{letter}{number}"


def _quarter_unit(found: Found) -> str:
    """The last unit of "next year's first quarter", the first of "first quarter of next year"."""
    units = [token.value for token in found.tokens if token.kind == "unit"]
    return next((unit for unit in units if unit in "QC"), "")


def latest(found: Found, scene: Scene) -> Told:
    """As in "the latest quarter", "the latest period"."""
    if found.form("first") != "latest" or (found.has("unit") and found.one("unit") not in "QWMY"):
        return None
    if found.has("period") or found.one("unit") == "Q":
        return "date", quarter_before(scene)
    return "date", counted(scene, 0, found.one("unit"))


def quarter_before(scene: Scene) -> str | None:
    """The quarter told last, else the one that ended before the day of report."""
    ended = counted(scene, -1, "Q")
    told = (value for _, value in reversed(scene.before) if "-Q" in value)
    return next((value for value in told if not ended or value <= ended), ended)


def _compared(found: Found, scene: Scene) -> str | None:
    """The quarter that figures of "a year earlier" are compared with; None outside such reports."""
    ended = counted(scene, -1, "Q")
    return max(
        (
            value
            for at, value in scene.before
            if found.first - at < _COMPARED and "-Q" in value and (not ended or value <= ended)
        ),
        default=None,
    )


def _quarter_back(quarter: str, years: int) -> str:
    return f"{int(quarter[:4]) - years:04}{quarter[4:]}"


def year_period(found: Found, scene: Scene) -> Told:
    """As in "the 1988 period", "the 1988 quarter": that year's quarter in a report on quarters."""
    if found.has("unit") and found.one("unit") != "Q":
        return None
    quarter = _compared(found, scene)
    return "date", found.one("year") + (quarter[4:] if quarter else "")


def ago(found: Found, scene: Scene) -> Told:
    """As in "two days ago", "a few years ago": counted back from the day of report."""
    number, unit = number_of(found), unit_of(found)
    if number is None or found.tokens[0].kind == "units":
        return "date", "PAST_REF"
    if unit.startswith("T"):
        return "time", None
    quarter = _compared(found, scene)
    if unit == "Y" and number == 1 and quarter:
        return "date", _quarter_back(quarter, 1)
    if unit == "E":
        number, unit = number * 10, "Y"
    return "date", counted(scene, -number * (2 if unit == "2W" else 1), unit[-1])


def earlier(found: Found, scene: Scene) -> Told:
    """As in "a year earlier", "year-ago": before the time told last, else the day of report."""
    number, unit = number_of(found), unit_of(found)
    sign = 1 if found.form("earlier") == "later" else -1
    if number is None or unit.startswith("T"):
        return "duration", duration_value(number, unit)
    quarter = _compared(found, scene)
    if unit == "Y" and sign < 0 and quarter:
        return "date", _quarter_back(quarter, round(number))
    base = next((value for _, value in reversed(scene.before) if first_day(value)), None)
    if base is None or (unit == "Y" and sign < 0 and "-Q" not in base):
        if sign > 0:
            return "date", None
        return "date", counted(scene, -number, unit[-1])
    day = first_day(base)
    told = shifted(day, sign * number, unit[-1]) if day else None
    finest = "Q" if "-Q" in base else unit[-1]
    return "date", written(told, finest) if told else None


def the_unit(found: Found, scene: Scene) -> Told:
    """As in "the quarter", "the year", "the week": the one spoken of; other units are too vague."""
    unit = found.one("unit")
    following = scene.tokens[found.last].form if found.last < len(scene.tokens) else ""
    if found.has("fiscal") or (unit == "Y" and following in ("ended", "ending")):
        return "duration", f"P1{unit}"
    if unit == "Q":
        return "date", quarter_before(scene)
    if unit in ("Y", "W"):
        return "date", counted(scene, 0, unit)
    return None


# What these give is compared with the times told, and is not one of them.
COMPARING = frozenset([ago, earlier, year_period])
