"""Which position takes the place of which: a holder's stances on an issue, in order of time.

A position gives way to the next later one of the same holder on the same issue. Later is a later
day; within a day, only reports of the same stance stand behind one another, the surest last, since
of two that contradict each other on one day neither is known to be the later. What is `possible`
never takes the place of what was `stated`. Reports of one day in one article stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, update

from detente.ledger.line_tables import positions
from detente.ledger.tables import articles

Group = tuple[str, str, str]
"""An effective holder's identifier, an issue's, a dossier's."""

_SURENESS = {"possible": 0, "reported": 1, "stated": 2}
_SET = ("superseded_by", "superseded_day", "supersedes")
_COLUMNS = ("key", "id", "day", "stance", "certainty", *_SET)
_GROUP = ("who", "issue", "dossier")
# Nothing else can change: what was superseded before that day stays so, by the same position.
_OPEN = (
    select(*(positions.c[name] for name in _COLUMNS))
    .add_columns(articles.c.published, articles.c.id.label("article_id"))
    .join(articles, articles.c.key == positions.c.article)
    .where(*(positions.c[name] == bindparam(name) for name in _GROUP))
    .where(
        or_(
            positions.c.superseded_day.is_(None),
            positions.c.superseded_day >= bindparam("since"),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Held:
    """A stored position, as far as it decides what supersedes what. `told`: when published."""

    key: int
    id: str
    day: str
    told: str
    article: str
    stance: str
    certainty: str

    @property
    def weight(self) -> tuple[int, str, str, str]:
        """The order within a day."""
        return _SURENESS[self.certainty], self.told, self.article, self.id


def successors(group: Iterable[Held]) -> dict[int, Held | None]:
    """For each position's key, the first that takes its place."""
    ordered = sorted(group, key=lambda held: (held.day, held.told, held.article, held.id))
    found: dict[int, Held | None] = {}
    at = 0
    for _, same_day in groupby(ordered, key=lambda held: held.day):
        day = list(same_day)
        at += len(day)
        for held in day:
            later = (each for each in islice(ordered, at, None) if _may_replace(each, held))
            found[held.key] = _within_day(held, day) or next(later, None)
    return found


def _within_day(held: Held, day: Sequence[Held]) -> Held | None:
    behind = [
        each
        for each in day
        if (each.stance == held.stance and each.article != held.article)
        and each.weight > held.weight
    ]
    return min(behind, key=lambda each: each.weight, default=None)


def _may_replace(later: Held, earlier: Held) -> bool:
    return not (later.certainty == "possible" and earlier.certainty == "stated")


def groups_of(connection: Connection, *conditions: Any) -> dict[Group, str]:
    """The groups that those rows of `positions` are in, each with its first day among them."""
    columns = (positions.c[name] for name in _GROUP)
    found: dict[Group, str] = {}
    query = select(*columns, positions.c.day).where(*conditions)
    for row in connection.execute(query):
        group = (row.who, row.issue, row.dossier)
        found[group] = min(row.day, found.get(group, row.day))
    return found


def earliest(*many: Mapping[Group, str]) -> dict[Group, str]:
    """Several such mappings as one."""
    found: dict[Group, str] = {}
    for groups in many:
        for group, day in groups.items():
            found[group] = min(day, found.get(group, day))
    return found


def refresh(connection: Connection, groups: Mapping[Group, str]) -> None:
    """Set anew what supersedes what in these groups, where it can have changed since their day."""
    changed = []
    for group, day in groups.items():
        changed += _changed(connection, group, day)
    if changed:
        query = update(positions).where(positions.c.key == bindparam("its_key"))
        connection.execute(query, changed)


def _changed(connection: Connection, group: Group, day: str) -> list[dict[str, Any]]:
    rows = connection.execute(_OPEN, {**dict(zip(_GROUP, group, strict=True)), "since": day}).all()
    held = [_held(row) for row in rows]
    after = successors(held)
    before = _predecessors(held, after)
    changed = []
    for row in rows:
        successor = after[row.key]
        by, on = (successor.id, successor.day) if successor else (None, None)
        its = before.get(row.key) if row.day >= day else row.supersedes
        if (by, on, its) != (row.superseded_by, row.superseded_day, row.supersedes):
            changed.append({"its_key": row.key, **dict(zip(_SET, (by, on, its), strict=True))})
    return changed


def _predecessors(group: Sequence[Held], after: Mapping[int, Held | None]) -> dict[int, str]:
    """For each key, the identifier of the last position that gave way to it."""
    found: dict[int, str] = {}
    for held in sorted(group, key=lambda each: (each.day, each.weight)):
        successor = after[held.key]
        if successor:
            found[successor.key] = held.id
    return found


def _held(row: Any) -> Held:
    told = instant(row.published)
    return Held(row.key, row.id, row.day, told, row.article_id, row.stance, row.certainty)


def instant(published: str | None) -> str:
    """A publication's time in UTC, so that text sorts as time does; a bare day as it is."""
    if not published or "T" not in published:
        return published or ""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()
