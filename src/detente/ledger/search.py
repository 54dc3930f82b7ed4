"""Full-text search on either back-end: which rows, in what order, and which words to mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    TableClause,
    case,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)

from detente.ledger.filters import Filters, fitting
from detente.ledger.query import Phrase, Query
from detente.ledger.tables import articles, statements
from detente.model import Spans

# Marks are set by the database around words and taken out here; text that holds them goes unmarked.
_ON, _OFF = "\ue0f0", "\ue0f1"
_WORD = re.compile(r"[^\W_]+")
_WEIGHTS = {articles: "4.0, 2.0, 1.0", statements: "2.0, 1.0"}
# How far PostgreSQL's index goes into a text (migration 0002).
LONGEST = 100_000
_RANK = "{0.25, 0.25, 0.5, 1.0}"

# Of more matches than this the newest are ranked: words that stand in so many rows tell them
# apart no better than the date, and ranking them all takes longer than anybody waits.
MOST_RANKED = 4_000

Ranked = list[tuple[int, float]]
"""Keys of rows and their scores, best first."""


def ranked(
    connection: Connection,
    query: Query,
    wanted: Table,
    filters: Filters,
    limit: int,
    *,
    wide: bool = False,
) -> Ranked:
    """The best `limit` rows of `wanted` (articles or statements) that fit the filters.

    `wide` filters, as `filters.wide` tells, are asked row by row.
    """
    if connection.dialect.name == "sqlite":
        # An article's row is long and its columns late in it: rather gather keys from an index.
        asked_one_by_one = wide and wanted is statements
        matches = _ranked_fts5(connection, query, wanted, filters, asked_one_by_one).subquery()
    else:
        matches = _ranked_tsvector(query, wanted, filters).subquery()
    best = select(matches).order_by(matches.c.score.desc(), matches.c.key).limit(limit)
    return [(row.key, row.score) for row in connection.execute(best)]


def holding(
    connection: Connection, phrases: Sequence[Phrase], wanted: Table, keys: Sequence[int]
) -> set[int]:
    """Which of those rows hold every one of the phrases."""
    query = Query(tuple(phrases), ())
    if connection.dialect.name == "sqlite":
        index = _index(wanted)
        held = select(index.c.rowid).where(_match(query, index.name))
        held = held.where(literal_column(f"+{index.name}.rowid").in_(keys))
    else:
        matched = literal_column(f"{wanted.name}.search").op("@@")(_all(query.wanted))
        held = select(wanted.c.key).where(matched, wanted.c.key.in_(keys))
    return set(connection.scalars(held))


def marks(
    connection: Connection, query: Query, wanted: Table, name: str, keys: Sequence[int]
) -> dict[int, Spans]:
    """Where the words stand in column `name` of those rows: spans, one a word."""
    if connection.dialect.name == "sqlite":
        marked = _highlighted(query, wanted, name, keys)
    else:
        marked = _headlines(query, wanted, name, keys)
    return {row.key: _spans(row.plain, row.marked) for row in connection.execute(marked)}


def _ranked_fts5(
    connection: Connection, query: Query, wanted: Table, filters: Filters, wide: bool
) -> Select[Any]:
    index = _index(wanted)
    # The plus keeps the condition from steering: one pass over the matches, in their own order.
    rowid: ColumnElement[int] = literal_column(f"+{index.name}.rowid")
    score: ColumnElement[float] = literal_column(f"-bm25({index.name}, {_WEIGHTS[wanted]})")
    matched = _match(query, index.name)
    found = select(index.c.rowid.label("key"), score.label("score")).where(matched)
    fit = fitting(wanted, filters)
    if fit is None:
        pass
    elif wide or not _many(connection, select(index.c.rowid).where(matched)):
        found = found.where(fit.where(wanted.c.key == rowid).exists())
    else:
        found = found.where(rowid.in_(fit))
    return found.order_by(index.c.rowid.desc()).limit(MOST_RANKED)


def _index(wanted: Table) -> TableClause:
    return table(f"{wanted.name}_fts", column("rowid"))


def _many(connection: Connection, matches: Select[Any]) -> bool:
    """Whether there are so many matches that looking up each takes longer than all that fit."""
    some = matches.limit(MOST_RANKED).subquery()
    return connection.scalar(select(func.count()).select_from(some)) == MOST_RANKED


def _highlighted(query: Query, wanted: Table, name: str, keys: Sequence[int]) -> Select[Any]:
    index = _index(wanted)
    place = {"title": 0, "text": 2, "passage": 1}[name]
    marked: ColumnElement[str] = literal_column(
        f"highlight({index.name}, {place}, '{_ON}', '{_OFF}')"
    )
    return (
        select(wanted.c.key, wanted.c[name].label("plain"), marked.label("marked"))
        .select_from(index)
        .join(wanted, wanted.c.key == index.c.rowid)
        .where(_match(query, index.name), index.c.rowid.in_(keys))
    )


def _match(query: Query, index: str) -> ColumnElement[bool]:
    wanted = " AND ".join(map(_quoted, query.wanted))
    unwanted = " OR ".join(map(_quoted, query.unwanted))
    parts = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
    return literal_column(index).op("MATCH")(literal(parts))


def _quoted(phrase: Phrase) -> str:
    return '"' + " ".join(phrase) + '"'


def _ranked_tsvector(query: Query, wanted: Table, filters: Filters) -> Select[Any]:
    search: ColumnElement[Any] = literal_column(f"{wanted.name}.search")
    matches = select(wanted.c.key, search.label("search")).where(search.op("@@")(_tsquery(query)))
    fit = fitting(wanted, filters)
    if fit is not None:
        matches = matches.where(wanted.c.key.in_(fit))
    newest = matches.order_by(wanted.c.key.desc()).limit(MOST_RANKED).subquery()
    # Ranked by what is wanted alone: an exclusion would count as a word that is missing.
    # 1: divided by 1 + the logarithm of the length, so that long texts do not win by length.
    weights: ColumnElement[Any] = literal_column(f"'{_RANK}'::float4[]")
    score = func.ts_rank(weights, newest.c.search, _all(query.wanted), 1)
    return select(newest.c.key, score.label("score"))


def _headlines(query: Query, wanted: Table, name: str, keys: Sequence[int]) -> Select[Any]:
    # No further than the index goes: marking a whole book would take seconds.
    plain: ColumnElement[str] = func.left(wanted.c[name], LONGEST)
    options = f'StartSel="{_ON}", StopSel="{_OFF}", HighlightAll=true'
    words = func.detente_words(plain)
    marked = func.ts_headline(literal_column("'detente'"), words, _tsquery(query), options)
    return select(
        wanted.c.key, plain.label("plain"), case((plain.is_not(None), marked)).label("marked")
    ).where(wanted.c.key.in_(keys))


def _tsquery(query: Query) -> ColumnElement[Any]:
    found = _all(query.wanted)
    for phrase in query.unwanted:
        found = found.op("&&")(func.tsquery_not(_phrase(phrase)))
    return found


def _all(phrases: Sequence[Phrase]) -> ColumnElement[Any]:
    found = _phrase(phrases[0])
    for phrase in phrases[1:]:
        found = found.op("&&")(_phrase(phrase))
    return found


def _phrase(phrase: Phrase) -> ColumnElement[Any]:
    words = func.detente_words(" ".join(phrase))
    return func.phraseto_tsquery(literal_column("'detente'::regconfig"), words)


def _spans(plain: str | None, marked: str | None) -> Spans:
    """Take the marks out; the words between them, as spans into `plain`."""
    if not plain or not marked or _ON in plain or _OFF in plain:
        return ()
    spans, at, inside = [], 0, False
    for piece in re.split(f"([{_ON}{_OFF}])", marked):
        if piece in (_ON, _OFF):
            inside = piece == _ON
            continue
        if inside:
            spans += [(at + word.start(), at + word.end()) for word in _WORD.finditer(piece)]
        at += len(piece)
    return tuple(spans) if at == len(plain) else ()
