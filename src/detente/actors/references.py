"""What refers back to an actor: nouns ("the president") and pronouns, in the order of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.actors.nominals import Noun, nouns, office_of, pairs
from detente.actors.pronouns import Pronoun, pronouns, referent
from detente.actors.quoted import quoted_spans
from detente.actors.salience import Told, Trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors.gazetteer import Gazetteer
    from detente.actors.group import Group
    from detente.model import Analysis, Article, Span

_GOVERNMENT = re.compile(r"\s(?:own\s)?(?:government|administration|cabinet|country)\b")


def add_references(
    article: Article,
    analysis: Analysis,
    groups: list[Group],
    known: Gazetteer,
    day: str | None,
) -> None:
    """Add to the groups' mentions what refers back to them; what cannot be told is left out.

    A noun with a state ("the Russian president") is who holds the office, else who was last named
    of that office; a bare one ("the minister", "the group") who was last named of its kind. A
    pronoun is the likeliest person named shortly before, of its gender.
    """
    text = article.text
    quoted = quoted_spans(text)
    trail = Trail(text, analysis.sentences, quoted)
    for group in groups:
        for span in group.mentions:
            trail.add(span, group)
    trail.sort()
    found = nouns(text, known)
    references: list[Noun | Pronoun] = [*found, *pronouns(text, quoted)]
    references.sort(key=lambda one: one.span)
    for one in references:
        if trail.covers(one.span):
            continue
        if isinstance(one, Noun):
            for group in _meant(one, trail, groups, known, day):
                group.mentions.append(one.span)
                trail.insert(one.span, group)
        else:
            told = referent(one, trail)
            if told:
                told.mentions.append(one.span)
                trail.insert(one.span, told, pronoun=True)
                _add_state(one.span, told, text, groups, known)


def _the_one(fitting: list[Told]) -> list[Group]:
    """The one who fits in the last sentence that names any, its subject where there are several."""
    meant = {id(told.group): told.group for told in fitting}
    if len(meant) > 1:
        meant = {id(told.group): told.group for told in fitting if told.subject}
    return list(meant.values()) if len(meant) == 1 else []


def _add_state(
    pronoun: Span, person: Group, text: str, groups: list[Group], known: Gazetteer
) -> None:
    """ "his government" is the person's state."""
    behind = _GOVERNMENT.match(text, pronoun[1])
    state = known.of(known.state(person.of)) if behind and person.of else None
    for group in groups:
        if behind and state and group.entry is state:
            group.mentions.append((pronoun[0], behind.end()))


def _meant(
    noun: Noun, trail: Trail, groups: list[Group], known: Gazetteer, day: str | None
) -> Sequence[Group]:
    before = trail.before(noun.span[0])
    if noun.kind == "pair":
        return pairs(noun, before)
    named = trail.apposed(noun.span[1]) if noun.kind == "person" else None
    if named:
        return [named]
    fitting: list[Told] = []
    for told in before:
        if fitting and told.sentence < fitting[0].sentence:
            break
        if noun.fits(told.group, known, day):
            fitting.append(told)
    if fitting:
        return _the_one(fitting)
    entry = office_of(noun, known, day)
    if entry is None:
        return []
    for group in groups:
        if group.entry is entry:
            return [group]
    return [group for group in groups if noun.of and group.entry is noun.of][:1]
