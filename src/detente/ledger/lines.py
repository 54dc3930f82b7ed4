"""What one article tells of one dossier, on its way into the tables."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, select, update

from detente.ledger import line_codec, superseding
from detente.ledger.line_tables import NONE, RECORDS, dossiers, members, positions, readings
from detente.ledger.store import Store, batches
from detente.ledger.tables import actors
from detente.model import Reading

_STORED = select(readings.c.dossier, readings.c.digest, readings.c.revision).where(
    readings.c.article == bindparam("article")
)
_CURRENT = (
    select(dossiers.c.sha256)
    .where(dossiers.c.id == bindparam("wanted"))
    .order_by(dossiers.c.version.desc())
    .limit(1)
)


class Lines:
    """Keeps the lines of one article, one dossier's at a time."""

    def __init__(self, store: Store, article: int, day: str) -> None:
        """Take the article's key, and the first day that its date of publication allows."""
        self._store, self._article, self._day = store, article, day
        self._connection = store.connection

    def news(self, reading: Reading, revision: int) -> bool:
        """Whether `keep` would change a line."""
        stored = self._stored()
        new = line_codec.digest(reading), revision
        return self._kept(reading, stored) and stored.get(reading.dossier or NONE) != new

    def keep(self, reading: Reading, revision: int) -> None:
        """Let the reading's lines be the article's lines of its dossier.

        What was read without a dossier gives way to what is read with one.
        """
        stored, dossier = self._stored(), reading.dossier or NONE
        if not self._kept(reading, stored):
            return
        digest = line_codec.digest(reading)
        row = {"article": self._article, "dossier": dossier, "content": self._content(dossier)}
        row |= {"revision": revision, "digest": digest}
        self._store.upsert(readings, [row])
        if stored.get(dossier) != (digest, revision):
            self._replace(reading, dossier, revision)
        if dossier != NONE and NONE in stored:
            self._drop(NONE)

    def redate(self) -> None:
        """The article's date has changed, and with it the day of lines that have none."""
        here = positions.c.article == self._article
        before = superseding.groups_of(self._connection, here)
        for table in RECORDS:
            own = [table.c[name] for name in ("as_of", "date") if name in table.c]
            undated = [column.is_(None) for column in own]
            where = table.c.article == self._article
            self._connection.execute(update(table).where(where, *undated).values(day=self._day))
        superseding.refresh(self._connection, dict.fromkeys(before, NONE))

    def groups(self) -> dict[superseding.Group, str]:
        """The groups of positions that the article has part in."""
        return superseding.groups_of(self._connection, positions.c.article == self._article)

    @staticmethod
    def _kept(reading: Reading, stored: Mapping[str, object]) -> bool:
        """Whether there is anything to keep: without a dossier, only lines where none has any."""
        if reading.dossier:
            return True
        return not stored.keys() - {NONE} and (NONE in stored or line_codec.has_lines(reading))

    def _stored(self) -> dict[str, tuple[str, int]]:
        """The dossiers that the article was read with, each with the lines' digest and revision."""
        found = self._connection.execute(_STORED, {"article": self._article})
        return {row.dossier: (row.digest, row.revision) for row in found}

    def _content(self, dossier: str) -> str | None:
        found = self._store.one(_CURRENT, dossier)
        return found and str(found.sha256)

    def _replace(self, reading: Reading, dossier: str, revision: int) -> None:
        around = line_codec.Around(
            reading.article.text, reading.sentences, self._day, self._article, dossier, revision
        )
        keys, who = self._actors(reading)
        held = positions.c.article == self._article, positions.c.dossier == dossier
        before = superseding.groups_of(self._connection, *held)
        self._keep_members(reading, dossier, keys)
        for table, lines in line_codec.lines_of(reading):
            rows = around.rows(table, lines)
            if table is positions:
                rows = [row | {"who": who[row["holder"]]} for row in rows]
            here = table.c.article == self._article, table.c.dossier == dossier
            self._store.replace(table, table.c.id, here, rows)
        after = superseding.groups_of(self._connection, *held)
        superseding.refresh(self._connection, superseding.earliest(before, after))

    def _keep_members(self, reading: Reading, dossier: str, keys: dict[str, int]) -> None:
        """Keep every actor that has a side or part in a line, though no mention may be left."""
        sides = {actor.id: actor.side for actor in reading.actors}
        lines = [line for _, found in line_codec.lines_of(reading) for line in found]
        part = {each for line in lines for each in line_codec.actors_of(line)}
        common = {"article": self._article, "dossier": dossier}
        rows = [
            {"actor": keys[each], "side": side, **common}
            for each, side in sides.items()
            if side is not None or each in part
        ]
        here = members.c.article == self._article, members.c.dossier == dossier
        self._store.replace(members, members.c.actor, here, rows)

    def _actors(self, reading: Reading) -> tuple[dict[str, int], dict[str, str]]:
        keys, who = {}, {}
        for some in batches(actor.id for actor in reading.actors):
            query = select(actors.c.id, actors.c.key, actors.c.effective)
            for row in self._connection.execute(query.where(actors.c.id.in_(some))):
                keys[row.id], who[row.id] = row.key, row.effective
        return keys, who

    def _drop(self, dossier: str) -> None:
        for table in (*RECORDS, members, readings):
            here = table.c.article == self._article, table.c.dossier == dossier
            self._connection.execute(delete(table).where(*here))
