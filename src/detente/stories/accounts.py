"""Accounts of one event side by side: what all tell alike, what differently, what one tells alone.

A claim is what one report says: a stance, a move, a statement, a figure. Claims of the same thing
are put together; where their values differ, the reports contradict or outdo each other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from detente.model import Compared
from detente.stories.gist import words
from detente.stories.rarity import Rarity, at_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model import Claim, ClaimKind

# How alike two texts must be to say the same: of one speaker, of another, around a figure.
SAME_SPEAKER, OTHER_SPEAKER, SAME_FIGURE = 0.4, 0.6, 0.2


def compared(claims: Iterable[Claim], rarity: Rarity | None = None) -> list[Compared]:
    """The claims of an event's reports, those told differently first, then alike, then alone.

    Within a verdict, what more origins tell comes first. Repetitions in one origin count once.
    """
    of: defaultdict[tuple[ClaimKind, str], list[Claim]] = defaultdict(list)
    loose: defaultdict[ClaimKind, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.about and claim.kind != "figure":
            of[claim.kind, claim.about].append(claim)
        else:
            loose[claim.kind].append(claim)
    groups = list(of.values())
    for some in loose.values():
        groups += _by_words(some, rarity or at_large())
    found = [_judged(group) for group in groups]
    return sorted(found, key=_rank)


def _rank(each: Compared) -> tuple[int, int, str, tuple[int, int]]:
    order = {"differently": 0, "alike": 1, "alone": 2}
    first = each.claims[0]
    origins = len({claim.origin for claim in each.claims})
    return order[each.verdict], -origins, first.article, first.span


def _judged(group: Sequence[Claim]) -> Compared:
    firsts: dict[tuple[str, str, str], Claim] = {}
    for claim in group:
        firsts.setdefault((claim.origin, claim.value, claim.certainty), claim)
    claims = tuple(firsts.values())
    kind = claims[0].kind
    if len({claim.origin for claim in claims}) == 1:
        return Compared("alone", kind, claims)
    differs = tuple(name for name in ("value", "certainty") if _differ(claims, name))
    return Compared("differently" if differs else "alike", kind, claims, differs)


def _differ(claims: Sequence[Claim], name: str) -> bool:
    """Whether two origins tell it otherwise: what one tells is not all that the other tells."""
    of: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        of[claim.origin].add(getattr(claim, name))
    values = list(of.values())
    return any(one.isdisjoint(other) for one in values for other in values)


def _by_words(claims: Sequence[Claim], rarity: Rarity) -> list[list[Claim]]:
    """Claims that say the same in other words: a claim joins the group that it is most alike."""
    vectors = [_weighed(claim.text, rarity) for claim in claims]
    groups: list[list[int]] = []
    for row, claim in enumerate(claims):
        best, chosen = 0.0, -1
        for number, group in enumerate(groups):
            likeness = max(
                (
                    _cosine(vectors[row], vectors[other]) - _least(claim, claims[other])
                    for other in group
                ),
                default=-1.0,
            )
            if likeness > best or (likeness == best and chosen < 0 and likeness >= 0):
                best, chosen = likeness, number
        if chosen >= 0:
            groups[chosen].append(row)
        else:
            groups.append([row])
    return [[claims[row] for row in group] for group in groups]


def _least(one: Claim, other: Claim) -> float:
    """How alike two claims must be to be of the same thing; above 1 where they cannot."""
    if one.kind == "figure":
        return SAME_FIGURE if one.about == other.about else 2.0
    return SAME_SPEAKER if one.who and one.who == other.who else OTHER_SPEAKER


def _weighed(text: str, rarity: Rarity) -> dict[int, float]:
    found = list(dict.fromkeys(words(text)))
    weights = rarity.of(np.array(found, np.uint32)) if found else np.zeros(0)
    length = float(np.linalg.norm(weights)) or 1.0
    return {word: float(weight) / length for word, weight in zip(found, weights, strict=True)}


def _cosine(one: dict[int, float], other: dict[int, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)
