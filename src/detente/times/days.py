"""Days and months of the calendar: "April 18", "early March", "the week of May 5"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab
from detente.times.calendar import month_of, written
from detente.times.scene import Found

if TYPE_CHECKING:
    from detente.model import TimeKind
    from detente.times.scene import Scene

    Told = tuple[TimeKind, str | None] | None

# Without a verb that tells, a day or month to come is meant where the past one is so far off.
_FAR = 200
_NEAR = 100
_TOO_FAR = 250
_SOON = 100


def numeric(found: Found, scene: Scene) -> Told:
    """As in "2025-04-18"; "4/18/25" with the month first, or the day where it must be.

    With full stops ("18.4.2025") the day is first.
    """
    token = found.tokens[0]
    if token.kind == "iso":
        return ("time" if "T" in token.value else "date"), token.value
    parts = [int(part) for part in re.split(r"\D", token.value)]
    if parts[0] > 999:
        year, month, day = parts
    else:
        month, day, year = parts
        if month > 12 or "." in token.value:
            month, day = day, month
    year += 0 if year > 99 else (1900 if year > 50 else 2000)
    told = _valid(year, month, day)
    return ("date", told.isoformat()) if told else None


def calendar_day(found: Found, scene: Scene) -> Told:
    """As in "April 18", "Friday, April 18, 2025"; without a year, the one that verbs tell."""
    day = _number(found)
    if day is None:
        return None
    month = int(found.one("month"))
    year = found.one("year") or _span_year(found, scene)
    if year:
        told = _valid(int(year), month, day)
        return ("date", told.isoformat()) if told else None
    if not _valid(2024, month, day):
        return None
    return "date", _yearless(found, scene, month, day)


def _number(found: Found) -> int | None:
    """The day of the month: "18", "18th", "twenty-first"; None for what is no day."""
    told = [token.value for token in found.tokens if token.kind in ("num", "ord")]
    if not told or not all(value.isdecimal() for value in told):
        return None
    if len(told) > 1 and (told[0] not in ("20", "30") or len(told[1]) > 1):
        return None
    number = sum(map(int, told))
    return number if 1 <= number <= 31 else None


def bare_day(found: Found, scene: Scene) -> Told:
    """As in "on the 27th": of the month of report, or the one before or after."""
    form = found.form("ord")
    after = scene.tokens[found.last] if found.last < len(scene.tokens) else None
    counts = after is not None and after.form.isalpha() and after.kind == "other"
    preposition = scene.tokens[found.first - 1].kind if found.first else ""
    if not form[0].isdigit() or preposition != "on" or (counts and after and after.capital):
        return None
    if counts and after and after.form not in vocab.load("times")["month_before"]:
        return None
    day, today = _number(found), scene.today
    if day is None or today is None:
        return None
    near = [_valid(*month_of(today, shift), day) for shift in (-1, 0, 1)]
    options = [told for told in near if told]
    return ("date", _chosen(options, found, scene, today).isoformat()) if options else None


def _yearless(found: Found, scene: Scene, month: int, day: int) -> str | None:
    """A day of the year as ISO day, in the year that fits; None where nothing tells it."""
    reference = scene.reference
    if reference is None:
        year = next(iter(scene.years)) if len(scene.years) == 1 else None
        told = _valid(year, month, day) if year else None
        return told.isoformat() if told else None
    today = reference.day
    if reference.precision == "year":
        years = [today.year]
    else:
        years = [today.year + shift for shift in (-1, 0, 1)]
    near = [told for year in years if (told := _valid(year, month, day))]
    named = int(found.one("weekday") or 0)
    near = [told for told in near if told.isoweekday() == named] or near
    return _chosen(near, found, scene, today).isoformat() if near else None


def _chosen(options: list[date], found: Found, scene: Scene, today: date) -> date:
    """The past or coming one of the days, as the verb says, else as the distances say."""
    past = max((day for day in options if day <= today), default=None)
    ahead = min((day for day in options if day >= today), default=None)
    if past is None or ahead is None:
        return past or ahead or options[0]
    if found.has("last", "next", "coming"):
        return past if found.has("last") else ahead
    far, near = (today - past).days, (ahead - today).days
    if scene.near(found, ("the", "a")):
        return past if far <= 2 * near else ahead
    way = scene.way(found)
    if way in ("ahead", "perhaps"):
        return ahead if near < (_TOO_FAR if way == "ahead" else _SOON) else past
    return ahead if way is None and far > _FAR and near < _NEAR else past


def month(found: Found, scene: Scene) -> Told:
    """As in "early March", "last November", "April 2025", "June last year"."""
    number = int(found.one("month"))
    if found.one("year"):
        return "date", f"{found.one('year')}-{number:02}"
    if not _is_month(found, scene) or found.one("unit") not in ("", "Y"):
        return None
    year = _range_year(found, scene)
    if year:
        return "date", f"{year}-{number:02}"
    reference = scene.reference
    if reference is None:
        plain = len(scene.years) == 1 and not found.has("unit", "last", "next", "this", "past")
        return "date", f"{min(scene.years)}-{number:02}" if plain else None
    today = reference.day
    if found.has("unit"):
        shift = {"last": -1, "past": -1, "next": 1}.get(_which(found), 0)
        return "date", f"{today.year + shift:04}-{number:02}"
    if found.has("this"):
        return "date", f"{today.year:04}-{number:02}"
    current = today.replace(day=1)
    if found.has("last") and number == current.month:
        return "date", f"{today.year - 1:04}-{number:02}"
    options = [date(today.year + shift, number, 1) for shift in (-1, 0, 1)]
    return "date", written(_chosen(options, found, scene, current), "M")


def _range_year(found: Found, scene: Scene) -> str:
    """The year of "from January to April 2015"; empty where none follows so."""
    kinds = [token.kind for token in scene.tokens[found.last : found.last + 3]]
    if kinds[:2] in (["to", "month"], ["and", "month"], ["hyphen", "month"]) and kinds[2:] == [
        "year"
    ]:
        return scene.tokens[found.last + 2].value
    return ""


def _span_year(found: Found, scene: Scene) -> str:
    """The year of "July 14-30, 2028"; empty where none follows so."""
    following = [t for t in scene.tokens[found.last : found.last + 4] if t.kind != "comma"][:3]
    kinds = [token.kind for token in following]
    if kinds in (["hyphen", "num", "year"], ["to", "num", "year"], ["and", "num", "year"]):
        return following[2].value
    return ""


def _is_month(found: Found, scene: Scene) -> bool:
    """As in "May" and "March" are months where a preposition or another word of time says so."""
    form = found.form("month")
    if len(found.tokens) > 1:
        return True
    if form in ("may", "march"):
        opening = scene.tokens[found.first].start == scene.sentence(found.first)[0]
        before = scene.tokens[found.first - 1].form if found.first else ""
        return not opening and (form == "march" or before in _before_month())
    follows = scene.tokens[found.last].kind if found.last < len(scene.tokens) else ""
    return len(form) > 4 or form in ("june", "july") or follows == "dot"


@cache
def _before_month() -> frozenset[str]:
    return frozenset(vocab.load("times")["month_before"])


def _which(found: Found) -> str:
    return next((t.kind for t in found.tokens if t.kind in ("last", "past", "next", "this")), "")


def day_of_month(found: Found, scene: Scene) -> Told:
    """As in "the 20th of next month"."""
    number = _number(found)
    if found.one("unit") != "M" or number is None or scene.reference is None:
        return None
    shift = 1 if found.has("next", "coming") else -1 if found.has("last", "previous") else 0
    told = _valid(*month_of(scene.reference.day, shift), number)
    return ("date", told.isoformat()) if told else None


def week_of(found: Found, scene: Scene) -> Told:
    """As in "the week of May 5": the week that holds the day."""
    if found.one("unit") != "W":
        return None
    day = calendar_day(found, scene)
    if day is None or day[1] is None:
        return day
    return "date", written(date.fromisoformat(day[1]), "W")


def within(found: Found, scene: Scene) -> Told:
    """As in "the first week of October", "the last day of this month": told by the whole."""
    if found.has("month"):
        return month(Found([t for t in found.tokens if t.kind in ("month", "year")], 0, 2), scene)
    return None


def spoken_year(found: Found, scene: Scene) -> Told:
    """As in "nineteen ninety-six", "January twenty twenty-five", as broadcasts are written down."""
    numbers = [token for token in found.tokens if token.kind == "num"]
    values = [int(token.value) for token in numbers if token.form.isalpha()]
    if len(values) != len(numbers) or values[0] not in (19, 20) or not 10 <= values[1] <= 90:
        return None
    if len(values) == 3 and (values[1] % 10 or values[1] < 20 or values[2] > 9):
        return None
    year = f"{values[0]}{sum(values[1:]):02}"
    month = found.one("month")
    return "date", f"{year}-{int(month):02}" if month else year


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
