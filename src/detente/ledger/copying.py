"""Which articles are copies: reading what is kept of it, and undoing it where an article goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, delete, or_, select

from detente.ledger import restore
from detente.ledger.store import batches
from detente.ledger.story_rows import Copy, Told
from detente.ledger.story_tables import bands, copies, signatures
from detente.ledger.superseding import instant
from detente.ledger.tables import articles

_TOLD = (
    *("id", "title", "standfirst", "text", "sentences", "language", "outlet", "domain", "day"),
    *("published", "first_seen"),
)
_FIRST, _SECOND = articles.alias("first"), articles.alias("second")


def told(connection: Connection, by: Column[Any], values: Iterable[Any]) -> Iterator[Told]:
    """What the articles tell that have these values in a column, in no order."""
    for some in batches(values):
        query = select(*(articles.c[name] for name in _TOLD)).where(by.in_(some))
        for row in connection.execute(query).mappings():
            yield _to_told(row)


def _to_told(row: Any) -> Told:
    own = {name: row[name] for name in _TOLD if name not in ("published", "first_seen")}
    time = instant(row["published"]) or row["first_seen"]
    return Told(**own | {"sentences": restore.to_spans(row["sentences"])}, time=time)


def kept(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, Copy]:
    """The copies among these articles (None: all there are), by identifier."""
    query = (
        select(
            articles.c.id,
            _FIRST.c.id.label("copy_of"),
            _SECOND.c.id.label("origin"),
            *(copies.c[name] for name in ("share", "added", "removed")),
        )
        .select_from(copies)
        .join(articles, articles.c.key == copies.c.article)
        .join(_FIRST, _FIRST.c.key == copies.c.copy_of)
        .join(_SECOND, _SECOND.c.key == copies.c.origin)
    )
    if ids is None:
        return {row["id"]: _to_copy(row) for row in connection.execute(query).mappings()}
    found: dict[str, Copy] = {}
    for some in batches(ids):
        rows = connection.execute(query.where(articles.c.id.in_(some))).mappings()
        found |= {row["id"]: _to_copy(row) for row in rows}
    return found


def _to_copy(row: Any) -> Copy:
    return Copy(
        article=row["id"],
        copy_of=row["copy_of"],
        origin=row["origin"],
        share=row["share"],
        added=restore.to_spans(row["added"]),
        removed=restore.to_spans(row["removed"]),
    )


def unfold(connection: Connection, article: int) -> None:
    """An article goes or bears another date: it and what was folded into it is folded anew."""
    of = select(copies.c.article).where(
        or_(copies.c.copy_of == article, copies.c.origin == article, copies.c.article == article)
    )
    anew = [article, *connection.scalars(of)]
    for some in batches(anew):
        for table in (signatures, bands, copies):
            connection.execute(delete(table).where(table.c.article.in_(some)))
