"""Persons of one article: their mentions grouped by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.actors.group import Group
from detente.actors.names import given_gender, same_person, surname, surname_of
from detente.actors.titles import gender, without_titles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.actors.titles import Gender
    from detente.model import Entity, Span


class _Named(NamedTuple):
    name: str
    span: Span
    gender: Gender | None


def persons(
    text: str, entities: Sequence[Entity], holder: Callable[[str], str | None] = lambda _: None
) -> list[Group]:
    """Groups of person entities: full names first, then the single words that fit them.

    `holder` gives the name of the office-holder whom a bare surname means where several bear it.
    """
    named = [
        _Named(without_titles(text[slice(*e.span)]), e.span, gender(text, e.span)) for e in entities
    ]
    full: dict[str, list[Group]] = {}
    for one in named:
        if " " in one.name:
            _place_full(full.setdefault(surname(one.name), []), one)
    groups = [group for listed in full.values() for group in listed]
    by_word = _by_word(groups)
    short: dict[str, dict[Gender | None, list[Span]]] = {}
    for one in named:
        if " " not in one.name and any(map(str.isalnum, one.name)):
            short.setdefault(one.name, {}).setdefault(one.gender, []).append(one.span)
    for name, by_gender in short.items():
        bearers = by_word.get(name, [])
        for told, spans in (by_gender if bearers else _joined(by_gender)).items():
            _place_short(groups, bearers, name, told, spans, holder(name) if bearers else None)
    return groups


def _joined(by_gender: dict[Gender | None, list[Span]]) -> dict[Gender | None, list[Span]]:
    """One person where forms of address tell of one at most, else only those they tell of."""
    told = [gender for gender in by_gender if gender]
    if len(told) > 1:
        return {gender: by_gender[gender] for gender in told}
    return {told[0] if told else None: [span for spans in by_gender.values() for span in spans]}


def _by_word(groups: Sequence[Group]) -> dict[str, list[Group]]:
    """First names and surnames, as written → the persons who bear them."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        for word in {word for name in group.names for word in (name.split()[0], name.split()[-1])}:
            found.setdefault(word, []).append(group)
    return found


def person_gender(group: Group) -> Gender | None:
    """What forms of address tell, else the first name; None where either is in two minds."""
    given = {one for name in group.names if " " in name and (one := given_gender(name))}
    told = group.told or given
    return next(iter(told)) if len(told) == 1 else None


def _place_full(groups: list[Group], one: _Named) -> None:
    fitting = [
        group for group in groups if all(same_person(full, one.name) for full in group.names)
    ]
    if len(fitting) > 1:
        return
    group = fitting[0] if fitting else Group("person")
    if not fitting:
        groups.append(group)
    _add(group, one.name, [one.span], one.gender)


def _place_short(
    groups: list[Group],
    bearers: Sequence[Group],
    name: str,
    told: Gender | None,
    spans: list[Span],
    meant: str | None,
) -> None:
    """One word: a surname, else a first name, of one person, else a person's only name.

    "Mrs Vale" is not Sir Jon Vale: a gender that both tell must agree.
    """
    open_ = [g for g in bearers if told is None or person_gender(g) in (told, None)]
    by_surname = [g for g in open_ if any(surname_of(long, name) for long in g.names)]
    by_first = [g for g in open_ if any(long.split()[0] == name for long in g.names)]
    fitting = by_surname or by_first
    if meant:
        fitting = [g for g in fitting if any(same_person(meant, one) for one in g.names)]
    if len(fitting) > 1:
        fitting = _principal(fitting, name, spans[0])
        if not fitting:
            return
    group = fitting[0] if fitting else Group("person")
    if not fitting:
        groups.append(group)
    _add(group, name, spans, told)


def _principal(namesakes: Sequence[Group], name: str, first: Span) -> list[Group]:
    """Whom an outlet means by a bare name that several share; empty where it cannot be told.

    The one who alone was named before its first use, or whose full name is given three
    times as often as all the others' together.
    """
    before = [group for group in namesakes if group.mentions[0] < first]
    if len(before) == 1:
        return before
    counts = {id(g): sum(n for full, n in g.names.items() if full != name) for g in namesakes}
    total = sum(counts.values())
    return [group for group in namesakes if counts[id(group)] >= 3 * (total - counts[id(group)])]


def _add(group: Group, name: str, spans: Sequence[Span], told: Gender | None) -> None:
    for span in spans:
        group.add(name, span)
    if told:
        group.told.add(told)
