"""What to ask of an article: which actors, in which windows, about which issues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.positions.questions import move_question, question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Actor, Statement
    from detente.positions.relevance import Talks
    from detente.positions.windows import Window

# How many actors of a window are asked about, and how likely an issue must be to be asked of.
ACTORS = 5
FLOOR = 0.02
# An article in which no window is likelier than this to touch an issue is left alone.
TOUCHES = 0.10
# Who speaks in a window is likelier to hold something there; who sits on no side matters less.
SPEAKS, OUTSIDE = 1.5, 0.4


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is asked of one article: questions about issues, in how many windows, and whether
    what the actors do is asked too (else the words alone tell of moves)."""

    questions: int
    windows: int
    moves: bool = True


# Moves are left to the words: with the reader's answers they were worse (docs/moves.md).
EFFORTS = {"full": Effort(170, 40, moves=False), "fast": Effort(10, 2, moves=False)}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: an actor and an issue's place in the dossier; -1 asks what the actor does.

    `chance` is how likely the window is about the issue.
    """

    actor: Actor
    issue: int
    text: str
    chance: float = 0.5


@dataclass(frozen=True, slots=True)
class Interview:
    """A window and what is asked about it."""

    window: Window
    questions: tuple[Asked, ...]


def interviews(
    chances: np.ndarray,
    cut: Sequence[Window],
    actors: Sequence[Actor],
    statements: Sequence[Statement],
    talks: Talks,
    effort: Effort,
) -> list[Interview]:
    """The likeliest questions of the article, window by window.

    `chances` (W, I) are those of `relevance`. The number of questions is bounded by `effort`,
    whatever the number of issues, so that a long dossier costs little more than a short one.
    """
    names = {side.id: side.name for side in talks.dossier.sides}
    rated: list[tuple[float, int, Actor, int]] = []
    for at, window in enumerate(cut):
        likely = [int(number) for number in np.flatnonzero(chances[at] >= FLOOR)]
        rated += [
            (float(chances[at, number]) * weight, at, actor, number)
            for actor, weight in present(window, actors, statements)
            for number in likely
        ]
    rated.sort(key=lambda one: (-one[0], one[1], one[2].id, one[3]))
    kept: dict[int, list[Asked]] = {}
    for _, at, actor, issue in rated[: effort.questions]:
        if at not in kept and len(kept) == effort.windows:
            continue
        told = talks.dossier.issues[issue].proposition
        text = question(actor.name, names.get(actor.side or ""), told)
        asked = Asked(actor, issue, text, float(chances[at, issue]))
        kept.setdefault(at, []).append(asked)
    return [_interview(cut[at], asked, names, effort) for at, asked in sorted(kept.items())]


def _interview(
    window: Window, asked: list[Asked], names: dict[str, str], effort: Effort
) -> Interview:
    """The questions of a window, and for each actor what it does there."""
    acting = {one.actor.id: one.actor for one in asked if one.actor.side and effort.moves}
    moves = [
        Asked(actor, -1, move_question(actor.name, names.get(actor.side or "")))
        for actor in acting.values()
    ]
    return Interview(window, (*asked, *moves))


def present(
    window: Window, actors: Sequence[Actor], statements: Sequence[Statement]
) -> list[tuple[Actor, float]]:
    """The actors that a window names or lets speak, with weights, the likelier holders first."""
    start, end = window.span
    speaking = {
        one.speaker
        for one in statements
        if any(s < end and e > start for s, e in (*one.content, *one.cue))
    }
    found = []
    for actor in actors:
        number = sum(start <= s and e <= end for s, e in actor.mentions)
        if actor.id in speaking or number:
            weight = (SPEAKS if actor.id in speaking else 1.0) * (1.0 if actor.side else OUTSIDE)
            found.append((weight, number, actor))
    found.sort(key=lambda one: (-one[0], -one[1], one[2].id))
    return [(actor, weight) for weight, _, actor in found[:ACTORS]]


def touches(chances: np.ndarray, actors: Sequence[Actor]) -> bool:
    """Whether the article is worth the reader: an issue is likely, and a side is named."""
    return bool(chances.size and chances.max() >= TOUCHES and any(a.side for a in actors))
