"""Rows of the lines' tables back to records, as `line_codec` stored them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Table

from detente.ledger.codec import Row
from detente.ledger.line_tables import RECORDS
from detente.ledger.rows import (
    ArticleRow,
    BackgroundRow,
    DivisionRow,
    Evidence,
    MoveRow,
    PositionRow,
    ProposalRow,
)
from detente.model import Background, Division, Move, Proposal

Names = Mapping[str, str]
"""An actor's identifier to the name of the actor that stands for it."""
T = TypeVar("T")


def to_line(table: Table, row: Row) -> Any:
    """A row of one of the tables in `RECORDS`, as that record."""
    kind = RECORDS[table]
    return msgspec.convert({name: row[name] for name in kind.__dataclass_fields__}, kind)  # type: ignore[attr-defined]


def to_evidence(row: Row) -> tuple[Evidence, ...]:
    """What a line rests on."""
    return tuple(
        Evidence(
            span=(start, end),
            words=words[start - first : end - first],
            sentence=words,
            sentence_span=(first, last),
        )
        for (start, end), (first, last, words) in zip(row["evidence"], row["passages"], strict=True)
    )


def to_position_row(row: Row, position: Any, article: ArticleRow) -> PositionRow:
    """A row of `positions`, with `holder_name`, `origin` and `models`."""
    return PositionRow(
        position=position,
        holder=row["holder_name"],
        holder_id=row["who"],
        article=article,
        evidence=to_evidence(row),
        day=row["day"],
        origin=row["origin"],
        superseded_by=row["superseded_by"],
        models=row["models"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
    )


def to_move_row(row: Row, move: Move, article: ArticleRow, names: Names) -> MoveRow:
    """A row of `moves`, with `origin`."""
    return MoveRow(
        move=move,
        actor=names[move.actor],
        recipient=names[move.recipient] if move.recipient else None,
        **_common(row, article),
    )


def to_proposal_row(row: Row, proposal: Proposal, article: ArticleRow, names: Names) -> ProposalRow:
    """A row of `proposals`, with `origin`."""
    words = row["words"]
    return ProposalRow(
        proposal=proposal,
        proposer=names[proposal.proposer] if proposal.proposer else None,
        addressees=tuple(names[each] for each in proposal.addressees),
        terms=words["terms"],
        deadline_words=words.get("deadline"),
        reply=words.get("reply"),
        **_common(row, article),
    )


def to_division_row(row: Row, division: Division, article: ArticleRow, names: Names) -> DivisionRow:
    """A row of `divisions`, with `origin`."""
    one, other = (tuple(names[each] for each in camp) for camp in division.camps)
    return DivisionRow(division=division, camps=(one, other), **_common(row, article))


def to_background_row(
    row: Row, background: Background, article: ArticleRow, _: Names
) -> BackgroundRow:
    """A row of `backgrounds`."""
    found = to_evidence(row)
    return BackgroundRow(background, row["dossier"], found[0].sentence, article, found)


def _common(row: Row, article: ArticleRow) -> dict[str, Any]:
    own = {name: row[name] for name in ("dossier", "day", "origin", "first_seen")}
    return {"article": article, "evidence": to_evidence(row), **own}
