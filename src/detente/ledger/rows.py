"""What a `View` gives back: frozen records, made of `model`'s and of where they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from detente.model import (
    Actor,
    Article,
    Background,
    Certainty,
    Date,
    Division,
    Move,
    Position,
    Proposal,
    Role,
    Spans,
    Stance,
    Statement,
    Time,
)

Added = Literal["new", "known", "changed"]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One stored article, without its text. `page` is the SHA-256 of the bytes it was read from.

    `copy_of` is the identifier of the first article with this text, where that is another one;
    `origin` names who had the text first: an outlet, its domain, or the article's identifier.
    """

    id: str
    title: str | None
    outlet: str | None
    domain: str | None
    url: str | None
    published: Date | None
    language: str | None
    page: str
    first_seen: str
    last_seen: str
    copy_of: str | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One stored statement, the article it stands in, and the words of its spans.

    Where a span is discontinuous, its pieces are joined by ` … `. `passage` is the stretch of
    the article's text from `start` on that holds the sentence and all spans. `speaker` is the name
    of the actor as resolved across articles.
    """

    statement: Statement
    article: ArticleRow
    speaker: str | None
    passage: str
    start: int
    source: str
    cue: str
    content: str
    sentence: str
    models: dict[str, str]
    first_seen: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """One page that carried an article: the input's name, and the outlet as read from it."""

    name: str
    sha256: str
    url: str | None
    outlet: str | None
    domain: str | None
    dossier: str | None
    first_seen: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """All that is stored of one article; `carriers` in the order they were first seen.

    The lines and the actors' sides are those of `dossier`: the one that was asked for, else, of
    those that the article was read with, the one that has most lines.
    """

    row: ArticleRow
    article: Article
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    sentences: Spans
    models: dict[str, str]
    carriers: tuple[Carrier, ...]
    dossier: str | None = None
    times: tuple[Time, ...] = ()
    positions: tuple[Position, ...] = ()
    moves: tuple[Move, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    divisions: tuple[Division, ...] = ()
    background: tuple[Background, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of an article that a line of the record rests on.

    `span` is into the article's text, `words` what stands there, `sentence` the words of the
    sentence (or sentences) around it and `sentence_span` where they stand.
    """

    span: tuple[int, int]
    words: str
    sentence: str
    sentence_span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One stored position. `holder` is the name of the actor as resolved across articles.

    `day` is the first ISO day that `as_of`, else the date of publication, allows ("" where
    neither is known). `origin` names the independent origin of the report, so that copies of
    one text count once. `superseded_by` is the id of the later position that took its place.
    """

    position: Position
    holder: str
    holder_id: str
    article: ArticleRow
    evidence: tuple[Evidence, ...]
    day: str
    origin: str
    superseded_by: str | None
    models: dict[str, str]
    first_seen: str
    last_seen: str


class Stand(NamedTuple):
    """A position in brief: enough to tell whether it matters. `key` finds the whole of it."""

    key: int
    holder: str
    holder_id: str
    side: str | None
    issue: str
    stance: Stance
    certainty: Certainty
    day: str
    origin: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One stored move, with the names of who made it and whom it was meant for."""

    move: Move
    dossier: str
    actor: str
    recipient: str | None
    article: ArticleRow
    evidence: tuple[Evidence, ...]
    day: str
    origin: str
    first_seen: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One stored proposal, with names, and the words of its terms and its deadline."""

    proposal: Proposal
    dossier: str
    proposer: str | None
    addressees: tuple[str, ...]
    terms: str
    deadline_words: str | None
    reply: str | None
    article: ArticleRow
    evidence: tuple[Evidence, ...]
    day: str
    origin: str
    first_seen: str


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One stored division, with the names of both camps."""

    division: Division
    dossier: str
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    article: ArticleRow
    evidence: tuple[Evidence, ...]
    day: str
    origin: str
    first_seen: str


@dataclass(frozen=True, slots=True)
class BackgroundRow:
    """What has been so since when, as an article recalls it beside the news.

    `words` are the sentence's; the evidence is the expression of time in it. `dossier` is ""
    where the article was read without one.
    """

    background: Background
    dossier: str
    words: str
    article: ArticleRow
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor across articles: every name it goes by, its dated roles, how often it is named.

    `ids` are the per-name actor ids that were resolved to this one; `sides` maps a dossier's id
    to the side that the actor belongs to in it.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    ids: tuple[str, ...]
    roles: tuple[Role, ...]
    sides: dict[str, str]
    articles: int
    statements: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding of a search, best first; exactly one of an article or a statement in it.

    `text` is a stretch of the article's text that begins at `start`; `marks` are spans into
    `text`, `title_marks` into the article's title, one for each word that was looked for.
    `score` orders the hits of one answer and means nothing else (higher is better). `cosine` is how
    near a statement is in meaning to what was asked (an article: its nearest), None where that
    is not known or too little to count.
    """

    article: ArticleRow
    statement: StatementRow | None
    score: float
    text: str
    start: int
    marks: Spans
    title_marks: Spans = ()
    cosine: float | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What the ledger holds. `first` and `last` are ISO days; `size` is in bytes.

    `copies` of the articles repeat the text of another, and `outlets` are those that had a text
    first. `languages` and `models` count articles; a `models` entry is the revisions of one
    reading.
    """

    pages: int
    articles: int
    copies: int
    stories: int
    statements: int
    speakers: int
    outlets: int
    languages: dict[str, int]
    first: str | None
    last: str | None
    models: tuple[tuple[dict[str, str], int], ...]
    size: int
    schema: str
