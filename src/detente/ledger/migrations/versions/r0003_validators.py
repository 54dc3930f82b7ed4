"""What a server gave with a page, so that it can be asked whether the page has changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

PLAIN: sa.types.TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COLUMNS = ("etag", "last_modified")


def upgrade() -> None:
    """Add the columns, empty, and an index by which a URL's page is found."""
    for name in COLUMNS:
        op.add_column("pages", sa.Column(name, PLAIN, nullable=True))
    op.create_index("ix_pages_url", "pages", ["url"])
