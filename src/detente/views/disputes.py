"""Contradictory accounts: what is told of one voice on one issue, for and against, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.views import phrases
from detente.views.accounts import Account, account, newest, opposed
from detente.views.changes import titled

if TYPE_CHECKING:
    from detente.ledger.rows import PositionRow
    from detente.model import Dossier
    from detente.views.principals import Principals
    from detente.views.sources import Source

# Words further apart than this are a move, not two accounts of one stance.
WINDOW_DAYS = 3
MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Dispute:
    """Accounts of one voice on one issue that cannot all be so; the latest first.

    `accepted` and `refused` are the numbers of independent origins of those that tell no
    refusal, and of those that tell one.
    """

    text: str
    holder: str
    side: str | None
    issue: str
    day: str
    accepted: int
    refused: int
    accounts: tuple[Account, ...]
    sources: tuple[Source, ...]


def disputes(
    dossier: Dossier,
    rows: Iterable[PositionRow],
    principals: Principals,
    since: str,
    as_of: str,
) -> list[Dispute]:
    """The disputes with an account of the ISO days `since` to `as_of`: the most even first.

    Two accounts differ when exactly one of them is a refusal, they are at most `WINDOW_DAYS`
    apart, and they are not one voice's own words of two days: that would be a move.
    """
    by_voice: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        if row.day and row.day <= as_of:
            by_voice[principals.voice(row), row.position.issue].append(row)
    names = {side.id: side.name for side in dossier.sides}
    found = []
    for group in by_voice.values():
        at_odds = newest(_at_odds(group))
        if at_odds and at_odds[0].day >= since:
            side = names.get(at_odds[0].position.side or "")
            found.append(_dispute(at_odds, side, principals, as_of))
    found.sort(key=lambda dispute: (dispute.holder, dispute.issue))
    found.sort(key=lambda dispute: dispute.day, reverse=True)
    return sorted(found, key=lambda dispute: -min(dispute.accepted, dispute.refused))


def _at_odds(rows: list[PositionRow]) -> Iterator[PositionRow]:
    refusals = [row for row in rows if row.position.stance == "against"]
    others = [row for row in rows if row.position.stance != "against"]
    for row in refusals:
        if any(_differ(row, other) for other in others):
            yield row
    for row in others:
        if any(_differ(row, refusal) for refusal in refusals):
            yield row


def _differ(one: PositionRow, other: PositionRow) -> bool:
    apart = abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
    own_words = one.position.certainty == other.position.certainty == "stated"
    near = apart <= WINDOW_DAYS and not (own_words and apart)
    return near and opposed(one.position.stance, other.position.stance)


def _dispute(
    rows: list[PositionRow], side: str | None, principals: Principals, as_of: str
) -> Dispute:
    alike: dict[tuple[str, ...], list[PositionRow]] = defaultdict(list)
    for row in rows:
        told = row.position
        alike[row.holder, told.stance, told.certainty, *told.via].append(row)
    accounts = [account(group, principals.lead(group[0]), as_of) for group in alike.values()]
    holder = side if side and principals.voice(rows[0]).startswith("side ") else rows[0].holder
    refused = {row.origin for row in rows if row.position.stance == "against"}
    accepted = {row.origin for row in rows if row.position.stance != "against"}
    issue = rows[0].position.issue
    return Dispute(
        text=f"Accounts of {titled(holder, side)} on {issue} differ: {_told(rows, accounts)}.",
        holder=holder,
        side=side,
        issue=issue,
        day=rows[0].day,
        accepted=len(accepted),
        refused=len(refused),
        accounts=tuple(accounts),
        sources=tuple(dict.fromkeys(source for each in accounts for source in each.sources)),
    )


def _told(rows: list[PositionRow], accounts: list[Account]) -> str:
    """“against by 2 origins (own word, 4 March 2031); for by 1 (via Fjord Wire, 3 March 2031)”."""
    parts = []
    for stance in dict.fromkeys(each.stance for each in accounts):
        origins = len({row.origin for row in rows if row.position.stance == stance})
        words = list(dict.fromkeys(_whose(each) for each in accounts if each.stance == stance))
        if more := words[MOST_WORDS:]:
            words = [*words[:MOST_WORDS], f"{len(more)} more"]
        counted = phrases.counted(origins, "origin")
        parts.append(f"{phrases.stance(stance)} by {counted} ({'; '.join(words)})")
    return "; ".join(parts)


def _whose(told: Account) -> str:
    word = "own word" if told.certainty == "stated" and told.leads else told.word
    possible = "possible, " if told.certainty == "possible" else ""
    return f"{possible}own word of {told.holder}" if word == "own word" else f"{possible}{word}"
