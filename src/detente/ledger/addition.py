"""One reading on its way into the tables, inside one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, Table, bindparam, delete, select, update

from detente.ledger import codec, copying, meaning_store, resolution, superseding
from detente.ledger.line_tables import members
from detente.ledger.lines import Lines
from detente.ledger.rows import Added
from detente.ledger.store import Row, Store, batches
from detente.ledger.tables import actors, articles, bodies, mentions, pages, revisions, statements
from detente.ledger.versions import call
from detente.model import Reading


def _wanted(table: Table, by: str, *columns: str) -> Select[Any]:
    return select(*(table.c[name] for name in columns)).where(table.c[by] == bindparam("wanted"))


_PAGE = _wanted(pages, "id", "key", "digest", "revision", "article", "first_seen")
_REVISION = _wanted(revisions, "id", "key")
_BODY = _wanted(bodies, "sha256", "sha256")
_ARTICLE = _wanted(articles, "id", "key", "page", "revision", "day", "published")
_HEIR = _wanted(pages, "article", "id", "sha256").order_by(pages.c.key).limit(1)
_MENTIONED = _wanted(mentions, "article", "actor")
_MEMBERS = _wanted(members, "article", "actor")
_ACTORS = select(actors.c.id, actors.c.key, actors.c.first_seen).where(
    actors.c.id.in_(bindparam("ids", expanding=True))
)


def keep_revision(store: Store, models: Mapping[str, str]) -> int:
    """The key of this set of model revisions."""
    name = codec.models_id(models)
    found = store.one(_REVISION, name)
    if found is None:
        store.upsert(revisions, [{"id": name, "models": dict(models)}])
        found = store.one(_REVISION, name)
    return int(found.key)


class Addition:
    """Stores one reading; `run` says what came of it."""

    def __init__(self, store: Store, reading: Reading, digest: str) -> None:
        """Take a reading that `codec.storable` has passed, and its digest."""
        self._store, self._connection = store, store.connection
        self._reading, self._digest, self._now = reading, digest, store.now
        self._page = codec.page_row(reading.page, reading.article)

    def run(self) -> Added:
        """Write what is new or changed."""
        old = self._store.one(_PAGE, self._page["id"])
        revision = keep_revision(self._store, self._reading.models)
        if old and (old.digest, old.revision) == (self._digest, revision):
            see(self._store, [old.key])
            call(self._connection, old.key, self._reading.page)
            return "known"
        self._keep_body()
        stored = self._store.one(_ARTICLE, self._reading.article.id)
        ours = stored is None or stored.page == self._page["id"]
        key = self._keep_article(old.first_seen if old else self._now, revision, stored, ours)
        joined = {"article": key, "revision": revision}
        lines = Lines(self._store, key, codec.day(self._reading.article) if ours else stored.day)
        reread = ours or stored.revision != revision or lines.news(self._reading, revision)
        if reread:
            before = self._actors_of(key) if stored else set()
            self._keep_people(joined)
            lines.keep(self._reading, revision)
            if before:
                self._forget(before - self._actors_of(key))
        if ours and stored and stored.published != codec.published(self._reading.article):
            lines.redate()
            copying.unfold(self._connection, key)
        self._store.upsert(pages, [self._page | joined | {"digest": self._digest}])
        if old and old.article != key:
            self._leave(old.article)
        if old or (stored and reread):
            return "changed"
        return "known" if stored else "new"

    def _keep_body(self) -> None:
        name, body = self._page["sha256"], self._reading.page.body
        if self._store.one(_BODY, name) is None:
            row = {"sha256": name, "size": len(body), "body": zlib.compress(body)}
            self._store.upsert(bodies, [row])

    def _keep_article(self, first_seen: str, revision: int, stored: Any, ours: bool) -> int:
        if ours:
            row = codec.article_row(self._reading) | {
                "page": self._page["id"],
                "sha256": self._page["sha256"],
                "revision": revision,
                "first_seen": first_seen,
            }
            self._store.upsert(articles, [row])
            return int(self._store.one(_ARTICLE, self._reading.article.id).key)
        read = {"sentences": self._reading.sentences, "times": self._reading.times}
        seen = {"last_seen": self._now, "revision": revision, **read}
        self._connection.execute(update(articles).where(articles.c.key == stored.key).values(seen))
        return int(stored.key)

    def _keep_people(self, joined: Row) -> None:
        """Replace the article's actors and statements by this reading's."""
        named = self._reading.actors
        keys = self._keep_actors()
        rows = [
            codec.mention_row(actor, number) | joined | {"actor": keys[actor.id]}
            for number, actor in enumerate(named)
        ]
        here = [mentions.c.article == joined["article"]]
        self._store.replace(mentions, mentions.c.actor, here, rows)
        self._keep_statements(joined, keys)

    def _keep_actors(self) -> dict[str, int]:
        """The keys of the reading's actors, by identifier."""
        named = self._reading.actors
        self._store.upsert(actors, map(codec.actor_row, named))
        found = [
            row
            for some in batches(actor.id for actor in named)
            for row in self._connection.execute(_ACTORS, {"ids": some})
        ]
        # An actor that comes for the first time may have been judged or merged before it came.
        if resolution.linked(
            self._connection, [row.id for row in found if row.first_seen == self._now]
        ):
            resolution.refresh(self._connection)
        return {row.id: row.key for row in found}

    def _keep_statements(self, joined: Row, keys: Mapping[str, int]) -> None:
        text = self._reading.article.text
        names = {actor.id: actor.name for actor in self._reading.actors}
        rows = []
        for number, statement in enumerate(self._reading.statements):
            who = statement.speaker or ""
            speaker = {"speaker": keys.get(who), "speaker_name": names.get(who)}
            rows.append(codec.statement_row(statement, number, text) | joined | speaker)
        here = [statements.c.article == joined["article"]]
        self._store.replace(statements, statements.c.id, here, rows)
        meaning_store.forget(self._store, joined["article"], said=bool(rows))

    def _leave(self, article: int) -> None:
        """This page was read as another article before: drop that one if no page carries it."""
        here = articles.c.key == article
        heir = self._store.one(_HEIR, article)
        if heir is None:
            named = self._actors_of(article)
            groups = Lines(self._store, article, "").groups()
            copying.unfold(self._connection, article)
            self._connection.execute(delete(articles).where(here))
            superseding.refresh(self._connection, groups)
            self._forget(named)
        else:
            own = articles.c.page == self._page["id"]
            heirs = {"page": heir.id, "sha256": heir.sha256}
            self._connection.execute(update(articles).where(here, own).values(heirs))

    def _actors_of(self, article: int) -> set[int]:
        found: set[int] = set()
        for query in (_MENTIONED, _MEMBERS):
            found |= set(self._connection.scalars(query, {"wanted": article}))
        return found

    def _forget(self, keys: Iterable[int]) -> None:
        """Delete those of the actors that no article and no line names any more."""
        named = select(mentions.c.actor).where(mentions.c.actor == actors.c.key).exists()
        part = select(members.c.actor).where(members.c.actor == actors.c.key).exists()
        gone: list[str] = []
        for some in batches(sorted(keys)):
            here = actors.c.key.in_(some), ~named, ~part
            gone += self._connection.scalars(select(actors.c.id).where(*here))
            self._connection.execute(delete(actors).where(*here))
        if resolution.linked(self._connection, gone):
            resolution.refresh(self._connection)


def see(store: Store, keys: list[int]) -> None:
    """Note that these rows of `pages`, and so their articles, were seen now."""
    met = pages.c.key.in_(keys)
    store.connection.execute(update(pages).where(met).values(last_seen=store.now))
    carried = articles.c.key.in_(select(pages.c.article).where(met))
    store.connection.execute(update(articles).where(carried).values(last_seen=store.now))
