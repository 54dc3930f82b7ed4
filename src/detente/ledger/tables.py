"""The tables, as the code sees them; `migrations/` makes them and a test keeps the two alike.

`key` columns are integers that join rows inside one database and mean nothing outside it;
`id` columns are content hashes and mean the same everywhere. Times are ISO 8601 text in UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from detente.ledger.columns import PLAIN, json, key, metadata, ref, seen, text

bodies = Table(
    "bodies",
    metadata,
    Column("sha256", PLAIN, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    *seen(),
)

revisions = Table(
    "revisions",
    metadata,
    key(),
    text("id"),
    json("models"),
    *seen(),
    UniqueConstraint("id"),
)

articles = Table(
    "articles",
    metadata,
    key(),
    text("id"),
    text("page"),
    ref("sha256", "bodies.sha256"),
    ref("revision", "revisions.key"),
    text("title", null=True),
    text("standfirst", null=True),
    text("text"),
    json("bylines"),
    text("outlet", null=True),
    text("domain", null=True),
    text("url", null=True),
    text("published", null=True),
    text("precision", null=True),
    text("basis", null=True),
    text("day"),
    text("text_hash"),
    text("language", null=True),
    json("image"),
    json("paragraphs"),
    json("sentences"),
    json("related"),
    json("discarded"),
    json("notes"),
    json("times"),
    *seen(),
    UniqueConstraint("id"),
    Index(None, "day", "id"),
    Index(None, "first_seen"),
    Index(None, "text_hash"),
    Index(None, "domain"),
    Index(None, "outlet"),
)

pages = Table(
    "pages",
    metadata,
    key(),
    text("id"),
    ref("sha256", "bodies.sha256"),
    ref("article", "articles.key"),
    ref("revision", "revisions.key"),
    text("digest"),
    text("name"),
    text("url", null=True),
    text("media_type", null=True),
    text("charset", null=True),
    text("fetched", null=True),
    text("given_title", null=True),
    text("given_outlet", null=True),
    text("given_published", null=True),
    text("dossier", null=True),
    text("outlet", null=True),
    text("domain", null=True),
    text("outlet_words"),
    *seen(),
    text("etag", null=True),
    text("last_modified", null=True),
    UniqueConstraint("id"),
    Index(None, "article"),
    Index(None, "sha256"),
    Index(None, "url"),
)

actors = Table(
    "actors",
    metadata,
    key(),
    text("id"),
    text("name"),
    text("words"),
    text("effective"),
    *seen(),
    UniqueConstraint("id"),
    Index(None, "effective"),
)

# What other names are looked up by that may be the same actor's; an actor that has none yet was
# not compared.
name_keys = Table(
    "name_keys",
    metadata,
    Column("actor", Integer, ForeignKey("actors.key", ondelete="CASCADE"), primary_key=True),
    Column("value", PLAIN, primary_key=True),
    Index(None, "value"),
)

mentions = Table(
    "mentions",
    metadata,
    key(),
    ref("article", "articles.key", cascade=True),
    ref("actor", "actors.key"),
    ref("revision", "revisions.key"),
    Column("ordinal", Integer, nullable=False),
    text("kind"),
    text("side", null=True),
    json("spans"),
    json("roles"),
    *seen(),
    UniqueConstraint("article", "actor"),
    Index(None, "actor"),
)

statements = Table(
    "statements",
    metadata,
    key(),
    text("id"),
    ref("article", "articles.key", cascade=True),
    ref("speaker", "actors.key", null=True),
    ref("revision", "revisions.key"),
    Column("ordinal", Integer, nullable=False),
    text("speaker_name", null=True),
    text("passage"),
    Column("passage_start", Integer, nullable=False),
    json("source"),
    json("cue"),
    json("content"),
    text("kind"),
    text("modality"),
    json("modality_words"),
    Column("confidence", Float, nullable=False),
    json("via"),
    json("said"),
    json("sentence"),
    *seen(),
    UniqueConstraint("article", "id"),
    Index(None, "id"),
    Index(None, "speaker"),
)
