"""Why an issue stands where it does, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detente.views import phrases

if TYPE_CHECKING:
    from detente.views.accounts import Account
    from detente.views.gap import Cell, State


def reason(state: State, needed: Sequence[Cell], speaking: Sequence[Cell]) -> str:
    """The sentence: the telling sides first, then the other `speaking` ones, then the silent."""
    silent = [cell.name for cell in needed if not cell.held]
    told = [cell for cell in speaking if cell.held]
    if state == "blocked":
        refused = [cell for cell in told if cell.firm and _refuses(cell)]
        head = f"Refused on the record by {_named(refused)}, with nothing softer since"
    elif state == "contested":
        refused = [cell for cell in told if _refuses(cell) or _refused_since(cell)]
        head = f"Refused, but not finally: {_clauses(refused)}"
    elif state == "agreed":
        return f"All who must consent are for it, on the record: {_named(told)}."
    elif state == "within reach":
        return f"Refused by nobody who must consent, not yet settled: {_clauses(told)}."
    else:
        refused, head = [], f"Nothing on record from {listed(silent)}"
        silent = []
    others = [_clause(cell) for cell in told if cell not in refused]
    rest = [f"nothing on record from {listed(silent)}"] if silent else []
    return "; ".join([head, *others, *rest]) + "."


def listed(names: Iterable[str]) -> str:
    """“A”, “A and B”, “A, B and C”."""
    *before, last = list(names) or [""]
    return f"{', '.join(before)} and {last}" if before else last


def _refuses(cell: Cell) -> bool:
    return cell.held is not None and cell.held.stance == "against"


def _refused_since(cell: Cell) -> bool:
    return any(sign.stance == "against" for sign in cell.since)


def _named(cells: Iterable[Cell]) -> str:
    return listed(f"{cell.name} ({_who(cell.held, cell)})" for cell in cells if cell.held)


def _clauses(cells: Iterable[Cell]) -> str:
    return "; ".join(map(_clause, cells))


def _clause(cell: Cell) -> str:
    """“Russia: against (only Vasily Nebenzya says so, 17 April 2025)”."""
    held = cell.held
    if held is None:
        return ""
    told = f"{cell.name}: {phrases.stance(held.stance, held.certainty)} ({_who(held, cell)})"
    signs = [f"{phrases.stance(s.stance, s.certainty)} ({_who(s, cell)})" for s in cell.since]
    return f"{told}, but {listed(signs)}" if signs else told


def _who(held: Account | None, cell: Cell) -> str:
    """Whose word it is and of which day, in as few words as will do."""
    if held is None:
        return ""
    name = "" if held.holder == cell.name else held.holder
    if not held.leads:
        name = f"{held.holder}, not its leadership"
    carried = held.word if held.certainty != "stated" else ""
    day = phrases.day(held.day) if held.day else "no date"
    return ", ".join(part for part in (name, carried, day) if part)
