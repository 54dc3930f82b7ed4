"""Words and meaning in one ranked list."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, Table, select

from detente.ledger import meaning, search
from detente.ledger.filters import Filters, wide
from detente.ledger.query import Query
from detente.ledger.tables import articles, statements

if TYPE_CHECKING:
    import numpy as np

# Cormack, Clarke and Büttcher's constant: how little a first place outweighs a second.
FLATNESS = 60
# How far each list is looked through: its rows further down cannot gain much from another.
DEPTH = 100


class Found(NamedTuple):
    """A row: the name of its table, and its key."""

    table: str
    key: int


class Asked(NamedTuple):
    """What is looked for: words, the vector (384,) of what is meant if any, the codes at hand."""

    query: Query
    vector: np.ndarray | None
    codes: meaning.Codes


def best(
    connection: Connection, asked: Asked, filters: Filters, wanted: int
) -> tuple[list[tuple[Found, float]], dict[Found, float]]:
    """At least the first `wanted` rows with their scores, best first; cosines where known.

    Articles and statements, by words and by meaning, are ranked apart; a row's score is the sum of
    1 / (60 + its place) over the lists that hold it (reciprocal rank fusion: Cormack, Clarke and
    Büttcher 2009), since scores of different kinds do not compare and places do. An article's
    meaning is that of its nearest statement (MaxP: Dai and Callan 2019).
    """
    depth = math.ceil(wanted / DEPTH) * DEPTH
    kinds = [each for each in (articles, statements) if filters.what in (each.name, "both")]
    broad = wide(connection, filters)
    lists = []
    if asked.query.wanted:
        for table in kinds:
            rows = search.ranked(connection, asked.query, table, filters, depth, wide=broad)
            lists.append([Found(table.name, key) for key, _ in rows])
    cosines: dict[Found, float] = {}
    said: meaning.Near = {}
    if asked.vector is not None:
        codes, vector = asked.codes, asked.vector
        said = meaning.ranked(connection, codes, vector, filters, depth, wide=broad)
    for table, near in _near(connection, asked.query, said, kinds):
        lists.append([Found(table.name, key) for key in near])
        cosines |= {Found(table.name, key): cosine for key, cosine in near.items()}
    return _fused(lists), cosines


def _fused(lists: Sequence[Sequence[Found]]) -> list[tuple[Found, float]]:
    scores: defaultdict[Found, float] = defaultdict(float)
    places: dict[Found, int] = {}
    for rows in lists:
        for place, row in enumerate(rows, 1):
            scores[row] += 1 / (FLATNESS + place)
            places[row] = min(place, places.get(row, place))
    return sorted(scores.items(), key=lambda each: (-each[1], places[each[0]], each[0]))


def _near(
    connection: Connection, query: Query, said: meaning.Near, kinds: Sequence[Table]
) -> list[tuple[Table, meaning.Near]]:
    """The rows of each kind that are near in meaning, nearest first, for these statements."""
    near = {statements: said, articles: _of_articles(connection, said)}
    return [(table, _allowed(connection, query, table, near[table])) for table in kinds]


def _of_articles(connection: Connection, said: meaning.Near) -> meaning.Near:
    query = select(statements.c.key, statements.c.article).where(statements.c.key.in_(said))
    article = {row.key: row.article for row in connection.execute(query)}
    found: meaning.Near = {}
    for key, cosine in said.items():
        found.setdefault(article[key], cosine)
    return found


def _allowed(
    connection: Connection, query: Query, table: Table, near: meaning.Near
) -> meaning.Near:
    """Without the rows that miss a phrase in quotation marks, or hold what must not be there."""
    keys = set(near)
    if query.quoted and keys:
        keys &= search.holding(connection, query.quoted, table, sorted(keys))
    for phrase in query.unwanted:
        keys -= search.holding(connection, [phrase], table, sorted(keys)) if keys else set()
    return {key: cosine for key, cosine in near.items() if key in keys}
