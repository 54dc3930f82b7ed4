"""Which positions are needed to tell how things stand, so that few have to be read whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.views.accounts import week_before

if TYPE_CHECKING:
    from detente.ledger import PositionRow, View
    from detente.ledger.rows import Stand
    from detente.model import Dossier
    from detente.views.principals import Principals


def standing(view: View, dossier: Dossier, principals: Principals, as_of: str) -> list[PositionRow]:
    """The positions that the gap as of an ISO day rests on, and what everybody held last."""
    needed = telling(view.stands(dossier.id, as_of), principals)
    return view.positions_by_key(stand.key for stand in needed)


def telling(stands: Iterable[Stand], principals: Principals) -> Iterator[Stand]:
    """Those that `gap.gap` makes use of, and a few more; a report of one origin and day once.

    Of those whose word counts for the side: the week up to the day of the word that counts, and
    all since. Of everybody: the last day's and the last day's stated.
    """
    cells: dict[tuple[str, str | None], list[Stand]] = defaultdict(list)
    for stand in stands:
        cells[stand.issue, stand.side].append(stand)
    for cell in cells.values():
        last = _last_days(cell)
        day, speakers = _counting(cell, principals)
        first = week_before(day)
        once = {
            (stand.holder_id, stand.stance, stand.certainty, stand.day, stand.origin): stand
            for stand in cell
            if stand.day in last[stand.holder_id]
            or (stand.day >= first and stand.holder_id in speakers)
        }
        yield from once.values()


def _counting(cell: list[Stand], principals: Principals) -> tuple[str, set[str]]:
    """The day of the word that counts for a side, and the holders who may have said or shaken it.

    Where a leadership has stated something, these are its members; else all who spoke then or
    since.
    """
    leading = [stand for stand in cell if _leads(stand, principals)]
    stated = [stand for stand in cell if stand.certainty == "stated"]
    led = [stand.day for stand in leading if stand.certainty == "stated"]
    if led:
        return max(led), {stand.holder_id for stand in leading}
    day = max(stand.day for stand in stated or cell)
    return day, {stand.holder_id for stand in cell if stand.day >= day}


def _last_days(cell: list[Stand]) -> dict[str, tuple[str, str]]:
    """For each holder the last day, and the last day with a stated word."""
    last: dict[str, tuple[str, str]] = {}
    for stand in cell:
        day, stated = last.get(stand.holder_id, ("", "none"))
        if stand.certainty == "stated":
            stated = stand.day if stated == "none" else max(stated, stand.day)
        last[stand.holder_id] = max(day, stand.day), stated
    return last


def _leads(stand: Stand, principals: Principals) -> bool:
    return principals.leads(stand.side, stand.holder, stand.holder_id, stand.day)
