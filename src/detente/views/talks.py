"""The talks as of a morning: where each issue stands, what moved, what is due, what is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.views import phrases, sources
from detente.views.changes import Change, changes
from detente.views.disputes import WINDOW_DAYS, Dispute, disputes
from detente.views.divisions import Split, dissent, divisions
from detente.views.gap import STALE_DAYS, Gap, gap
from detente.views.proposals import Tabled, proposals

if TYPE_CHECKING:
    from detente.ledger.rows import BackgroundRow, DivisionRow, PositionRow, ProposalRow
    from detente.model import Dossier
    from detente.views.principals import Principals
    from detente.views.sources import Source


@dataclass(frozen=True, slots=True)
class Recalled:
    """What reports recall beside the news: `value` is the time as ISO has it, `words` the sentence.

    `start` and `end` are the first and last ISO day that the time covers, None where open.
    """

    text: str
    value: str | None
    start: str | None
    end: str | None
    words: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The rows of one set of talks, as the ledger gives them.

    `standing` tells the state; `positions` are those around the days that are news, and what was
    held before them.
    """

    standing: Sequence[PositionRow] = ()
    positions: Sequence[PositionRow] = ()
    proposals: Sequence[ProposalRow] = ()
    divisions: Sequence[DivisionRow] = ()
    background: Sequence[BackgroundRow] = ()


@dataclass(frozen=True, slots=True)
class Talks:
    """The state of the talks at the end of the ISO day `day`, and what is new since `since`.

    `last` is the day of the last report, None where no report has a day. `moved` are changes of
    stance and `fresh` what is new on record. `pending` proposals await an answer (those without a
    deadline only for a month), `settled` ones were answered or ran out lately. Every line has a
    sentence `text` and at least one source.
    """

    dossier: str
    title: str
    day: str
    since: str
    last: str | None
    gap: Gap
    moved: tuple[Change, ...]
    pending: tuple[Tabled, ...]
    settled: tuple[Tabled, ...]
    inside: tuple[Split, ...]
    disputed: tuple[Dispute, ...]
    background: tuple[Recalled, ...]
    fresh: tuple[Change, ...]


def talks(
    dossier: Dossier,
    record: Record,
    principals: Principals,
    since: str,
    as_of: str,
    last: str | None = None,
) -> Talks:
    """The brief of the talks: the state on the ISO day `as_of`, the news of `since` and later."""
    rows = [row for row in record.positions if row.day <= as_of]
    state = gap(dossier, record.standing, principals, as_of)
    moved = changes(dossier, rows, principals, since, as_of)
    tabled = proposals(dossier, record.proposals, as_of)
    told = [row for row in record.divisions if _before(since, STALE_DAYS) <= row.day <= as_of]
    around = _before(since, WINDOW_DAYS)
    return Talks(
        dossier=dossier.id,
        title=dossier.title,
        day=as_of,
        since=since,
        last=last,
        gap=state,
        moved=tuple(change for change in moved if change.kind != "new"),
        pending=tuple(each for each in tabled if each.pending and _alive(each, since)),
        settled=tuple(each for each in tabled if not each.pending and _lately(each, since)),
        inside=(*divisions(dossier, told), *dissent(state)),
        disputed=tuple(disputes(dossier, rows, principals, around, as_of)),
        background=recalled(record.background, since, as_of),
        fresh=tuple(change for change in moved if change.kind == "new"),
    )


def new_since(as_of: str, last: str | None) -> str:
    """The day before `as_of`; where nothing was reported since, the day of the last report."""
    yesterday = _before(as_of, 1)
    return min(yesterday, last) if last else yesterday


def recalled(rows: Iterable[BackgroundRow], since: str, as_of: str) -> tuple[Recalled, ...]:
    """The background in reports of `since` to `as_of`, the earliest time first, each once.

    A report without a date counts as of the day it came into the ledger.
    """
    alike: dict[tuple[str | None, str], list[BackgroundRow]] = defaultdict(list)
    for row in rows:
        if since <= sources.reported(row.article) <= as_of:
            words = phrases.one_line(row.words)
            alike[row.background.time.value, words.casefold()].append(row)
    found = [_recalled(group) for group in alike.values()]
    return tuple(sorted(found, key=lambda each: (each.start or each.value or "9999", each.words)))


def _recalled(rows: list[BackgroundRow]) -> Recalled:
    time = rows[0].background.time
    expression = phrases.one_line(rows[0].evidence[0].words) if rows[0].evidence else ""
    value = phrases.day(time.value) if time.value else ""
    quoted = f"“{expression}”" if expression else ""
    return Recalled(
        text=f"{value} ({quoted})" if value and quoted else value or quoted,
        value=time.value,
        start=time.start,
        end=time.end,
        words=phrases.one_line(rows[0].words),
        sources=sources.of_rows(rows),
    )


def _alive(tabled: Tabled, since: str) -> bool:
    """Whether an answer is still to be looked for: by the deadline, else for a month."""
    return tabled.days is not None or tabled.day >= _before(since, STALE_DAYS)


def _lately(tabled: Tabled, since: str) -> bool:
    """Whether it was reported of, or ran out, since."""
    return max(tabled.day, tabled.deadline or "") >= since


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days)).isoformat()
