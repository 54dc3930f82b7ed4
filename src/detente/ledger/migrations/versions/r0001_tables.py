"""The tables: bodies and pages, articles, actors and their mentions, statements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

PLAIN: sa.types.TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SEEN = ("first_seen", "last_seen")


def _key() -> sa.Column[int]:
    return sa.Column("key", sa.Integer, primary_key=True)


def _texts(*names: str, null: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, PLAIN, nullable=null) for name in names]


def _jsons(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.JSON, nullable=True) for name in names]


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def _ref(
    table: str, column: str, target: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], f"fk_{table}_{column}", ondelete=ondelete)


def _table(name: str, *parts: sa.schema.SchemaItem, key: str = "key") -> None:
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(key, name=f"pk_{name}"))


def upgrade() -> None:
    """Make every table, with its indices."""
    _make_pages()
    _make_actors()
    _make_statements()


def _make_pages() -> None:
    body = sa.Column("body", sa.LargeBinary, nullable=False)
    _table("bodies", *_texts("sha256"), _number("size"), body, *_texts(*SEEN), key="sha256")
    _table(
        "revisions",
        _key(),
        *_texts("id", *SEEN),
        *_jsons("models"),
        sa.UniqueConstraint("id", name="uq_revisions_id"),
    )
    _table(
        "articles",
        _key(),
        *_texts("id", "page", "sha256"),
        _number("revision"),
        *_texts("title", "standfirst", null=True),
        *_texts("text", "day", *SEEN),
        *_texts("outlet", "domain", "url", "language", null=True),
        *_texts("published", "precision", "basis", null=True),
        *_jsons("bylines", "image", "paragraphs", "sentences", "related", "discarded", "notes"),
        sa.UniqueConstraint("id", name="uq_articles_id"),
        _ref("articles", "sha256", "bodies.sha256"),
        _ref("articles", "revision", "revisions.key"),
    )
    op.create_index("ix_articles_day_id", "articles", ["day", "id"])
    op.create_index("ix_articles_first_seen", "articles", ["first_seen"])
    _table(
        "pages",
        _key(),
        *_texts("id", "sha256"),
        _number("article"),
        _number("revision"),
        *_texts("digest", "name", "outlet_words", *SEEN),
        *_texts("url", "media_type", "charset", "fetched", null=True),
        *_texts("given_title", "given_outlet", "given_published", "dossier", null=True),
        *_texts("outlet", "domain", null=True),
        sa.UniqueConstraint("id", name="uq_pages_id"),
        _ref("pages", "sha256", "bodies.sha256"),
        _ref("pages", "article", "articles.key"),
        _ref("pages", "revision", "revisions.key"),
    )
    op.create_index("ix_pages_article", "pages", ["article"])
    op.create_index("ix_pages_sha256", "pages", ["sha256"])


def _make_actors() -> None:
    _table(
        "actors",
        _key(),
        *_texts("id", "name", "words", *SEEN),
        sa.UniqueConstraint("id", name="uq_actors_id"),
    )
    _table(
        "mentions",
        _key(),
        _number("article"),
        _number("actor"),
        _number("revision"),
        _number("ordinal"),
        *_texts("kind", *SEEN),
        *_texts("side", null=True),
        *_jsons("spans", "roles"),
        sa.UniqueConstraint("article", "actor", name="uq_mentions_article_actor"),
        _ref("mentions", "article", "articles.key", "CASCADE"),
        _ref("mentions", "actor", "actors.key"),
        _ref("mentions", "revision", "revisions.key"),
    )
    op.create_index("ix_mentions_actor", "mentions", ["actor"])


def _make_statements() -> None:
    _table(
        "statements",
        _key(),
        *_texts("id"),
        _number("article"),
        _number("speaker", null=True),
        _number("revision"),
        _number("ordinal"),
        *_texts("speaker_name", null=True),
        *_texts("passage", "kind", "modality", *SEEN),
        _number("passage_start"),
        sa.Column("confidence", sa.Float, nullable=False),
        *_jsons("source", "cue", "content", "modality_words", "via", "said", "sentence"),
        sa.UniqueConstraint("article", "id", name="uq_statements_article_id"),
        _ref("statements", "article", "articles.key", "CASCADE"),
        _ref("statements", "speaker", "actors.key"),
        _ref("statements", "revision", "revisions.key"),
    )
    op.create_index("ix_statements_id", "statements", ["id"])
    op.create_index("ix_statements_speaker", "statements", ["speaker"])
