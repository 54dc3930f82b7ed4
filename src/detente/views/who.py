"""One actor: its names and roles, what it held and said over time, whom it is at odds with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.views import brief_text, phrases, told

if TYPE_CHECKING:
    from rich.console import RenderableType

    from detente.ledger.rows import ActorRow
    from detente.model import Role
    from detente.views.brief import Brief
    from detente.views.divisions import Split
    from detente.views.held import Held

COLUMNS = ("type", "day", "issue", "text", *told.SOURCE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Who:
    """What is stored of one actor. `names` are the other names that it goes by.

    `sides` maps a dossier's id to the side; `articles` and `statements` are counts over all.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    sides: dict[str, str]
    articles: int
    statements: int
    positions: tuple[Held, ...]
    divisions: tuple[Split, ...]
    said: Brief


def who(actor: ActorRow, positions: Iterable[Held], divisions: Iterable[Split], said: Brief) -> Who:
    """The actor with what it holds, the camps it is in, and what it said."""
    return Who(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        names=tuple(name for name in actor.names if name != actor.name),
        roles=actor.roles,
        sides=actor.sides,
        articles=actor.articles,
        statements=actor.statements,
        positions=tuple(positions),
        divisions=tuple(split for split in divisions if _in_camps(actor, split)),
        said=said,
    )


def _in_camps(actor: ActorRow, split: Split) -> bool:
    return any(name in camp for camp in split.camps for name in (actor.name, *actor.names))


def parts(told_of: Who) -> Iterator[RenderableType]:
    """What to print on a terminal."""
    from detente.views.terminal import Indented, safe

    yield safe(told_of.name, "title")
    yield safe(" · ".join(facts(told_of)), "faint")
    if told_of.names:
        yield safe(f"Also named {', '.join(told_of.names)}")
    if told_of.roles:
        yield safe("\nRoles", "heading")
        yield from (Indented(safe(line), 2) for line in roles(told_of.roles))
    if told_of.positions:
        yield safe("\nPositions over time", "heading")
        for each in told_of.positions:
            yield Indented(safe(each.issue, "title"), 2)
            yield from told.terminal(each, "" if each.current else "faint")
    if told_of.divisions:
        yield safe("\nAt odds inside its side", "heading")
        for split in told_of.divisions:
            yield from told.terminal(split)
    if told_of.said.days:
        yield safe("\nStatements over time", "heading")
        yield from brief_text.parts(told_of.said)


def roles(all_roles: Sequence[Role]) -> Iterator[str]:
    """Each title with the days of the reports that give it: the latest title first."""
    days: dict[str, list[str]] = {}
    for role in all_roles:
        days.setdefault(role.title, []).append(role.as_of or "")
    latest_first = sorted(days.items(), key=lambda item: max(item[1]), reverse=True)
    for title, when in latest_first:
        known = sorted(day for day in when if day)
        first, last = (known[0], known[-1]) if known else ("", "")
        span = phrases.day(first) + ("" if first == last else f" to {phrases.day(last)}")
        yield f"{title}, as told on {span}" if known else f"{title}, no date"


def rows(told_of: Who) -> Iterator[dict[str, Any]]:
    """Positions, divisions and statements as flat rows under `COLUMNS`."""
    columns = ("day", "issue", "text")
    for held in told_of.positions:
        yield {"type": "position", **told.flat(held, columns)}
    for split in told_of.divisions:
        yield {"type": "division", **told.flat(split, columns)}
    for day in told_of.said.days:
        for voice in day.voices:
            for line in voice.lines:
                own = {"type": "statement", "day": day.published, "issue": None}
                text = f"{line.manner}: {line.content}"
                cited = {**told.first_source(line.sources), "sources": len(line.sources)}
                yield {**own, "text": text, **cited}


def facts(told_of: Who | ActorRow) -> Iterator[str]:
    """Kind, sides, counts, and the beginning of the identifier, in short."""
    yield told_of.kind
    yield from (f"{side} in {dossier}" for dossier, side in told_of.sides.items())
    yield phrases.counted(told_of.articles, "article")
    yield phrases.counted(told_of.statements, "statement")
    yield told_of.id[:10]
