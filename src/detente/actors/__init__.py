"""Who is named in an article: its actors, and which of them speaks.

Simple and honest: within one article, by names alone; what cannot be told stays open.
"""

from __future__ import annotations

from detente.actors.grouping import actors
from detente.actors.speaking import speakers

__all__ = ["actors", "speakers"]
