"""Weeks, months, years, decades and seasons: "last week", "the end of the year"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente import vocab
from detente.times import days
from detente.times.calendar import SHIFT, bounds, shifted, written

if TYPE_CHECKING:
    from detente.model import TimeKind
    from detente.times.scene import Found, Scene
    from detente.times.tokens import Token

    Told = tuple[TimeKind, str | None] | None


def which_unit(found: Found, scene: Scene) -> Told:
    """As in "last week", "this year": counted from the day of report, or the time told before."""
    kind = next((t.kind for t in found.tokens if t.kind in SHIFT), "this")
    shift = SHIFT.get(kind, 0)
    if found.has("weekend"):
        return "date", _weekend(scene, shift, bool(shift))
    unit, form = found.one("unit"), found.form("unit")
    if unit.startswith("T"):
        return None
    anaphoric = unit == "D" and found.form("unit") == "day" and found.has("the")
    if anaphoric or found.has("following", "previous", "same"):
        return _from_before(scene, found, unit, shift)
    if form == "night":
        day = scene.today
        told = day + timedelta(days=shift) if day else None
        return "time", f"{told.isoformat()}TNI" if told else None
    if found.has("past"):
        return "duration", f"P1{unit}"
    return "date", counted(scene, shift, unit)


def counted(scene: Scene, number: float, unit: str) -> str | None:
    """The unit so many units from the day of report; a weekly or daily one needs the very day."""
    reference = scene.reference
    if reference is None:
        return None
    if not reference.to_the_day and (
        unit in "DW" or (reference.precision == "year" and unit in "MQ")
    ):
        return None
    told = shifted(reference.day, number, unit)
    return written(told, unit) if told else None


def _from_before(scene: Scene, found: Found, unit: str, shift: int) -> Told:
    """As in "the following year", "the same day": counted from the time told before it."""
    for _, value in reversed(scene.before):
        day = first_day(value)
        if day and (unit not in "DW" or len(value) >= 10):
            told = shifted(day, shift, unit)
            return "date", written(told, unit) if told else None
    return "date", counted(scene, shift, unit) if unit not in "DW" else None


def first_day(value: str) -> date | None:
    """The first day of a value, None where it names none."""
    covered = bounds(value)
    return date.fromisoformat(covered[0]) if covered else None


def in_the_unit(found: Found, scene: Scene) -> Told:
    """As in "earlier in the week": the one of the report."""
    unit = found.one("unit")
    return ("date", counted(scene, 0, unit)) if unit in ("W", "M", "Y") else None


def weekend(found: Found, scene: Scene) -> Told:
    """As in "the weekend": the last one begun, or the coming one where a verb says so."""
    ahead = scene.way(found) == "ahead"
    return "date", _weekend(scene, 1 if ahead else 0, False)


def _weekend(scene: Scene, shift: int, counted: bool) -> str | None:
    """Week of a weekend: the last begun; with `counted` so many from this week's."""
    today = scene.today
    if today is None:
        return None
    monday = today - timedelta(days=today.isoweekday() - 1)
    if counted or today.isoweekday() >= 6 or shift:
        day = monday + timedelta(weeks=shift if counted or today.isoweekday() >= 6 else 0)
    else:
        day = monday - timedelta(weeks=1)
    return f"{written(day, 'W')}-WE"


def year(found: Found, scene: Scene) -> Told:
    """As in "1990", "early 2025", "fiscal 1989"; a figure that counts things is none."""
    if len(found.tokens) == 1 and _counts(found, scene):
        return None
    return "date", found.one("year")


def _counts(found: Found, scene: Scene) -> bool:
    """Whether a bare figure is a number of things: "1990 tons", "#1990", "route-1990"."""
    before = scene.tokens[found.first - 1] if found.first else None
    after = scene.tokens[found.last] if found.last < len(scene.tokens) else None
    if before and (before.form == "#" or before.kind == "slash"):
        return True
    if before and before.kind == "hyphen" and scene.tokens[found.first - 2].kind != "year":
        return True
    if after is None:
        return False
    if after.form in ("%", "percent", "per") or after.kind == "slash":
        return True
    thing = after.kind == "other" and len(after.form) > 3 and after.form.endswith("s")
    return thing and before is not None and before.kind == "other" and not _dates_after(before)


def _dates_after(before: Token) -> bool:
    """Whether a word may stand before a year."""
    return not before.form.isalnum() or before.form in vocab.load("times")["year_before"]


def decade(found: Found, scene: Scene) -> Told:
    """As in "the late 1970s", "the '80s": the years' first three digits."""
    told = found.one("decade")
    if len(told) == 2:
        told = f"{19 if told >= '30' else 20}{told}"
    return ("date", told[:3]) if len(told) == 4 and told[:2] in ("17", "18", "19", "20") else None


def end_of(found: Found, scene: Scene) -> Told:
    """As in "the end of the month", "year-end": the unit whose end it is."""
    if found.one("month"):
        return days.month(found, scene)
    if found.one("year"):
        return "date", found.one("year")
    if found.has("weekend"):
        return weekend(found, scene)
    unit = found.one("unit")
    shift = next((SHIFT[t.kind] for t in found.tokens if t.kind in SHIFT), 0)
    return ("date", counted(scene, shift, unit)) if unit in "DWMQY" else None


def season(found: Found, scene: Scene) -> Told:
    """As in "last fall", "the summer of 2014": a year and SP, SU, FA or WI."""
    told = found.one("season")
    if found.one("year"):
        return "date", f"{found.one('year')}-{told}"
    if not found.has("last", "this", "next", "the", "early", "past", "coming"):
        return None
    if found.form("season") == "fall" and found.has("the"):
        return None
    reference = scene.reference
    if reference is None:
        return "date", None
    starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[told]
    now = reference.day
    begun = (now.month, now.day) >= (starts, 1)
    this = now.year
    if found.has("last", "past"):
        return "date", f"{this if begun and now.month > starts + 2 else this - 1}-{told}"
    if found.has("next"):
        return "date", f"{this + 1 if begun else this}-{told}"
    ahead = found.has("this", "coming") or scene.way(found) == "ahead"
    return "date", f"{this if begun or ahead else this - 1}-{told}"


def phrase_value(phrase: str) -> str:
    """The reference that a phrase makes: PRESENT_REF, PAST_REF or FUTURE_REF."""
    for which, phrases in vocab.load("times")["refs"].items():
        if phrase in phrases:
            return f"{which.upper()}_REF"
    raise KeyError(phrase)
