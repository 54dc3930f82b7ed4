"""What may be a move: from the words of a sentence, from what somebody says, from the reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from detente.moves.lexicon import Hit, hits, said_hits
from detente.moves.parties import parties, subject
from detente.moves.scored import TYPES, Scored
from detente.moves.status import by_modality, clause_status, refused, status
from detente.moves.words import Line

if TYPE_CHECKING:
    from detente.model import MoveStatus, MoveType, Span, Statement

LEAST = 0.05
"""A reader's probability below this makes no candidate."""

_CLAUSE_ENDS = frozenset([".", ";", ":", "—", "“", "”", '"', "?", "!"])
_OWN = frozenset(["we", "i", "our", "us"])
# "Will not release", "cannot accept": to say that one will not is to reject.
_REFUSED = frozenset(["AGREE", "CONCEDE", "RETREAT", "COOPERATE", "AID", "SUPPORT", "CONSULT"])
# What a speaker may address to its own side as well; else only another side receives it.
_AMONG_FRIENDS = frozenset(["REQUEST", "ACCUSE", "SUPPORT"])
_BY_SPEAKER = frozenset(
    ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "RETREAT", "SANCTION", "REJECT"]
)


class Candidate(NamedTuple):
    """One sign of a move. `how` names what it rests on, `length` counts the words of its phrase.

    `read` is the reader's probability, None where the reader did not speak of it.
    """

    actor: str
    recipient: str | None
    type: MoveType
    status: MoveStatus
    sentence: int
    evidence: Span
    how: str
    length: int = 0
    read: float | None = None


def from_words(lines: Sequence[Line]) -> Iterator[Candidate]:
    """Phrases of the vocabulary with an actor of theirs in the sentence."""
    for index, line in enumerate(lines):
        for hit in hits(line):
            told = status(line, hit)
            if told is not None:
                yield from _told(line, index, hit, told)


def _told(line: Line, index: int, hit: Hit, state: MoveStatus) -> Iterator[Candidate]:
    found = parties(line, hit)
    kind = cast("MoveType", hit.type)
    if state == "denied" and kind in _REFUSED and refused(line, hit):
        kind, state = "REJECT", "done"
    evidence = clause(line, hit.first, hit.last)
    both = kind in ("CONSULT", "AGREE") and len(found.actors) == 2
    for number, actor in enumerate(found.actors):
        other = found.actors[1 - number] if both else found.recipient
        recipient = None if other == actor else other
        length = hit.last - hit.first
        yield Candidate(actor, recipient, kind, state, index, evidence, found.how, length)


def from_statements(
    lines: Sequence[Line], statements: Sequence[Statement], sides: Mapping[str, str | None]
) -> Iterator[Candidate]:
    """What a speaker does by saying it: "must" asks, "unacceptable" rejects.

    A modal counts as a demand only where the speaker does not speak of itself ("we must"), what
    is refused or promised only where it does not speak of another side ("they will never").
    """
    for statement in statements:
        if statement.speaker is None:
            continue
        for index, line in enumerate(lines):
            for start, end in statement.content:
                if start >= line.span[1] or end <= line.span[0]:
                    continue
                inside = (max(start, line.span[0]), min(end, line.span[1]))
                for hit in said_hits(line, *inside):
                    yield from _said(line, index, hit, statement, sides, inside)


def _said(
    line: Line,
    index: int,
    hit: Hit,
    statement: Statement,
    sides: Mapping[str, str | None],
    evidence: Span,
) -> Iterator[Candidate]:
    kind = cast("MoveType", hit.type)
    speaker = statement.speaker or ""
    before = {line.form(at) for at in range(max(0, hit.first - 3), hit.first)}
    if kind == "REQUEST" and before & _OWN:
        return
    doers = subject(line, hit.first) if kind in _BY_SPEAKER and not before & _OWN else []
    if any(one.actor != speaker and sides.get(one.actor) != sides.get(speaker) for one in doers):
        return
    others = [one.actor for one in line.named if one.actor != speaker]
    foreign = [actor for actor in others if sides.get(actor) != sides.get(speaker)]
    own = others if kind in _AMONG_FRIENDS else []
    recipient = next(iter(foreign or own), None)
    told = by_modality(statement.modality.kind, kind)
    yield Candidate(speaker, recipient, kind, told, index, evidence, "said", hit.last - hit.first)


def from_reader(
    lines: Sequence[Line], scored: Sequence[Scored], words: Sequence[Candidate]
) -> Iterator[Candidate]:
    """The reader's probabilities, with the words' evidence and recipient where both agree."""
    known = {(one.actor, one.type, one.sentence): one for one in words}
    for score in scored:
        for number, probability in enumerate(score.probabilities):
            index = score.sentence[number]
            if probability < LEAST or not 0 <= index < len(lines):
                continue
            twin = known.get((score.actor, TYPES[number], index))
            if twin:
                yield twin._replace(how="both", read=probability)
            else:
                yield _read(lines[index], index, score.actor, TYPES[number], probability)


def _read(line: Line, index: int, actor: str, kind: MoveType, probability: float) -> Candidate:
    mine = next((one for one in line.named if one.actor == actor), None)
    first = mine.first if mine else 0
    start, end = _clause_words(line, first, mine.last if mine else len(line.words))
    others = [one for one in line.named if one.actor != actor and start <= one.first < end]
    after = [one.actor for one in others if one.first > first]
    before = [one.actor for one in others if one.first < first]
    recipient = next(iter([*after, *reversed(before)]), None)
    told = clause_status([line.form(at) for at in range(start, end)], kind)
    evidence = (line.words[start].start, line.words[end - 1].end) if end > start else line.span
    return Candidate(actor, recipient, kind, told, index, evidence, "read", 0, probability)


def clause(line: Line, first: int, last: int) -> Span:
    """The span of the clause around `words[first:last]`, ends without their marks."""
    start, end = _clause_words(line, first, last)
    return line.words[start].start, line.words[end - 1].end


def _clause_words(line: Line, first: int, last: int) -> tuple[int, int]:
    start, end = first, max(last, first + 1)
    while start > 0 and line.form(start - 1) not in _CLAUSE_ENDS:
        start -= 1
    while end < len(line.words) and line.form(end) not in _CLAUSE_ENDS:
        end += 1
    while start < first and line.form(start) in (",", "'", "and"):
        start += 1
    return start, end
