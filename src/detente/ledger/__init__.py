"""The ledger: records in a database, SQLite or PostgreSQL. `Writer` in, `View` out."""

from detente.ledger.dossier_rows import DossierCount, DossierRow
from detente.ledger.filters import Filters
from detente.ledger.folds import Candidate, Folds
from detente.ledger.judging import Judgement, Merge, Verdict
from detente.ledger.meaning_store import Wording
from detente.ledger.naming import NameRow
from detente.ledger.rows import (
    ActorRow,
    Added,
    ArticleRecord,
    ArticleRow,
    BackgroundRow,
    Carrier,
    DivisionRow,
    Evidence,
    Hit,
    MoveRow,
    PositionRow,
    ProposalRow,
    Stand,
    StatementRow,
    Status,
)
from detente.ledger.story_rows import (
    Copy,
    Gist,
    Signature,
    Story,
    StoryArticle,
    StoryLink,
    Told,
)
from detente.ledger.versions import Version
from detente.ledger.view import View
from detente.ledger.writer import Writer

__all__ = [
    "ActorRow",
    "Added",
    "ArticleRecord",
    "ArticleRow",
    "BackgroundRow",
    "Candidate",
    "Carrier",
    "Copy",
    "DivisionRow",
    "DossierCount",
    "DossierRow",
    "Evidence",
    "Filters",
    "Folds",
    "Gist",
    "Hit",
    "Judgement",
    "Merge",
    "MoveRow",
    "NameRow",
    "PositionRow",
    "ProposalRow",
    "Signature",
    "Stand",
    "StatementRow",
    "Status",
    "Story",
    "StoryArticle",
    "StoryLink",
    "Told",
    "Verdict",
    "Version",
    "View",
    "Wording",
    "Writer",
]
