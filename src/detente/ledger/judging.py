"""What users and the machine say of which actors are one: kept, and honoured at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal, get_args

from sqlalchemy import delete, insert, select

from detente.errors import LedgerError, NotFoundError
from detente.ledger import naming, resolution
from detente.ledger.line_tables import judgements, merges
from detente.ledger.store import Store
from detente.ledger.tables import actors

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Merge:
    """The machine's finding that the actor `actor` is the actor `into`; `score` is 0…1."""

    actor: str
    into: str
    score: float
    reason: str
    first_seen: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a user said of two actors, and when; `undone` takes back what was said before."""

    a: str
    b: str
    verdict: Verdict | Literal["undone"]
    who: str | None
    note: str | None
    at: str


def judge(store: Store, a: str, b: str, verdict: str, who: str | None, note: str | None) -> None:
    """Add a judgement of two actors that are stored."""
    if verdict not in get_args(Verdict):
        raise LedgerError("no such judgement", repr(verdict), ", ".join(get_args(Verdict)))
    if a == b:
        raise LedgerError("an actor cannot be judged beside itself", a)
    for each in (a, b):
        if store.connection.scalar(select(actors.c.key).where(actors.c.id == each)) is None:
            raise NotFoundError("no stored actor has this identifier", each)
    _add(store, a, b, verdict, who, note)


def undo(store: Store, a: str, b: str, who: str | None, note: str | None) -> None:
    """Add that nothing is judged of the two any more."""
    _add(store, a, b, resolution.UNDONE, who, note)


def merge(store: Store, found: Iterable[Merge], replace: bool, compared: naming.Keys) -> None:
    """Add merges of the machine's; with `replace`, drop those that are not among them."""
    naming.keep(store, compared)
    rows = [asdict(each) for each in found]
    for row in rows:
        del row["first_seen"]
        if row["actor"] == row["into"]:
            raise LedgerError("an actor cannot be merged into itself", row["actor"])
    if replace:
        wanted = {(row["actor"], row["into"]) for row in rows}
        query = select(merges.c.key, merges.c.actor, merges.c.into)
        for old in store.connection.execute(query).all():
            if (old.actor, old.into) not in wanted:
                store.connection.execute(delete(merges).where(merges.c.key == old.key))
    store.upsert(merges, rows)
    if rows or replace:
        resolution.refresh(store.connection)


def _add(store: Store, a: str, b: str, verdict: str, who: str | None, note: str | None) -> None:
    row = {"a": a, "b": b, "verdict": verdict, "who": who, "note": note, "at": store.now}
    store.connection.execute(insert(judgements), [row])
    resolution.refresh(store.connection)
