"""What a ledger holds, in numbers."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, select, text

from detente.ledger.columns import metadata
from detente.ledger.database import VERSION_TABLE
from detente.ledger.rows import Status
from detente.ledger.story_tables import copies, stories
from detente.ledger.tables import articles, pages, revisions, statements


def status(connection: Connection) -> Status:
    """Count; the size is that of the SQLite file or of the tables on PostgreSQL, in bytes."""
    dated = select(func.min(articles.c.day), func.max(articles.c.day)).where(articles.c.day != "")
    first, last = connection.execute(dated).one()
    return Status(
        pages=_count(connection, pages),
        articles=_count(connection, articles),
        copies=_count(connection, copies),
        stories=_count(connection, stories),
        statements=_count(connection, statements),
        speakers=_distinct(connection, statements, "speaker"),
        outlets=_outlets(connection),
        languages=_languages(connection),
        first=first,
        last=last,
        models=_models(connection),
        size=_size(connection),
        schema=str(connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))),  # noqa: S608
    )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def _distinct(connection: Connection, table: Table, column: str) -> int:
    return int(connection.scalar(select(func.count(table.c[column].distinct()))) or 0)


def _outlets(connection: Connection) -> int:
    """The outlets of articles that are no copies."""
    query = select(func.count(articles.c.outlet.distinct())).outerjoin_from(
        articles, copies, copies.c.article == articles.c.key
    )
    return int(connection.scalar(query.where(copies.c.article.is_(None))) or 0)


def _languages(connection: Connection) -> dict[str, int]:
    number = func.count()
    query = select(articles.c.language, number).group_by(articles.c.language)
    found = connection.execute(query.order_by(number.desc(), articles.c.language))
    return {language or "": count for language, count in found}


def _models(connection: Connection) -> tuple[tuple[dict[str, str], int], ...]:
    query = (
        select(revisions.c.models, func.count())
        .join(articles, articles.c.revision == revisions.c.key)
        .group_by(revisions.c.key)
        .order_by(revisions.c.key)
    )
    return tuple((models, count) for models, count in connection.execute(query))


def _size(connection: Connection) -> int:
    if connection.dialect.name == "sqlite":
        query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        return int(connection.scalar(text(query)) or 0)
    sizes = (
        connection.scalar(select(func.pg_total_relation_size(name))) for name in metadata.tables
    )
    return sum(int(size or 0) for size in sizes)
