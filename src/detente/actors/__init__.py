"""Who is named in an article: its actors, which of them speaks, for whom, and on which side.

One article at a time, by names, titles and what refers back; what cannot be told stays open.
Across articles `resolution` proposes which names are one actor's.
"""

from __future__ import annotations

from detente.actors import resolution
from detente.actors.grouping import actors
from detente.actors.principals import principals, state_of
from detente.actors.siding import sided
from detente.actors.speaking import speakers

__all__ = ["actors", "principals", "resolution", "sided", "speakers", "state_of"]
