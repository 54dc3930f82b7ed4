"""The part of a view that gives lines, actors and dossiers."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from detente.ledger import actor_rows, line_restore, line_selects
from detente.ledger.dossier_rows import DossierCount, DossierRow
from detente.ledger.filters import Filters, check_day
from detente.ledger.line_tables import (
    NONE,
    backgrounds,
    divisions,
    dossiers,
    moves,
    positions,
    proposals,
    readings,
)
from detente.ledger.name_view import NameView
from detente.ledger.rows import (
    ActorRow,
    BackgroundRow,
    DivisionRow,
    MoveRow,
    PositionRow,
    ProposalRow,
    Stand,
)
from detente.ledger.standing import stands
from detente.ledger.story_view import StoryView
from detente.ledger.tables import articles

ALL = Filters()


class LineView(NameView, StoryView):
    """Positions, moves, proposals, divisions and background, newest first; who holds them."""

    def positions(
        self, filters: Filters = ALL, limit: int | None = None, offset: int = 0
    ) -> list[PositionRow]:
        """The positions that fit, superseded ones too."""
        query = line_selects.held(filters).limit(limit).offset(offset)
        return self._list(query, line_selects.to_position_row)

    def latest(self, dossier: str, as_of: str | None = None) -> list[PositionRow]:
        """What each holder holds of each issue: the positions that no later one superseded.

        With `as_of`, as it stood at the end of that ISO day. Sorted by issue and holder; of those
        that stand side by side, the newest first.
        """
        check_day(as_of)
        query = line_selects.latest(dossier, as_of)
        return self._list(query, line_selects.to_position_row)

    def stands(self, dossier: str, as_of: str) -> list[Stand]:
        """In brief, what tells how things stood at the end of an ISO day; in no order.

        Of each holder and issue, the positions of the week up to the last stated one and all
        since; everything where nothing was stated.
        """
        check_day(as_of)
        with self._read() as connection:
            return stands(connection, dossier, as_of)

    def positions_by_key(self, keys: Iterable[int]) -> list[PositionRow]:
        """The positions of these `Stand.key`s, in the order in which they came."""
        with self._read() as connection:
            return line_selects.by_keys(connection, keys)

    def changed(self, dossier: str, since: str) -> list[tuple[PositionRow, PositionRow]]:
        """Who moved: pairs of a position and the one of another stance that superseded it.

        The second is of that ISO day or later; newest first. Where several reports tell the same
        change on the same day, the surest, and of those the first.
        """
        check_day(since)
        with self._read() as connection:
            return line_selects.changed(connection, dossier, since)

    def moves(self, filters: Filters = ALL) -> list[MoveRow]:
        """The moves that fit."""
        with self._read() as connection:
            return line_selects.restored(connection, moves, filters, line_restore.to_move_row)

    def proposals(self, filters: Filters = ALL) -> list[ProposalRow]:
        """The proposals that fit."""
        make = line_restore.to_proposal_row
        with self._read() as connection:
            return line_selects.restored(connection, proposals, filters, make)

    def divisions(self, filters: Filters = ALL) -> list[DivisionRow]:
        """The divisions that fit."""
        make = line_restore.to_division_row
        with self._read() as connection:
            return line_selects.restored(connection, divisions, filters, make)

    def background(self, filters: Filters = ALL) -> list[BackgroundRow]:
        """The background that fits."""
        make = line_restore.to_background_row
        with self._read() as connection:
            return line_selects.restored(connection, backgrounds, filters, make)

    def actor(self, name_or_prefix: str) -> ActorRow:
        """The actor that goes by these words of a name, else whose identifier begins so.

        Where several names hold the words, the one that has no others. Any name and identifier of
        those who are one will do. Raises NotFoundError, with a list, if it is not one.
        """
        with self._read() as connection:
            return actor_rows.find(connection, name_or_prefix)

    def actors(self, filters: Filters = ALL) -> list[ActorRow]:
        """The actors that the articles name which fit, those named in most articles first.

        `side` means the actor's own, `issue` one that it holds a position on, `holder` its name.
        """
        with self._read() as connection:
            return actor_rows.fitting(connection, filters)

    def dossiers(self) -> list[DossierCount]:
        """The dossiers that anything was read with or that are kept, by identifier."""
        read = select(readings.c.dossier, func.count()).group_by(readings.c.dossier)
        held = select(positions.c.dossier, func.count()).group_by(positions.c.dossier)
        with self._read() as connection:
            told = {row[0]: row[1] for row in connection.execute(read)}
            stances = {row[0]: row[1] for row in connection.execute(held)}
            ids = told.keys() | set(connection.scalars(select(dossiers.c.id)))
        return [
            DossierCount(each, told.get(each, 0), stances.get(each, 0))
            for each in sorted(ids - {NONE})
        ]

    def dossier(self, dossier: str) -> DossierRow | None:
        """The text of a dossier's file as it was kept last; None where it never was."""
        columns = (dossiers.c[name] for name in DossierRow.__dataclass_fields__)
        query = select(*columns).where(dossiers.c.id == dossier)
        newest = query.order_by(dossiers.c.version.desc()).limit(1)
        return next(iter(self._list(newest, lambda row: DossierRow(**row))), None)

    def outdated(self, dossier: str) -> list[str]:
        """The identifiers of articles whose lines were made with another text of the dossier."""
        kept = self.dossier(dossier)
        query = (
            select(articles.c.id)
            .join(readings, readings.c.article == articles.c.key)
            .where(readings.c.dossier == dossier)
            .where(readings.c.content.is_distinct_from(kept.sha256 if kept else None))
            .order_by(articles.c.key)
        )
        return self._list(query, lambda row: str(row["id"]))
