"""Invented talks: two states and an alliance over a strait, told in rows and readings by hand."""

from __future__ import annotations

from dataclasses import replace

from detente.ledger.rows import (
    ActorRow,
    ArticleRow,
    DivisionRow,
    Evidence,
    MoveRow,
    PositionRow,
    ProposalRow,
)
from detente.model import (
    Certainty,
    Date,
    Division,
    EntityKind,
    Move,
    MoveStatus,
    MoveType,
    Position,
    Proposal,
    ProposalStatus,
    Role,
    Stance,
    content_id,
)
from strait import DOSSIER, TODAY


def actor(
    name: str,
    kind: EntityKind = "person",
    side: str | None = None,
    roles: tuple[Role, ...] = (),
    names: tuple[str, ...] = (),
) -> ActorRow:
    """An actor as the ledger knows it, under its own name and `names`."""
    sides = {DOSSIER.id: side} if side else {}
    key = content_id(name)
    return ActorRow(key, name, kind, (name, *names), (key,), roles, sides, 1, 1)


ACTORS = (
    actor("Ostmark", "place", "ostmark"),
    actor("Vellmark", "place", "vellmark"),
    actor("Ilse Marrow", side="ostmark", roles=(Role("President of Ostmark", "2031-01-01"),)),
    actor("Tomas Reyl", side="vellmark", roles=(Role("Prime Minister"),)),
    actor("Nils Oder", side="ostmark", roles=(Role("deputy foreign minister", "2031-02-01"),)),
    actor("Bo Zetter", side="vellmark", roles=(Role("envoy", "2031-02-01"),)),
    actor("Isle of Jura", "place", "league"),
    actor("Isle of Kolk", "place", "league"),
    actor("Aino Kallas", side="pilots"),
)


def article(number: int, day: str, outlet: str = "Harbour Courier") -> ArticleRow:
    """Article `number`, published on `day`."""
    title = f"Report {number}"
    return ArticleRow(
        id=content_id(title),
        title=title,
        outlet=outlet,
        domain=None,
        url=f"https://news.example/{number}",
        published=Date(day, "day", "given") if day else None,
        language="en",
        page=content_id("page", title),
        first_seen=f"{day or TODAY}T08:00:00Z",
        last_seen=f"{day or TODAY}T08:00:00Z",
    )


def numbered(*parts: str) -> int:
    """A number that stands for the parts, the same in every run."""
    return int(content_id(*parts)[:6], 16)


def evidence(words: str) -> tuple[Evidence, ...]:
    """`words` in a sentence of their own."""
    sentence = f"Now {words}."
    return (Evidence((4, 4 + len(words)), words, sentence, (0, len(sentence))),)


def position(
    holder: str,
    side: str | None,
    stance: Stance,
    day: str,
    *,
    issue: str = "transit",
    certainty: Certainty = "stated",
    via: tuple[str, ...] = (),
    origin: str = "",
    outlet: str = "Harbour Courier",
) -> PositionRow:
    """One position as a row; every one has an article of its own, and its sentence tells it."""
    words = f"{holder} is {stance} on {issue}"
    number = numbered(words, day, certainty, *via, origin)
    told = Position(
        id=content_id(words, day, certainty, repr(via), origin),
        dossier=DOSSIER.id,
        holder=content_id(holder),
        side=side,
        issue=issue,
        stance=stance,
        certainty=certainty,
        evidence=((4, 4 + len(words)),),
        confidence=0.9,
        via=via,
        as_of=day or None,
    )
    return PositionRow(
        position=told,
        holder=holder,
        holder_id=told.holder,
        article=article(number, day, outlet),
        evidence=evidence(words),
        day=day,
        origin=origin or f"article {told.id}",
        superseded_by=None,
        models={},
        first_seen=f"{day or TODAY}T08:00:00Z",
        last_seen=f"{day or TODAY}T08:00:00Z",
    )


def superseded(row: PositionRow, by: PositionRow) -> PositionRow:
    """`row`, with `by` in its place."""
    return replace(row, superseded_by=by.position.id)


def proposal(
    day: str,
    *,
    status: ProposalStatus = "awaiting-reply",
    deadline: str | None = None,
    words: str | None = None,
    issue: str | None = "transit",
    terms: str = "a truce at sea for a month",
    proposer: str | None = "Ilse Marrow",
    to: tuple[str, ...] = ("Vellmark",),
    reply: str | None = None,
    origin: str = "",
) -> ProposalRow:
    """One report of a proposal of Ostmark's."""
    key = content_id(terms, day, status, repr(deadline), origin)
    told = Proposal(
        id=key,
        proposer=content_id(proposer) if proposer else None,
        side="ostmark",
        addressees=tuple(map(content_id, to)),
        terms=((4, 4 + len(terms)),),
        status=status,
        evidence=((4, 4 + len(terms)),),
        confidence=0.8,
        issue=issue,
        deadline=deadline,
    )
    return ProposalRow(
        proposal=told,
        dossier=DOSSIER.id,
        proposer=proposer,
        addressees=to,
        terms=terms,
        deadline_words=words,
        reply=reply,
        article=article(numbered(key), day),
        evidence=evidence(terms),
        day=day,
        origin=origin or key,
        first_seen=f"{day}T08:00:00Z",
    )


def division(
    day: str,
    one: tuple[str, ...],
    other: tuple[str, ...],
    *,
    side: str = "ostmark",
    issue: str | None = "transit",
) -> DivisionRow:
    """One report of two camps."""
    words = f"{', '.join(one)} against {', '.join(other)}"
    key = content_id(words, day, side, issue or "")
    camps = (tuple(map(content_id, one)), tuple(map(content_id, other)))
    told = Division(key, side, camps, ((4, 4 + len(words)),), 0.7, issue)
    return DivisionRow(
        division=told,
        dossier=DOSSIER.id,
        camps=(one, other),
        article=article(numbered(key), day),
        evidence=evidence(words),
        day=day,
        origin=key,
        first_seen=f"{day}T08:00:00Z",
    )


def move(
    actor: str,
    type_: MoveType,
    recipient: str | None,
    day: str,
    *,
    status: MoveStatus = "done",
    origin: str = "",
) -> MoveRow:
    """One report of a move."""
    words = f"{actor} {type_} {recipient}"
    key = content_id(words, day, status, origin)
    to = content_id(recipient) if recipient else None
    span = (4, 4 + len(words))
    told = Move(key, content_id(actor), None, to, type_, status, (span,), 0.9, day)
    return MoveRow(
        move=told,
        dossier=DOSSIER.id,
        actor=actor,
        recipient=recipient,
        article=article(numbered(key), day),
        evidence=evidence(words),
        day=day,
        origin=origin or key,
        first_seen=f"{day}T08:00:00Z",
    )
