"""The brief: what is new, by day and by speaker, every line with the sentence it rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from detente.views import phrases
from detente.views.export import modality_words
from detente.views.sources import Source, of_statement, outlet

if TYPE_CHECKING:
    from detente.ledger.rows import ArticleRow, StatementRow
    from detente.model import ModalityKind

OPENING = tuple("\"'“‘«„`")

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said: how (`cue`, `modality`), what (`content`), through whom, and the sources."""

    cue: str
    modality: ModalityKind
    modality_words: tuple[str, ...]
    content: str
    via: tuple[str, ...]
    said: str
    sources: tuple[Source, ...]

    @property
    def qualified(self) -> str:
        """The modality behind a comma; nothing where the cue itself carries it (“denied”)."""
        cue = self.cue.casefold()
        words = [word for word in self.modality_words if word.casefold() not in cue]
        if self.modality_words and not words:
            return ""
        told = phrases.modality(self.modality, words)
        return f", {told}" if told else ""

    @property
    def manner(self) -> str:
        """How it was said, in words: “said”, “citing, possible (“may be”)”, “denied”."""
        return self.cue + self.qualified

    @property
    def about(self) -> str:
        """What else the text tells: the chain, and when it was said."""
        return " · ".join(part for part in (phrases.chain(self.via), self.said) if part)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one speaker said that day; `left_out` lines are more than were asked for."""

    speaker: str
    named: bool
    lines: tuple[Line, ...]
    left_out: int = 0

    @property
    def passages(self) -> list[list[Line]]:
        """The lines, those together that rest on the same sentence, so that it is cited once."""
        grouped = groupby(self.lines, key=lambda line: [s.place for s in line.sources])
        return [list(lines) for _, lines in grouped]


@dataclass(frozen=True, slots=True)
class Day:
    """What was published on one day (or month, or year, where no more is known)."""

    day: str
    published: str | None
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Days, the newest first and the undated last, with the counts of all that was asked for.

    What a copy repeats counts once, for the article and the outlet that had it first; `copies` is
    the number of articles that were so folded into others.
    """

    days: tuple[Day, ...]
    statements: int
    speakers: int
    articles: int
    outlets: int
    copies: int = 0

    @property
    def summary(self) -> str:
        """The counts in one sentence."""
        if not self.statements:
            return "No statements: nothing that fits is in the ledger."
        told = (
            phrases.counted(self.statements, "statement"),
            phrases.counted(self.speakers, "named speaker"),
            phrases.counted(self.articles, "article"),
            phrases.counted(self.outlets, "outlet"),
        )
        folded = f"; {phrases.copies(self.copies)} folded" if self.copies else ""
        return "{} by {}, from {} of {}{}.".format(*told, folded)


def brief(rows: Iterable[StatementRow], each: int = 0) -> Brief:
    """The brief of `rows`; at most `each` lines a speaker and day (0: all).

    Days go from the newest to the oldest, speakers from the most quoted to the least; the same
    words of the same speaker on the same day are one line with several sources.
    """
    rows = list(rows)
    by_day: dict[str | None, list[StatementRow]] = defaultdict(list)
    for row in rows:
        by_day[_published_day(row)].append(row)
    days = sorted(by_day, key=lambda value: value or "", reverse=True)
    return Brief(
        days=tuple(Day(phrases.day(day), day, _voices(by_day[day], each)) for day in days),
        statements=_told_once(rows),
        speakers=len({row.speaker for row in rows if row.speaker}),
        articles=len({row.article.copy_of or row.article.id for row in rows}),
        outlets=len({_origin(row.article) for row in rows}),
        copies=len({row.article.id for row in rows if row.article.copy_of}),
    )


def _told_once(rows: Iterable[StatementRow]) -> int:
    """How many statements there are, where copies add only what their first article has not."""
    first = [_key(row) for row in rows if row.article.copy_of is None]
    repeated = {_key(row) for row in rows if row.article.copy_of}
    return len(first) + len(repeated.difference(first))


def _key(row: StatementRow) -> tuple[str, ...]:
    words = _WORD.findall(row.content.casefold())
    return row.article.copy_of or row.article.id, row.speaker or row.source, *words


def _origin(article: ArticleRow) -> str:
    """Who told it independently; articles that tell no outlet are of one."""
    return outlet(article) if article.origin in ("", article.id) else article.origin


def _published_day(row: StatementRow) -> str | None:
    return row.article.published.value[:10] if row.article.published else None


def _voices(rows: list[StatementRow], each: int) -> tuple[Voice, ...]:
    by_speaker: dict[str, list[StatementRow]] = defaultdict(list)
    for row in rows:
        by_speaker[_heading(row).casefold()].append(row)
    voices = [_voice(group, each) for group in by_speaker.values()]
    voices.sort(key=lambda v: (v.speaker == phrases.UNNAMED, -len(v.lines) - v.left_out, v.speaker))
    return tuple(voices)


def _heading(row: StatementRow) -> str:
    return phrases.speaker(row.speaker, row.source)


def _voice(rows: list[StatementRow], each: int) -> Voice:
    lines = list(_lines(rows))
    kept = sorted(lines, key=lambda line: -len(line.sources))[:each] if each else lines
    kept = [line for line in lines if line in kept]
    heading = _heading(rows[0])
    return Voice(heading, bool(rows[0].speaker), tuple(kept), len(lines) - len(kept))


def _lines(rows: list[StatementRow]) -> Iterator[Line]:
    alike: dict[tuple[str, ...], list[StatementRow]] = defaultdict(list)
    for row in rows:
        words = tuple(_WORD.findall(row.content.casefold()))
        alike[(row.statement.modality.kind, *words)].append(row)
    for group in alike.values():
        yield _line(group)


def _line(rows: list[StatementRow]) -> Line:
    row = rows[0]
    return Line(
        cue=phrases.one_line(row.cue) or "reported",
        modality=row.statement.modality.kind,
        modality_words=tuple(modality_words(row)),
        content=_content(row),
        via=row.statement.via,
        said=phrases.said(row.statement.said),
        sources=tuple(map(of_statement, rows)),
    )


def _content(row: StatementRow) -> str:
    """The words said; a direct quotation in quotation marks, which its span may leave outside."""
    words = phrases.one_line(row.content).rstrip(" ,;")
    if row.statement.kind == "direct" and not words.startswith(OPENING):
        return f"“{words}”"
    return words
