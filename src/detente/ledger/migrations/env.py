"""Alembic's entry: runs inside the transaction of the connection that it is handed."""

from __future__ import annotations

from alembic import context

from detente.ledger.database import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
