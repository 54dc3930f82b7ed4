"""The tables across articles: signatures and copies; gists, stories and what links stories.

All are made from articles and can be made again. Rows of an article go when the article goes.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from detente.ledger.columns import json, key, metadata, ref, seen, text


def _article() -> Column[int]:
    return Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True)


def _story(name: str) -> Column[int]:
    return Column(name, ForeignKey("stories.key", ondelete="CASCADE"), primary_key=True)


# What folding keeps of a text; `shingles` are its runs of words as numbers (`stories.copies`).
# An article that has none of the present version was not folded yet.
signatures = Table(
    "signatures",
    metadata,
    _article(),
    Column("version", Integer, nullable=False),
    Column("shingles", LargeBinary, nullable=False),
    *seen(),
)

# What alike texts are looked up by.
bands = Table(
    "bands",
    metadata,
    Column("value", BigInteger, primary_key=True, autoincrement=False),
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# `copy_of` is the first article whose text this one repeats, `origin` the first of them all: the
# origin itself has no row. `share` is how much of the shorter text stands in both. `added` are
# spans of this text that `copy_of` does not have, `removed` spans of `copy_of` that this one has
# not.
copies = Table(
    "copies",
    metadata,
    _article(),
    Column("copy_of", ForeignKey("articles.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("origin", ForeignKey("articles.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("share", Float, nullable=False),
    json("added"),
    json("removed"),
    *seen(),
)

# What the clustering of stories keeps of an article, in its own code.
gists = Table(
    "gists",
    metadata,
    _article(),
    Column("version", Integer, nullable=False),
    Column("gist", LargeBinary, nullable=False),
    *seen(),
)

# `day` is the first that an article of it bears ("" where none does), `last` the last; `about` is
# what a story tells of itself (actors, content), `gist` what the clustering keeps of it.
stories = Table(
    "stories",
    metadata,
    key(),
    text("id"),
    text("title"),
    text("day"),
    text("last"),
    json("about"),
    Column("gist", LargeBinary, nullable=True),
    *seen(),
    UniqueConstraint("id"),
    Index(None, "day"),
    Index(None, "last"),
)

# An article is in one story; `score` is how near it is to the rest of it, 0…1.
story_articles = Table(
    "story_articles",
    metadata,
    _article(),
    ref("story", "stories.key", cascade=True),
    Column("score", Float, nullable=False),
    *seen(),
    Index(None, "story"),
)

# A thread: `later` follows `earlier` in the same talks.
story_links = Table(
    "story_links",
    metadata,
    _story("earlier"),
    _story("later"),
    text("kind"),
    Column("score", Float, nullable=False),
    text("reason"),
    *seen(),
    Index(None, "later"),
)
