"""Mentions of one article grouped into actors."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from detente.actors.bodies import bodies
from detente.actors.gazetteer import gazetteer
from detente.actors.group import Group
from detente.actors.known import holder_of, identify
from detente.actors.missed import add_surnames, halves, joint, offices
from detente.actors.names import initials, is_acronym, plain
from detente.actors.people import person_entities
from detente.actors.persons import persons
from detente.actors.references import add_references
from detente.actors.scan import scan
from detente.actors.titles import title_after, title_before
from detente.actors.uses import acts
from detente.model import Actor, Role, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.actors.bodies import Body
    from detente.actors.gazetteer import Entry, Gazetteer
    from detente.actors.scan import Hit
    from detente.model import Analysis, Article, Entity, Span


def actors(article: Article, analysis: Analysis) -> tuple[Actor, ...]:
    """The persons, bodies, states, places and others that `article` names, by first mention.

    Names are canonical where the gazetteer knows them ("Volodymyr Zelensky", "United States"). A
    state is an `organisation` under its own name, whatever names it: capital and seat where they
    act, its government, unnamed officials. A capital where it is a place is a `place` of its own.
    Persons go by surname to the full name the article gives, else to the office-holder of the day.
    Bodies go by spelling, alias, an acronym in brackets or their initials. Mentions hold what
    refers back ("the president", "he") where it can be told. Roles are the titles and appositions
    around the names, as of the day of publication.
    """
    text = article.text
    known = gazetteer()
    day = article.published.value[:10] if article.published else None
    hits = scan(text, known)
    people, used = person_entities(text, analysis.entities, hits)
    free = [hit for hit in _names(hits, used) if not _within(hit, analysis.entities)]
    phrases = bodies(
        text, [hit for hit in hits if hit.span not in used or hit.meant("short")], known
    )
    named = {name.entry.key for hit in free for name in hit.names}
    found = persons(text, people, lambda name: holder_of(name, known, day, named))
    for group in found:
        group.roles = _roles(text, group.mentions)
    groups = [
        *identify(found, known, day, named),
        *_known_bodies(text, free, phrases, known),
    ]
    halves(text, groups)
    groups += [*offices(text, groups), *joint(text, groups)]
    taken = [entity.span for entity in people] + [s for g in groups for s in g.mentions]
    groups += _other_bodies(text, analysis.entities, taken, hits)
    add_surnames(text, groups, (s for g in groups for s in g.mentions))
    add_references(article, analysis, groups, known, day)
    made: dict[str, Actor] = {}
    for group in groups:
        actor = _actor(group, day)
        made.setdefault(actor.id, actor)
    return tuple(sorted(made.values(), key=lambda actor: actor.mentions[0]))


def _names(hits: Sequence[Hit], used: set[Span]) -> list[Hit]:
    return [
        hit
        for hit in hits
        if hit.span not in used and any(name.entry.nature != "person" for name in hit.names)
    ]


def _within(hit: Hit, entities: Sequence[Entity]) -> bool:
    """Whether the hit is a part of a longer name ("Bank of Israel", "Washington Post")."""
    return any(
        entity.span[0] <= hit.span[0]
        and hit.span[1] <= entity.span[1]
        and entity.kind in ("organisation", "person")
        and entity.span[1] - entity.span[0] > hit.span[1] - hit.span[0] + 2
        for entity in entities
        if entity.span[0] <= hit.span[0] < entity.span[1]
    )


def _known_bodies(
    text: str, hits: Sequence[Hit], phrases: Sequence[Body], known: Gazetteer
) -> list[Group]:
    """States and organisations of the gazetteer, and bodies that are named by them."""
    groups: dict[str, Group] = {}
    covered = {span for body in phrases for span in range(body.span[0], body.span[1])}
    for body in phrases:
        of = known.state(body.of.key)
        group = _group(groups, body.name or body.of.name, body.of if not body.name else None, of)
        group.add(group.called or body.of.name, body.span)
    for hit in hits:
        if hit.span[0] in covered:
            continue
        for name in hit.names[:1]:
            entry, kind = name.entry, "organisation"
            if name.use in ("adjective", "short"):
                continue
            if name.use == "people" and not text[
                max(0, hit.span[0] - 4) : hit.span[0]
            ].lower().endswith("the "):
                continue
            if name.use in ("capital", "seat") and not acts(text, hit.span):
                kind = "place"
            called = text[slice(*hit.span)] if kind == "place" else entry.name
            if name.use == "capital" and kind == "place":
                called = " ".join(name.written)
            group = _group(
                groups, called, entry if kind != "place" else None, known.state(entry.key)
            )
            group.kind = "place" if kind == "place" else "organisation"
            group.add(called, hit.span)
    return list(groups.values())


def _group(groups: dict[str, Group], called: str, entry: Entry | None, of: str | None) -> Group:
    group = groups.get(called)
    if group is None:
        group = groups[called] = Group("organisation", called=called, entry=entry, of=of)
    return group


def _actor(group: Group, day: str | None) -> Actor:
    name = group.name()
    return Actor(
        id=content_id("actor", name),
        name=name,
        kind=group.kind,
        mentions=tuple(sorted(set(group.mentions))),
        roles=tuple(Role(title, day) for title in group.roles),
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


def _other_bodies(
    text: str,
    entities: Sequence[Entity],
    taken: Sequence[Span],
    hits: Sequence[Hit],
) -> list[Group]:
    """Bodies, places and other names that the gazetteer does not know."""
    adjectives = {
        hit.span for hit in hits if any(n.use in ("adjective", "people") for n in hit.names)
    }
    inside = {at for start, end in taken for at in range(start, end)}
    left = [
        entity
        for entity in entities
        if entity.kind != "person"
        and entity.span[0] not in inside
        and entity.span[1] - 1 not in inside
        and entity.span not in adjectives
    ]
    return _spelled(text, left)


def _spelled(text: str, entities: Sequence[Entity]) -> list[Group]:
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
