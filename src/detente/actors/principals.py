"""On whose behalf something is said: a spokesperson's, a ministry's, an unnamed official's."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from detente.actors.gazetteer import gazetteer
from detente.actors.scan import scan
from detente.model import content_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors.gazetteer import Entry
    from detente.model import Actor, Article, Span, Statement

_SPOKES = re.compile(r"\b(?:spokes(?:man|woman|person)|press secretary)\b", re.IGNORECASE)


def state_of(actor: Actor) -> str | None:
    """The id of the state, union or party that a body is an organ of ("FBI" → United States).

    None for a state, a person, and a body that is its own master.
    """
    known = gazetteer()
    if actor.kind != "organisation":
        return None
    entry = known.by_name.get(actor.name)
    if entry is None:
        entry = _leading(actor.name)
        return entry.id if entry else None
    above = known.organ_of(entry)
    return above.id if above is not entry else None


def _leading(name: str) -> Entry | None:
    """The state or union that a body's name begins with."""
    known = gazetteer()
    hits = scan(name, known)
    if not hits or hits[0].span[0] > 0:
        return None
    entry = hits[0].names[0].entry
    return entry if entry.nature in ("state", "union") else None


def principals(
    article: Article, named: tuple[Actor, ...], statements: tuple[Statement, ...]
) -> dict[str, str]:
    """Statement id → the id of the actor on whose behalf it is said.

    A spokesperson speaks for the person, body or state that the article or the gazetteer gives, a
    ministry or an army for its state, an unnamed official for the state named in the source, and
    anybody else for himself. Statements of which nobody can be told are left out. Every id is that
    of an actor in `named`.
    """
    by_id = {actor.id: actor for actor in named}
    mentions = sorted(
        ((span, actor) for actor in named for span in actor.mentions), key=lambda pair: pair[0]
    )
    found: dict[str, str] = {}
    for statement in statements:
        speaker = by_id.get(statement.speaker or "")
        told = _principal(article, speaker, by_id) if speaker else _unnamed(statement, mentions)
        if told and told in by_id:
            found[statement.id] = told
    return found


def _principal(article: Article, speaker: Actor, by_id: dict[str, Actor]) -> str:
    if speaker.kind == "organisation":
        state = state_of(speaker)
        return state if state in by_id else speaker.id
    return _spoken_for(article, speaker, by_id) or speaker.id


def _spoken_for(article: Article, speaker: Actor, by_id: dict[str, Actor]) -> str | None:
    """Whom a spokesperson speaks for: by the title in the text, else by the gazetteer's."""
    known = gazetteer()
    titles = [role.title for role in speaker.roles if _SPOKES.search(role.title)]
    entry = known.by_name.get(speaker.name)
    day = article.published.value[:10] if article.published else None
    if entry:
        for term in entry.held(day):
            if _SPOKES.search(term.title):
                of = known.of(known.state(term.of)) or known.of(term.of)
                if of and of.id in by_id:
                    return of.id
    for title in titles:
        for name, actor in ((a.name, a) for a in by_id.values()):
            if actor is not speaker and actor.kind != "place" and _names(title, name):
                state = state_of(actor) if actor.kind == "organisation" else None
                return state if state in by_id else actor.id
        found = _leading(title)
        if found and found.id in by_id:
            return content_id("actor", found.name)
    return None


def _names(title: str, name: str) -> bool:
    last = name.split()[-1]
    return bool(
        re.search(
            rf"(?<![\w-]){re.escape(name)}(?![\w-])|(?<![\w-]){re.escape(last)}['’]s?\s", title
        )
    )


def _unnamed(statement: Statement, mentions: Sequence[tuple[Span, Actor]]) -> str | None:
    """The one state or body named in a source without a speaker ("a senior Iranian official")."""
    inside = {
        actor.id: actor
        for start, end in statement.source
        for span, actor in mentions[
            bisect_left(mentions, start, key=lambda pair: pair[0][0]) : bisect_left(
                mentions, end, key=lambda pair: pair[0][0]
            )
        ]
        if span[1] <= end and actor.kind == "organisation"
    }
    if len(inside) != 1:
        return None
    actor = next(iter(inside.values()))
    return state_of(actor) or actor.id
