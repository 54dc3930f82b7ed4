"""Lists of actors, and of what made several names one: the machine's merges, users' judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from detente.views import who

if TYPE_CHECKING:
    from rich.console import RenderableType

    from detente.ledger import ActorRow, Judgement, Merge, NameRow

COLUMNS = ("name", "kind", "names", "roles", "articles", "statements", "sides", "id")
JOINED = (
    *("type", "a", "b", "score", "reason", "verdict", "who", "at", "note"),
    *("in_force", "a_id", "b_id"),
)
Names = Mapping[str, "NameRow"]


def row(actor: ActorRow) -> dict[str, Any]:
    """An actor as a flat row under `COLUMNS`; a role is told with the days of its reports."""
    return {
        "name": actor.name,
        "kind": actor.kind,
        "names": _others(actor),
        "roles": list(who.roles(actor.roles)),
        "articles": actor.articles,
        "statements": actor.statements,
        "sides": [f"{dossier}: {side}" for dossier, side in actor.sides.items()],
        "id": actor.id,
    }


def parts(actors: Iterable[ActorRow]) -> Iterator[RenderableType]:
    """The actors as printed on a terminal, each with its facts, other names and roles below."""
    from detente.views.terminal import Indented, safe

    for actor in actors:
        yield safe(actor.name, "title")
        yield Indented(safe(" · ".join(who.facts(actor)), "faint"), 2)
        if others := _others(actor):
            yield Indented(safe(f"Also named {', '.join(others)}"), 2)
        for line in who.roles(actor.roles):
            yield Indented(safe(line), 2)


def joined(
    merges: Iterable[Merge], judgements: Iterable[Judgement], names: Names
) -> Iterator[dict[str, Any]]:
    """Merges, the surest first, then judgements, the newest first, as flat rows under `JOINED`.

    A merge is in force where the two are one now, a judgement where it is the last of its pair and
    not taken back. A name that no article gives any more is None.
    """
    empty = dict.fromkeys(JOINED)
    for merge in merges:
        pair = _pair(merge.actor, merge.into, names)
        told = {"type": "merge", "score": merge.score, "reason": merge.reason}
        yield empty | pair | told | {"at": merge.first_seen, "in_force": _one(pair, names)}
    met: set[frozenset[str]] = set()
    for said in judgements:
        both = frozenset((said.a, said.b))
        newest = both not in met
        met.add(both)
        told = {"type": "judgement", "verdict": said.verdict, "who": said.who, "note": said.note}
        told |= {"at": said.at, "in_force": newest and said.verdict != "undone"}
        yield empty | _pair(said.a, said.b, names) | told


def joined_parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """The rows of `joined` as printed on a terminal; what is not in force is faint."""
    from detente.views.terminal import Indented, safe

    heading = ""
    for each in rows:
        wanted = "Joined by the machine" if each["type"] == "merge" else "Judged by users"
        if wanted != heading:
            yield safe(("\n" if heading else "") + wanted, "heading")
            heading = wanted
        told = _merge(each) if each["type"] == "merge" else _judgement(each)
        yield Indented(safe(told, "" if each["in_force"] else "faint"), 2)


def _merge(told: Mapping[str, Any]) -> str:
    ends = "" if told["in_force"] else "; not in force"
    return (
        f"{_shown(told, 'a')} is {_shown(told, 'b')}: {told['score']:.2f}, {told['reason']}{ends}"
    )


def _judgement(told: Mapping[str, Any]) -> str:
    by = f" by {told['who']}" if told["who"] else ""
    note = f"; {told['note']}" if told["note"] else ""
    ends = "" if told["in_force"] else "; no longer in force"
    both = f"{_shown(told, 'a')} and {_shown(told, 'b')}"
    return f"{both}: {told['verdict']}{by}, {told['at']}{note}{ends}"


def _shown(told: Mapping[str, Any], which: str) -> str:
    return told[which] or f"({told[f'{which}_id'][:8]}, no longer named)"


def _pair(a: str, b: str, names: Names) -> dict[str, Any]:
    first, second = names.get(a), names.get(b)
    return {"a": first and first.name, "b": second and second.name, "a_id": a, "b_id": b}


def _one(pair: Mapping[str, str], names: Names) -> bool:
    first, second = names.get(pair["a_id"]), names.get(pair["b_id"])
    return bool(first and second and first.who == second.who)


def _others(actor: ActorRow) -> list[str]:
    return [name for name in actor.names if name != actor.name]
