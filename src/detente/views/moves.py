"""Moves: what one did towards another, the same told by several as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.views import sources

if TYPE_CHECKING:
    from detente.ledger.rows import MoveRow
    from detente.model import MoveStatus, MoveType
    from detente.views.sources import Source

# A PLOVER type as a verb: before the recipient, and where there is none.
VERBS: dict[MoveType, tuple[str, str]] = {
    "AGREE": ("makes an offer or a promise to", "makes an offer or a promise"),
    "CONSULT": ("talks with", "holds talks"),
    "SUPPORT": ("backs", "speaks in support"),
    "CONCEDE": ("gives way to", "gives way"),
    "COOPERATE": ("works with", "cooperates"),
    "AID": ("aids", "gives aid"),
    "RETREAT": ("pulls back from", "pulls back"),
    "REQUEST": ("makes a demand of", "makes a demand"),
    "ACCUSE": ("accuses", "makes an accusation"),
    "REJECT": ("turns down", "refuses"),
    "THREATEN": ("threatens", "makes a threat"),
    "PROTEST": ("protests against", "protests"),
    "SANCTION": ("puts sanctions on", "imposes sanctions"),
    "MOBILIZE": ("mobilises against", "mobilises"),
    "COERCE": ("coerces", "uses coercion"),
    "ASSAULT": ("attacks", "attacks"),
}
STATUSES: dict[MoveStatus, str] = {
    "done": "",
    "planned": "announced",
    "conditional": "on a condition",
    "denied": "denied",
}
COLUMNS = ("day", "date", "actor", "side", "recipient", "type", "status", "origins", "text")


@dataclass(frozen=True, slots=True)
class Act:
    """One move: who, towards whom, its PLOVER type, and whether it happened (`done`)."""

    text: str
    actor: str
    side: str | None
    recipient: str | None
    type: MoveType
    status: MoveStatus
    date: str | None
    day: str
    origins: int
    sources: tuple[Source, ...]


def moves(rows: Iterable[MoveRow]) -> list[Act]:
    """The moves, the latest first; one of the same day, people and type is told once."""
    alike: dict[tuple[object, ...], list[MoveRow]] = defaultdict(list)
    for row in rows:
        told = row.move
        alike[row.actor, row.recipient, told.type, told.status, row.day].append(row)
    found = [_act(group) for group in alike.values()]
    found.sort(key=lambda act: (act.actor, act.type))
    return sorted(found, key=lambda act: act.day, reverse=True)


def _act(rows: list[MoveRow]) -> Act:
    row = rows[0]
    told = row.move
    return Act(
        text=_told(row),
        actor=row.actor,
        side=told.side,
        recipient=row.recipient,
        type=told.type,
        status=told.status,
        date=told.date,
        day=row.day,
        origins=len({row.origin for row in rows}),
        sources=sources.of_rows(rows),
    )


def _told(row: MoveRow) -> str:
    with_one, alone = VERBS[row.move.type]
    act = f"{with_one} {row.recipient}" if row.recipient else alone
    status = STATUSES[row.move.status]
    return f"{row.actor} {act}{f' ({status})' if status else ''}."
