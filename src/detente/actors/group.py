"""Mentions of one article that are taken for one actor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.actors.titles import Gender
    from detente.model import EntityKind, Span


@dataclass
class Group:
    """The names an actor is written by, its mentions, the genders told by forms of address."""

    kind: EntityKind
    names: Counter[str] = field(default_factory=Counter)
    mentions: list[Span] = field(default_factory=list)
    told: set[Gender] = field(default_factory=set)

    def add(self, name: str, span: Span) -> None:
        """One more mention, by `name`."""
        self.names[name] += 1
        self.mentions.append(span)

    def name(self) -> str:
        """The fullest name; of equally full ones the commonest, then the first."""
        return max(self.names, key=lambda name: (len(name.split()), self.names[name]))
