"""Mentions of one article grouped into actors."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from detente.actors.group import Group
from detente.actors.names import initials, is_acronym, plain
from detente.actors.persons import persons
from detente.actors.titles import title_after, title_before
from detente.model import Actor, Role, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model import Analysis, Article, Entity, Span


def actors(article: Article, analysis: Analysis) -> tuple[Actor, ...]:
    """The persons, organisations, places and others that `article` names, by first mention.

    Persons go by surname to the full name the article gives. A bare surname that two persons
    share is the one's who alone was named when it was first used, or who is named in full three
    times as often as the other; else it is left out. Bodies go by spelling, alias, an acronym
    in brackets or their initials. Roles are the titles and appositions around the names, as
    of the day of publication. Entities are `analysis.entities`.
    """
    text = article.text
    people = persons(text, [e for e in analysis.entities if e.kind == "person"])
    bodies = _bodies(text, [e for e in analysis.entities if e.kind != "person"])
    day = article.published.value[:10] if article.published else None
    made: dict[str, Actor] = {}
    for group in (*people, *bodies):
        actor = _actor(text, group, day)
        made.setdefault(actor.id, actor)
    return tuple(sorted(made.values(), key=lambda actor: actor.mentions[0]))


def _actor(text: str, group: Group, day: str | None) -> Actor:
    name = group.name()
    roles = _roles(text, group.mentions) if group.kind == "person" else ()
    return Actor(
        id=content_id("actor", name),
        name=name,
        kind=group.kind,
        mentions=tuple(sorted(set(group.mentions))),
        roles=tuple(Role(title, day) for title in roles),
    )


def _roles(text: str, mentions: Iterable[Span]) -> tuple[str, ...]:
    """Titles as written, each once, whatever its case, a longer one before its own part."""
    found = [
        title
        for span in sorted(mentions)
        for title in (title_before(text, span), title_after(text, span))
        if title
    ]
    kept: dict[str, str] = {}
    for title in found:
        kept.setdefault(title.casefold(), title)
    return tuple(
        title
        for low, title in kept.items()
        if not any(low != other and other.endswith(" " + low) for other in kept)
    )


def _bodies(text: str, entities: Sequence[Entity]) -> list[Group]:
    spelled = [(plain(text[slice(*e.span)]), e) for e in entities]
    full = _expansions(text, spelled)
    by_name: dict[str, list[tuple[str, Entity]]] = {}
    for name, entity in spelled:
        name = full.get(name, name)
        if any(map(str.isalnum, name)):
            by_name.setdefault(name.casefold(), []).append((name, entity))
    groups = []
    for found in by_name.values():
        group = Group(Counter(entity.kind for _, entity in found).most_common(1)[0][0])
        for name, entity in found:
            group.add(name, entity.span)
        groups.append(group)
    return groups


def _expansions(text: str, spelled: Sequence[tuple[str, Entity]]) -> dict[str, str]:
    """Acronym → the name it stands for: in brackets after it, else the only one it fits."""
    told: dict[str, str] = {}
    for name, entity in spelled:
        match = re.match(r"\s*\((?:the\s+)?([A-Z][\w.]{1,7})\)", text[entity.span[1] :][:16])
        if match and not is_acronym(name):
            told.setdefault(match.group(1), name)
    spelled_out: dict[str, set[str]] = {}
    for name in {name for name, _ in spelled if not is_acronym(name)}:
        spelled_out.setdefault(initials(name), set()).add(name)
    for name, _ in spelled:
        fitting = spelled_out.get(name.replace(".", ""), set()) if is_acronym(name) else set()
        if len(fitting) == 1:
            told.setdefault(name, next(iter(fitting)))
    return told
