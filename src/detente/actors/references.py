"""What refers back to an actor: nouns ("the president") and pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors.gazetteer import Gazetteer
    from detente.actors.group import Group
    from detente.model import Analysis, Article


def add_references(
    article: Article,
    analysis: Analysis,
    groups: Sequence[Group],
    known: Gazetteer,
    day: str | None,
) -> None:
    """Add to the groups' mentions what refers back to them."""
