"""Positions as they are listed: by issue, who holds what since when, and what took its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.views import phrases, sources, told
from detente.views.changes import titled

if TYPE_CHECKING:
    from rich.console import RenderableType

    from detente.ledger.rows import PositionRow
    from detente.model import Certainty, Dossier, Stance
    from detente.views.sources import Source

COLUMNS = (
    *("position", "day", "holder", "side", "issue", "stance", "certainty", "word", "via", "as_of"),
    *("superseded_by", "origin", "confidence", "text", "outlet", "published", "title", "url"),
    *("article", "start", "end", "evidence"),
)


@dataclass(frozen=True, slots=True)
class Held:
    """One stance of one holder on one issue on one day, on one word, as all reports tell it."""

    text: str
    holder: str
    side: str | None
    issue: str
    stance: Stance
    certainty: Certainty
    day: str
    word: str
    current: bool
    origins: int
    sources: tuple[Source, ...]


def held(dossier: Dossier, rows: Iterable[PositionRow]) -> list[Held]:
    """The positions by issue in the dossier's order, the latest first."""
    alike: dict[tuple[str, ...], list[PositionRow]] = defaultdict(list)
    for row in rows:
        position = row.position
        key = (position.issue, row.day, row.holder_id, position.stance, position.certainty)
        alike[*key, *position.via].append(row)
    names = {side.id: side.name for side in dossier.sides}
    order = {issue.id: number for number, issue in enumerate(dossier.issues)}
    found = [_held(group, names) for group in alike.values()]
    found.sort(key=lambda each: each.holder)
    found.sort(key=lambda each: each.day, reverse=True)
    return sorted(found, key=lambda each: order.get(each.issue, len(order)))


def row(position_row: PositionRow) -> dict[str, Any]:
    """One stored position under `COLUMNS`, with all its sources."""
    position = position_row.position
    cited = sources.of_rows([position_row])
    one = _held([position_row], {})
    return {
        "position": position.id,
        "day": position_row.day or None,
        "holder": position_row.holder,
        "side": position.side,
        "issue": position.issue,
        "stance": position.stance,
        "certainty": position.certainty,
        "word": one.word,
        "via": list(position.via),
        "as_of": position.as_of,
        "superseded_by": position_row.superseded_by,
        "origin": position_row.origin,
        "confidence": position.confidence,
        "text": one.text,
        **told.first_source(cited),
        "sources": cited,
    }


def parts(dossier: Dossier, positions: Iterable[Held]) -> Iterator[RenderableType]:
    """What to print: each issue's proposition, and under it who holds what."""
    from rich.text import Text

    from detente.views.terminal import safe

    propositions = {issue.id: issue.proposition for issue in dossier.issues}
    issue = None
    for each in positions:
        if each.issue != issue:
            issue = each.issue
            proposition = propositions.get(issue, "")
            yield Text.assemble(safe(f"\n{issue}", "title"), safe(f"  {proposition}", "faint"))
        yield from told.terminal(each, "" if each.current else "faint")


def _held(rows: list[PositionRow], names: dict[str, str]) -> Held:
    first = rows[0]
    position = first.position
    side = names.get(position.side or "")
    word = phrases.word(position.certainty, position.via, sources.outlet(first.article))
    current = any(row.superseded_by is None for row in rows)
    stance = phrases.stance(position.stance, position.certainty)
    day = phrases.day(first.day) if first.day else phrases.UNDATED
    later = "" if current else " Superseded since."
    return Held(
        text=f"{day}: {titled(first.holder, side)} {stance}, {word}.{later}",
        holder=first.holder,
        side=side,
        issue=position.issue,
        stance=position.stance,
        certainty=position.certainty,
        day=first.day,
        word=word,
        current=current,
        origins=len({row.origin for row in rows}),
        sources=sources.of_rows(rows),
    )
