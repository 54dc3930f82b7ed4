"""Which office-holder of the gazetteer a person of an article is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.actors.group import Group
from detente.actors.spelling import words
from detente.actors.translit import skeleton

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from detente.actors.gazetteer import Entry, Gazetteer


# Years after which an office-holder is no longer known by surname alone.
LATELY = 5
# A surname of fewer letters is more easily another's than misspelt.
_SLIP = 7


def holder_of(
    name: str, gazetteer: Gazetteer, day: str | None, states: Collection[str]
) -> str | None:
    """The office-holder of the day whom a bare surname means, None where none or several fit."""
    entry = _by_surname(Group("person", Counter([name])), gazetteer, day, states)
    return entry.name if entry else None


def identify(
    groups: Iterable[Group],
    gazetteer: Gazetteer,
    day: str | None,
    states: Collection[str],
) -> list[Group]:
    """The groups of persons with `entry` and `called` filled where the gazetteer tells.

    A full name is the entry of that name, in any spelling. A surname alone is the one office-holder
    of it whom the article's date, states and roles speak for. `day` is the ISO day of publication,
    `states` the codes of states and names of bodies that the article names. Groups that turn out
    to be one person are joined.
    """
    found: list[Group] = []
    by_key: dict[str, Group] = {}
    for group in groups:
        entry = _by_full_name(group, gazetteer)
        if entry and _namesake(group, entry, gazetteer, states):
            group.called = f"{group.name()} ({group.roles[0]})"
            found.append(group)
            continue
        entry = entry or _by_surname(group, gazetteer, day, states)
        if entry is None:
            found.append(group)
            continue
        kept = by_key.get(entry.key)
        if kept is None:
            group.entry, group.called, group.of = entry, entry.name, entry.of
            if entry.gender:
                group.told = {entry.gender}
            by_key[entry.key] = group
            found.append(group)
        else:
            kept.names.update(group.names)
            kept.mentions += group.mentions
    return _joined(found, by_key, gazetteer)


def _joined(groups: Sequence[Group], by_key: dict[str, Group], gazetteer: Gazetteer) -> list[Group]:
    """Bare surnames put to the one known person of the article who bears them, however spelled."""
    kept = []
    for group in groups:
        name = next(iter(group.names))
        alone = group.entry is None and len(group.names) == 1 and " " not in name
        bearers = [
            by_key[entry.key]
            for entry in (_bearers(name, gazetteer) if alone else ())
            if entry.key in by_key
        ] or [one for one in by_key.values() if alone and _slip(name, one.name())]
        if len(bearers) == 1 and bearers[0].told >= group.told:
            bearers[0].names.update(group.names)
            bearers[0].mentions += group.mentions
        else:
            kept.append(group)
    return kept


def _slip(name: str, full: str) -> bool:
    """Whether a surname is another's but for one vowel: a slip of the pen in one article."""
    one, other = words(name)[-1:], words(full)[-1:]
    if not one or not other or len(one[0]) < _SLIP or len(one[0]) != len(other[0]):
        return False
    differing = [pair for pair in zip(one[0], other[0], strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and set(differing[0]) <= set("aeiouy")


def _namesake(group: Group, entry: Entry, gazetteer: Gazetteer, states: Collection[str]) -> bool:
    """Whether the article is of another person of the same name: other titles, other places.

    It gives titles, none shares a word with an office of the entry, and neither the states nor
    the bodies of those offices are named.
    """
    if not group.roles or not entry.terms:
        return False
    places = {place for term in entry.terms for place in (term.of, gazetteer.state(term.of))}
    if any(place in states for place in places):
        return False
    told = {word for role in group.roles for word in words(role) if len(word) > 3}
    return not any(told & set(words(term.title)) for term in entry.terms)


def _by_full_name(group: Group, gazetteer: Gazetteer) -> Entry | None:
    full = [name for name in group.names if " " in name or "-" in name]
    for name in sorted(full, key=len, reverse=True):
        for one in gazetteer.find(name):
            if one.entry.nature == "person" and (
                one.use == "name" or len(full) == len(group.names)
            ):
                return one.entry
    for name in full:
        parts = _spoken(name)
        for entry in gazetteer.surnames_like(skeleton(parts[-1])) if len(parts) > 1 else ():
            other = _spoken(entry.name)
            if skeleton(parts[-1]) == skeleton(other[-1]) and skeleton(
                "".join(parts[:-1])
            ) == skeleton("".join(other[:-1])):
                return entry
    return None


def _spoken(name: str) -> tuple[str, ...]:
    """The words of a name without the initials in its middle ("Bridget A. Brink")."""
    parts = words(name)
    return tuple(part for i, part in enumerate(parts) if i == 0 or len(part) > 1)


def _by_surname(
    group: Group, gazetteer: Gazetteer, day: str | None, states: Collection[str]
) -> Entry | None:
    """The one that most speaks for: in office then (2), its state (1) or body (1) named."""
    if any(" " in name and not _short(name, gazetteer) for name in group.names):
        return None
    name = next(iter(group.names))
    scored = sorted(
        (
            (_weight(entry, gazetteer, day, states, group.roles), entry.name, entry)
            for entry in _bearers(name, gazetteer)
            if not group.told or entry.gender is None or entry.gender in group.told
        ),
        key=lambda one: one[:2],
        reverse=True,
    )
    if not scored or scored[0][0] < 2:
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return scored[0][2]


def _bearers(name: str, gazetteer: Gazetteer) -> list[Entry]:
    """Persons of a surname, else of one that is as good as the same in other letters."""
    exact = gazetteer.surnames.get(words(name))
    last = words(name)[-1:]
    if exact or not last or len(last[0]) < 7:
        return exact or []
    return gazetteer.surnames_like(skeleton(last[0]))


def _short(name: str, gazetteer: Gazetteer) -> bool:
    return any(one.use == "short" for one in gazetteer.find(name))


def _weight(
    entry: Entry,
    gazetteer: Gazetteer,
    day: str | None,
    states: Collection[str],
    roles: Collection[str],
) -> int:
    held = entry.held(day)
    places = {term.of for term in (held or entry.terms)} | {entry.of}
    named = any(place in states or gazetteer.state(place) in states for place in places)
    titled = any(term.title in role.lower() for term in held for role in roles)
    lately = day is not None and any(
        term.until and 0 <= int(day[:4]) - int(term.until[:4]) <= LATELY for term in entry.terms
    )
    return 2 * bool(held) * named + bool(held or lately) + named + 2 * titled
