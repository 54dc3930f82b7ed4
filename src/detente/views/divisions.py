"""Inside the sides: camps said to be at odds, and people who hold the contrary of their side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.views import phrases, sources, told
from detente.views.changes import dated
from detente.views.reasons import listed

if TYPE_CHECKING:
    from detente.ledger.rows import DivisionRow
    from detente.model import Dossier
    from detente.views.gap import Cell, Gap
    from detente.views.sources import Source

Camps = tuple[tuple[str, ...], tuple[str, ...]]
COLUMNS = ("told", "day", "side", "issue", "one", "other", "origins", "text")


@dataclass(frozen=True, slots=True)
class Split:
    """Two camps of one side, the issue where it is told; `told` is `said` or `held`.

    `said` splits are told as such by a report; `held` ones follow from what people hold.
    """

    text: str
    told: str
    side: str
    issue: str | None
    camps: Camps
    day: str
    origins: int
    sources: tuple[Source, ...]


def divisions(dossier: Dossier, rows: Iterable[DivisionRow]) -> list[Split]:
    """What reports tell of camps: those of one side and issue that fit together as one."""
    names = {side.id: side.name for side in dossier.sides}
    groups: list[tuple[list[DivisionRow], list[set[str]]]] = []
    for row in sorted(rows, key=lambda row: (row.day, row.article.id, row.division.id)):
        for group, camps in groups:
            first = group[0].division
            same = (first.side, first.issue) == (row.division.side, row.division.issue)
            if same and (joined := _joined(camps, row.camps)):
                group.append(row)
                camps[:] = joined
                break
        else:
            groups.append(([row], [set(camp) for camp in row.camps]))
    found = [_split(group, camps, names) for group, camps in groups]
    return sorted(found, key=lambda split: split.day, reverse=True)


def dissent(gap: Gap) -> list[Split]:
    """People of a side who hold the contrary of what their side holds, by the gap's cells."""
    return [
        _held(issue.issue, cell) for issue in gap.issues for cell in issue.cells if cell.dissent
    ]


def fitting(
    dossier: Dossier,
    splits: Iterable[Split],
    side: str | None = None,
    issue: str | None = None,
    holder: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[Split]:
    """Those of the side, the issue and the days, with somebody of that name in a camp."""
    names = {each.id: each.name for each in dossier.sides}
    return [
        split
        for split in splits
        if side in (None, split.side) or split.side == names.get(side or "")
        if issue in (None, split.issue)
        if (since or "") <= split.day <= (until or "9999")
        if holder is None
        or any(holder.casefold() in name.casefold() for camp in split.camps for name in camp)
    ]


def row(split: Split) -> dict[str, Any]:
    """One split under `COLUMNS`, with its first source."""
    own = tuple(name for name in COLUMNS if name not in ("one", "other"))
    return {**told.flat(split, own), "one": split.camps[0], "other": split.camps[1]}


def _joined(camps: list[set[str]], more: Camps) -> list[set[str]] | None:
    """The camps with those of another report; None where they share nobody, or contradict."""
    for one, other in (more, more[::-1]):
        meet = camps[0] & set(one) or camps[1] & set(other)
        if meet and not camps[0] & set(other) and not camps[1] & set(one):
            return [camps[0] | set(one), camps[1] | set(other)]
    return None


def _split(rows: list[DivisionRow], camps: list[set[str]], names: dict[str, str]) -> Split:
    last = rows[-1]
    side = names.get(last.division.side, last.division.side)
    issue = last.division.issue
    both = (tuple(sorted(camps[0])), tuple(sorted(camps[1])))
    about = f" over {issue}" if issue else ""
    return Split(
        text=f"{side} divided{about}: {listed(both[0])} at odds with {listed(both[1])}.",
        told="said",
        side=side,
        issue=issue,
        camps=both,
        day=last.day,
        origins=len({row.origin for row in rows}),
        sources=sources.of_rows(reversed(rows)),
    )


def _held(issue: str, cell: Cell) -> Split:
    held = cell.held
    side_s = [held] if held else []
    each = listed(
        f"{one.holder} is {phrases.stance(one.stance, one.certainty)} ({dated(one)}, {one.word})"
        for one in cell.dissent
    )
    against = listed(
        f"{one.holder} is {phrases.stance(one.stance, one.certainty)} ({dated(one)})"
        for one in side_s
    )
    accounts = [*cell.dissent, *side_s]
    return Split(
        text=f"{cell.name} over {issue}: {each}, while {against}.",
        told="held",
        side=cell.name,
        issue=issue,
        camps=(tuple(one.holder for one in cell.dissent), tuple(one.holder for one in side_s)),
        day=max(one.day for one in accounts),
        origins=sum(one.origins for one in cell.dissent),
        sources=tuple(dict.fromkeys(source for one in accounts for source in one.sources)),
    )
