"""A search's findings: both kinds ranked apart, taken in turn, with the words marked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, select

from detente.ledger import search
from detente.ledger.filters import Filters, article_conditions, statement_conditions
from detente.ledger.query import Query
from detente.ledger.rows import Hit
from detente.ledger.selects import articles_by_key, statements_by_key
from detente.ledger.tables import articles, statements
from detente.model import Span, Spans

LONGEST = 240
_LEAD = 60


def find(
    connection: Connection, query: Query, filters: Filters, limit: int, offset: int
) -> list[Hit]:
    """The hits from `offset` on, best first; articles' and statements' scores do not compare,
    so the best of each come first, then the second of each.
    """
    wanted = offset + limit
    found: list[tuple[int, Table, int, float]] = []
    for table, conditions in (
        (articles, article_conditions(filters)),
        (statements, statement_conditions(filters)),
    ):
        if filters.what in (table.name, "both"):
            best = search.ranked(connection, query, table, conditions, wanted)
            found += [(place, table, key, score) for place, (key, score) in enumerate(best)]
    found.sort(key=lambda each: (each[0], each[1].name))
    chosen = found[offset:wanted]
    said = [(key, score) for _, table, key, score in chosen if table is statements]
    told = [(key, score) for _, table, key, score in chosen if table is articles]
    hits = _statement_hits(connection, query, said) | _article_hits(connection, query, told)
    return [hits[table.name, key] for _, table, key, _ in chosen]


def _statement_hits(
    connection: Connection, query: Query, best: search.Ranked
) -> dict[tuple[str, int], Hit]:
    keys = [key for key, _ in best]
    rows = statements_by_key(connection, keys)
    marks = search.marks(connection, query, statements, "passage", keys)
    return {
        ("statements", key): Hit(
            article=rows[key].article,
            statement=rows[key],
            score=score,
            text=rows[key].passage,
            start=rows[key].start,
            marks=marks[key],
        )
        for key, score in best
    }


def _article_hits(
    connection: Connection, query: Query, best: search.Ranked
) -> dict[tuple[str, int], Hit]:
    keys = [key for key, _ in best]
    rows = articles_by_key(connection, keys)
    title_marks = search.marks(connection, query, articles, "title", keys)
    marks = search.marks(connection, query, articles, "text", keys)
    texts = _texts(connection, keys)
    hits = {}
    for key, score in best:
        start, end = excerpt(texts[key], marks[key])
        shown = tuple((a - start, b - start) for a, b in marks[key] if start <= a and b <= end)
        hits["articles", key] = Hit(
            article=rows[key],
            statement=None,
            score=score,
            text=texts[key][start:end],
            start=start,
            marks=shown,
            title_marks=title_marks[key],
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
