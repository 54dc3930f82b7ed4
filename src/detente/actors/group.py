"""Mentions of one article that are taken for one actor."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.actors.gazetteer import Entry
    from detente.actors.titles import Gender
    from detente.model import EntityKind, Span


def without_middle(name: str) -> str:
    """A person's name without the initial in its middle: outlets differ in giving it."""
    return re.sub(r"(?<=\w{2}) [A-Z]\.(?= \w)", "", name)


@dataclass
class Group:
    """The names an actor is written by, its mentions, the genders told by forms of address.

    `entry` is the gazetteer's, where it is known; `called` the canonical name where told;
    `of` the code of the state or union that it is or belongs to. `joint`: several states as one.
    """

    kind: EntityKind
    names: Counter[str] = field(default_factory=Counter)
    mentions: list[Span] = field(default_factory=list)
    told: set[Gender] = field(default_factory=set)
    entry: Entry | None = None
    called: str | None = None
    of: str | None = None
    roles: tuple[str, ...] = ()
    joint: bool = False

    def add(self, name: str, span: Span) -> None:
        """One more mention, by `name`."""
        self.names[name] += 1
        self.mentions.append(span)

    def name(self) -> str:
        """The canonical name where told, else the fullest; of equally full ones the commonest."""
        if self.called:
            return self.called
        fullest = max(self.names, key=lambda name: (len(name.split()), self.names[name]))
        return without_middle(fullest) if self.kind == "person" else fullest
