"""Lines that are made again for an article that is stored already, and the dossiers' own texts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from detente.errors import LedgerError, NotFoundError
from detente.ledger import codec, restore
from detente.ledger.addition import keep_revision
from detente.ledger.line_tables import dossiers, readings
from detente.ledger.lines import Lines
from detente.ledger.rows import Added
from detente.ledger.store import Store
from detente.ledger.tables import actors, articles, mentions
from detente.model import Actor, Reading


def apply(store: Store, lines: Reading, sides: Mapping[str, str | None]) -> Added:
    """Keep the lines of a reading that has nothing else but an article's identifier."""
    if not lines.dossier:
        raise LedgerError("lines without a dossier cannot be applied", lines.page.id)
    query = select(articles).where(articles.c.id == lines.article.id)
    row = store.connection.execute(query).mappings().one_or_none()
    if row is None:
        raise NotFoundError("no stored article has this identifier", lines.article.id)
    reading = replace(
        lines,
        article=replace(lines.article, text=row["text"]),
        sentences=restore.to_spans(row["sentences"]),
        actors=_actors(store, row["key"], sides),
    )
    unknown = sides.keys() - {actor.id for actor in reading.actors}
    if unknown:
        raise LedgerError("an actor with a side is not in the article", min(unknown))
    reading, _ = codec.storable(reading)
    kept, revision = Lines(store, row["key"], row["day"]), keep_revision(store, reading.models)
    known = select(readings.c.key).where(readings.c.article == row["key"])
    stored = store.connection.scalar(known.where(readings.c.dossier == reading.dossier))
    news = kept.news(reading, revision)
    kept.keep(reading, revision)
    return "known" if not news else "changed" if stored else "new"


def _actors(store: Store, article: int, sides: Mapping[str, str | None]) -> tuple[Actor, ...]:
    named = (
        select(mentions, actors.c.id, actors.c.name)
        .join(actors, actors.c.key == mentions.c.actor)
        .where(mentions.c.article == article)
    )
    found = map(restore.to_actor, store.connection.execute(named).mappings())
    return tuple(replace(actor, side=sides.get(actor.id)) for actor in found)


def keep_dossier(store: Store, dossier: str, content: str) -> bool:
    """Keep a dossier's text as its newest version; whether it is another than before."""
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    query = select(dossiers.c.sha256, dossiers.c.version).where(dossiers.c.id == dossier)
    newest: Any = store.connection.execute(
        query.order_by(dossiers.c.version.desc()).limit(1)
    ).one_or_none()
    changed = newest is None or newest.sha256 != digest
    top = store.connection.scalar(select(func.max(dossiers.c.version))) or 0
    version = top + 1 if changed else newest.version
    row = {"id": dossier, "sha256": digest, "content": content, "version": version}
    store.upsert(dossiers, [row])
    return changed
