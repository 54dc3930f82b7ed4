"""Which actors are one across articles: the user's judgements first, then the machine's merges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, union_all, update

from detente.ledger import superseding
from detente.ledger.line_tables import judgements, merges, positions
from detente.ledger.store import batches
from detente.ledger.tables import actors

UNDONE = "undone"
Pair = tuple[str, str]
_LINKS = (merges.c.actor, merges.c.into, judgements.c.a, judgements.c.b)
_LINKED = union_all(
    *(select(each).where(each.in_(bindparam("ids", expanding=True))) for each in _LINKS)
).limit(1)
_MOVED = select(actors.c.id, actors.c.effective).where(actors.c.effective != actors.c.id)


class Judged(NamedTuple):
    """What a user said of two actors: `same`, `different`, `unsure`, or that it is undone."""

    a: str
    b: str
    verdict: str


def effective(
    judged: Sequence[Judged], merged: Sequence[Pair], known: Mapping[str, int]
) -> dict[str, str]:
    """For each known actor that is judged or merged, the actor that stands for it.

    `judged` is newest first: of a pair, the newest judgement counts, and one that contradicts
    newer ones (same as A, and A is different) gives way. `merged` is surest first; a merge that
    would join two whom the user keeps apart, by way of others too, is passed over. `known` maps
    the actors that are stored to their age; the name that stands for all is one that is merged
    into no other, the oldest where several are.
    """
    groups, newest = _Groups(), _newest(judged)
    given: set[str] = set()
    for a, b, verdict in newest:
        if verdict == "same" and groups.join(a, b):
            given.add(a)
        elif verdict in ("different", "unsure"):
            groups.part(a, b)
    led = {actor for actor, into in merged if groups.join(actor, into)}
    found: dict[str, str] = {}
    for group in groups.all():
        there = [each for each in group if each in known]
        if there:
            first = min(there, key=lambda each: (each in given, each in led, known[each]))
            found |= dict.fromkeys(there, first)
    return found


def _newest(judged: Iterable[Judged]) -> list[Judged]:
    found: dict[frozenset[str], Judged] = {}
    for each in judged:
        found.setdefault(frozenset(each[:2]), each)
    return list(found.values())


class _Groups:
    """Sets of actors that are one, and pairs of sets that must not become one."""

    def __init__(self) -> None:
        self._group: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = {}

    def join(self, a: str, b: str) -> bool:
        """Make one of the two groups, unless they are kept apart."""
        one, other = self._of(a), self._of(b)
        if one is other:
            return True
        if any(self._apart.get(each, set()) & other for each in one):
            return False
        one |= other
        self._group |= dict.fromkeys(other, one)
        return True

    def part(self, a: str, b: str) -> None:
        """Keep the two apart, unless they have become one already."""
        if self._of(a) is not self._of(b):
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def all(self) -> list[set[str]]:
        """Every group."""
        return list({id(group): group for group in self._group.values()}.values())

    def _of(self, actor: str) -> set[str]:
        return self._group.setdefault(actor, {actor})


def linked(connection: Connection, ids: Iterable[str]) -> bool:
    """Whether any of these actors was ever judged or merged."""
    return any(connection.execute(_LINKED, {"ids": some}).first() for some in batches(ids))


def refresh(connection: Connection) -> None:
    """Set anew who stands for whom, and what that changes in what supersedes what."""
    now = {row.id: row.effective for row in connection.execute(_MOVED)}
    judged, merged = _judged(connection), _merged(connection)
    ids = {actor for each in (*judged, *merged) for actor in each[:2]}
    wanted = {each: each for each in now} | effective(judged, merged, _known(connection, ids))
    changed = {each: who for each, who in wanted.items() if now.get(each, each) != who}
    if not changed:
        return
    moved = [{"its_id": each, "its_who": who} for each, who in changed.items()]
    before = _groups(connection, changed)
    query = update(actors).where(actors.c.id == bindparam("its_id"))
    connection.execute(query.values(effective=bindparam("its_who")), moved)
    held = update(positions).where(positions.c.holder == bindparam("its_id"))
    connection.execute(held.values(who=bindparam("its_who")), moved)
    after = _groups(connection, changed)
    superseding.refresh(connection, dict.fromkeys((*before, *after), ""))


def _groups(connection: Connection, ids: Iterable[str]) -> dict[superseding.Group, str]:
    found: dict[superseding.Group, str] = {}
    for some in batches(ids):
        found |= superseding.groups_of(connection, positions.c.holder.in_(some))
    return found


def _judged(connection: Connection) -> list[Judged]:
    columns = judgements.c.a, judgements.c.b, judgements.c.verdict
    newest = select(*columns).order_by(judgements.c.key.desc())
    return [Judged(*row) for row in connection.execute(newest)]


def _merged(connection: Connection) -> list[Pair]:
    query = select(merges.c.actor, merges.c.into).order_by(
        merges.c.score.desc(), merges.c.actor, merges.c.into
    )
    return [(row.actor, row.into) for row in connection.execute(query)]


def _known(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in batches(ids):
        query = select(actors.c.id, actors.c.key).where(actors.c.id.in_(some))
        found |= {row.id: row.key for row in connection.execute(query)}
    return found
