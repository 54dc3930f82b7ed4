"""Single names: each as articles give it, before those that mean one actor are joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, cast, delete, func, insert, select

from detente.errors import NotFoundError
from detente.ledger.actor_rows import IDENTIFIER, dated_roles, several
from detente.ledger.filters import fold
from detente.ledger.store import Store, batches
from detente.ledger.tables import actors, mentions, name_keys
from detente.model import EntityKind, Role

Keys = Mapping[str, Iterable[str]]
_KEY = actors.c.key


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name that articles give an actor, before it is joined with others.

    `who` is the identifier of the actor that now stands for it, `age` grows with each new name.
    `kind` is the one that most articles tell, `roles` are in the order of their dates.
    """

    id: str
    name: str
    kind: EntityKind
    roles: tuple[Role, ...]
    who: str
    age: int


def find(connection: Connection, asked: str) -> NameRow:
    """The one name that is these words, else holds them, else whose identifier begins so.

    Where several names of one actor fit alike, the one that stands for it. Raises NotFoundError,
    with a list, if it is not one.
    """
    found: list[NameRow] = []
    for condition in _conditions(asked):
        keys = connection.scalars(select(actors.c.key).where(*condition))
        if found := list(build(connection, keys)):
            break
    if not found:
        raise NotFoundError("no stored actor has this name or identifier", repr(asked))
    leading = [row for row in found if row.id == row.who]
    if len(found) > 1 and len({row.who for row in found}) == 1 and leading:
        found = leading
    if len(found) > 1:
        raise several(asked, [(row.name, row.id) for row in found])
    return found[0]


def _conditions(asked: str) -> Iterator[list[ColumnElement[bool]]]:
    words = fold(asked)
    yield [actors.c.name == asked]
    if words:
        yield [actors.c.words == words]
        yield [actors.c.words.like(f"%{words}%")]
    if IDENTIFIER.fullmatch(asked):
        yield [actors.c.id >= asked, actors.c.id < asked + "g"]


def by_id(connection: Connection, ids: Iterable[str]) -> dict[str, NameRow]:
    """The names of these identifiers, of those that are stored."""
    keys: list[int] = []
    for some in batches(ids):
        keys += connection.scalars(select(actors.c.key).where(actors.c.id.in_(some)))
    return {row.id: row for row in build(connection, keys)}


def uncompared(connection: Connection, anew: bool) -> list[NameRow]:
    """The names that came since names were compared last (`anew`: all names), the oldest first."""
    # Keys grow with each new actor, and writers follow one another: all up to the last are done.
    last = select(func.coalesce(func.max(name_keys.c.actor), 0)).scalar_subquery()
    query = select(actors.c.key).order_by(actors.c.key)
    fresh = query if anew else query.where(last < _KEY)
    return list(build(connection, connection.scalars(fresh)))


def alike(connection: Connection, values: Iterable[str]) -> dict[str, list[NameRow]]:
    """For each of these keys, the compared names that are found by it."""
    pairs: list[tuple[str, int]] = []
    for some in batches(values):
        query = select(name_keys.c.value, name_keys.c.actor).where(name_keys.c.value.in_(some))
        pairs += (tuple(row) for row in connection.execute(query))
    rows = {row.age: row for row in build(connection, {actor for _, actor in pairs})}
    found: defaultdict[str, list[NameRow]] = defaultdict(list)
    for value, actor in pairs:
        found[value].append(rows[actor])
    return found


def keep(store: Store, keys: Keys) -> None:
    """Keep by which keys names are found; from now on they count as compared."""
    for some in batches(keys):
        found = store.connection.execute(
            select(actors.c.id, actors.c.key).where(actors.c.id.in_(some))
        ).all()
        query = delete(name_keys).where(name_keys.c.actor.in_([row.key for row in found]))
        store.connection.execute(query)
        rows = [{"actor": row.key, "value": each} for row in found for each in set(keys[row.id])]
        if rows:
            store.connection.execute(insert(name_keys), rows)


def build(connection: Connection, keys: Iterable[int]) -> Iterator[NameRow]:
    """The names with these keys, the oldest first."""
    for some in batches(sorted(keys)):
        yield from _rows(connection, _KEY.in_(some))


def _rows(connection: Connection, these: ColumnElement[bool]) -> Iterator[NameRow]:
    told = select(_KEY).join(mentions, mentions.c.actor == _KEY).where(these)
    often = func.count().label("often")
    counted = told.add_columns(mentions.c.kind, often).group_by(_KEY, mentions.c.kind)
    kinds: dict[int, Any] = {}
    for key, kind, _ in connection.execute(counted.order_by(often.desc(), mentions.c.kind)):
        kinds.setdefault(key, kind)
    roles: defaultdict[int, list[str]] = defaultdict(list)
    for key, text in connection.execute(told.add_columns(cast(mentions.c.roles, Text)).distinct()):
        roles[key].append(text)
    columns = actors.c.id, actors.c.name, actors.c.effective, _KEY
    for name, words, who, key in connection.execute(select(*columns).where(these).order_by(_KEY)):
        yield NameRow(name, words, kinds.get(key, "other"), dated_roles(roles[key]), who, key)
