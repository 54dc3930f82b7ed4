"""What moved and what is disputed, on the terminal and as flat rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from detente.views import told

if TYPE_CHECKING:
    from rich.console import RenderableType

    from detente.views.changes import Change
    from detente.views.disputes import Dispute
    from detente.views.told import Told

COLUMNS = (
    *("type", "kind", "day", "holder", "side", "issue", "was", "was_day", "now", "certainty"),
    *("word", "origins", "against_origins", "text", *told.SOURCE_COLUMNS),
)
_CHANGE = ("kind", "holder", "side", "issue", "text")
_DISPUTE = ("day", "holder", "side", "issue", "text")


def parts(moved: Sequence[Change], differing: Sequence[Dispute]) -> Iterator[RenderableType]:
    """What to print, under a heading each; a heading without lines is left out."""
    yield from _section("Moved", [change for change in moved if change.kind != "new"])
    yield from _section("Accounts that contradict each other", differing)
    yield from _section("New on record", [change for change in moved if change.kind == "new"])


def _section(name: str, lines: Iterable[Told]) -> Iterator[RenderableType]:
    from detente.views.terminal import safe

    lines = list(lines)
    if lines:
        yield safe(f"\n{name} ({len(lines)})", "heading")
        for line in lines:
            yield from told.terminal(line)


def change_row(change: Change) -> dict[str, Any]:
    """One change under `COLUMNS`."""
    before, after = change.before, change.after
    return {
        **dict.fromkeys(COLUMNS),
        "type": "change",
        "day": after.day,
        "was": before.stance if before else None,
        "was_day": before.day if before else None,
        "now": after.stance,
        "certainty": after.certainty,
        "word": after.word,
        "origins": after.origins,
        **told.flat(change, _CHANGE),
    }


def dispute_row(dispute: Dispute) -> dict[str, Any]:
    """One dispute under `COLUMNS`: `origins` of no refusal, `against_origins` of one."""
    return {
        **dict.fromkeys(COLUMNS),
        "type": "dispute",
        "origins": dispute.accepted,
        "against_origins": dispute.refused,
        **told.flat(dispute, _DISPUTE),
    }
