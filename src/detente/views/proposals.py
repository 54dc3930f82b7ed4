"""Proposals: what awaits whose reply, until when, and what has run out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.views import phrases, sources
from detente.views.changes import titled
from detente.views.reasons import listed

if TYPE_CHECKING:
    from rich.console import RenderableType

    from detente.ledger.rows import ProposalRow
    from detente.model import Dossier, ProposalStatus
    from detente.views.sources import Source

OPEN = ("tabled", "awaiting-reply")
# Reports of one proposal come close together; further apart it has been put again.
ONE_PROPOSAL_DAYS = 10
PRESSING_DAYS = 3
LONGEST_TERMS = 200
COLUMNS = (
    *("status", "deadline", "days", "due", "deadline_words", "day", "proposer", "side"),
    *("addressees", "issue", "terms", "reply", "origins", "text"),
)

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Tabled:
    """One proposal as of a day, as all the reports of it tell it.

    `status` is `expired` once the deadline has passed without an answer. `days` are left until
    the ISO day `deadline`, below zero when it has passed; None where no day is known.
    `due` says it in words.
    """

    text: str
    proposer: str | None
    side: str | None
    addressees: tuple[str, ...]
    terms: str
    issue: str | None
    status: ProposalStatus
    day: str
    deadline: str | None
    deadline_words: str | None
    days: int | None
    due: str
    reply: str | None
    origins: int
    sources: tuple[Source, ...]

    @property
    def pending(self) -> bool:
        """Whether an answer may still come."""
        return self.status in OPEN


def proposals(dossier: Dossier, rows: Iterable[ProposalRow], as_of: str) -> list[Tabled]:
    """The proposals made by the ISO day `as_of`: those that await an answer first.

    Of these the nearest deadline first and the newest of those without one; then the answered
    and the expired, the newest first.
    """
    names = {side.id: side.name for side in dossier.sides}
    found = [_tabled(group, names, as_of) for group in _groups(rows, as_of)]
    found.sort(key=lambda each: each.day, reverse=True)
    return sorted(found, key=_urgency)


def parts(found: Iterable[Tabled]) -> Iterator[RenderableType]:
    """What to print: those that await an answer, then the others."""
    from detente.views import told
    from detente.views.terminal import safe

    heading = None
    for each in found:
        name = "Awaiting an answer" if each.pending else "Answered or expired"
        if name != heading:
            heading = name
            yield safe(f"\n{name}", "heading")
        pressing = each.pending and each.days is not None and each.days <= PRESSING_DAYS
        yield from told.terminal(each, "note" if pressing else "")


def _urgency(tabled: Tabled) -> tuple[bool, str, bool]:
    """What comes first: the pending, of these the nearest deadline, then what awaits a reply."""
    if not tabled.pending:
        return True, "", False
    deadline = tabled.deadline if tabled.deadline and tabled.days is not None else "9999"
    return False, deadline, tabled.status != "awaiting-reply"


def _groups(rows: Iterable[ProposalRow], as_of: str) -> Iterator[list[ProposalRow]]:
    """The rows that tell of one proposal, the earliest first."""
    alike: dict[tuple[object, ...], list[ProposalRow]] = defaultdict(list)
    for row in rows:
        if row.day <= as_of:
            told = row.proposal
            what = told.issue or tuple(_WORD.findall(row.terms.casefold()))
            who = row.proposer or told.side
            alike[who, frozenset(row.addressees), what].append(row)
    for group in alike.values():
        group.sort(key=lambda row: (row.day, row.article.id))
        one: list[ProposalRow] = []
        for row in group:
            if one and _apart(one[-1].day, row.day) > ONE_PROPOSAL_DAYS:
                yield one
                one = []
            one.append(row)
        yield one


def _apart(one: str, other: str) -> int:
    """The days between; 0 where one is not known."""
    if not one or not other:
        return 0
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _tabled(rows: list[ProposalRow], names: dict[str, str], as_of: str) -> Tabled:
    """One proposal: its latest status and deadline, an answer outranking a pending one."""
    last = rows[-1]
    answered = [row for row in rows if row.proposal.status not in OPEN]
    telling = next(
        (row for row in reversed(rows) if row.deadline_words or row.proposal.deadline), last
    )
    deadline, words = telling.proposal.deadline, telling.deadline_words
    days = _days_left(deadline, as_of)
    status = (answered or rows)[-1].proposal.status
    if status in OPEN and days is not None and days < 0:
        status = "expired"
    reply = next((row.reply for row in reversed(rows) if row.reply), None)
    due = _due(days, deadline, words)
    side = names.get(last.proposal.side or "")
    return Tabled(
        text=_told(last, side, status, due),
        proposer=last.proposer,
        side=side,
        addressees=last.addressees,
        terms=phrases.one_line(last.terms),
        issue=last.proposal.issue,
        status=status,
        day=last.day,
        deadline=deadline,
        deadline_words=words,
        days=days,
        due=due,
        reply=reply,
        origins=len({row.origin for row in rows}),
        sources=sources.of_rows(reversed(rows)),
    )


def _days_left(deadline: str | None, as_of: str) -> int | None:
    if not deadline or not _DAY.fullmatch(deadline):
        return None
    return (date.fromisoformat(deadline) - date.fromisoformat(as_of)).days


def _due(days: int | None, deadline: str | None, words: str | None) -> str:
    """“due in 2 days (22 March 2031, “by Saturday”)”; nothing where there is no deadline."""
    quoted = f"“{phrases.one_line(words)}”" if words else ""
    if days is None:
        told = phrases.day(deadline) if deadline else ""
        known = ", ".join(part for part in (told, quoted) if part)
        return f"deadline {known}, no day told" if known else ""
    told = ", ".join(part for part in (phrases.day(deadline), quoted) if part)
    if days < 0:
        return f"ran out {'yesterday' if days == -1 else f'{-days} days ago'} ({told})"
    return f"due {('today', 'tomorrow')[days] if days < 2 else f'in {days} days'} ({told})"


def _told(row: ProposalRow, side: str | None, status: ProposalStatus, due: str) -> str:
    who = titled(row.proposer or side or "A proposal", side)
    to = listed(row.addressees)
    ends = {
        "tabled": "tabled",
        "awaiting-reply": f"awaits the reply of {to}" if to else "awaits a reply",
        "accepted": "accepted",
        "rejected": "rejected",
        "expired": "expired without an answer",
    }
    end = ends[status] + (f", {due}" if due and status in (*OPEN, "expired") else "")
    terms = phrases.shortened(row.terms, LONGEST_TERMS)
    stop = "" if terms.endswith((".", "…")) else "."
    return f"{who}{f' to {to}' if to else ''} — {end}: {terms}{stop}"
