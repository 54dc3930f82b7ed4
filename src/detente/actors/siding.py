"""To which side of the talks an actor belongs."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab
from detente.actors.gazetteer import gazetteer
from detente.actors.scan import scan
from detente.actors.spelling import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.actors.gazetteer import Entry, Gazetteer, Term
    from detente.model import Actor, Article, Dossier

# Who left office so many years ago speaks for himself.
_LONG_AGO = 20


class _Sides(NamedTuple):
    """Where a dossier's sides are looked up: by an actor's name, by a state's or union's code."""

    names: dict[tuple[str, ...], str]
    states: dict[str, str]
    bodies: dict[str, str]


def sided(named: tuple[Actor, ...], dossier: Dossier, article: Article) -> tuple[Actor, ...]:
    """`named` with `side` filled: the id of the dossier's side, None for an outsider.

    The dossier's own names and aliases come first. A state belongs where its code stands, a member
    of a union else where the union stands; a body to its state's side; a person by the office that
    the gazetteer has for the day of publication, else by the latest one left less than twenty
    years ago, else by the titles that the article gives. Analysts, journalists and others who look
    on get None, and so does who serves a state or body that is on no side.
    """
    known = gazetteer()
    sides = _sides(dossier, known)
    day = article.published.value[:10] if article.published else None
    return tuple(
        replace(actor, side=_side(actor, sides, known, day, article.text)) for actor in named
    )


def _sides(dossier: Dossier, known: Gazetteer) -> _Sides:
    sides = _Sides({}, {}, {})
    for side in dossier.sides:
        for name in (side.name, *side.organisations, *side.people, *side.aliases):
            sides.names.setdefault(words(_bare(name)), side.id)
        for code in side.states:
            sides.states.setdefault(code, side.id)
        for name in side.organisations:
            for found in known.find(name):
                sides.bodies.setdefault(found.entry.key, side.id)
                if found.entry.of:
                    sides.bodies.setdefault(found.entry.of, side.id)
    return sides


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)


def _side(actor: Actor, sides: _Sides, known: Gazetteer, day: str | None, text: str) -> str | None:
    if actor.kind == "place":
        return None
    told = sides.names.get(words(_bare(actor.name)))
    if told or actor.kind == "other":
        return told
    entry = known.by_name.get(actor.name)
    if entry and entry.nature != "person":
        return _of(entry.key, sides, known)
    if entry and entry.terms and (entry.held(day) or _latest(entry.terms, day)):
        return _by_office(entry, sides, known, day)
    if actor.kind == "person":
        return _by_titles(actor, sides, known, text) or (
            _of(entry.of, sides, known) if entry and entry.of and _in_office(actor, entry) else None
        )
    return _by_name(actor.name, sides, known)


def _of(key: str, sides: _Sides, known: Gazetteer) -> str | None:
    """The side of a state, union or body: its own, that of its state, that of a union of its."""
    if key in sides.bodies and key not in sides.states:
        return sides.bodies[key]
    if key in sides.states:
        return sides.states[key]
    entry = known.of(key)
    state = known.state(key)
    if state and state != key:
        return _of(state, sides, known)
    if entry and entry.nature == "state":
        for union, members in known.unions.items():
            if key in members and union in sides.states:
                return sides.states[union]
    return None


def _by_office(entry: Entry, sides: _Sides, known: Gazetteer, day: str | None) -> str | None:
    held = entry.held(day)
    for term in held or _latest(entry.terms, day):
        side = sides.names.get(words(term.of)) or _of(term.of, sides, known)
        if side:
            return side
    return None


def _in_office(actor: Actor, entry: Entry) -> bool:
    """Whether the article itself gives an office of the entry, whatever its dates."""
    titles = [role.title.lower() for role in actor.roles]
    return not entry.terms or any(term.title in title for term in entry.terms for title in titles)


def _latest(terms: Iterable[Term], day: str | None) -> list[Term]:
    """The last office left before the day, where it is not long ago; without a day any."""
    past = [
        term
        for term in terms
        if day is None or (term.until and int(day[:4]) - int(term.until[:4]) < _LONG_AGO)
    ]
    return sorted(past, key=lambda term: term.until or "", reverse=True)[:1]


def _by_titles(actor: Actor, sides: _Sides, known: Gazetteer, text: str) -> str | None:
    """By what the article says the person is, in front of the name and behind it."""
    told = [role.title for role in actor.roles] + list(_around(actor, text))
    lowered = [title.lower() for title in told]
    if any(_outsider().search(title) for title in lowered):
        return None
    for title in told:
        side = _of_title(title, sides, known)
        if side:
            return side
    return None


def _of_title(title: str, sides: _Sides, known: Gazetteer) -> str | None:
    towards = _towards().search(title)
    end = towards.start() if towards else len(title)
    for hit in scan(title, known):
        if hit.span[0] >= end:
            break
        name = hit.names[0]
        if name.entry.nature == "person":
            continue
        return sides.names.get(words(name.entry.name)) or _of(name.entry.key, sides, known)
    return None


def _around(actor: Actor, text: str) -> Iterable[str]:
    """The words in front of and behind the full name, where they may be a title of it."""
    for start, end in actor.mentions:
        if " " not in text[start:end].strip():
            continue
        line = text.rfind("\n", max(0, start - 90), start) + 1
        before = re.split(r"[.;:!?“”\"]\s|, (?=[a-z])", text[max(line, start - 90) : start])[-1]
        yield from _title_run(before)
        after = re.match(
            r",\s+(?!who\b|which\b)([^.;“”\"\n]{3,90}?)(?:,|\.|;|\bsaid\b|\bwho\b|\n|$)",
            text[end : end + 110],
        )
        if after:
            yield after.group(1)
        bracket = re.match(r"\s*\(([^)]{2,30})\)", text[end : end + 40])
        if bracket:
            yield bracket.group(1)


def _title_run(before: str) -> Iterable[str]:
    """The noun phrase that ends right before the name, back to its adjective of a state."""
    match = re.search(
        r"(?:[A-Z][\w.’'-]*|\b(?:of|the|and|for|to|former|deputy|foreign|prime|chief|spokes\w+|minister|"
        r"ministry|official|leader|politician|lawmaker|senior|opposition|defen[cs]e|party|envoy|president|"
        r"secretary|ambassador|army|military|police|activist|settler|campaigner|hostage)\b)"
        r"(?:[\s-]+(?:[A-Z][\w.’'-]*|[a-z]+(?:-[a-z]+)?)){0,6}[,\s]+$",
        before,
    )
    if match:
        yield match.group().strip(" ,")


def _by_name(name: str, sides: _Sides, known: Gazetteer) -> str | None:
    """By the state that a body's name begins with ("Russian Defense Ministry")."""
    hits = scan(name, known)
    if not hits or hits[0].span[0] > 4:
        return None
    entry = hits[0].names[0].entry
    if entry.nature == "person":
        return None if not entry.of else _of(entry.of, sides, known)
    return _of(entry.key, sides, known)


@cache
def _outsider() -> re.Pattern[str]:
    data = vocab.load("sides")
    told = "|".join(map(re.escape, [*data["outsiders"], *data["local"]]))
    return re.compile(rf"\b(?:{told})s?\b")


@cache
def _towards() -> re.Pattern[str]:
    told = "|".join(map(re.escape, vocab.load("sides")["towards"]))
    return re.compile(rf"\b(?:{told})\b")
