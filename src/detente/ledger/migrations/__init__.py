"""The ledger's schema, step by step; Alembic runs what a database still lacks."""
