"""`Time` records of a text: expressions with the days they cover and the deadlines among them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from detente.model import Time
from detente.times.calendar import after, bounds
from detente.times.deadlines import Limit, limit
from detente.times.find import Expression, read
from detente.times.scene import Reference, Scene, reference

if TYPE_CHECKING:
    from detente.model import Date, Spans

# A dateline stands so near the start of a text.
_HEAD = 200


def times(text: str, sentences: Spans, published: Date | None) -> tuple[Time, ...]:
    """The time expressions of a text in order, none overlapping.

    Values are TIMEX3's, seen from the local day of `published`. Without one they rest on what the
    text tells: a dated dateline, or the one year of its full dates. What cannot be told has no
    value. An ambiguous weekday or date lies in the past, unless a verb or preposition puts it
    ahead.
    Method: rules over classes of words, as in HeidelTime (Strötgen and Gertz 2010).
    """
    known = reference(published)
    years: frozenset[int] = frozenset()
    if known is None:
        known, years = _told_by(text, sentences)
    scene, found = read(text, sentences, known, years)
    return tuple(_record(one, scene) for one in found)


def _told_by(text: str, sentences: Spans) -> tuple[Reference | None, frozenset[int]]:
    """The day of a dated dateline, else the years of the text's full dates."""
    scene, found = read(text, sentences, None)
    full = [one for one in found if one.value and len(one.value) == 10 and _has_year(scene, one)]
    if full and full[0].span[0] < _HEAD and _is_dateline(text, full[0]):
        return Reference(date.fromisoformat(str(full[0].value)), "day"), frozenset()
    return None, frozenset(int(str(one.value)[:4]) for one in full)


def _has_year(scene: Scene, one: Expression) -> bool:
    return any(t.kind in ("year", "iso", "slashed") for t in scene.tokens[one.first : one.last])


def _is_dateline(text: str, one: Expression) -> bool:
    """As in "GENEVA, April 18, 2025 —": a place in capitals before, a dash or bracket after."""
    line = text.rfind("\n", 0, one.span[0]) + 1
    before = text[line : one.span[0]].strip(" ,(")
    after_it = text[one.span[1] :].lstrip(" )")[:1]
    return after_it in ("-", "–", "—", "(", ":", "_") and (
        not before or before.split()[0].isupper()
    )


def _record(one: Expression, scene: Scene) -> Time:
    found = limit(one, scene)
    start, end = _covered(one, scene, found)
    words = found.words if found else None
    return Time(one.span, one.kind, one.value, start, end, found is not None, words)


def _covered(one: Expression, scene: Scene, found: Limit | None) -> tuple[str | None, str | None]:
    """First and last ISO day; "since", "until" and "by" leave one side open."""
    before = scene.tokens[one.first - 1].form if one.first else ""
    days = bounds(one.value) if one.value else None
    if days is not None:
        start, end = days
        if before == "since":
            return start, None
        return (None if found or before in ("until", "till", "by") else start), end
    if one.kind != "duration" or one.value is None or scene.today is None:
        return None, None
    today = scene.today.isoformat()
    words = {t.kind for t in scene.tokens[one.first : one.last]}
    if found:
        last = after(scene.today, one.value)
        return None, last.isoformat() if last else None
    if words & {"last", "past"}:
        first = after(scene.today, one.value, -1)
        return (first.isoformat(), today) if first else (None, None)
    if words & {"next", "coming"}:
        last = after(scene.today, one.value)
        return (today, last.isoformat()) if last else (None, None)
    return None, None
