"""Actors across articles: who they are, by which names, and what is stored of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Text, cast, func, select

from detente.errors import NotFoundError
from detente.ledger.filters import Filters, article_conditions, fold, named
from detente.ledger.line_tables import NONE, members, positions
from detente.ledger.rows import ActorRow
from detente.ledger.store import batches
from detente.ledger.tables import actors, articles, mentions, statements
from detente.model import Role

IDENTIFIER = re.compile(r"[0-9a-f]+")
_SHOWN = 8
_NO_ROLES = "[]"
_WHO = actors.c.effective.label("who")


def find(connection: Connection, asked: str) -> ActorRow:
    """The one actor of that name, else whose identifier begins so; NotFoundError if not one."""
    words = fold(asked)
    who = _distinct(connection, actors.c.words.like(f"%{words}%")) if words else set()
    if len(who) > 1:
        who = _distinct(connection, actors.c.words == words) or who
    if not who and IDENTIFIER.fullmatch(asked):
        # "g" comes after every hexadecimal digit; a range uses the index, LIKE would not.
        who = _distinct(connection, actors.c.id >= asked, actors.c.id < asked + "g")
    if not who:
        raise NotFoundError("no stored actor has this name or identifier", repr(asked))
    rows = build(connection, sorted(who))
    if len(rows) > 1:
        raise several(asked, [(row.name, row.id) for row in rows])
    return rows[0]


def several(asked: str, found: Sequence[tuple[str, str]]) -> NotFoundError:
    """The fault that more than one fits, told by their names and identifiers."""
    told = ", ".join(f"{name} ({which[:8]})" for name, which in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    what = f"{len(found)} actors fit: {told}{more}"
    return NotFoundError(what, repr(asked), "give the whole name or an identifier")


def _distinct(connection: Connection, *conditions: ColumnElement[bool]) -> set[str]:
    return set(connection.scalars(select(actors.c.effective).where(*conditions)))


def fitting(connection: Connection, filters: Filters) -> list[ActorRow]:
    """The actors that the articles name which fit, those named in most articles first.

    `side` and `dossier` mean the actor's own side, `issue` what it holds a position on.
    """
    bare = replace(filters, side=None, issue=None, holder=None)
    conditions = article_conditions(bare)
    query = select(_WHO).join(mentions, mentions.c.actor == actors.c.key)
    query = query.join(articles, articles.c.key == mentions.c.article).where(*conditions)
    if filters.holder is not None:
        query = query.where(actors.c.id.in_(named(filters.holder)))
    if filters.side is not None:
        sided = select(members.c.actor).where(members.c.side == filters.side)
        query = query.where(actors.c.key.in_(_of(sided, members.c.dossier, filters)))
    if filters.issue is not None:
        held = select(positions.c.who).where(positions.c.issue == filters.issue)
        query = query.where(actors.c.effective.in_(_of(held, positions.c.dossier, filters)))
    return build(connection, sorted(set(connection.scalars(query.distinct()))))


def _of(query: Select[Any], dossier: ColumnElement[str], filters: Filters) -> Select[Any]:
    return query if filters.dossier is None else query.where(dossier == filters.dossier)


def build(connection: Connection, who: Sequence[str]) -> list[ActorRow]:
    """The actors that these identifiers stand for."""
    found = [row for some in batches(who) for row in _rows(connection, some)]
    return sorted(found, key=lambda row: (-row.articles, row.name, row.id))


def _rows(connection: Connection, who: list[str]) -> list[ActorRow]:
    these = actors.c.effective.in_(who)
    names = _grouped(
        connection,
        select(_WHO, actors.c.id, actors.c.name).where(these).order_by(actors.c.key),
    )
    mentioned = select(_WHO).join(mentions, mentions.c.actor == actors.c.key).where(these)
    kinds = _grouped(connection, _most(mentioned, mentions.c.kind))
    roles = _grouped(connection, mentioned.add_columns(cast(mentions.c.roles, Text)).distinct())
    said = select(_WHO, func.count()).join(statements, statements.c.speaker == actors.c.key)
    statement_counts = _grouped(connection, said.where(these).group_by(_WHO))
    told = mentioned.add_columns(func.count(mentions.c.article.distinct())).group_by(_WHO)
    article_counts = _grouped(connection, told)
    sided = (
        select(_WHO)
        .join(members, members.c.actor == actors.c.key)
        .where(these, members.c.side.is_not(None), members.c.dossier != NONE)
    )
    sides = _grouped(connection, _most(sided, members.c.dossier, members.c.side))
    rows = []
    for each in names:
        ids = dict(names[each])
        first = ids[each]
        rows.append(
            ActorRow(
                id=each,
                name=first,
                kind=kinds[each][0][0] if kinds[each] else "other",
                names=tuple(dict.fromkeys((first, *ids.values()))),
                ids=(each, *(other for other in ids if other != each)),
                roles=dated_roles(text for (text,) in roles[each]),
                sides={dossier: side for dossier, side, _ in reversed(sides[each])},
                articles=article_counts[each][0][0] if article_counts[each] else 0,
                statements=statement_counts[each][0][0] if statement_counts[each] else 0,
            )
        )
    return rows


def _most(query: Select[Any], *columns: ColumnElement[Any]) -> Select[Any]:
    """How often each value of the columns comes, most often first."""
    number = func.count().label("number")
    counted = query.add_columns(*columns, number).group_by(_WHO, *columns)
    return counted.order_by(number.desc(), *columns)


def _grouped(connection: Connection, query: Select[Any]) -> defaultdict[str, list[Any]]:
    """Rows by their first column, each without it."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for who, *rest in connection.execute(query):
        found[who].append(tuple(rest))
    return found


def dated_roles(texts: Iterable[str | None]) -> tuple[Role, ...]:
    """Every role once, in the order of its date."""
    found: set[Role] = set()
    for text in texts:
        if text and text != _NO_ROLES:
            found.update(msgspec.json.decode(text, type=list[Role]))
    return tuple(sorted(found, key=lambda role: (role.as_of or "", role.title)))
