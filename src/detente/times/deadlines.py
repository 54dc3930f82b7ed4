"""Deadlines: expressions by which something is asked for or promised."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab
from detente.times.calendar import bounds
from detente.times.scene import Found

if TYPE_CHECKING:
    from detente.model import Span
    from detente.times.find import Expression
    from detente.times.scene import Scene
    from detente.times.tokens import Token

# So many tokens before an expression is looked for what is asked.
_REACH = 16
# "the May 1 deadline", "a deadline for a reply of May 1".
_LIMIT_REACH = 4


class Limit(NamedTuple):
    """A deadline: the expression with the preposition or cue that makes it one."""

    words: Span


def limit(one: Expression, scene: Scene) -> Limit | None:
    """The deadline that an expression sets, None where it sets none.

    "by May 1" where the day is to come; "before", "until" and "within" where something is asked;
    "this week" where a response or the like is; "soon" in a condition or a demand, without a day.
    """
    if one.kind == "set" or one.value in ("PRESENT_REF", "PAST_REF"):
        return None
    start = scene.sentence(one.first)[0]
    before = [t for t in scene.tokens[max(0, one.first - _REACH) : one.first] if t.start >= start]
    words = _words()
    named = _named(one, scene, before)
    if named or _is_over(one, scene):
        return named
    if one.value == "FUTURE_REF":
        return _open(one, scene, before)
    last = before[-1] if before else None
    asked = _asks(before)
    if one.kind == "duration":
        return _within(one, scene, before, asked)
    agent = one.last < len(scene.tokens) and scene.tokens[one.last].kind == "poss"
    if last and last.form in words["limit_before"] and not agent and _to_come(one, scene, before):
        return Limit((last.start, one.span[1]))
    if last and last.form in words["limit_before_asked"] and asked:
        return Limit((last.start, one.span[1]))
    owed = next((t for t in reversed(before) if t.form in words["owed"]), None)
    return Limit((owed.start, one.span[1])) if owed and asked and _is_period(one) else None


def _named(one: Expression, scene: Scene, before: list[Token]) -> Limit | None:
    """As in "the May 1 deadline", "a deadline of May 1"."""
    limits = _words()["limits"]
    if one.kind not in ("date", "time", "duration"):
        return None
    if one.last < len(scene.tokens) and scene.tokens[one.last].form in limits:
        return Limit((one.span[0], scene.tokens[one.last].end))
    for token in reversed(before[-_LIMIT_REACH:]):
        if token.form in limits:
            return Limit((token.start, one.span[1])) if one.kind != "duration" else None
    return None


def _is_over(one: Expression, scene: Scene) -> bool:
    """Whether the last day of the expression lies before the day of report."""
    days = bounds(one.value) if one.value else None
    return bool(days and scene.today and date.fromisoformat(days[1]) < scene.today)


def _to_come(one: Expression, scene: Scene, before: list[Token]) -> bool:
    """Whether the expression is told to lie ahead: by its days, else by the words before it."""
    way = scene.way(Found(scene.tokens[one.first : one.last], one.first, one.last))
    days = bounds(one.value) if one.value else None
    if days and scene.today and way != "past":
        return date.fromisoformat(days[1]) > scene.today or _asks(before)
    return way == "ahead" and not (days and scene.today)


def _asks(before: list[Token]) -> bool:
    """Whether something is asked or promised: a verb, not "the call" or "a demand"."""
    words = _words()
    return any(
        token.form in words["asking"] and (not at or before[at - 1].form not in words["articles"])
        for at, token in enumerate(before)
    )


def _within(one: Expression, scene: Scene, before: list[Token], asked: bool) -> Limit | None:
    """As in "within 48 hours", "in two weeks" where something is asked or to come."""
    last = before[-1].form if before else ""
    if last not in ("within", "in", "inside"):
        return None
    kinds = {token.kind for token in scene.tokens[one.first : one.last]}
    if kinds & {"recent", "last", "past"} or (len(before) > 1 and before[-2].form == "time"):
        return None
    ahead = scene.way(Found((), one.first - 1, one.first)) == "ahead"
    if asked or (last == "within" and ahead):
        return Limit((before[-1].start, one.span[1]))
    return None


def _open(one: Expression, scene: Scene, before: list[Token]) -> Limit | None:
    """ "if a truce is not reached soon": a condition or demand without a day."""
    words = _words()
    form = " ".join(token.form for token in scene.tokens[one.first : one.last])
    if form not in words["open_limits"]:
        return None
    for token in reversed(before):
        if token.kind == "comma":
            return None
        if token.form in words["pressing"]:
            return Limit((token.start, one.span[1]))
    return None


def _is_period(one: Expression) -> bool:
    """A week, month or quarter, or a day: "expects an answer this week", "… on Friday"."""
    return one.value is None or bounds(one.value) is not None


@cache
def _words() -> dict[str, frozenset[str]]:
    data = vocab.load("times")
    keys = (
        "asking",
        "owed",
        "limits",
        "limit_before",
        "limit_before_asked",
        "open_limits",
        "pressing",
        "articles",
    )
    return {key: frozenset(data[key]) for key in keys}
