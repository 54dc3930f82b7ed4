"""The positions that tell how things stand: the last word of each holder, and what is near it.

All that is older than a week before a holder's last stated word on an issue says nothing more of
where the holder stands, and is left in the database.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Date, Select, String, and_, cast, func, or_, select

from detente.ledger.line_selects import named_positions
from detente.ledger.line_tables import positions

DAYS = 7


def standing(dossier: str, as_of: str, dialect: str) -> Select[Any]:
    """Rows for `line_selects.to_position_row`, the newest first.

    Of each holder and issue: what is of the last `DAYS` days up to the last stated position, and
    all since; everything where nothing was stated. Nothing is later than the ISO day `as_of`.
    """
    group = (positions.c.who, positions.c.issue)
    here = and_(positions.c.dossier == dossier, positions.c.day <= as_of)
    last = (
        select(*group, func.max(positions.c.day).label("stated"))
        .where(here, positions.c.certainty == "stated", positions.c.day != "")
        .group_by(*group)
        .subquery()
    )
    near = or_(last.c.stated.is_(None), positions.c.day >= _days_before(last.c.stated, dialect))
    same = and_(last.c.who == positions.c.who, last.c.issue == positions.c.issue)
    query = named_positions().outerjoin(last, same).where(here, near)
    return query.order_by(positions.c.day.desc(), positions.c.id)


def _days_before(day: ColumnElement[str], dialect: str) -> ColumnElement[str]:
    """The ISO day so many days before an ISO day."""
    if dialect == "sqlite":
        return func.date(day, f"-{DAYS} days")
    return cast(cast(day, Date) - DAYS, String)
