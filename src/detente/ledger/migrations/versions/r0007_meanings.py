"""What statements mean: vectors, and the codes of an article's by which near ones are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

PLAIN: sa.types.TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; what is there counts as not read for its meaning yet."""
    op.create_table(
        "meanings",
        sa.Column("article", sa.Integer, nullable=False),
        sa.Column("model", PLAIN, nullable=False),
        sa.Column("stamp", sa.BigInteger, nullable=False),
        sa.Column("statements", sa.LargeBinary, nullable=False),
        sa.Column("codes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_meanings"),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.key"], "fk_meanings_article", ondelete="CASCADE"
        ),
    )
    for column in ("model", "stamp"):
        op.create_index(f"ix_meanings_{column}", "meanings", [column])
    op.create_table(
        "statement_vectors",
        sa.Column("statement", sa.Integer, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("statement", name="pk_statement_vectors"),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], "fk_statement_vectors_statement", ondelete="CASCADE"
        ),
    )
    nothing = "x''" if op.get_bind().dialect.name == "sqlite" else "''::bytea"
    op.execute(
        "INSERT INTO meanings (article, model, stamp, statements, codes) "  # noqa: S608
        f"SELECT DISTINCT article, '', 0, {nothing}, {nothing} FROM statements"
    )
