"""The queries behind a view's lines, and how their rows become records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, or_, select

from detente.ledger import line_codec, line_restore, restore, selects
from detente.ledger.filters import Filters, line_conditions, named
from detente.ledger.line_tables import divisions, positions
from detente.ledger.rows import ArticleRow, PositionRow
from detente.ledger.store import batches
from detente.ledger.tables import actors, articles, revisions

T = TypeVar("T")
Pairs = list[tuple[PositionRow, PositionRow]]
_SURENESS = ("stated", "reported", "possible")


def lines(table: Table, filters: Filters) -> Select[Any]:
    """Rows of a table of lines, newest first, with `origin` and the article's `of_` columns."""
    order = (table.c.day.desc(), articles.c.first_seen.desc(), articles.c.id, table.c.ordinal)
    return _with_article(table).where(*line_conditions(table, filters)).order_by(*order)


def held(filters: Filters) -> Select[Any]:
    """`lines` of positions, with `holder_name` and `models`."""
    return _with_names(lines(positions, filters))


def latest(dossier: str, as_of: str | None) -> Select[Any]:
    """Rows of `held` that nothing had superseded by the end of the day `as_of`."""
    current: ColumnElement[bool] = positions.c.superseded_day.is_(None)
    if as_of is not None:
        later = or_(current, positions.c.superseded_day > as_of)
        current = and_(positions.c.day <= as_of, later)
    order = (positions.c.issue, actors.c.name, positions.c.day.desc(), articles.c.id)
    query = _with_names(_with_article(positions))
    query = query.where(positions.c.dossier == dossier, current)
    return query.order_by(*order, positions.c.ordinal)


def by_keys(connection: Connection, keys: Iterable[int]) -> list[PositionRow]:
    """Those positions, in the order of their keys."""
    found = _by_key(connection, sorted(keys))
    return [found[key] for key in sorted(found)]


def origin_of_position() -> ColumnElement[str]:
    """The independent origin of a row of `positions`, joined to its article's."""
    return func.coalesce(positions.c.carrier, selects.origin())


def to_position_row(row: Any) -> PositionRow:
    """A row of `held`."""
    position = line_restore.to_line(positions, row)
    return line_restore.to_position_row(row, position, _article(row))


def changed(connection: Connection, dossier: str, since: str) -> Pairs:
    """What took the place of another stance since that day, one pair for each such change."""
    before, after = positions.alias("before"), positions.alias("after")
    query = (
        select(before.c.key.label("before"), after.c.key.label("after"))
        .join(
            after,
            and_(
                *(after.c[name] == before.c[name] for name in ("who", "issue", "dossier")),
                before.c.superseded_day == after.c.day,
                before.c.day < after.c.day,
                before.c.stance != after.c.stance,
                or_(after.c.certainty != "possible", before.c.certainty != "stated"),
            ),
        )
        .where(after.c.dossier == dossier, after.c.day >= since)
    )
    keys = connection.execute(query).all()
    rows = _by_key(connection, {key for pair in keys for key in pair})
    return _once([(rows[one], rows[other]) for one, other in keys])


def _once(pairs: Pairs) -> Pairs:
    """Of reports of the same change, the surest and first of what is new, the last of what was."""
    found: dict[tuple[str, ...], tuple[PositionRow, PositionRow]] = {}
    for before, after in sorted(pairs, key=_order):
        new = after.position
        change = (after.holder_id, new.issue, before.position.stance, new.stance, after.day)
        found.setdefault(change, (before, after))
    return list(found.values())


def _order(pair: tuple[PositionRow, PositionRow]) -> tuple[Any, ...]:
    before, after = pair
    newest = [-ord(digit) for digit in after.day], [-ord(digit) for digit in before.day]
    sure = [_SURENESS.index(row.position.certainty) for row in (after, before)]
    told = after.article.published.value if after.article.published else ""
    return (newest[0], after.position.issue, after.holder, sure[0], told, newest[1], sure[1])


def restored(
    connection: Connection, table: Table, filters: Filters, make: Callable[..., T]
) -> list[T]:
    """The lines that fit, each made of its row, its record, its article and actors' names."""
    rows = connection.execute(lines(table, filters)).mappings().all()
    found = [(row, line_restore.to_line(table, row)) for row in rows]
    if table is divisions and filters.holder is not None:
        camp = set(connection.scalars(named(filters.holder)))
        found = [each for each in found if camp.intersection(line_codec.actors_of(each[1]))]
    known = names(connection, (each for _, line in found for each in line_codec.actors_of(line)))
    return [make(row, line, _article(row), known) for row, line in found]


def names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """For each of these actors, the name of the one that stands for it."""
    first = actors.alias("first")
    found: dict[str, str] = {}
    for some in batches(set(ids)):
        query = select(actors.c.id, first.c.name).join(first, first.c.id == actors.c.effective)
        rows = connection.execute(query.where(actors.c.id.in_(some)))
        found |= {row.id: row.name for row in rows}
    return found


def _by_key(connection: Connection, keys: Iterable[int]) -> dict[int, PositionRow]:
    found = {}
    for some in batches(keys):
        query = _with_names(_with_article(positions)).where(positions.c.key.in_(some))
        for row in connection.execute(query).mappings():
            found[row["key"]] = to_position_row(row)
    return found


def _with_article(table: Table) -> Select[Any]:
    of = selects.brief_columns("of_")
    origin = selects.origin()
    if table is positions:
        origin = origin_of_position()
    joined = table.join(articles, articles.c.key == table.c.article)
    return select(table, origin.label("origin"), *of).select_from(joined)


def _with_names(query: Select[Any]) -> Select[Any]:
    return (
        query.add_columns(actors.c.name.label("holder_name"), revisions.c.models)
        .join(actors, actors.c.id == positions.c.who)
        .join(revisions, revisions.c.key == positions.c.revision)
    )


def _article(row: Any) -> ArticleRow:
    return restore.to_article_row({name: row[f"of_{name}"] for name in selects.ROW})
