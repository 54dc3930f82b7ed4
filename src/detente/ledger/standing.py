"""The positions that tell how things stand: the last word of each holder, and what is near it.

All that is older than a week before a holder's last stated word on an issue says nothing more of
where the holder stands, and is left in the database.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Date, String, and_, cast, func, or_, select

from detente.ledger.line_selects import origin_of_position
from detente.ledger.line_tables import positions
from detente.ledger.rows import Stand
from detente.ledger.tables import actors, articles

DAYS = 7


def stands(connection: Connection, dossier: str, as_of: str) -> list[Stand]:
    """Of each holder and issue: what is of the last `DAYS` days up to the last stated position,
    and all since; everything where nothing was stated. Nothing is later than `as_of`.
    """
    group = (positions.c.who, positions.c.issue)
    here = and_(positions.c.dossier == dossier, positions.c.day <= as_of)
    last = (
        select(*group, func.max(positions.c.day).label("stated"))
        .where(here, positions.c.certainty == "stated", positions.c.day != "")
        .group_by(*group)
        .subquery()
    )
    first = _days_before(last.c.stated, connection.dialect.name)
    near = or_(last.c.stated.is_(None), positions.c.day >= first)
    same = and_(last.c.who == positions.c.who, last.c.issue == positions.c.issue)
    query = (
        select(
            *(positions.c.key, actors.c.name, positions.c.who, positions.c.side),
            *(positions.c.issue, positions.c.stance, positions.c.certainty, positions.c.day),
            origin_of_position(),
        )
        .join(articles, articles.c.key == positions.c.article)
        .join(actors, actors.c.id == positions.c.who)
        .outerjoin(last, same)
        .where(here, near)
    )
    return [Stand(*row) for row in connection.execute(query)]


def _days_before(day: ColumnElement[str], dialect: str) -> ColumnElement[str]:
    """The ISO day so many days before an ISO day."""
    if dialect == "sqlite":
        return func.date(day, f"-{DAYS} days")
    return cast(cast(day, Date) - DAYS, String)
