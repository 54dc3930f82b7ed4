"""All that is stored of one article, with the lines of one dossier."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from detente.ledger import codec, restore
from detente.ledger.line_restore import to_line
from detente.ledger.line_tables import (
    NONE,
    RECORDS,
    backgrounds,
    divisions,
    members,
    moves,
    positions,
    proposals,
    readings,
)
from detente.ledger.rows import ArticleRecord
from detente.ledger.tables import actors, mentions, pages, statements
from detente.model import Actor, Time

_FIELDS = {
    "positions": positions,
    "moves": moves,
    "proposals": proposals,
    "divisions": divisions,
    "background": backgrounds,
}


def to_record(connection: Connection, row: codec.Row, asked: str | None = None) -> ArticleRecord:
    """A row of `selects.whole_articles`, with what hangs on it; `asked` names the dossier."""
    article = row["key"]
    said = (
        select(statements, actors.c.id.label("speaker_id"))
        .outerjoin(actors, actors.c.key == statements.c.speaker)
        .where(statements.c.article == article)
        .order_by(statements.c.ordinal)
    )
    carried = select(pages).where(pages.c.article == article).order_by(pages.c.key)
    dossier = _dossier(connection, article, asked)
    return ArticleRecord(
        row=restore.to_article_row(row),
        article=restore.to_article(row),
        statements=tuple(map(restore.to_statement, connection.execute(said).mappings())),
        actors=_actors(connection, article, dossier),
        sentences=restore.to_spans(row["sentences"]),
        models=row["models"],
        carriers=tuple(map(restore.to_carrier, connection.execute(carried).mappings())),
        dossier=dossier or None,
        times=msgspec.convert(row["times"] or (), tuple[Time, ...]),
        **({} if dossier is None else _lines(connection, article, dossier)),
    )


def _dossier(connection: Connection, article: int, asked: str | None) -> str | None:
    """The dossier that is asked for, else that with most lines; None where no lines are kept."""
    query = select(readings.c.dossier).where(readings.c.article == article)
    stored: list[str] = list(connection.scalars(query.order_by(readings.c.dossier)))
    if asked is not None or len(stored) < 2:
        return next((each for each in stored if asked in (None, each)), None)
    found: Counter[str] = Counter()
    for table in RECORDS:
        counts = select(table.c.dossier, func.count()).where(table.c.article == article)
        for each, number in connection.execute(counts.group_by(table.c.dossier)):
            found[each] += number
    return min(stored, key=lambda each: (-found[each], each))


def _actors(connection: Connection, article: int, dossier: str | None) -> tuple[Actor, ...]:
    named = (
        select(mentions, actors.c.id, actors.c.name)
        .join(actors, actors.c.key == mentions.c.actor)
        .where(mentions.c.article == article)
        .order_by(mentions.c.ordinal)
    )
    rows = connection.execute(named).mappings().all()
    found = [restore.to_actor(row) for row in rows]
    if dossier in (None, NONE):
        return tuple(found)
    here = members.c.article == article, members.c.dossier == dossier
    sided = connection.execute(select(members.c.actor, members.c.side).where(*here))
    sides = {row.actor: row.side for row in sided}
    return tuple(
        replace(actor, side=sides.get(row["actor"])) for row, actor in zip(rows, found, strict=True)
    )


def _lines(connection: Connection, article: int, dossier: str) -> dict[str, tuple[Any, ...]]:
    found = {}
    for name, table in _FIELDS.items():
        query = select(table).where(table.c.article == article, table.c.dossier == dossier)
        rows = connection.execute(query.order_by(table.c.ordinal)).mappings()
        found[name] = tuple(to_line(table, row) for row in rows)
    return found
