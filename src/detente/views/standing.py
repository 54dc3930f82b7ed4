"""Which positions are needed to tell how things stand, so that few have to be read whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.views.gap import week_before

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

    Of those who lead a side: the week up to their last stated word and all since. Of everybody:
    the last day's and the last day's stated.
    """
    cells: dict[tuple[str, str | None], list[Stand]] = defaultdict(list)
    for stand in stands:
        cells[stand.issue, stand.side].append(stand)
    for cell in cells.values():
        since = _last_led(cell, principals)
        last = _last_days(cell)
        once = {
            (stand.holder_id, stand.stance, stand.certainty, stand.day, stand.origin): stand
            for stand in cell
            if stand.day in last[stand.holder_id]
            or since is None
            or (stand.day >= since and _leads(stand, principals))
        }
        yield from once.values()


def _last_led(cell: list[Stand], principals: Principals) -> str | None:
    """A week before the last stated word of the side's leadership; None where there is none."""
    days = [
        stand.day for stand in cell if stand.certainty == "stated" and _leads(stand, principals)
    ]
    return week_before(max(days)) if days else None


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
