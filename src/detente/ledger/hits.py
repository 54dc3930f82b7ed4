"""A search's findings as records, with the words marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, select

from detente.ledger import fusion, search
from detente.ledger.filters import Filters
from detente.ledger.fusion import Asked, Found
from detente.ledger.query import Query
from detente.ledger.rows import Hit
from detente.ledger.selects import articles_by_key, statements_by_key
from detente.ledger.tables import articles, statements
from detente.model import Span, Spans

LONGEST = 240
_LEAD = 60


def find(
    connection: Connection, asked: Asked, filters: Filters, limit: int, offset: int
) -> list[Hit]:
    """The hits from `offset` on, best first, as `fusion.best` orders them."""
    ordered, cosines = fusion.best(connection, asked, filters, offset + limit)
    chosen = ordered[offset : offset + limit]
    said = [(each.key, score) for each, score in chosen if each.table == statements.name]
    told = [(each.key, score) for each, score in chosen if each.table == articles.name]
    hits = _statement_hits(connection, asked.query, said)
    hits |= _article_hits(connection, asked.query, told)
    return [replace(hits[each], cosine=cosines.get(each)) for each, _ in chosen]


def _statement_hits(connection: Connection, query: Query, best: search.Ranked) -> dict[Found, Hit]:
    keys = [key for key, _ in best]
    rows = statements_by_key(connection, keys)
    marks = _marks(connection, query, statements, "passage", keys)
    return {
        Found(statements.name, key): Hit(
            article=rows[key].article,
            statement=rows[key],
            score=score,
            text=rows[key].passage,
            start=rows[key].start,
            marks=marks.get(key, ()),
        )
        for key, score in best
    }


def _marks(
    connection: Connection, query: Query, table: Table, name: str, keys: list[int]
) -> dict[int, Spans]:
    return search.marks(connection, query, table, name, keys) if query.wanted and keys else {}


def _article_hits(connection: Connection, query: Query, best: search.Ranked) -> dict[Found, Hit]:
    keys = [key for key, _ in best]
    rows = articles_by_key(connection, keys)
    title_marks = _marks(connection, query, articles, "title", keys)
    marks = _marks(connection, query, articles, "text", keys)
    texts = _texts(connection, keys)
    hits = {}
    for key, score in best:
        found = marks.get(key, ())
        start, end = excerpt(texts[key], found)
        shown = tuple((a - start, b - start) for a, b in found if start <= a and b <= end)
        hits[Found(articles.name, key)] = Hit(
            article=rows[key],
            statement=None,
            score=score,
            text=texts[key][start:end],
            start=start,
            marks=shown,
            title_marks=title_marks.get(key, ()),
        )
    return hits


def _texts(connection: Connection, keys: list[int]) -> dict[int, str]:
    query = select(articles.c.key, articles.c.text).where(articles.c.key.in_(keys))
    rows: Any = connection.execute(query)
    return {row.key: row.text for row in rows}


def excerpt(text: str, marks: Spans) -> Span:
    """The stretch of at most LONGEST characters with most marks, cut between words."""
    first = max(marks, key=lambda mark: _within(mark[0], marks), default=(0, 0))[0]
    start = max(0, first - _LEAD)
    end = min(len(text), start + LONGEST)
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        cut = text.rfind(" ", max((b for _, b in marks if b <= end), default=start), end)
        end = cut if cut > start else end
    return start, end


def _within(start: int, marks: Spans) -> int:
    return sum(start <= a < start + LONGEST - _LEAD for a, _ in marks)
