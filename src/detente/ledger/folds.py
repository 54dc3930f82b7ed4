"""What finding copies takes from the ledger and gives to it, inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update

from detente.ledger import copying
from detente.ledger.store import Store, batches
from detente.ledger.story_rows import Copy, Signature, Told
from detente.ledger.story_store import keys_of
from detente.ledger.story_tables import bands, copies, signatures
from detente.ledger.superseding import instant
from detente.ledger.tables import articles

_EARLIER = articles.alias("earlier")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be one text with another; `shingles` as in its signature.

    `time` is as in `Told`; `copy_of` is what it is a copy of so far, `copy_time` that one's time.
    """

    article: str
    time: str
    shingles: bytes
    copy_of: str | None
    copy_time: str | None


class Folds:
    """Signatures and copies, to be read and written with nobody else writing meanwhile."""

    def __init__(self, store: Store) -> None:
        """Take a store whose transaction is open."""
        self._store, self._connection = store, store.connection

    def unsigned(self, version: int, limit: int) -> list[Told]:
        """Articles that have no signature of this version, `limit` at most, oldest first."""
        query = (
            select(articles.c.key)
            .outerjoin(signatures, signatures.c.article == articles.c.key)
            .where(or_(signatures.c.version.is_(None), signatures.c.version != version))
            .order_by(articles.c.key)
            .limit(limit)
        )
        keys = list(self._connection.scalars(query))
        found = copying.told(self._connection, articles.c.key, keys)
        return sorted(found, key=lambda each: (each.time, each.id))

    def told(self, ids: Iterable[str]) -> dict[str, Told]:
        """What these articles tell, of those that are stored."""
        found = copying.told(self._connection, articles.c.id, ids)
        return {each.id: each for each in found}

    def alike(self, signature: Signature, most: int) -> list[Candidate]:
        """Other articles of its version that share a band, at most so many that share most."""
        often = func.count().label("often")
        query = (
            select(bands.c.article)
            .where(bands.c.value.in_(signature.bands))
            .group_by(bands.c.article)
            .order_by(often.desc(), bands.c.article)
            .limit(most)
        )
        keys = list(self._connection.scalars(query))
        rows = self._connection.execute(_candidates(keys, signature)).mappings()
        return [_to_candidate(row) for row in rows]

    def sign(self, signature: Signature) -> None:
        """Keep a signature in place of its article's, which counts as folded from now on."""
        [key] = keys_of(self._connection, articles, [signature.article]).values()
        row = {"version": signature.version, "shingles": signature.shingles}
        self._store.upsert(signatures, [{"article": key, **row}])
        self._connection.execute(delete(bands).where(bands.c.article == key))
        rows = [{"value": value, "article": key} for value in set(signature.bands)]
        if rows:
            self._connection.execute(insert(bands), rows)

    def keep(self, found: Sequence[Copy]) -> None:
        """Keep these copies, each in place of what its article was a copy of, and find origins."""
        if not found:
            return
        ends = {name for each in found for name in (each.article, each.copy_of)}
        keys = keys_of(self._connection, articles, ends)
        rows = [
            {
                "article": keys[each.article],
                "copy_of": keys[each.copy_of],
                "origin": keys[each.copy_of],
                "share": each.share,
                "added": each.added,
                "removed": each.removed,
            }
            for each in found
        ]
        touched = self._origins(keys.values())
        self._store.upsert(copies, rows)
        self._find_origins(touched | set(keys.values()))

    def _origins(self, keys: Iterable[int]) -> set[int]:
        query = select(copies.c.origin).where(copies.c.article.in_(list(keys)))
        return set(self._connection.scalars(query))

    def _find_origins(self, roots: Iterable[int]) -> None:
        """Set the origin of all whose origin was one of these: the end of its chain."""
        columns = (copies.c.article, copies.c.copy_of, copies.c.origin)
        rows: list[Any] = []
        for some in batches(roots):
            here = or_(copies.c.origin.in_(some), copies.c.article.in_(some))
            rows += self._connection.execute(select(*columns).where(here))
        of = {row.article: row.copy_of for row in rows}
        for row in rows:
            end = row.copy_of
            while end in of:
                end = of[end]
            if end != row.origin:
                here = copies.c.article == row.article
                self._connection.execute(update(copies).where(here).values(origin=end))


def _candidates(keys: Sequence[int], signature: Signature) -> Any:
    times = (articles.c.published, articles.c.first_seen)
    earlier = (
        _EARLIER.c.id.label("copy_of"),
        _EARLIER.c.published.label("earlier_published"),
        _EARLIER.c.first_seen.label("earlier_seen"),
    )
    return (
        select(articles.c.id, *times, signatures.c.shingles, *earlier)
        .join(signatures, signatures.c.article == articles.c.key)
        .outerjoin(copies, copies.c.article == articles.c.key)
        .outerjoin(_EARLIER, _EARLIER.c.key == copies.c.copy_of)
        .where(articles.c.key.in_(keys), articles.c.id != signature.article)
        .where(signatures.c.version == signature.version)
        .order_by(articles.c.key)
    )


def _to_candidate(row: Any) -> Candidate:
    before = instant(row["earlier_published"]) or row["earlier_seen"]
    return Candidate(
        article=row["id"],
        time=instant(row["published"]) or row["first_seen"],
        shingles=row["shingles"],
        copy_of=row["copy_of"],
        copy_time=before if row["copy_of"] else None,
    )
