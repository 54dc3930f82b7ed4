"""Values of expressions that name weeks, quarters, years and so on, durations and repetitions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente import vocab
from detente.times.calendar import shifted, written

if TYPE_CHECKING:
    from detente.model import TimeKind
    from detente.times.scene import Found, Scene

    Told = tuple[TimeKind, str | None] | None

# So many tokens after a quarter was named, "a year ago" still means that quarter's.
_COMPARED = 120
_SHIFT = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}


def which_unit(found: Found, scene: Scene) -> Told:
    """"last week", "this year", "the following month": a unit counted from the day of report."""
    kind = next((t.kind for t in found.tokens if t.kind in _SHIFT), "this")
    shift = _SHIFT[kind] if kind in _SHIFT else 0
    if found.has("weekend"):
        return "date", _weekend(scene, shift, bool(shift))
    unit, form = found.one("unit"), found.form("unit")
    if unit.startswith("T"):
        return None
    if found.has("following", "previous", "same"):
        return _from_before(scene, found, unit, shift)
    if form == "night":
        day = scene.today
        told = day + timedelta(days=shift) if day else None
        return "time", f"{told.isoformat()}TNI" if told else None
    if found.has("past"):
        return "duration", f"P1{unit}" if unit != "Y" else f"P1{unit}"
    return "date", _counted(scene, shift, unit)


def _counted(scene: Scene, number: float, unit: str) -> str | None:
    """The unit so many units from the day of report; a weekly or daily one needs the very day."""
    reference = scene.reference
    if reference is None:
        return None
    if not reference.to_the_day and (unit in "DW" or (reference.precision == "year" and unit in "MQ")):
        return None
    told = shifted(reference.day, number, unit)
    return written(told, unit) if told else None


def _from_before(scene: Scene, found: Found, unit: str, shift: int) -> Told:
    """"the following year", "the same day": counted from the time told before it."""
    for _, value in reversed(scene.before):
        day = _first_day(value)
        if day and (unit not in "DW" or len(value) >= 10):
            told = shifted(day, shift, unit)
            return "date", written(told, unit) if told else None
    return "date", None


def _first_day(value: str) -> date | None:
    """The first day of a value, None where it names none."""
    from detente.times.calendar import bounds

    covered = bounds(value)
    return date.fromisoformat(covered[0]) if covered else None


def weekend(found: Found, scene: Scene) -> Told:
    """"the weekend": the last one begun, or the coming one where a verb says so."""
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


def the_unit(found: Found, scene: Scene) -> Told:
    """"the quarter", "the year", "the week": the one spoken of; other units are too vague."""
    unit = found.one("unit")
    following = scene.tokens[found.last].form if found.last < len(scene.tokens) else ""
    if found.has("fiscal") or (unit == "Y" and following in ("ended", "ending")):
        return "duration", f"P1{unit}"
    if unit == "Q":
        return "date", _quarter_before(scene)
    if unit in ("Y", "W"):
        return "date", _counted(scene, 0, unit)
    return None


def _quarter_before(scene: Scene) -> str | None:
    """The quarter told last, else the one that ended before the day of report."""
    ended = _counted(scene, -1, "Q")
    told = (value for _, value in reversed(scene.before) if "-Q" in value)
    return next((value for value in told if not ended or value <= ended), ended)


def _compared(found: Found, scene: Scene) -> str | None:
    """The quarter that figures of "a year earlier" are compared with; None outside such reports."""
    ended = _counted(scene, -1, "Q")
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
    """"the 1988 period", "the 1988 quarter": that year's quarter in a report on quarters."""
    if found.has("unit") and found.one("unit") != "Q":
        return None
    quarter = _compared(found, scene)
    return "date", found.one("year") + (quarter[4:] if quarter else "")


def latest(found: Found, scene: Scene) -> Told:
    """"the latest quarter", "the latest period"."""
    if found.form("first") != "latest" or (found.has("unit") and found.one("unit") not in "QWMY"):
        return None
    if found.has("period") or found.one("unit") == "Q":
        return "date", _quarter_before(scene)
    return "date", _counted(scene, 0, found.one("unit"))


def year(found: Found, scene: Scene) -> Told:
    """"1990", "early 2025", "fiscal 1989"; a figure that counts things is none."""
    if found.last < len(scene.tokens) and len(found.tokens) == 1:
        after = scene.tokens[found.last]
        before = scene.tokens[found.first - 1].form if found.first else ""
        if after.form in ("%", "percent", "per") or (
            after.kind == "other" and after.form.endswith("s") and after.form.isalpha()
            and before not in _YEAR_PREPOSITIONS and before.isalnum() and len(after.form) > 3
        ):
            return None
        if before in ("#", "/") or after.kind == "slash":
            return None
        if before == "-" and scene.tokens[found.first - 2].kind != "year":
            return None
    return "date", found.one("year")


_YEAR_PREPOSITIONS = frozenset(["in", "since", "by", "until", "of", "from", "the", "a", "its", "his", "before", "after"])


def decade(found: Found, scene: Scene) -> Told:
    """"the late 1970s", "the '80s": the years' first three digits."""
    told = found.one("decade")
    if len(told) == 2:
        told = f"{19 if told >= '30' else 20}{told}"
    return ("date", told[:3]) if len(told) == 4 and told[:2] in ("17", "18", "19", "20") else None


def ago(found: Found, scene: Scene) -> Told:
    """"two days ago", "a few years ago": counted back from the day of report."""
    number, unit = _number(found), _unit(found)
    if number is None or found.tokens[0].kind == "units":
        return "date", "PAST_REF"
    if unit.startswith("T"):
        return "time", None
    quarter = _compared(found, scene)
    if unit == "Y" and number == 1 and quarter:
        return "date", _quarter_back(quarter, 1)
    if unit == "E":
        number, unit = number * 10, "Y"
    return "date", _counted(scene, -number * (2 if unit == "2W" else 1), unit[-1])


def earlier(found: Found, scene: Scene) -> Told:
    """"a year earlier", "year-ago": before the time told last, else before the day of report."""
    number, unit = _number(found), _unit(found)
    sign = 1 if found.form("earlier") == "later" else -1
    if number is None or unit.startswith("T"):
        return "duration", _period(number, unit)
    quarter = _compared(found, scene)
    if unit == "Y" and sign < 0 and quarter:
        return "date", _quarter_back(quarter, round(number))
    base = next((value for _, value in reversed(scene.before) if _first_day(value)), None)
    if base is None or (unit == "Y" and sign < 0 and "-Q" not in base):
        if sign > 0:
            return "date", None
        return "date", _counted(scene, -number, unit[-1])
    day = _first_day(base)
    told = shifted(day, sign * number, unit[-1]) if day else None
    finest = "Q" if "-Q" in base else unit[-1]
    return "date", written(told, finest) if told else None


def stretch(found: Found, scene: Scene) -> Told:
    """"the past 20 years", "the first nine months", "recent weeks": how long it is."""
    return "duration", _period(_number(found), _unit(found))


def duration(found: Found, scene: Scene) -> Told:
    """"three days", "30-day", "less than an hour", "weeks"."""
    unit = _unit(found)
    if found.has("unit") and found.tokens[-1].form == "night":
        return None
    if _is_age(found, scene) or _is_rate(found, scene):
        return None
    if len(found.tokens) == 1 and (unit.startswith("T") and unit != "TH" or unit in ("Q",)):
        return None
    if found.tokens[-1].capital and not scene.tokens[found.first - 1].kind == "dot":
        return None
    return "duration", _period(_number(found), unit)


def _is_age(found: Found, scene: Scene) -> bool:
    """"a 6-year-old boy", "52 years old"."""
    return found.tokens[-1].form == "old" or any(
        token.form in ("old", "olds") for token in scene.tokens[found.last : found.last + 2]
    )


def _is_rate(found: Found, scene: Scene) -> bool:
    """"four flights a week", "358,000 a month": how often or how much, not how long."""
    if found.tokens[0].kind != "a" or len(found.tokens) > 2 or not found.first:
        return False
    before = scene.tokens[found.first - 1]
    if found.last < len(scene.tokens) and scene.tokens[found.last].kind == "before":
        return False
    return before.kind in ("num", "year", "couple") or (
        before.kind == "other" and len(before.form) > 3 and before.form.endswith("s")
    )


def _number(found: Found) -> float | None:
    """How many units; None where only "a few" is said or nothing."""
    if found.has("few", "couple"):
        return 2 if "couple" in [t.form for t in found.tokens] else None
    numbers = [float(t.value) for t in found.tokens if t.kind == "num"]
    if not numbers:
        if found.has("half"):
            return 0.5
        return 1 if found.has("a", "unit") else None
    if found.has("to", "or"):
        return numbers[0] if found.tokens[0].kind != "a" else 1
    told = numbers[0]
    for number in numbers[1:]:
        told = told * number if number in (100, 1000) else told + number
    if found.has("fraction"):
        above, below = map(int, found.one("fraction").split("/"))
        told += above / below if below else 0
    return told + (0.5 if found.has("half") else 0)


def _unit(found: Found) -> str:
    return found.one("units") or found.one("unit")


def _period(number: float | None, unit: str) -> str:
    """TIMEX3's duration: "P30D", "PT48H", "PXW"; half a year too ("P2Y6M")."""
    time = "T" if unit.startswith("T") else ""
    letter = unit[-1]
    if number is None:
        return f"P{time}X{letter}"
    if unit == "2W":
        number *= 2
    if letter == "E":
        number, letter = number * 10, "Y"
    if letter == "C":
        number, letter = number * 100, "Y"
    whole, rest = int(number), number - int(number)
    finer = {"Y": ("M", 12), "H": ("M", 60), "D": ("H", 24), "M": ("D", 30)}.get(letter)
    if not rest or finer is None:
        return f"P{time}{number:g}{letter}"
    head = f"{whole}{letter}" if whole else ""
    return f"P{time}{head}{round(rest * finer[1])}{finer[0]}"


def quarter(found: Found, scene: Scene) -> Told:
    """"the third quarter", "first half of 2025", "Q3", "the 21st century"."""
    short = next((t.kind[1] for t in found.tokens if t.kind in ("q1", "q2", "q3", "q4")), "")
    number = int(short or found.one("ord"))
    letter = "H" if found.has("half") else "Q"
    unit = "Q" if short or found.has("half") else found.one("unit")
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
    shift = next((_SHIFT[t.kind] for t in found.tokens if t.kind in ("last", "next", "past")), None)
    first = date(today.year, (number - 1) * (6 if letter == "H" else 3) + 1, 1)
    if shift is None:
        shift = -1 if first > today and scene.way(found) != "ahead" else 0
    return "date", f"{today.year + shift}-{letter}{number}"


def repeated(found: Found, scene: Scene) -> Told:
    """"every day", "daily", "each Thursday"."""
    if found.has("part"):
        return "set", f"XXXX-XX-XXT{found.one('part')}"
    if found.has("set"):
        return "set", found.one("set")
    if found.has("weekday"):
        return "set", f"XXXX-WXX-{found.one('weekday')}"
    return "set", _period(1, found.one("unit"))


def end_of(found: Found, scene: Scene) -> Told:
    """"the end of the month", "year-end": the unit whose end it is."""
    if found.one("month"):
        from detente.times import days

        return days.month(found, scene)
    if found.one("year"):
        return "date", found.one("year")
    if found.has("weekend"):
        return weekend(found, scene)
    unit = found.one("unit")
    shift = next((_SHIFT[t.kind] for t in found.tokens if t.kind in _SHIFT), 0)
    return ("date", _counted(scene, shift, unit)) if unit in "DWMQY" else None


def season(found: Found, scene: Scene) -> Told:
    """"last fall", "the summer of 2014": a year and SP, SU, FA or WI."""
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


# What these give is compared with the times told, and is not one of them.
COMPARING = frozenset([ago, earlier, year_period])
