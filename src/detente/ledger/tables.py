"""The tables, as the code sees them; `migrations/` makes them and a test keeps the two alike.

`key` columns are integers that join rows inside one database and mean nothing outside it;
`id` columns are content hashes and mean the same everywhere. Times are ISO 8601 text in UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
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


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, PLAIN, nullable=null)


def _json(name: str) -> Column[object]:
    return Column(name, JSON(none_as_null=True), nullable=True)


def _ref(name: str, target: str, *, null: bool = False, cascade: bool = False) -> Column[int]:
    rule = "CASCADE" if cascade else None
    return Column(name, ForeignKey(target, ondelete=rule), nullable=null)


def _seen() -> tuple[Column[str], Column[str]]:
    return _text("first_seen"), _text("last_seen")


bodies = Table(
    "bodies",
    metadata,
    Column("sha256", PLAIN, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    *_seen(),
)

revisions = Table(
    "revisions",
    metadata,
    _key(),
    _text("id"),
    _json("models"),
    *_seen(),
    UniqueConstraint("id"),
)

articles = Table(
    "articles",
    metadata,
    _key(),
    _text("id"),
    _text("page"),
    _ref("sha256", "bodies.sha256"),
    _ref("revision", "revisions.key"),
    _text("title", null=True),
    _text("standfirst", null=True),
    _text("text"),
    _json("bylines"),
    _text("outlet", null=True),
    _text("domain", null=True),
    _text("url", null=True),
    _text("published", null=True),
    _text("precision", null=True),
    _text("basis", null=True),
    _text("day"),
    _text("language", null=True),
    _json("image"),
    _json("paragraphs"),
    _json("sentences"),
    _json("related"),
    _json("discarded"),
    _json("notes"),
    *_seen(),
    UniqueConstraint("id"),
    Index(None, "day", "id"),
    Index(None, "first_seen"),
)

pages = Table(
    "pages",
    metadata,
    _key(),
    _text("id"),
    _ref("sha256", "bodies.sha256"),
    _ref("article", "articles.key"),
    _ref("revision", "revisions.key"),
    _text("digest"),
    _text("name"),
    _text("url", null=True),
    _text("media_type", null=True),
    _text("charset", null=True),
    _text("fetched", null=True),
    _text("given_title", null=True),
    _text("given_outlet", null=True),
    _text("given_published", null=True),
    _text("dossier", null=True),
    _text("outlet", null=True),
    _text("domain", null=True),
    _text("outlet_words"),
    *_seen(),
    _text("etag", null=True),
    _text("last_modified", null=True),
    UniqueConstraint("id"),
    Index(None, "article"),
    Index(None, "sha256"),
    Index(None, "url"),
)

actors = Table(
    "actors",
    metadata,
    _key(),
    _text("id"),
    _text("name"),
    _text("words"),
    *_seen(),
    UniqueConstraint("id"),
)

mentions = Table(
    "mentions",
    metadata,
    _key(),
    _ref("article", "articles.key", cascade=True),
    _ref("actor", "actors.key"),
    _ref("revision", "revisions.key"),
    Column("ordinal", Integer, nullable=False),
    _text("kind"),
    _text("side", null=True),
    _json("spans"),
    _json("roles"),
    *_seen(),
    UniqueConstraint("article", "actor"),
    Index(None, "actor"),
)

statements = Table(
    "statements",
    metadata,
    _key(),
    _text("id"),
    _ref("article", "articles.key", cascade=True),
    _ref("speaker", "actors.key", null=True),
    _ref("revision", "revisions.key"),
    Column("ordinal", Integer, nullable=False),
    _text("speaker_name", null=True),
    _text("passage"),
    Column("passage_start", Integer, nullable=False),
    _json("source"),
    _json("cue"),
    _json("content"),
    _text("kind"),
    _text("modality"),
    _json("modality_words"),
    Column("confidence", Float, nullable=False),
    _json("via"),
    _json("said"),
    _json("sentence"),
    *_seen(),
    UniqueConstraint("article", "id"),
    Index(None, "id"),
    Index(None, "speaker"),
)
