"""Across articles: signatures, bands and copies; gists, stories, their articles and links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

PLAIN: sa.types.TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SEEN = ("first_seen", "last_seen")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, PLAIN, nullable=False) for name in names]


def _jsons(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.JSON, nullable=True) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _bytes(name: str, *, null: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=null)


def _float(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float, nullable=False)


def _ref(table: str, column: str, target: str = "articles.key") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], f"fk_{table}_{column}", ondelete="CASCADE")


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _of_article(name: str, *parts: sa.schema.SchemaItem) -> None:
    """A table with a row an article."""
    own = (_primary(name, "article"), _ref(name, "article"))
    op.create_table(name, *_numbers("article"), *_texts(*SEEN), *parts, *own)


def _indices(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def upgrade() -> None:
    """Make the tables, empty: the articles that are there count as not folded yet."""
    _make_copies()
    _make_stories()


def _make_copies() -> None:
    _of_article("signatures", *_numbers("version"), _bytes("shingles"))
    op.create_table(
        "bands",
        sa.Column("value", sa.BigInteger, nullable=False),
        *_numbers("article"),
        _primary("bands", "value", "article"),
        _ref("bands", "article"),
        sqlite_with_rowid=False,
    )
    _indices("bands", "article")
    _of_article(
        "copies",
        *_numbers("copy_of", "origin"),
        _float("share"),
        *_jsons("added", "removed"),
        _ref("copies", "copy_of"),
        _ref("copies", "origin"),
    )
    _indices("copies", "copy_of", "origin")


def _make_stories() -> None:
    _of_article("gists", *_numbers("version"), _bytes("gist"))
    op.create_table(
        "stories",
        sa.Column("key", sa.Integer, primary_key=True),
        *_texts("id", "title", "day", "last", *SEEN),
        *_jsons("about"),
        _bytes("gist", null=True),
        sa.UniqueConstraint("id", name="uq_stories_id"),
        _primary("stories", "key"),
    )
    _indices("stories", "day", "last")
    _of_article(
        "story_articles",
        *_numbers("story"),
        _float("score"),
        _ref("story_articles", "story", "stories.key"),
    )
    _indices("story_articles", "story")
    op.create_table(
        "story_links",
        *_numbers("earlier", "later"),
        *_texts("kind", "reason", *SEEN),
        _float("score"),
        _primary("story_links", "earlier", "later"),
        _ref("story_links", "earlier", "stories.key"),
        _ref("story_links", "later", "stories.key"),
    )
    _indices("story_links", "later")
