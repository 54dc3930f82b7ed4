"""The queries behind a view, and how their rows become records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from detente.errors import NotFoundError
from detente.ledger import codec, restore
from detente.ledger.filters import Filters, article_conditions, statement_conditions
from detente.ledger.rows import ArticleRecord, ArticleRow, StatementRow
from detente.ledger.tables import actors, articles, mentions, pages, revisions, statements

_IDENTIFIER = re.compile(r"[0-9a-f]+")
_BRIEF = (
    *("id", "title", "outlet", "domain", "url", "language", "published", "precision", "basis"),
    *("sha256", "first_seen", "last_seen"),
)
OLDEST = (articles.c.day, articles.c.id)
NEWEST = (articles.c.day.desc(), articles.c.first_seen.desc(), articles.c.id)


def brief_articles(filters: Filters) -> Select[Any]:
    """Rows for `restore.to_article_row`."""
    columns = (articles.c[name] for name in _BRIEF)
    return select(articles.c.key, *columns).where(*article_conditions(filters))


def whole_articles(filters: Filters) -> Select[Any]:
    """Rows for `to_record`."""
    models = revisions.c.models
    joined = articles.join(revisions, revisions.c.key == articles.c.revision)
    return select(articles, models).select_from(joined).where(*article_conditions(filters))


def statements_with_articles(filters: Filters) -> Select[Any]:
    """Rows for `to_statement_row`, the article's columns under names that begin with `of_`."""
    of = (articles.c[name].label(f"of_{name}") for name in _BRIEF)
    joined = (
        statements.join(articles, articles.c.key == statements.c.article)
        .join(revisions, revisions.c.key == statements.c.revision)
        .outerjoin(actors, actors.c.key == statements.c.speaker)
    )
    return (
        select(statements, actors.c.id.label("speaker_id"), revisions.c.models, *of)
        .select_from(joined)
        .where(*statement_conditions(filters))
    )


def to_statement_row(row: codec.Row) -> StatementRow:
    """A row of `statements_with_articles`."""
    article = restore.to_article_row({name: row[f"of_{name}"] for name in _BRIEF})
    return restore.to_statement_row(row, article)


def to_record(connection: Connection, row: codec.Row) -> ArticleRecord:
    """A row of `whole_articles`, with what hangs on it."""
    said = (
        select(statements, actors.c.id.label("speaker_id"))
        .outerjoin(actors, actors.c.key == statements.c.speaker)
        .where(statements.c.article == row["key"])
        .order_by(statements.c.ordinal)
    )
    named = (
        select(mentions, actors.c.id, actors.c.name)
        .join(actors, actors.c.key == mentions.c.actor)
        .where(mentions.c.article == row["key"])
        .order_by(mentions.c.ordinal)
    )
    carried = select(pages).where(pages.c.article == row["key"]).order_by(pages.c.key)
    return ArticleRecord(
        row=restore.to_article_row(row),
        article=restore.to_article(row),
        statements=tuple(map(restore.to_statement, connection.execute(said).mappings())),
        actors=tuple(map(restore.to_actor, connection.execute(named).mappings())),
        sentences=restore.to_spans(row["sentences"]),
        models=row["models"],
        carriers=tuple(map(restore.to_carrier, connection.execute(carried).mappings())),
    )


def articles_by_key(connection: Connection, keys: Sequence[int]) -> dict[int, ArticleRow]:
    """Those articles, by key."""
    query = brief_articles(Filters()).where(articles.c.key.in_(keys))
    rows = connection.execute(query).mappings()
    return {row["key"]: restore.to_article_row(row) for row in rows}


def statements_by_key(connection: Connection, keys: Sequence[int]) -> dict[int, StatementRow]:
    """Those statements, by key."""
    query = statements_with_articles(Filters()).where(statements.c.key.in_(keys))
    rows = connection.execute(query).mappings()
    return {row["key"]: to_statement_row(row) for row in rows}


def key_of(connection: Connection, table: Table, prefix: str, by: str = "id") -> int:
    """The key of the one row whose identifier begins with `prefix`; else NotFoundError."""
    one, column = table.name.removesuffix("s"), table.c[by]
    if not _IDENTIFIER.fullmatch(prefix):
        raise NotFoundError(f"not an identifier of a stored {one}", repr(prefix))
    # "g" comes after every hexadecimal digit; a range uses the index, LIKE would not.
    begins = column >= prefix, column < prefix + "g"
    found = connection.execute(select(table.c.key, column).where(*begins).order_by(table.c.key))
    rows = found.all()
    if not rows:
        raise NotFoundError(f"no stored {one} has this identifier", prefix)
    if len({row[1] for row in rows}) > 1:
        number = len({row[1] for row in rows})
        raise NotFoundError(f"{number} {one}s begin so", prefix, "give more digits")
    return int(rows[0][0])
