"""The talks being followed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the talks in a dossier, and what makes an actor belong to it.

    `states` are ISO 3166 two-letter codes, or `EU`; `organisations` and `people` are names,
    `aliases` other words for the side ("Moscow", "the Kremlin").
    """

    id: str
    name: str
    states: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A proposition that the sides differ on, and the ids of the sides that must consent to it."""

    id: str
    proposition: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """The talks being followed. `mediators` are ids of sides or names; `since` an ISO day."""

    id: str
    title: str
    sides: tuple[Side, ...]
    issues: tuple[Issue, ...]
    mediators: tuple[str, ...] = ()
    since: str | None = None
