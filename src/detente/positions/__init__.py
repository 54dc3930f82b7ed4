"""Who wants what: the positions of actors on a dossier's issues, read with a pair model."""

from __future__ import annotations

from detente.positions.asking import EFFORTS
from detente.positions.reader import Reader
from detente.positions.relevance import Talks, prepared
from detente.positions.scored import MoveScore, Scores, StanceScore, issue_finder, scores
from detente.positions.stances import positions

__all__ = [
    "EFFORTS",
    "MoveScore",
    "Reader",
    "Scores",
    "StanceScore",
    "Talks",
    "issue_finder",
    "positions",
    "prepared",
    "scores",
]
