"""What an article tells of the talks: times, positions, moves, proposals, divisions."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.base import (
    Certainty,
    MoveStatus,
    MoveType,
    ProposalStatus,
    Span,
    Spans,
    Stance,
    TimeKind,
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression ("late Thursday", "since 2014"), after TimeML's TIMEX3.

    `value` is an ISO 8601 value in TIMEX3's manner ("2025-04-17", "2025-W16", "P3D",
    "PRESENT_REF"), None where the text and the date of publication do not tell. `start` and
    `end` are the first and last ISO day that it covers, None where open. `deadline` is true
    where something is asked or promised by then; `words` adds the preposition or cue that says
    so ("by May 1").
    """

    span: Span
    kind: TimeKind
    value: str | None = None
    start: str | None = None
    end: str | None = None
    deadline: bool = False
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What an actor holds of an issue, as one article tells it.

    `holder` is an `Actor`'s id, `side` and `issue` ids of the dossier `dossier`; `side` is None
    for an outsider. `via` as in `Statement`. `as_of` is an ISO day, month or year: when it was
    held. `supersedes` is the id of the earlier position that it takes the place of, None in a
    single article.
    """

    id: str
    dossier: str
    holder: str
    side: str | None
    issue: str
    stance: Stance
    certainty: Certainty
    evidence: Spans
    confidence: float
    via: tuple[str, ...] = ()
    as_of: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """What one actor does towards another: a PLOVER event type, with its evidence.

    `actor` and `recipient` are ids of actors, `date` an ISO day or month. Only `done` moves
    happened; the others are announced, hang on a condition, or are denied.
    """

    id: str
    actor: str
    side: str | None
    recipient: str | None
    type: MoveType
    status: MoveStatus
    evidence: Spans
    confidence: float
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Terms that one actor puts to others; `deadline` is an ISO day or None.

    `terms` are the spans that state them; `deadline_words` the span of the words that set the
    deadline, told also where no day can be told ("soon"). `proposer` and `addressees` are ids of
    actors; `reply` is the span of the answer where the article has one.
    """

    id: str
    proposer: str | None
    side: str | None
    addressees: tuple[str, ...]
    terms: Spans
    status: ProposalStatus
    evidence: Spans
    confidence: float
    issue: str | None = None
    deadline: str | None = None
    deadline_words: Span | None = None
    reply: Span | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """People or bodies of one side at odds: two camps of actor ids, the issue where it is told."""

    id: str
    side: str
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    evidence: Spans
    confidence: float
    issue: str | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """A sentence that tells what has been so since when, beside the news ("since 2014")."""

    sentence: Span
    time: Time
