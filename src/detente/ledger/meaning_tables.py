"""The tables of what statements mean: all is made from statements and can be made again."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, Table

from detente.ledger.columns import metadata, text

# One row an article with statements. `model` is the revision that made the vectors, "" while none
# has; `stamp` grows with every row written, so that what is new is found. `statements` are keys
# (int64, little-endian), `codes` their vectors' signs (48 bytes each), in the same order.
meanings = Table(
    "meanings",
    metadata,
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    text("model"),
    Column("stamp", BigInteger, nullable=False),
    Column("statements", LargeBinary, nullable=False),
    Column("codes", LargeBinary, nullable=False),
    Index(None, "model"),
    Index(None, "stamp"),
)

# A statement's vector: 384 signed bytes, of any length.
statement_vectors = Table(
    "statement_vectors",
    metadata,
    Column("statement", ForeignKey("statements.key", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
