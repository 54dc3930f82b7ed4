"""Which actor speaks: the head of a statement's source, or the one person a pronoun can mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.actors.names import given_gender
from detente.actors.titles import Gender, gender, leading_title, title_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Actor, Article, Span, Statement

_PRONOUNS: dict[str, Gender] = {"he": "male", "she": "female"}
# Where the head of a noun phrase ends: apposition, relative clause, preposition.
_CUT = re.compile(
    r",|—|\(|\s(?:of|in|at|from|with|for|on|by|to|near|close|who|which|whose|that|familiar|speaking)\b"
)
# So near to who spoke last, in code points, only a new subject puts a pronoun in doubt.
_NEAR = 200
_SMALL = frozenset(["the", "of", "and", "to", "for"])
_AND = re.compile(r"\s(?:and|or)\s|&")


def speakers(
    statements: tuple[Statement, ...], actors: tuple[Actor, ...], article: Article
) -> tuple[Statement, ...]:
    """`statements` with `speaker` filled where the source tells who it is.

    A name is the speaker only as the head of the source: "Kremlin spokesman Dmitry Peskov" is
    Peskov, "Trump's lawyer", "officials in Moscow" and "Trump and Rubio" are nobody named.
    "he" and "she" are the last person who spoke or, in the same paragraph, the one person
    named before; where two fit, nobody. "The prime minister" is the one person of that title
    named before.
    """
    text = article.text
    genders = _genders(text, actors)
    named = sorted(
        ((span, actor) for actor in actors for span in actor.mentions), key=lambda pair: pair[0]
    )
    last: tuple[Actor, Span] | None = None
    filled: dict[int, str] = {}
    ordered = sorted(enumerate(statements), key=lambda pair: _place(pair[1]))
    for at, statement in ordered:
        actor = _named(text, statement, named) or _described(text, statement, actors)
        pronoun = _pronoun(text, statement)
        if actor is None and pronoun:
            actor = _meant(text, statement, pronoun, actors, genders, last)
        if actor is None:
            continue
        filled[at] = actor.id
        if actor.kind == "person":
            last = (actor, statement.source[0])
            if pronoun:
                genders.setdefault(actor.id, _PRONOUNS[pronoun])
    return tuple(
        replace(statement, speaker=filled.get(at)) for at, statement in enumerate(statements)
    )


def _place(statement: Statement) -> Span:
    return min((*statement.source, *statement.cue, *statement.content), default=(0, 0))


def _named(text: str, statement: Statement, named: Sequence[tuple[Span, Actor]]) -> Actor | None:
    """The actor whose name is the head of the source, None where there is none or two."""
    if len(statement.source) != 1:
        return None
    start, end = statement.source[0]
    at = bisect_left(named, start, key=lambda pair: pair[0][0])
    until = bisect_left(named, end, key=lambda pair: pair[0][0])
    inside = [pair for pair in named[at:until] if pair[0][1] <= end]
    first, last = _head(text, start, end, [_with_title(text, span) for span, _ in inside])
    held = [(span, actor) for span, actor in inside if first <= span[0] and span[1] <= last]
    if not held:
        return _apposed(text, end, inside)
    if _listed(text, inside):
        return None
    span, actor = held[-1]
    if actor.kind == "other" and re.search(r"[A-Z]", text[first + 1 : span[0]]):
        return None
    rest = re.sub(r"^['’]s?", "", text[span[1] : last]).strip(' \n.,:;"”’)')
    return _apposed(text, end, inside) if rest else actor


def _listed(text: str, inside: Sequence[tuple[Span, Actor]]) -> bool:
    """Whether the names stand in a list: "A and B", "A, B and C"."""
    return any(
        one.id != other.id and (_AND.search(gap) or gap == ", ")
        for (left, one), (right, other) in pairwise(inside)
        if (gap := text[left[1] : right[0]]) == ", " or left[1] + 12 > right[0]
    )


def _described(text: str, statement: Statement, actors: Sequence[Actor]) -> Actor | None:
    """The one person whose role the source gives without a name: "the supreme leader"."""
    if len(statement.source) != 1:
        return None
    start, end = statement.source[0]
    opener, _, role = text[start:end].strip(" ,.\n").casefold().partition(" ")
    if opener != "the" or not role:
        return None
    fits = [
        actor
        for actor in actors
        if actor.mentions[0][1] <= start
        and any(_is_role(one.title.casefold(), role) for one in actor.roles)
    ]
    return fits[0] if len(fits) == 1 else None


def _is_role(title: str, role: str) -> bool:
    """Whether `role` is the title, or the end of it when it has two words or more."""
    return title == role or (" " in role and title.endswith(" " + role))


def _with_title(text: str, span: Span) -> Span:
    """The name with its title: the "of" in "Secretary of State" ends no noun phrase."""
    title = title_span(text, span)
    return (title[0], span[1]) if title else span


def _head(text: str, start: int, end: int, names: Sequence[Span]) -> Span:
    """The source up to its first preposition, relative clause or apposition."""
    titled = leading_title(text, start, end)
    if any(first < titled for first, _ in names):
        titled = start
    for cut in _CUT.finditer(text, titled, end):
        if not any(first <= cut.start() < last for first, last in names):
            return (start, cut.start())
    return (start, end)


def _apposed(text: str, end: int, inside: Sequence[tuple[Span, Actor]]) -> Actor | None:
    """The person that an apposition names: "the party's leader, Ada Brandal"."""
    for span, actor in inside:
        opens = text[: span[0]].endswith(", ")
        closes = text[span[1] : end][:1] in ("", ",")
        if actor.kind == "person" and opens and closes:
            return actor
    return None


def _pronoun(text: str, statement: Statement) -> str | None:
    if len(statement.source) != 1:
        return None
    word = text[slice(*statement.source[0])].strip(" ,.").lower()
    word = word.removesuffix(" himself").removesuffix(" herself").removesuffix(" also")
    return word if word in _PRONOUNS else None


def _genders(text: str, actors: Sequence[Actor]) -> dict[str, Gender]:
    """Actor id → gender: by forms of address, else by first name; not where they disagree."""
    told: dict[str, Gender] = {}
    for actor in actors:
        if actor.kind != "person":
            continue
        found = {one for span in actor.mentions if (one := gender(text, span))}
        given = given_gender(actor.name) if " " in actor.name else None
        if not found and given:
            found = {given}
        if len(found) == 1:
            told[actor.id] = found.pop()
    return told


def _meant(
    text: str,
    statement: Statement,
    pronoun: str,
    actors: Sequence[Actor],
    genders: dict[str, Gender],
    last: tuple[Actor, Span] | None,
) -> Actor | None:
    """The one person "he" or "she" can mean, None where none or several can."""
    at = statement.source[0][0]
    start = text.rfind("\n", 0, at) + 1
    since = min(start, last[1][1]) if last else start
    fits = [
        (span, actor)
        for actor in actors
        if actor.kind == "person"
        and genders.get(actor.id, _PRONOUNS[pronoun]) == _PRONOUNS[pronoun]
        for span in actor.mentions
        if span[1] <= at
    ]
    spoke = last[0] if last and any(actor.id == last[0].id for _, actor in fits) else None
    between = {
        a.id
        for span, a in fits
        if last and last[1][1] <= span[0] and not _in(span, statement)
        if at - last[1][1] > _NEAR or _opens(text, span)
    }
    here = {a.id: a for span, a in fits if span[0] >= start}
    if spoke and text.count("\n", since, at) <= 4 and between <= {spoke.id}:
        return spoke
    return next(iter(here.values())) if len(here) == 1 and not spoke else None


def _in(span: Span, statement: Statement) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in statement.content)


def _opens(text: str, span: Span) -> bool:
    """Whether a name opens its sentence, but for titles: then it is a new subject."""
    window = text[max(0, span[0] - 100) : span[0]]
    before = re.split(r"[.!?:][”\"’']*\s|\n|^", window)[-1]
    return not any(word[0].islower() and word not in _SMALL for word in before.split())
