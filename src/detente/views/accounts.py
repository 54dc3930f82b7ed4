"""Accounts: one stance of somebody on an issue, with all the reports that tell the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.views import phrases, sources

if TYPE_CHECKING:
    from detente.ledger.rows import PositionRow
    from detente.model import Certainty, Stance
    from detente.views.sources import Source

MOST_CITED = 5
# Reports of one week bear one another out. `View.stands` gives as many days.
ORIGINS_DAYS = 7
# Of two words of one day the more cautious is taken, so that no agreement is read out of doubt.
CAUTION = {"against": 3, "conditional": 2, "open": 1, "for": 0}


@dataclass(frozen=True, slots=True)
class Account:
    """One stance on one issue: whose, how surely, since when, on whose word, and where it stands.

    `age` is in days, None where no day is known; `origins` is the number of independent reports
    that say the same; `leads` is true where the holder's word is the side's.
    """

    text: str
    holder: str
    leads: bool
    stance: Stance
    certainty: Certainty
    day: str
    age: int | None
    word: str
    origins: int
    position: str
    sources: tuple[Source, ...]


def opposed(one: Stance, other: Stance) -> bool:
    """Whether exactly one of the two is a refusal."""
    return (one == "against") != (other == "against")


def account(
    rows: Sequence[PositionRow], leads: bool, as_of: str, origins: int | None = None
) -> Account:
    """The first row as an account; the others say the same and are cited with it."""
    row = rows[0]
    position = row.position
    age = (date.fromisoformat(as_of) - date.fromisoformat(row.day)).days if row.day else None
    return Account(
        text=f"{row.holder}: {phrases.stance(position.stance, position.certainty)}",
        holder=row.holder,
        leads=leads,
        stance=position.stance,
        certainty=position.certainty,
        day=row.day,
        age=age,
        word=phrases.word(position.certainty, position.via, sources.outlet(row.article)),
        origins=origins or len({row.origin for row in rows}),
        position=position.id,
        sources=sources.of_rows(_one_an_origin(rows)[:MOST_CITED]),
    )


def newest(rows: Iterable[PositionRow]) -> list[PositionRow]:
    """The rows from the latest to the earliest; of one day, what more reports say, then caution."""
    rows = list(rows)
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        told[row.day, row.position.stance].add(row.origin)

    def rank(row: PositionRow) -> tuple[str, int, int, bool, str]:
        stance = row.position.stance
        stated = row.position.certainty == "stated"
        return row.day, len(told[row.day, stance]), CAUTION[stance], stated, row.position.id

    return sorted(rows, key=rank, reverse=True)


def week_before(day: str) -> str:
    """The first ISO day whose reports bear out one of `day`; "" where no day is known."""
    return (date.fromisoformat(day) - timedelta(ORIGINS_DAYS)).isoformat() if day else ""


def _one_an_origin(rows: Iterable[PositionRow]) -> list[PositionRow]:
    found: dict[str, PositionRow] = {}
    for row in rows:
        found.setdefault(row.origin, row)
    return list(found.values())
