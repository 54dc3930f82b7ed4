"""The records that travel between the rooms: frozen, typed, importing nothing of ours.

Spans are half-open `(start, end)` pairs of Unicode code points into `Article.text`.
Identifiers are hexadecimal content hashes, so that the same input gives the same identifier.
"""

from __future__ import annotations

from detente.model.accounts import (
    Claim,
    ClaimKind,
    Compared,
    Comparison,
    Near,
    Reason,
    Related,
    Verdict,
)
from detente.model.base import (
    Certainty,
    EntityKind,
    MediaType,
    ModalityKind,
    MoveStatus,
    MoveType,
    Precision,
    ProposalStatus,
    Span,
    Spans,
    Stance,
    StatementKind,
    TimeKind,
    content_id,
)
from detente.model.dossier import Dossier, Issue, Side
from detente.model.page import Article, Date, Discard, Image, Page
from detente.model.reading import Failure, Reading
from detente.model.said import Actor, Analysis, CueLink, Entity, Modality, Role, Said, Statement
from detente.model.talks import Background, Division, Move, Position, Proposal, Time

__all__ = [
    "Actor",
    "Analysis",
    "Article",
    "Background",
    "Certainty",
    "Claim",
    "ClaimKind",
    "Compared",
    "Comparison",
    "CueLink",
    "Date",
    "Discard",
    "Division",
    "Dossier",
    "Entity",
    "EntityKind",
    "Failure",
    "Image",
    "Issue",
    "MediaType",
    "Modality",
    "ModalityKind",
    "Move",
    "MoveStatus",
    "MoveType",
    "Near",
    "Page",
    "Position",
    "Precision",
    "Proposal",
    "ProposalStatus",
    "Reading",
    "Reason",
    "Related",
    "Role",
    "Said",
    "Side",
    "Span",
    "Spans",
    "Stance",
    "Statement",
    "StatementKind",
    "Time",
    "TimeKind",
    "Verdict",
    "content_id",
]
