"""The gap between the sides: of each issue, what every side holds, and what that comes to.

The rule is stated in docs/gap.md. It tells what is on record; it forecasts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from detente.views.accounts import Account, account, newest, opposed, week_before
from detente.views.reasons import reason

if TYPE_CHECKING:
    from detente.ledger.rows import PositionRow
    from detente.model import Dossier, Issue, Side
    from detente.views.principals import Principals
    from detente.views.sources import Source

State = Literal["agreed", "within reach", "contested", "blocked", "unknown"]

STATES: tuple[State, ...] = ("blocked", "contested", "within reach", "agreed", "unknown")
STALE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side holds of one issue.

    `held` is the account that counts, None where nothing is on record. It is `firm` when it is
    the leadership's own word and nothing said since, or by another leadership of the side,
    differs; what differs is in `since`. `dissent` is what others of the side hold against it.
    """

    side: str
    name: str
    needed: bool
    held: Account | None
    firm: bool
    stale: bool
    since: tuple[Account, ...]
    dissent: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class IssueGap:
    """One issue: its state, the reason in one sentence with its sources, a cell for each side.

    Where nothing at all is on record, there is no sentence and no source.
    """

    issue: str
    proposition: str
    state: State
    text: str
    sources: tuple[Source, ...]
    cells: tuple[Cell, ...]

    @property
    def silent(self) -> bool:
        """Whether nothing at all is on record."""
        return not any(cell.held for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Gap:
    """All issues of the talks as of one ISO day, in the dossier's order."""

    dossier: str
    title: str
    day: str
    issues: tuple[IssueGap, ...]


def gap(dossier: Dossier, rows: Iterable[PositionRow], principals: Principals, as_of: str) -> Gap:
    """The gap as of the ISO day `as_of`; later positions are passed over.

    `rows` are those that `standing.standing` gives, or more: what tells nothing is passed over.
    """
    by_place: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        if row.day <= as_of and row.position.side:
            by_place[row.position.issue, row.position.side].append(row)
    made = []
    for issue in dossier.issues:
        cells = tuple(
            _cell(side, _needed(issue, side), by_place[issue.id, side.id], principals, as_of)
            for side in dossier.sides
        )
        made.append(_issue(issue, cells))
    return Gap(dossier.id, dossier.title, as_of, tuple(made))


def state(needed: Sequence[Cell]) -> State:
    """What the cells of the sides that must consent come to; the first that fits, in this order."""
    held = [cell.held for cell in needed if cell.held]
    if any(cell.firm and cell.held and cell.held.stance == "against" for cell in needed):
        return "blocked"
    if len(held) < len(needed) or not needed:
        return "unknown"
    told = [*held, *(sign for cell in needed for sign in cell.since)]
    if any(account.stance == "against" for account in told):
        return "contested"
    if all(cell.firm and cell.held and cell.held.stance == "for" for cell in needed):
        return "agreed"
    return "within reach"


def _needed(issue: Issue, side: Side) -> bool:
    return side.id in issue.needs or not issue.needs


def _cell(
    side: Side, needed: bool, rows: list[PositionRow], principals: Principals, as_of: str
) -> Cell:
    if not rows:
        return Cell(side.id, side.name, needed, None, False, False, (), ())
    ordered = newest(rows)
    leading = [row for row in ordered if principals.lead(row)]
    stated = [row for row in ordered if row.position.certainty == "stated"]
    # The leadership's own word; else anybody's own word; else what is reported of anybody.
    base = next((row for row in stated if principals.lead(row)), (stated or ordered)[0])
    speaking = leading if principals.lead(base) else ordered
    voice = principals.voice(base)
    since = _differing(base, speaking, principals)
    held = account(_agreeing(base, ordered, principals), principals.lead(base), as_of)
    own_word = held.leads and held.certainty == "stated"
    return Cell(
        side=side.id,
        name=side.name,
        needed=needed,
        held=held,
        firm=own_word and not since,
        stale=held.age is not None and held.age > STALE_DAYS,
        since=tuple(account([row], principals.lead(row), as_of) for row in since),
        dissent=tuple(
            account([row], principals.lead(row), as_of)
            for row in _latest_by_voice(ordered, principals)
            if principals.voice(row) != voice
            and row not in since
            and opposed(row.position.stance, base.position.stance)
        ),
    )


def _differing(
    base: PositionRow, speaking: list[PositionRow], principals: Principals
) -> list[PositionRow]:
    """What the same voice said since, and the latest word of the side's other leaderships.

    One row a voice and stance, the latest first. A word of the same day counts where at least
    half as many origins tell it.
    """
    voice, leads = principals.voice(base), principals.lead(base)
    told = _origins_of_day(row for row in speaking if row.day == base.day)
    found: dict[tuple[str, str], PositionRow] = {}
    for row in speaking:
        if row.position.stance == base.position.stance or row.day < base.day:
            continue
        weighs = 2 * told[row.position.stance] >= told[base.position.stance]
        if (row.day > base.day or weighs) and (not leads or principals.voice(row) == voice):
            found.setdefault((principals.voice(row), row.position.stance), row)
    for row in _latest_by_voice(speaking, principals) if leads else []:
        other = principals.voice(row) != voice and row.position.certainty == "stated"
        if other and opposed(row.position.stance, base.position.stance):
            found.setdefault((principals.voice(row), row.position.stance), row)
    return list(found.values())


def _origins_of_day(rows: Iterable[PositionRow]) -> dict[str, int]:
    """For each stance, how many origins tell it."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row.position.stance].add(row.origin)
    return defaultdict(int, {stance: len(origins) for stance, origins in found.items()})


def _latest_by_voice(ordered: Iterable[PositionRow], principals: Principals) -> list[PositionRow]:
    """The latest row of each voice, `ordered` being the newest first."""
    found: dict[str, PositionRow] = {}
    for row in ordered:
        found.setdefault(principals.voice(row), row)
    return list(found.values())


def _agreeing(
    base: PositionRow, ordered: list[PositionRow], principals: Principals
) -> list[PositionRow]:
    """`base` and what said the same of the same voice in the week before and since.

    It goes back no further than where the voice last differed.
    """
    voice, stance = principals.voice(base), base.position.stance
    own = [row for row in ordered if principals.voice(row) == voice]
    differs = [row.day for row in own if row.position.stance != stance and row.day < base.day]
    since = max([week_before(base.day), *differs])
    same = [row for row in own if row.position.stance == stance and row.day >= since]
    return [base, *(row for row in same if row is not base)]


def _issue(issue: Issue, cells: tuple[Cell, ...]) -> IssueGap:
    needed = [cell for cell in cells if cell.needed]
    found = state(needed)
    # Where none of those who must consent has spoken, what the others hold is all there is.
    told = needed if any(cell.held for cell in needed) else cells
    held = [cell.held.sources for cell in told if cell.held]
    signs = [sign.sources for cell in told for sign in cell.since]
    # One of each account first, so that a reader who sees few sees every side.
    turns = zip_longest(*held, *signs)
    cited = [source for turn in turns for source in turn if source]
    return IssueGap(
        issue=issue.id,
        proposition=issue.proposition,
        state=found,
        text=reason(found, needed, told) if held else "",
        sources=tuple(dict.fromkeys(cited)),
        cells=cells,
    )
