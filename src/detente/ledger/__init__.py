"""The ledger: records in a database, SQLite or PostgreSQL. `Writer` in, `View` out."""

from detente.ledger.filters import Filters
from detente.ledger.rows import (
    Added,
    ArticleRecord,
    ArticleRow,
    Carrier,
    Hit,
    StatementRow,
    Status,
)
from detente.ledger.view import View
from detente.ledger.writer import Writer

__all__ = [
    "Added",
    "ArticleRecord",
    "ArticleRow",
    "Carrier",
    "Filters",
    "Hit",
    "StatementRow",
    "Status",
    "View",
    "Writer",
]
