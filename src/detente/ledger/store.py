"""Writing rows inside one transaction: upserts, and sets of rows replaced by others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from detente.ledger.line_tables import RECORDS, dossiers, members, merges, readings
from detente.ledger.meaning_tables import meanings, statement_vectors
from detente.ledger.story_tables import (
    copies,
    gists,
    signatures,
    stories,
    story_articles,
    story_links,
)
from detente.ledger.tables import actors, articles, bodies, mentions, pages, revisions, statements

BATCH = 500
Row = dict[str, Any]
T = TypeVar("T")

_IDENTITY: dict[Table, tuple[str, ...]] = {
    bodies: ("sha256",),
    revisions: ("id",),
    articles: ("id",),
    pages: ("id",),
    actors: ("id",),
    mentions: ("article", "actor"),
    statements: ("article", "id"),
    dossiers: ("id", "sha256"),
    readings: ("article", "dossier"),
    members: ("article", "dossier", "actor"),
    merges: ("actor", "into"),
    **dict.fromkeys((signatures, copies, gists, story_articles), ("article",)),
    meanings: ("article",),
    statement_vectors: ("statement",),
    stories: ("id",),
    story_links: ("earlier", "later"),
    **dict.fromkeys(RECORDS, ("article", "dossier", "id")),
}
# What a row has of its own, that is not in what is written: who an actor is found to be.
_KEPT = {"key", "first_seen", "effective"}


def now() -> str:
    """The time as the ledger writes it: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists that are short enough for one query."""
    all_of_them = list(items)
    for start in range(0, len(all_of_them), BATCH):
        yield all_of_them[start : start + BATCH]


@cache
def upserts(dialect: str) -> Mapping[Table, Any]:
    """For each table, an insert that becomes an update of the row with the same identity.

    `first_seen` stays as it was.
    """
    make: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
    found = {}
    for table, identity in _IDENTITY.items():
        query, kept = make(table), {*identity, *_KEPT}
        fresh = {each.name: query.excluded[each.name] for each in table.c if each.name not in kept}
        found[table] = query.on_conflict_do_update(index_elements=identity, set_=fresh)
    return found


class Store:
    """A connection that may write, and the time that its rows bear."""

    def __init__(self, connection: Connection) -> None:
        """Take a connection inside a transaction."""
        self.connection, self.now = connection, now()
        self._upserts = upserts(connection.dialect.name)

    def upsert(self, table: Table, rows: Iterable[Row]) -> None:
        """Insert the rows, or update those that are there."""
        seen = {"first_seen": self.now, "last_seen": self.now}
        stamped = [seen | row if "last_seen" in table.c else row for row in rows]
        if stamped:
            self.connection.execute(self._upserts[table], stamped)

    def replace(
        self,
        table: Table,
        identity: Column[Any],
        here: Sequence[ColumnElement[bool]],
        rows: list[Row],
    ) -> None:
        """Let `rows` be all that stands `here`; those with the same identity are updated."""
        stored = set(self.connection.scalars(select(identity).where(*here)))
        for gone in batches(sorted(stored - {row[identity.name] for row in rows})):
            self.connection.execute(delete(table).where(*here, identity.in_(gone)))
        self.upsert(table, rows)

    def one(self, query: Select[Any], wanted: str | int) -> Any:
        """The one row of a query that asks for `wanted`, or None."""
        return self.connection.execute(query, {"wanted": wanted}).one_or_none()
