"""Who moved: from what to what, since when, and on whose word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from detente.views import phrases
from detente.views.accounts import Account, account, newest
from detente.views.sources import reported

if TYPE_CHECKING:
    from detente.ledger.rows import PositionRow
    from detente.model import Dossier, Stance
    from detente.views.principals import Principals
    from detente.views.sources import Source

ChangeKind = Literal[
    "new", "reversed", "hardened", "softened", "came round", "backed off", "shifted"
]

# From a stance to another: what a reader calls it.
_KINDS: dict[tuple[Stance, Stance], ChangeKind] = {
    ("for", "against"): "reversed",
    ("against", "for"): "reversed",
    ("open", "against"): "hardened",
    ("conditional", "against"): "hardened",
    ("against", "open"): "softened",
    ("against", "conditional"): "softened",
    ("open", "for"): "came round",
    ("conditional", "for"): "came round",
    ("for", "open"): "backed off",
    ("for", "conditional"): "backed off",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One move on one issue; `before` is None where nothing was on record.

    `side` is the side's name, None for an outsider. `sources` are of both accounts.
    """

    text: str
    kind: ChangeKind
    holder: str
    side: str | None
    leads: bool
    issue: str
    before: Account | None
    after: Account
    sources: tuple[Source, ...]


def changes(
    dossier: Dossier,
    rows: Iterable[PositionRow],
    principals: Principals,
    since: str,
    as_of: str,
) -> list[Change]:
    """What was held or reported on the ISO day `since` or later, to `as_of`: the latest first.

    `rows` holds the positions of those days and, of each holder and issue, the latest before.
    What is reported late, and older than what was known, is no move.
    One move a voice (`Principals.voice`), issue and day: what more reports say of that day.
    Leaderships come before others, moves before what is new on record.
    """
    by_voice: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        if row.day <= as_of:
            by_voice[principals.voice(row), row.position.issue].append(row)
    names = {side.id: side.name for side in dossier.sides}
    found = [
        change
        for group in by_voice.values()
        for change in _moves(group, names, principals, since, as_of)
    ]
    found.sort(key=lambda change: (change.holder, change.issue))
    found.sort(key=lambda change: change.after.day, reverse=True)
    return sorted(found, key=lambda change: (change.kind == "new", not change.leads))


class About(Protocol):
    """What is told of somebody on an issue; `side` is a side's name."""

    @property
    def holder(self) -> str:
        """Whose stance."""

    @property
    def side(self) -> str | None:
        """Of which side, None for an outsider."""

    @property
    def issue(self) -> str:
        """On which issue."""


T = TypeVar("T", bound=About)


def fitting(
    dossier: Dossier,
    told: Iterable[T],
    side: str | None = None,
    issue: str | None = None,
    holder: str | None = None,
) -> list[T]:
    """Those of the side and the issue (by their ids), and of who goes by the words `holder`."""
    name = next((each.name for each in dossier.sides if each.id == side), None)
    words = (holder or "").casefold()
    return [
        each
        for each in told
        if side is None or each.side == name
        if issue in (None, each.issue)
        if words in each.holder.casefold()
    ]


def _moves(
    rows: list[PositionRow],
    names: dict[str, str],
    principals: Principals,
    since: str,
    as_of: str,
) -> Iterator[Change]:
    earlier = newest(row for row in rows if not _is_news(row, since))
    stated = [row for row in earlier if row.position.certainty == "stated"]
    current = next(iter(stated or earlier), None)
    later = sorted((row for row in rows if _is_news(row, since)), key=lambda row: row.day)
    for day, group in groupby(later, key=lambda row: row.day):
        if current and day < current.day:
            continue  # told late: something later is known
        ordered = newest(group)
        row = next((row for row in ordered if row.position.certainty == "stated"), ordered[0])
        same = [row, *(each for each in ordered if _alike(each, row))]
        if current is None or current.position.stance != row.position.stance:
            side = names.get(row.position.side or "")
            yield _change(current, same, side, principals.lead(row), as_of)
        current = row


def _is_news(row: PositionRow, since: str) -> bool:
    """Whether it was held or reported on the day or later."""
    return max(row.day, reported(row.article)) >= since


def _alike(one: PositionRow, other: PositionRow) -> bool:
    return one is not other and one.position.stance == other.position.stance


def _change(
    current: PositionRow | None, rows: list[PositionRow], side: str | None, leads: bool, as_of: str
) -> Change:
    before = account([current], leads, as_of) if current else None
    after = account(rows, leads, as_of)
    kind = _KINDS.get((before.stance, after.stance), "shifted") if before else "new"
    issue = rows[0].position.issue
    return Change(
        text=_told(kind, side, issue, before, after),
        kind=kind,
        holder=after.holder,
        side=side,
        leads=leads,
        issue=issue,
        before=before,
        after=after,
        sources=tuple(dict.fromkeys((*after.sources, *(before.sources if before else ())))),
    )


def _told(
    kind: ChangeKind, side: str | None, issue: str, before: Account | None, after: Account
) -> str:
    who = titled(after.holder, side)
    now = f"{phrases.stance(after.stance, after.certainty)} ({dated(after)}, {after.word})"
    if before is None:
        return f"{who}, new on record on {issue}: {now}."
    then = f"{phrases.stance(before.stance, before.certainty)} ({before_told(before, after)})"
    return f"{who} {kind} on {issue}: {then} → {now}."


def before_told(before: Account, after: Account) -> str:
    """The day of the earlier word, with its holder where it was another of the same side."""
    return dated(before) if before.holder == after.holder else f"{before.holder}, {dated(before)}"


def titled(holder: str, side: str | None) -> str:
    """“Tomas Reyl (Vellmark)”; a side by its own name alone."""
    return holder if side in (None, holder) else f"{holder} ({side})"


def dated(told: Account) -> str:
    """The day of an account, in words."""
    return phrases.day(told.day) if told.day else "no date"
