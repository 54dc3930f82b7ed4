"""Whose word binds a side: the state or body itself, and its head."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from detente import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.ledger.rows import ActorRow, PositionRow
    from detente.model import Dossier, Role, Side

Reign = list[tuple[str, bool]]
"""ISO days, and whether from each on the person is a head, in order."""

_WORD = re.compile(r"[^\W_]+")


class Principals:
    """Tells the leadership of a side from everybody else of it.

    The leadership is the side itself under any of its names, a state or body of it, and who is
    head of state, of government or of the body on the day of the position, by title. A side that
    the dossier makes of people alone is led by each of them.
    """

    def __init__(self, dossier: Dossier, actors: Iterable[ActorRow]) -> None:
        """Of these talks, as the ledger knows the actors."""
        self._sides = {side.id: side for side in dossier.sides}
        self._names = {side.id: names(side) for side in dossier.sides}
        self._actors = {key: actor for actor in actors for key in (*actor.ids, actor.id)}
        self._told: dict[tuple[str, str], Reign] = {}

    def lead(self, row: PositionRow) -> bool:
        """Whether the holder's word is the side's; False for an outsider."""
        return self.leads(row.position.side, row.holder, row.holder_id, row.day)

    def leads(self, side: str | None, holder: str, holder_id: str, day: str) -> bool:
        """The same of a holder by name and identifier, on an ISO day."""
        key = holder_id, side or ""
        if key not in self._told:
            known = self._sides.get(side or "")
            self._told[key] = self._reign(known, holder, holder_id) if known else []
        return _at(self._told[key], day)

    def voice(self, row: PositionRow) -> str:
        """Who speaks: one voice for the leadership of one state or body, else the holder's own.

        So a later word of a president takes the place of what his state said before, while
        the states of an alliance speak each for itself.
        """
        side = self._sides.get(row.position.side or "")
        one = side is not None and len(side.states) + len(side.organisations) <= 1
        return f"side {row.position.side}" if one and self.lead(row) else row.holder_id

    def _reign(self, side: Side, holder: str, holder_id: str) -> Reign:
        actor = self._actors.get(holder_id)
        known = {folded(holder)} | ({folded(name) for name in actor.names} if actor else set())
        if known & self._names[side.id] or (actor and actor.kind == "place"):
            return [("", True)]
        person = actor is not None and actor.kind == "person"
        return reign(actor.roles, self._names[side.id]) if actor and person else []


def names(side: Side) -> frozenset[str]:
    """What the side and its bodies are called, folded; where it is people alone, their names."""
    states: dict[str, dict[str, Any]] = vocab.load("iso_states")["states"]
    unions: dict[str, list[str]] = vocab.load("principals")["unions"]
    given = [side.name, *side.aliases, *side.organisations]
    for code in side.states:
        state = states.get(code, {})
        given += [state.get("name", code), *state.get("aliases", []), *unions.get(code, [])]
    if not side.states and not side.organisations:
        given += side.people
    return frozenset(folded(name) for name in given)


def is_head(roles: Iterable[Role], day: str, sides: frozenset[str]) -> bool:
    """Whether the last telling role on that day is a head's; roles without a date count first.

    Where none is as old as the day, the first one that is told later.
    """
    return _at(reign(roles, sides), day)


def reign(roles: Iterable[Role], sides: frozenset[str]) -> Reign:
    """From which ISO day on a person is told to be a head, and from which not, in order."""
    told = sorted((role.as_of or "", _rank(role.title, sides)) for role in roles)
    return [(since, rank) for since, rank in told if rank is not None]


def _at(reign: Reign, day: str) -> bool:
    """What was so on a day (on the last, where none is known); before all, what was so first."""
    before = [head for since, head in reign if since <= (day or "9999")]
    return before[-1] if before else bool(reign) and reign[0][1]


def _rank(title: str, sides: frozenset[str]) -> bool | None:
    """True for a head, False for one who was or is next to one, None for any other title."""
    data = vocab.load("principals")
    title = f" {folded(title)} "
    heads = _holds(title, tuple(data["heads"]))
    named = _holds(title, tuple(data["named_heads"])) and _holds(title, tuple(sides))
    if not heads and not named:
        return None
    return not _holds(title, tuple(data["others"]))


def _holds(title: str, words: tuple[str, ...]) -> bool:
    return any(f" {word} " in title for word in words)


@functools.lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """The words of a name without case, stops and "the"."""
    words = _WORD.findall(name.casefold().replace(".", ""))
    return " ".join(words[1:] if words[:1] == ["the"] else words)
