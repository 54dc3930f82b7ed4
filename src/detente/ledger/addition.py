"""One reading on its way into the tables, inside one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from detente.ledger import codec
from detente.ledger.rows import Added
from detente.ledger.tables import actors, articles, bodies, mentions, pages, revisions, statements
from detente.ledger.versions import call
from detente.model import Reading

BATCH = 500
Row = dict[str, Any]

_IDENTITY = {
    bodies: ("sha256",),
    revisions: ("id",),
    articles: ("id",),
    pages: ("id",),
    actors: ("id",),
    mentions: ("article", "actor"),
    statements: ("article", "id"),
}


def _wanted(table: Table, by: str, *columns: str) -> Select[Any]:
    return select(*(table.c[name] for name in columns)).where(table.c[by] == bindparam("wanted"))


_PAGE = _wanted(pages, "id", "key", "digest", "revision", "article", "first_seen")
_REVISION = _wanted(revisions, "id", "key")
_BODY = _wanted(bodies, "sha256", "sha256")
_ARTICLE = _wanted(articles, "id", "key", "page", "revision")
_HEIR = _wanted(pages, "article", "id", "sha256").order_by(pages.c.key).limit(1)
_MENTIONED = _wanted(mentions, "article", "actor")
_ACTORS = select(actors.c.id, actors.c.key).where(actors.c.id.in_(bindparam("ids", expanding=True)))


def now() -> str:
    """The time as the ledger writes it: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def upserts(dialect: str) -> Mapping[Table, Any]:
    """For each table, an insert that becomes an update of the row with the same identity.

    `first_seen` stays as it was.
    """
    make: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
    found = {}
    for table, identity in _IDENTITY.items():
        query, kept = make(table), {*identity, "key", "first_seen"}
        fresh = {each.name: query.excluded[each.name] for each in table.c if each.name not in kept}
        found[table] = query.on_conflict_do_update(index_elements=identity, set_=fresh)
    return found


def see(connection: Connection, keys: list[int], when: str) -> None:
    """Note that these rows of `pages`, and so their articles, were seen `when`."""
    met = pages.c.key.in_(keys)
    connection.execute(update(pages).where(met).values(last_seen=when))
    carried = articles.c.key.in_(select(pages.c.article).where(met))
    connection.execute(update(articles).where(carried).values(last_seen=when))


class Addition:
    """Stores one reading; `run` says what came of it."""

    def __init__(
        self, connection: Connection, upserts: Mapping[Table, Any], reading: Reading, digest: str
    ) -> None:
        """Take a reading that `codec.storable` has passed, and its digest."""
        self._connection, self._upserts = connection, upserts
        self._reading, self._digest, self._now = reading, digest, now()
        self._page = codec.page_row(reading.page, reading.article)

    def run(self) -> Added:
        """Write what is new or changed."""
        old = self._one(_PAGE, self._page["id"])
        revision = self._keep_revision()
        if old and (old.digest, old.revision) == (self._digest, revision):
            see(self._connection, [old.key], self._now)
            call(self._connection, old.key, self._reading.page)
            return "known"
        self._keep_body()
        stored = self._one(_ARTICLE, self._reading.article.id)
        ours = stored is None or stored.page == self._page["id"]
        reread = ours or stored.revision != revision
        key = self._keep_article(old.first_seen if old else self._now, revision, stored, ours)
        joined = {"article": key, "revision": revision}
        if reread:
            self._keep_people(joined)
        self._upsert(pages, [self._page | joined | {"digest": self._digest}])
        if old and old.article != key:
            self._leave(old.article)
        if old or (stored and reread):
            return "changed"
        return "known" if stored else "new"

    def _keep_revision(self) -> int:
        models = self._reading.models
        name = codec.models_id(models)
        found = self._one(_REVISION, name)
        if found is None:
            self._upsert(revisions, [{"id": name, "models": models}])
            found = self._one(_REVISION, name)
        return int(found.key)

    def _keep_body(self) -> None:
        name, body = self._page["sha256"], self._reading.page.body
        if self._one(_BODY, name) is None:
            row = {"sha256": name, "size": len(body), "body": zlib.compress(body)}
            self._upsert(bodies, [row])

    def _keep_article(self, first_seen: str, revision: int, stored: Any, ours: bool) -> int:
        article, sentences = self._reading.article, self._reading.sentences
        if ours:
            row = codec.article_row(article, sentences) | {
                "page": self._page["id"],
                "sha256": self._page["sha256"],
                "revision": revision,
                "first_seen": first_seen,
            }
            self._upsert(articles, [row])
            return int(self._one(_ARTICLE, article.id).key)
        seen = {"last_seen": self._now, "revision": revision, "sentences": sentences}
        self._connection.execute(update(articles).where(articles.c.key == stored.key).values(seen))
        return int(stored.key)

    def _keep_people(self, joined: Row) -> None:
        """Replace the article's actors and statements by this reading's."""
        named = self._reading.actors
        before = self._actors_of(joined["article"])
        self._upsert(actors, map(codec.actor_row, named))
        found = self._connection.execute(_ACTORS, {"ids": [actor.id for actor in named]})
        keys = {row.id: row.key for row in found}
        self._replace(
            mentions,
            mentions.c.actor,
            joined["article"],
            [
                codec.mention_row(actor, number) | joined | {"actor": keys[actor.id]}
                for number, actor in enumerate(named)
            ],
        )
        self._keep_statements(joined, keys)
        self._forget(before - set(keys.values()))

    def _keep_statements(self, joined: Row, keys: Mapping[str, int]) -> None:
        text = self._reading.article.text
        names = {actor.id: actor.name for actor in self._reading.actors}
        rows = []
        for number, statement in enumerate(self._reading.statements):
            who = statement.speaker or ""
            speaker = {"speaker": keys.get(who), "speaker_name": names.get(who)}
            rows.append(codec.statement_row(statement, number, text) | joined | speaker)
        self._replace(statements, statements.c.id, joined["article"], rows)

    def _replace(self, table: Table, identity: Column[Any], article: int, rows: list[Row]) -> None:
        here = table.c.article == article
        stored = set(self._connection.scalars(select(identity).where(here)))
        gone = sorted(stored - {row[identity.name] for row in rows})
        for start in range(0, len(gone), BATCH):
            these = identity.in_(gone[start : start + BATCH])
            self._connection.execute(delete(table).where(here, these))
        self._upsert(table, rows)

    def _leave(self, article: int) -> None:
        """This page was read as another article before: drop that one if no page carries it."""
        here = articles.c.key == article
        heir = self._one(_HEIR, article)
        if heir is None:
            named = self._actors_of(article)
            self._connection.execute(delete(articles).where(here))
            self._forget(named)
        else:
            own = articles.c.page == self._page["id"]
            heirs = {"page": heir.id, "sha256": heir.sha256}
            self._connection.execute(update(articles).where(here, own).values(heirs))

    def _actors_of(self, article: int) -> set[int]:
        return set(self._connection.scalars(_MENTIONED, {"wanted": article}))

    def _forget(self, keys: set[int]) -> None:
        """Delete those of the actors that no article names any more."""
        if keys:
            named = select(mentions.c.actor).where(mentions.c.actor == actors.c.key).exists()
            self._connection.execute(delete(actors).where(actors.c.key.in_(keys), ~named))

    def _upsert(self, table: Table, rows: Iterable[Row]) -> None:
        seen = {"first_seen": self._now, "last_seen": self._now}
        stamped = [seen | row for row in rows]
        if stamped:
            self._connection.execute(self._upserts[table], stamped)

    def _one(self, query: Select[Any], wanted: str | int) -> Any:
        return self._connection.execute(query, {"wanted": wanted}).one_or_none()
