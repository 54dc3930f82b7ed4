"""How a column is made, alike in every table; `metadata` is all the tables together."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, Text
from sqlalchemy.types import TypeEngine

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)

# Byte order on both back-ends: PostgreSQL's default collation would skip the hyphens of a date.
PLAIN: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")


def key() -> Column[int]:
    """The integer that joins a row to others inside one database."""
    return Column("key", Integer, primary_key=True)


def text(name: str, *, null: bool = False) -> Column[str]:
    """Text in byte order."""
    return Column(name, PLAIN, nullable=null)


def json(name: str) -> Column[object]:
    """A record's field, or several, as JSON; None is NULL."""
    return Column(name, JSON(none_as_null=True), nullable=True)


def ref(name: str, target: str, *, null: bool = False, cascade: bool = False) -> Column[int]:
    """The key of a row elsewhere; with `cascade` this row goes when that one goes."""
    rule = "CASCADE" if cascade else None
    return Column(name, ForeignKey(target, ondelete=rule), nullable=null)


def seen() -> tuple[Column[str], Column[str]]:
    """When a row was first and last stored: ISO 8601 in UTC."""
    return text("first_seen"), text("last_seen")
