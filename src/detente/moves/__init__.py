"""What was done: moves between actors, proposals, and divisions inside a side."""

from __future__ import annotations

from detente.moves.divisions import divisions
from detente.moves.proposals import proposals
from detente.moves.reading import moves
from detente.moves.scored import TYPES, Scored

__all__ = ["TYPES", "Scored", "divisions", "moves", "proposals"]
