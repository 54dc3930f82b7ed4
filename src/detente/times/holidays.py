"""The day of a holiday: fixed ones, those that hang on Easter, and the nth weekday of a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente import vocab
from detente.times.calendar import easter, weekdays_of

if TYPE_CHECKING:
    from detente.model import TimeKind
    from detente.times.scene import Found, Scene


# So many days off, a holiday is not the coming one whatever the verb.
_TOO_FAR = 250


def holiday(found: Found, scene: Scene) -> tuple[TimeKind, str | None] | None:
    """As in "Easter", "Thanksgiving Day": the last one, or the next where a verb says so."""
    name = "".join(
        token.form if token.kind == "poss" or not number else f" {token.form}"
        for number, token in enumerate(found.tokens)
    )
    rule = vocab.load("times")["holidays"].get(name.replace("’", "'"))
    if rule is None:
        return None
    today = scene.today
    if today is None:
        return "date", None
    days = [day_of(rule, today.year + shift) for shift in (-1, 0, 1)]
    last = max(day for day in days if day <= today)
    coming = min(day for day in days if day >= today)
    if scene.way(found) == "ahead" and (coming - today).days < _TOO_FAR:
        return "date", coming.isoformat()
    near = (coming - today).days < min(30, (today - last).days)
    return "date", (coming if near else last).isoformat()


def day_of(rule: str, year: int) -> date:
    """A rule of the vocabulary in a year: "12-25", "easter-2", or a name known here."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    named = {
        "thanksgiving": (11, 4, 3),
        "labor": (9, 1, 0),
        "memorial": (5, 1, -1),
    }
    if rule in named:
        return weekdays_of(year, *named[rule][:2])[named[rule][2]]
    if rule == "election":
        return weekdays_of(year, 11, 1)[0] + timedelta(days=1)
    month, day = map(int, rule.split("-"))
    return date(year, month, day)
