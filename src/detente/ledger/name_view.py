"""Reading single names, and what was said of which are one actor's."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from detente.ledger import naming
from detente.ledger.judging import Judgement, Merge
from detente.ledger.line_tables import judgements, merges
from detente.ledger.naming import NameRow
from detente.ledger.reader import Reader


class NameView(Reader):
    """Names, merges, judgements."""

    def name(self, name_or_prefix: str) -> NameRow:
        """The one name that is these words, else holds them, else whose identifier begins so.

        Unlike `actor` it does not follow merges. Raises NotFoundError, with a list, if it is not
        one; where several names of one actor fit alike, it is the one that stands for it.
        """
        with self._read() as connection:
            return naming.find(connection, name_or_prefix)

    def names(self, ids: Iterable[str]) -> dict[str, NameRow]:
        """The names of these identifiers, of those that are stored."""
        with self._read() as connection:
            return naming.by_id(connection, ids)

    def names_uncompared(self, *, anew: bool = False) -> list[NameRow]:
        """The names that came since `Writer.merge` was last told what was compared, oldest first.

        With `anew`, all names.
        """
        with self._read() as connection:
            return naming.uncompared(connection, anew)

    def names_alike(self, keys: Iterable[str]) -> dict[str, list[NameRow]]:
        """For each of these keys (`Writer.merge`), the names that were kept with it."""
        with self._read() as connection:
            return naming.alike(connection, keys)

    def merges(self) -> list[Merge]:
        """What the machine found to be one, surest first, whether or not a user outranks it."""
        columns = (merges.c[name] for name in Merge.__dataclass_fields__)
        query = select(*columns).order_by(merges.c.score.desc(), merges.c.actor, merges.c.into)
        return self._list(query, lambda row: Merge(**row))

    def judgements(self) -> list[Judgement]:
        """All that users ever judged, newest first."""
        columns = (judgements.c[name] for name in Judgement.__dataclass_fields__)
        query = select(*columns).order_by(judgements.c.key.desc())
        return self._list(query, lambda row: Judgement(**row))
