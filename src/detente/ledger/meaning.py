"""Statements by their meaning: codes in memory find the near ones, exact vectors rank them.

A code is the signs of a vector (48 bytes for 384 numbers); the fewer signs differ, the nearer the
vectors (random hyperplanes: Charikar 2002). Counting differences over 100,000 codes takes about a
millisecond. The nearest 500 are then ranked by their vectors (binary codes with re-ranking:
Yamada, Asai and Hajishirzi 2021), so what is kept in memory is an eighth of the vectors as bytes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Connection, func, select

from detente.ledger.filters import Filters, fitting, statement_conditions
from detente.ledger.meaning_tables import meanings, statement_vectors
from detente.ledger.store import batches
from detente.ledger.tables import articles, statements

CODE_BYTES = 48
CANDIDATES = 500
# Cosines of unrelated lines of news lie below.
LEAST = 0.35

Near = dict[int, float]
"""Keys of statements and their cosines, nearest first."""


def to_vectors(vectors: np.ndarray) -> list[bytes]:
    """Rows of float32 as signed bytes, the largest number of each as 127: cosines are kept."""
    largest = np.maximum(np.abs(vectors).max(1, keepdims=True), 1e-9)
    rows: np.ndarray = np.rint(vectors * (127 / largest)).astype(np.int8)
    return [row.tobytes() for row in rows]


def to_codes(vectors: np.ndarray) -> bytes:
    """The signs of each row, one row after the other."""
    return np.packbits(vectors > 0, axis=1).tobytes()


class Codes:
    """The codes of all statements, kept up with the ledger; for any number of threads."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._lock = threading.Lock()
        self._stamp = -1
        self._parts: dict[int, tuple[bytes, bytes]] = {}
        self._held = _arrays(())

    def refresh(self, connection: Connection) -> None:
        """Take in what has changed since the last time."""
        newest, count = connection.execute(select(func.max(meanings.c.stamp), func.count())).one()
        with self._lock:
            if newest is not None and newest != self._stamp:
                self._take(connection)
            if count != len(self._parts):  # an article is gone
                self._stamp, self._parts = -1, {}
                self._take(connection)

    def _take(self, connection: Connection) -> None:
        columns = (meanings.c.article, meanings.c.statements, meanings.c.codes, meanings.c.stamp)
        fresh = connection.execute(select(*columns).where(meanings.c.stamp > self._stamp)).all()
        self._parts |= {article: (keys, codes) for article, keys, codes, _ in fresh}
        self._stamp = max((row.stamp for row in fresh), default=self._stamp)
        self._held = _arrays(self._parts.values())

    def nearest(
        self, vector: np.ndarray, count: int, among: Sequence[int] | None = None
    ) -> list[int]:
        """The keys of the `count` statements whose codes differ least, of all or of some."""
        keys, codes = self._held
        if among is not None:
            here = np.flatnonzero(np.isin(keys, np.array(among, np.int64)))
            keys, codes = keys[here], codes[:, here]
        asked = np.frombuffer(to_codes(vector[None]), np.uint64)
        apart = np.zeros(len(keys), np.uint16)
        for column, part in zip(codes, asked, strict=True):
            apart += np.bitwise_count(column ^ part)
        if count < len(keys):
            keys = keys[np.argpartition(apart, count)[:count]]
        return [int(key) for key in keys]


def _arrays(parts: Iterable[tuple[bytes, bytes]]) -> tuple[np.ndarray, np.ndarray]:
    """Keys (n,) and codes (6, n) as 64-bit words, column by column as they are compared."""
    held = list(parts)
    keys = np.frombuffer(b"".join(keys for keys, _ in held), "<i8")
    codes = np.frombuffer(b"".join(codes for _, codes in held), np.uint64)
    return keys, np.ascontiguousarray(codes.reshape(-1, CODE_BYTES // 8).T)


def ranked(
    connection: Connection,
    codes: Codes,
    vector: np.ndarray,
    filters: Filters,
    limit: int,
    *,
    wide: bool = False,
) -> Near:
    """The `limit` statements nearest to a vector (384,), at least LEAST near, of those that fit.

    Where filters are `wide` (`filters.wide`), the nearest of all are asked whether they fit; else
    what fits is gathered first, and the nearest among that are taken.
    """
    codes.refresh(connection)
    fit = fitting(statements, filters)
    keys = codes.nearest(vector, CANDIDATES) if fit is None or wide else []
    if fit is not None:
        keys = _passing(connection, keys, filters)
        if len(keys) < limit:
            among = [row.key for row in connection.execute(fit)]
            keys = codes.nearest(vector, CANDIDATES, among)
    cosines = _cosines(connection, keys, vector)
    best = sorted(cosines.items(), key=lambda each: (-each[1], each[0]))
    return dict(each for each in best[:limit] if each[1] >= LEAST)


def _passing(connection: Connection, keys: list[int], filters: Filters) -> list[int]:
    joined = select(statements.c.key).join(articles, articles.c.key == statements.c.article)
    query = joined.where(*statement_conditions(filters))
    return [
        row.key
        for some in batches(keys)
        for row in connection.execute(query.where(statements.c.key.in_(some)))
    ]


def _cosines(connection: Connection, keys: list[int], vector: np.ndarray) -> Near:
    query = select(statement_vectors.c.statement, statement_vectors.c.vector)
    rows = [
        row
        for some in batches(keys)
        for row in connection.execute(query.where(statement_vectors.c.statement.in_(some)))
    ]
    kept = np.frombuffer(b"".join(row.vector for row in rows), np.int8).astype(np.float32)
    kept = kept.reshape(len(rows), -1) if rows else np.zeros((0, len(vector)), np.float32)
    lengths = np.maximum(np.linalg.norm(kept, axis=1) * np.linalg.norm(vector), 1e-9)
    found = kept @ vector / lengths
    return {row.statement: float(cosine) for row, cosine in zip(rows, found, strict=True)}
