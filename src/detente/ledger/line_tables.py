"""The tables of what is read with a dossier: dossiers, readings, members, and the record's lines.

A line is a position, a move, a proposal, a division or a piece of background. Its columns bear
the names of its record's fields; actors in it are identifiers, which `members` keeps alive.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, Table, UniqueConstraint

from detente.ledger.columns import json, key, metadata, ref, seen, text
from detente.model import Background, Division, Move, Position, Proposal

# The dossier of what is read without one: no dossier's identifier is empty.
NONE = ""

dossiers = Table(
    "dossiers",
    metadata,
    key(),
    text("id"),
    text("sha256"),
    text("content"),
    Column("version", Integer, nullable=False),
    *seen(),
    UniqueConstraint("id", "sha256"),
)

readings = Table(
    "readings",
    metadata,
    key(),
    ref("article", "articles.key", cascade=True),
    text("dossier"),
    text("content", null=True),
    ref("revision", "revisions.key"),
    text("digest"),
    *seen(),
    UniqueConstraint("article", "dossier"),
    Index(None, "dossier"),
)

members = Table(
    "members",
    metadata,
    key(),
    ref("article", "articles.key", cascade=True),
    text("dossier"),
    ref("actor", "actors.key"),
    text("side", null=True),
    *seen(),
    UniqueConstraint("article", "dossier", "actor"),
    Index(None, "actor"),
)


def _lines(name: str, *columns: Column[object] | Column[str] | Column[float] | Index) -> Table:
    """One table of lines; `passages` are the sentences around `evidence`, one for one."""
    return Table(
        name,
        metadata,
        key(),
        text("id"),
        ref("article", "articles.key", cascade=True),
        text("dossier"),
        ref("revision", "revisions.key"),
        Column("ordinal", Integer, nullable=False),
        text("day"),
        json("evidence"),
        json("passages"),
        *columns,
        *seen(),
        UniqueConstraint("article", "dossier", "id"),
        Index(None, "dossier", "day"),
    )


def _confidence() -> Column[float]:
    return Column("confidence", Float, nullable=False)


positions = _lines(
    "positions",
    text("holder"),
    text("who"),
    text("side", null=True),
    text("issue"),
    text("stance"),
    text("certainty"),
    _confidence(),
    json("via"),
    text("carrier", null=True),
    text("as_of", null=True),
    text("supersedes", null=True),
    text("superseded_by", null=True),
    text("superseded_day", null=True),
    Index(None, "dossier", "superseded_day", "day"),
    Index(None, "who", "issue", "dossier", "superseded_day"),
    Index(None, "holder"),
)

moves = _lines(
    "moves",
    text("actor"),
    text("side", null=True),
    text("recipient", null=True),
    text("type"),
    text("status"),
    _confidence(),
    text("date", null=True),
)

proposals = _lines(
    "proposals",
    text("proposer", null=True),
    text("side", null=True),
    json("addressees"),
    json("terms"),
    text("status"),
    _confidence(),
    text("issue", null=True),
    text("deadline", null=True),
    json("deadline_words"),
    json("reply"),
    json("words"),
)

divisions = _lines(
    "divisions",
    text("side"),
    json("camps"),
    _confidence(),
    text("issue", null=True),
)

backgrounds = _lines("backgrounds", json("sentence"), json("time"))

RECORDS: dict[Table, type] = {
    positions: Position,
    moves: Move,
    proposals: Proposal,
    divisions: Division,
    backgrounds: Background,
}

# `a` and `b` are actors' identifiers, kept though no article may name them any more.
judgements = Table(
    "judgements",
    metadata,
    key(),
    text("a"),
    text("b"),
    text("verdict"),
    text("who", null=True),
    text("note", null=True),
    text("at"),
    Index(None, "a"),
    Index(None, "b"),
)

merges = Table(
    "merges",
    metadata,
    key(),
    text("actor"),
    text("into"),
    Column("score", Float, nullable=False),
    text("reason"),
    *seen(),
    UniqueConstraint("actor", "into"),
    Index(None, "into"),
)
