"""Keeping what statements mean: which articles wait for it, and what was made."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select

from detente.ledger import restore
from detente.ledger.meaning_tables import meanings, statement_vectors
from detente.ledger.store import Store
from detente.ledger.tables import statements

if TYPE_CHECKING:
    import numpy as np

_OF_ARTICLE = (
    select(*(statements.c[name] for name in ("key", "passage", "passage_start", "content")))
    .where(statements.c.article == bindparam("article"))
    .order_by(statements.c.ordinal)
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said in an article: keys of the article and its statements, and their contents."""

    article: int
    statements: tuple[int, ...]
    contents: tuple[str, ...]


def forget(store: Store, article: int, *, said: bool) -> None:
    """The statements of an article are others now, or it has none: its vectors are to be made."""
    if said:
        store.upsert(meanings, [_row(store.connection, article)])
    else:
        store.connection.execute(delete(meanings).where(meanings.c.article == article))


def waiting(connection: Connection, model: str, limit: int) -> list[Wording]:
    """Articles whose statements have no vectors of this model, `limit` at most."""
    other = or_(meanings.c.model < model, meanings.c.model > model)
    query = select(meanings.c.article).where(other).order_by(meanings.c.article).limit(limit)
    return [_wording(connection, article) for article in connection.scalars(query)]


def _wording(connection: Connection, article: int) -> Wording:
    rows = connection.execute(_OF_ARTICLE, {"article": article}).mappings().all()
    return Wording(article, tuple(row["key"] for row in rows), tuple(map(restore.content, rows)))


def keep(store: Store, found: Sequence[tuple[Wording, np.ndarray]], model: str) -> None:
    """Keep the vectors, float32 (statements, 384) for each wording.

    An article whose statements have changed since they were read goes on waiting.
    """
    from detente.ledger.meaning import to_codes, to_vectors

    connection = store.connection
    for wording, vectors in found:
        here = set(connection.execute(_OF_ARTICLE, {"article": wording.article}).scalars())
        if here != set(wording.statements) or not here:
            continue
        rows = zip(wording.statements, to_vectors(vectors), strict=True)
        store.upsert(
            statement_vectors, [{"statement": key, "vector": vector} for key, vector in rows]
        )
        made: dict[str, Any] = {"model": model, "statements": _bytes(wording.statements)}
        made |= {"codes": to_codes(vectors)}
        store.upsert(meanings, [_row(connection, wording.article) | made])


def _row(connection: Connection, article: int) -> dict[str, Any]:
    """A row that waits, newer than all that are there."""
    newest = connection.scalar(select(func.max(meanings.c.stamp))) or 0
    # The time, and not a count: no number comes again when the newest row is deleted.
    stamp = max(newest + 1, time.time_ns())
    return {"article": article, "stamp": stamp, "model": "", "statements": b"", "codes": b""}


def _bytes(keys: Iterable[int]) -> bytes:
    return b"".join(key.to_bytes(8, "little", signed=True) for key in keys)
