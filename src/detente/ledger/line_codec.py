"""The lines of a reading to rows, with the words they rest on."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Table

from detente.errors import LedgerError
from detente.ledger.filters import first_day
from detente.ledger.line_tables import backgrounds, divisions, moves, positions, proposals
from detente.ledger.origin import carrier
from detente.model import (
    Background,
    Division,
    Move,
    Position,
    Proposal,
    Reading,
    Span,
    Spans,
    content_id,
)

GAP = " … "
Line = Position | Move | Proposal | Division | Background
Row = dict[str, Any]

_ISO_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def lines_of(reading: Reading) -> tuple[tuple[Table, Sequence[Line]], ...]:
    """The reading's lines, by the table that they go into."""
    return (
        (positions, reading.positions),
        (moves, reading.moves),
        (proposals, reading.proposals),
        (divisions, reading.divisions),
        (backgrounds, reading.background),
    )


def has_lines(reading: Reading) -> bool:
    """Whether there is a line at all."""
    return any(lines for _, lines in lines_of(reading))


def digest(reading: Reading) -> str:
    """A digest of the lines and the sides of a reading."""
    sides = sorted((actor.id, actor.side or "") for actor in reading.actors)
    lines = [found for _, found in lines_of(reading)]
    return hashlib.sha256(msgspec.json.encode((sides, lines))).hexdigest()


def evidence(line: Line) -> Spans:
    """Where a line stands in the text."""
    if isinstance(line, Background):
        return (line.time.words or line.time.span,)
    return line.evidence


def actors_of(line: Line) -> Iterator[str]:
    """The identifiers of the actors that have part in a line."""
    named: tuple[str | None, ...] = ()
    if isinstance(line, Position):
        named = (line.holder,)
    elif isinstance(line, Move):
        named = (line.actor, line.recipient)
    elif isinstance(line, Proposal):
        named = (line.proposer, *line.addressees)
    elif isinstance(line, Division):
        named = (*line.camps[0], *line.camps[1])
    return (each for each in named if each is not None)


def check(reading: Reading) -> None:
    """Raise LedgerError where a line is of another dossier or names no actor of the reading."""
    known, where = {actor.id for actor in reading.actors}, reading.page.id
    if any(each.dossier != reading.dossier for each in reading.positions):
        raise LedgerError("a position is of another dossier than its reading", where)
    for _, lines in lines_of(reading):
        for line in lines:
            if not known.issuperset(actors_of(line)):
                raise LedgerError("a line's actor is not among the actors", where)


def spans(reading: Reading) -> Iterator[Span]:
    """Every span of the reading's times and lines."""
    for time in (*reading.times, *(each.time for each in reading.background)):
        yield from (time.span, *((time.words,) if time.words else ()))
    for _, lines in lines_of(reading):
        for line in lines:
            yield from evidence(line)
            if isinstance(line, Background):
                yield line.sentence
            if isinstance(line, Proposal):
                yield from (*line.terms, *filter(None, (line.deadline_words, line.reply)))


@dataclass(frozen=True, slots=True)
class Around:
    """What the rows of an article's lines have in common; `day` is that of its publication."""

    text: str
    sentences: Spans
    day: str
    article: int
    dossier: str
    revision: int

    def words(self, spans: Spans) -> str:
        """What stands at the spans, joined where there are several."""
        return GAP.join(self.text[start:end] for start, end in spans)

    def passage(self, span: Span) -> tuple[int, int, str]:
        """The sentence or sentences that `span` touches: start, end, words."""
        first = bisect_right(self.sentences, (span[0], len(self.text) + 1)) - 1
        start, end = span
        for sentence in self.sentences[max(first, 0) :]:
            if sentence[0] >= max(span[1], span[0] + 1):
                break
            if sentence[1] > span[0]:
                start, end = min(start, sentence[0]), max(end, sentence[1])
        return start, end, self.text[start:end]

    def rows(self, table: Table, lines: Sequence[Line]) -> list[Row]:
        """Rows of `table`, in the order of the lines."""
        return [self._row(table, line, ordinal) for ordinal, line in enumerate(lines)]

    def _row(self, table: Table, line: Line, ordinal: int) -> Row:
        fields = type(line).__dataclass_fields__
        where = evidence(line)
        return (
            {name: getattr(line, name) for name in fields if name in table.c}
            | {
                "article": self.article,
                "dossier": self.dossier,
                "revision": self.revision,
                "ordinal": ordinal,
                "day": line_day(line, self.day),
                "evidence": where,
                "passages": [self.passage(span) for span in where],
            }
            | self._own(line)
        )

    def _own(self, line: Line) -> Row:
        if isinstance(line, Position):
            superseded = dict.fromkeys(("supersedes", "superseded_by", "superseded_day"))
            return {"carrier": carrier(line.via), **superseded}
        if isinstance(line, Proposal):
            found = {"terms": line.terms}
            found |= {"deadline": (line.deadline_words,)} if line.deadline_words else {}
            found |= {"reply": (line.reply,)} if line.reply else {}
            return {"words": {name: self.words(where) for name, where in found.items()}}
        if isinstance(line, Background):
            start, end = line.sentence
            name = content_id(repr(line.sentence), repr(line.time.span))
            return {"id": name, "passages": [(start, end, self.text[start:end])]}
        return {}


def line_day(line: Line, published: str) -> str:
    """The first day that the line's own date, else the publication's, allows; "" without one."""
    own = line.as_of if isinstance(line, Position) else getattr(line, "date", None)
    return first_day(own) if own and _ISO_DAY.fullmatch(own[:10]) else published
