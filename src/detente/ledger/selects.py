"""The queries behind a view, and how their rows become records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from detente.errors import NotFoundError
from detente.ledger import codec, restore
from detente.ledger.filters import Filters, article_conditions, statement_conditions
from detente.ledger.rows import ArticleRow, StatementRow
from detente.ledger.tables import actors, articles, revisions, statements

_IDENTIFIER = re.compile(r"[0-9a-f]+")
BRIEF = (
    *("id", "title", "outlet", "domain", "url", "language", "published", "precision", "basis"),
    *("sha256", "first_seen", "last_seen"),
)
OLDEST = (articles.c.day, articles.c.id)
NEWEST = (articles.c.day.desc(), articles.c.first_seen.desc(), articles.c.id)


def brief_articles(filters: Filters) -> Select[Any]:
    """Rows for `restore.to_article_row`."""
    columns = (articles.c[name] for name in BRIEF)
    return select(articles.c.key, *columns).where(*article_conditions(filters))


def whole_articles(filters: Filters) -> Select[Any]:
    """Rows for `record.to_record`."""
    models = revisions.c.models
    joined = articles.join(revisions, revisions.c.key == articles.c.revision)
    return select(articles, models).select_from(joined).where(*article_conditions(filters))


def statements_with_articles(filters: Filters) -> Select[Any]:
    """Rows for `to_statement_row`, the article's columns under names that begin with `of_`.

    `resolved` is the speaker's name across articles.
    """
    of = (articles.c[name].label(f"of_{name}") for name in BRIEF)
    first = actors.alias("first")
    joined = (
        statements.join(articles, articles.c.key == statements.c.article)
        .join(revisions, revisions.c.key == statements.c.revision)
        .outerjoin(actors, actors.c.key == statements.c.speaker)
        .outerjoin(first, first.c.id == actors.c.effective)
    )
    speaker = actors.c.id.label("speaker_id"), first.c.name.label("resolved")
    return (
        select(statements, *speaker, revisions.c.models, *of)
        .select_from(joined)
        .where(*statement_conditions(filters))
    )


def to_statement_row(row: codec.Row) -> StatementRow:
    """A row of `statements_with_articles`."""
    article = restore.to_article_row({name: row[f"of_{name}"] for name in BRIEF})
    return restore.to_statement_row(row, article)


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
