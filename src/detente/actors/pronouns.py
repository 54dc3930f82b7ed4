"""Whom "he" and "she" mean: the likeliest person named shortly before.

Recency, subjecthood and gender are weighed as in Lappin and Leass (1994), with few weights.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from detente.actors.persons import person_gender
from detente.actors.quoted import in_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors.group import Group
    from detente.actors.salience import Told, Trail
    from detente.actors.titles import Gender
    from detente.model import Span

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]er|[Hh]imself|[Hh]erself|hers)\b")
_GENDERS: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_FAR = 4
_MARGIN = 0.4


class Pronoun(NamedTuple):
    """A pronoun of the third person and the gender it tells."""

    span: Span
    gender: Gender
    subject: bool


def pronouns(text: str, quoted: Sequence[Span]) -> list[Pronoun]:
    """The pronouns outside quotations: inside, they are the speaker's own and point elsewhere."""
    found = []
    for match in _PRONOUN.finditer(text):
        if not in_quotes(match.start(), quoted):
            word = match.group().lower()
            found.append(Pronoun(match.span(), _GENDERS[word], word in ("he", "she")))
    return found


def referent(pronoun: Pronoun, trail: Trail) -> Group | None:
    """The person meant, None where none was named near or two are as likely."""
    here = trail.sentence(pronoun.span[0])
    line = trail.text.rfind("\n", 0, pronoun.span[0])
    scores: dict[int, float] = {}
    groups: dict[int, Group] = {}
    for told in trail.before(pronoun.span[0]):
        distance = here - told.sentence
        if distance > _FAR:
            break
        if told.group.kind != "person":
            continue
        gender = person_gender(told.group)
        if gender not in (pronoun.gender, None):
            continue
        score = _score(told, distance, sure=gender is not None)
        if told.span[0] < line:
            score -= 0.3
        key = id(told.group)
        groups[key] = told.group
        best = scores.get(key)
        scores[key] = score if best is None else max(best, score) + 0.15
    ranked = sorted(scores, key=lambda key: scores[key], reverse=True)
    if not ranked:
        return None
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN:
        return None
    return groups[ranked[0]]


def _score(told: Told, distance: int, *, sure: bool) -> float:
    return (
        -0.9 * distance
        + 1.2 * told.subject
        - 1.0 * told.quoted
        - 0.2 * told.possessive
        + 0.3 * told.pronoun
        - 0.4 * (not sure)
    )
