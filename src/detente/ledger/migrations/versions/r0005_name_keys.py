"""The keys by which an actor's name is found among names like it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

PLAIN: sa.types.TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, empty: the names that are there count as not compared yet."""
    op.create_table(
        "name_keys",
        sa.Column("actor", sa.Integer, nullable=False),
        sa.Column("value", PLAIN, nullable=False),
        sa.PrimaryKeyConstraint("actor", "value", name="pk_name_keys"),
        sa.ForeignKeyConstraint(
            ["actor"], ["actors.key"], "fk_name_keys_actor", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_name_keys_value", "name_keys", ["value"])
