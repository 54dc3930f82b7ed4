"""Across articles: the machine's merges of names that may be one actor's, brought up to date.

Names are compared once, when they come, and only with those that share a key with them: what an
article costs does not grow with the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.actors.resolution import Known
    from detente.actors.resolution import Merge as Proposal
    from detente.ledger import ActorRow, Merge, NameRow, View, Writer


def resolve(writer: Writer, view: View, *, anew: bool = False) -> int:
    """Find for the names that are new which older names are the same actor's; how many were.

    With `anew` all names are compared again, and merges that are no longer found are dropped.
    What users judged stays, and outranks what is found. `writer` and `view` are of one ledger.
    """
    from detente.actors import resolution

    fresh = view.names_uncompared(anew=anew)
    if not fresh:
        return 0
    keys = {row.id: resolution.keys(row.name) for row in fresh}
    older = {} if anew else view.names_alike({key for some in keys.values() for key in some})
    found = _Blocks(older).merges(fresh, keys)
    writer.merge(found, replace=anew, compared=keys)
    return len(found)


def find_actor(view: View, asked: str) -> ActorRow:
    """The actor that `View.actor` finds, else the one that is known by another spelling of it.

    Raises NotFoundError, with a list, if it is not one.
    """
    from detente.actors import resolution
    from detente.errors import NotFoundError

    try:
        return view.actor(asked)
    except NotFoundError:
        alike = view.names_alike(resolution.asked(asked)).values()
        who = {row.who for rows in alike for row in rows}
        if len(who) != 1:
            raise
        return view.actor(who.pop())


class _Blocks:
    """The names by their keys, and which of them are one so far."""

    def __init__(self, older: Mapping[str, Sequence[NameRow]]) -> None:
        """Begin with the names that were compared already."""
        self._block: defaultdict[str, list[NameRow]] = defaultdict(list)
        self._who: dict[str, str] = {}
        for key, rows in older.items():
            self._block[key] = list(rows)
            self._who |= {row.id: row.who for row in rows}

    def merges(self, fresh: Iterable[NameRow], keys: Mapping[str, Iterable[str]]) -> list[Merge]:
        """The merges of these names, each with one that came before it."""
        from detente import ledger

        found = []
        for row in fresh:
            mates = {mate.id: mate for key in keys[row.id] for mate in self._block[key]}
            chosen = self._chosen(row, mates)
            self._who[row.id] = self._who[chosen.into] if chosen else row.id
            for key in keys[row.id]:
                self._block[key].append(row)
            if chosen:
                found.append(ledger.Merge(row.id, chosen.into, chosen.score, chosen.reason))
        return found

    def _chosen(self, row: NameRow, mates: Mapping[str, NameRow]) -> Proposal | None:
        """The surest merge; None where two fit as well that are not one, or one of them cannot."""
        from detente.actors import resolution

        known = {each: _known(mate) for each, mate in mates.items()}
        proposed = resolution.candidates(row.name, known.values(), row.kind, row.roles)
        fitting = [each for each in proposed if each.score >= resolution.MADE]
        if not fitting:
            return None
        best = fitting[0]
        for rival in fitting[1:]:
            alike = rival.score == best.score and self._who[rival.into] != self._who[best.into]
            if alike and resolution.told_apart(known[best.into], known[rival.into]):
                return None
        ours = _known(row)
        group = [each for each in known if self._who[each] == self._who[best.into]]
        if any(resolution.told_apart(ours, known[each]) for each in group):
            return None
        return best


def _known(row: NameRow) -> Known:
    from detente.actors.resolution import Known

    return Known(row.id, row.name, row.kind, row.roles)
