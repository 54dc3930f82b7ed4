"""Durations and repetitions: "three days", "the past 20 years", "every week"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model import TimeKind
    from detente.times.scene import Found, Scene

    Told = tuple[TimeKind, str | None] | None


def stretch(found: Found, scene: Scene) -> Told:
    """As in "the past 20 years", "the first nine months", "recent weeks": how long it is."""
    return "duration", duration_value(number_of(found), unit_of(found))


def duration(found: Found, scene: Scene) -> Told:
    """As in "three days", "30-day", "less than an hour", "weeks"."""
    unit = unit_of(found)
    if found.has("unit") and found.tokens[-1].form == "night":
        return None
    if _is_age(found, scene) or _is_rate(found, scene):
        return None
    if len(found.tokens) == 1 and unit in ("TS", "TM", "Q"):
        return None
    if found.tokens[-1].capital and found.first:
        return None
    return "duration", duration_value(number_of(found), unit)


def _is_age(found: Found, scene: Scene) -> bool:
    """As in "a 6-year-old boy", "52 years old"."""
    return found.tokens[-1].form == "old" or any(
        token.form in ("old", "olds") for token in scene.tokens[found.last : found.last + 2]
    )


def _is_rate(found: Found, scene: Scene) -> bool:
    """As in "four flights a week", "358,000 a month": how often or how much, not how long."""
    if found.tokens[0].kind != "a" or len(found.tokens) > 2 or not found.first:
        return False
    before = scene.tokens[found.first - 1]
    if found.last < len(scene.tokens) and scene.tokens[found.last].kind == "before":
        return False
    return before.kind in ("num", "year", "couple") or (
        before.kind == "other" and len(before.form) > 3 and before.form.endswith("s")
    )


def repeated(found: Found, scene: Scene) -> Told:
    """As in "every day", "daily", "each Thursday"."""
    if found.has("part"):
        return "set", f"XXXX-XX-XXT{found.one('part')}"
    if found.has("set"):
        return "set", found.one("set")
    if found.has("weekday"):
        return "set", f"XXXX-WXX-{found.one('weekday')}"
    return "set", duration_value(1, found.one("unit"))


def number_of(found: Found) -> float | None:
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


def unit_of(found: Found) -> str:
    """The letters of the unit that an expression counts in; empty where it has none."""
    return found.one("units") or found.one("unit")


def duration_value(number: float | None, unit: str) -> str:
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
