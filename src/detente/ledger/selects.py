"""The queries behind a view, and how their rows become records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from detente.errors import NotFoundError
from detente.ledger import codec, restore
from detente.ledger.filters import Filters, article_conditions, statement_conditions
from detente.ledger.rows import ArticleRow, StatementRow
from detente.ledger.story_tables import copies
from detente.ledger.tables import actors, articles, revisions, statements

_FIRST = articles.alias("origin")
_IDENTIFIER = re.compile(r"[0-9a-f]+")
BRIEF = (
    *("id", "title", "outlet", "domain", "url", "language", "published", "precision", "basis"),
    *("sha256", "first_seen", "last_seen"),
)
ROW = (*BRIEF, "copy_of", "origin")
OLDEST = (articles.c.day, articles.c.id)
NEWEST = (articles.c.day.desc(), articles.c.first_seen.desc(), articles.c.id)


def brief_columns(prefix: str = "") -> list[ColumnElement[Any]]:
    """The columns `ROW` of articles, each name with `prefix` before it."""
    own = [articles.c[name].label(f"{prefix}{name}") for name in BRIEF]
    return [*own, *_across_articles(prefix)]


def _across_articles(prefix: str = "") -> list[ColumnElement[Any]]:
    found = {"copy_of": _of_first(_FIRST.c.id), "origin": origin()}
    return [column.label(f"{prefix}{name}") for name, column in found.items()]


def origin() -> ColumnElement[str]:
    """Who had the text of a row of `articles` first: the outlet, its domain, or the article."""
    first = _of_first(func.coalesce(_FIRST.c.outlet, _FIRST.c.domain, _FIRST.c.id))
    return func.coalesce(first, articles.c.outlet, articles.c.domain, articles.c.id)


def _of_first(column: ColumnElement[str]) -> ColumnElement[str]:
    """That column of the article whose text this one repeats; NULL where it is no copy."""
    query = select(column).join(copies, copies.c.origin == _FIRST.c.key)
    return query.where(copies.c.article == articles.c.key).correlate(articles).scalar_subquery()


def brief_articles(filters: Filters) -> Select[Any]:
    """Rows for `restore.to_article_row`."""
    return select(articles.c.key, *brief_columns()).where(*article_conditions(filters))


def whole_articles(filters: Filters) -> Select[Any]:
    """Rows for `record.to_record`."""
    added = revisions.c.models, *_across_articles()
    joined = articles.join(revisions, revisions.c.key == articles.c.revision)
    return select(articles, *added).select_from(joined).where(*article_conditions(filters))


def statements_with_articles(filters: Filters) -> Select[Any]:
    """Rows for `to_statement_row`, the article's columns under names that begin with `of_`.

    `resolved` is the speaker's name across articles.
    """
    of = brief_columns("of_")
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
    article = restore.to_article_row({name: row[f"of_{name}"] for name in ROW})
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
