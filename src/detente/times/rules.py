"""Which runs of tokens are time expressions: patterns over kinds, each with what resolves it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente.times import days, durations, periods, quarters, weekdays
from detente.times.tokens import compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.model import TimeKind
    from detente.times.scene import Found, Scene

    Resolver = Callable[[Found, Scene], tuple[TimeKind, str | None] | None]

_WHICH = "(?:last | past | this | next | coming | previous | following | current | same)"
_NUMBER = "(?:num (?:hyphen? num | (?:and a)? fraction | to num | or num | and a half)?)"
# What patterns have in common, by the name that they use.
_PARTS = {
    "_ABOUT": "(?:approx | more than)?",
    "_NUMBER": _NUMBER,
    "_COUNT": f"(?:{_NUMBER} | a? couple of? | a? few | half a? | a half | a)",
    "_SOME": f"(?:{_NUMBER} | few | couple of?)",
    "_WHICH": _WHICH,
    "_DAY": "(?:(?:num hyphen?)? ord | num)",
    "_TAIL": "(?:hyphen? long | or so | or num)",
    "_UNIT": "(?:unit | units)",
    "_EARLY": "(?:early hyphen?)?",
    "_WEEKDAY": "(?:weekday dot? comma? the?)?",
    "_YEAR": "(?:(?:of | comma)? year | of? (?:this | last | next | past) unit)",
    "_OFYEAR": f"(?:of? (?:fiscal? year | the? (?:fiscal | {_WHICH})? unit))",
    "_PERIOD": f"(?:the? (?:{_WHICH} | fiscal)? (?:unit | weekend)"
    " | fiscal? year | month dot? year?)",
    "_ONDAY": "(?:on? (?:weekday | day) | comma? on? month dot? num (?:comma? year)?)",
}

# An earlier rule wins over a later one of the same length; a resolver may decline.
_RULES: tuple[tuple[str, Resolver], ...] = (
    ("iso | slashed", days.numeric),
    (
        "_WEEKDAY _WHICH? month (?:dot | hyphen | slash)? _DAY (?:comma? year)?",
        days.calendar_day,
    ),
    (
        "_WEEKDAY _DAY (?:of | hyphen | slash)? month dot? (?:(?:comma | hyphen)? year)?",
        days.calendar_day,
    ),
    (
        "(?:the? early hyphen?)? _WHICH? month dot? _YEAR?",
        days.month,
    ),
    ("(?:early | earlier)? (?:this? _WHICH)? weekday (?:hyphen? part)?", weekdays.weekday),
    ("part of? weekday", weekdays.weekday),
    ("weekday of? _WHICH unit | _WHICH unit on? weekday", weekdays.of_week),
    ("the? (?:ord | last) weekday (?:of | in) (?:month dot? year? | _WHICH unit)", weekdays.nth_of),
    ("weekday the ord", weekdays.dated_weekday),
    ("the ord", days.bare_day),
    ("approx? (?:num | clock) ampm zone? _ONDAY?", weekdays.clock),
    ("clock zone? _ONDAY?", weekdays.clock),
    ("num in the part", weekdays.clock),
    ("num oclock (?:in the part)? _ONDAY?", weekdays.clock),
    ("part weekday?", weekdays.noon),
    ("(?:early | earlier)? day part?", weekdays.deictic),
    ("the unit before day", weekdays.beside_today),
    ("the? (?:num | ord) of _WHICH unit", days.day_of_month),
    (
        "the unit of (?:month dot? (?:num | ord) (?:comma? year)? | (?:num | ord) month)",
        days.week_of,
    ),
    (
        "the? (?:ord | last | first) (?:unit | weekend) of (?:month dot? year? | _WHICH unit)",
        days.within,
    ),
    ("_ABOUT _COUNT _UNIT from (?:now | day)", weekdays.from_now),
    ("(?:early | earlier)? (?:this | last) part", weekdays.part_of_day),
    ("the? (?:early | earlier)? this? _WHICH fiscal? (?:unit | weekend)", periods.which_unit),
    ("(?:the | this) weekend", periods.weekend),
    ("(?:early | earlier) in the unit", periods.in_the_unit),
    ("the (?:full | fiscal)? unit", quarters.the_unit),
    ("the? first (?:period | unit)", quarters.latest),
    ("the? year (?:period | unit)", quarters.year_period),
    ("the? year poss? ord hyphen? unit", quarters.quarter),
    ("_WHICH unit poss ord hyphen? unit", quarters.quarter),
    ("(?:_ABOUT _COUNT hyphen?)? _UNIT (?:or so | or num)? ago", quarters.ago),
    ("_COUNT _UNIT (?:or so)? earlier", quarters.earlier),
    (
        "(?:the | a)? unit hyphen? (?:ago | earlier) (?:period | (?:ord hyphen?)? unit)?",
        quarters.earlier,
    ),
    ("the? unit hyphen earlier num units", durations.stretch),
    (
        "the? (?:_WHICH | recent | ord | first) _SOME (?:more? units | unit)",
        durations.stretch,
    ),
    ("the? (?:recent | coming) units", durations.stretch),
    (
        "_ABOUT _COUNT hyphen? (?:more | working)? _UNIT _TAIL?",
        durations.duration,
    ),
    ("unit hyphen long", durations.duration),
    ("units", durations.duration),
    (
        "the? fiscal? ord hyphen? (?:unit | half) _OFYEAR?",
        quarters.quarter,
    ),
    ("(?:q1 | q2 | q3 | q4) (?:of? year)?", quarters.quarter),
    ("each (?:unit | weekday | part)", durations.repeated),
    ("set", durations.repeated),
    ("the? _EARLY fiscal? year", periods.year),
    ("the unit year", periods.year),
    ("month? num num (?:hyphen? num)?", days.spoken_year),
    ("the? _EARLY decade", periods.decade),
    (
        "the? end of _PERIOD",
        periods.end_of,
    ),
    ("unit poss? hyphen? end", periods.end_of),
    ("the? _EARLY (?:this? _WHICH)? season (?:of? year)?", periods.season),
)


class Rule(NamedTuple):
    """A pattern over kinds, and what gives the kind and value of what it matches."""

    pattern: re.Pattern[str]
    resolve: Resolver


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, compiled once."""

    def whole(pattern: str) -> str:
        return re.sub(r"_[A-Z]+", lambda part: _PARTS[part.group()], pattern)

    return tuple(Rule(compiled(whole(pattern)), resolve) for pattern, resolve in _RULES)
