"""What is near an article without telling the same event: steps of the same talks, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.stories.pairs import FEATURES, KINDS

if TYPE_CHECKING:
    from detente.stories.pairs import Crowd

# How alike two stories must be to be steps of the same talks, and how far apart at most, in days.
STEP, STEP_DAYS = 0.2, 45
# How near what is called related must be at least. Below it a shared word is chance.
NEAR = 0.06
# How much of their neighbouring words two texts share where one is a copy of the other.
COPIED = 0.75
# How much of the nearness is the names, the lead and the meaning that two have in common.
_NAMES, _LEAD, _ALL, _MEANING = 0.35, 0.25, 0.4, 0.5
_BODY_COLUMN, _LEAD_COLUMN, _NAME_COLUMN = (KINDS.index(n) for n in ("body", "lead", "names"))


def nearness(crowd: Crowd, one: int, others: np.ndarray) -> np.ndarray:
    """How near each of `others` is to article `one`, 0…1, float32 (m,).

    A mean of the cosines of all words, of the leads and of the names; of those and of the meaning,
    where both have a vector.
    """
    alike = crowd.alike(one, others)
    words = (
        _ALL * alike[:, _BODY_COLUMN]
        + _LEAD * alike[:, _LEAD_COLUMN]
        + _NAMES * alike[:, _NAME_COLUMN]
    )
    meaning = crowd.meaning(one, others)
    has = meaning > 0
    words[has] = (1 - _MEANING) * words[has] + _MEANING * np.maximum(meaning[has] - 0.2, 0)
    return np.asarray(words, np.float32)


def steps(crowd: Crowd, one: int) -> list[tuple[int, float]]:
    """The articles that may be another step of the same talks, with how near they are."""
    others = np.flatnonzero(crowd.likeness(one) >= NEAR)
    others = others[others != one]
    others = others[crowd.apart(one, others) <= STEP_DAYS]
    if not len(others):
        return []
    near = nearness(crowd, one, others)
    return [
        (int(row), float(value)) for row, value in zip(others, near, strict=True) if value >= STEP
    ]


def copied(crowd: Crowd, one: int, other: int) -> bool:
    """Whether the two have so many neighbouring words in common that one text is the other's copy.

    For texts that were not folded: of a stored article it is known.
    """
    alike = crowd.alike(one, np.array([other]))
    return bool(alike[0, FEATURES.index("neighbours")] >= COPIED)


def nearest(crowd: Crowd, one: int, most: int) -> list[tuple[int, float]]:
    """The articles nearest to `one`, the nearest first, with how near they are."""
    others = np.array([row for row in range(len(crowd)) if row != one])
    if not len(others):
        return []
    near = nearness(crowd, one, others)
    order = sorted(range(len(others)), key=lambda row: (-near[row], crowd.gists[others[row]].id))
    return [(int(others[row]), float(near[row])) for row in order[:most] if near[row] >= NEAR]
