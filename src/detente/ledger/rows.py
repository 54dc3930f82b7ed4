"""What a `View` gives back: frozen records, made of `model`'s and of where they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.model import Actor, Article, Date, Spans, Statement

Added = Literal["new", "known", "changed"]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One stored article, without its text. `page` is the SHA-256 of the bytes it was read from."""

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


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One stored statement, the article it stands in, and the words of its spans.

    Where a span is discontinuous, its pieces are joined by ` … `. `passage` is the stretch of
    the article's text from `start` on that holds the sentence and all spans. `speaker` is a name.
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
    """All that is stored of one article; `carriers` in the order they were first seen."""

    row: ArticleRow
    article: Article
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    sentences: Spans
    models: dict[str, str]
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding of a search, best first; exactly one of an article or a statement in it.

    `text` is a stretch of the article's text that begins at `start`; `marks` are spans into
    `text`, `title_marks` into the article's title, one for each word that was looked for.
    `score` orders hits of one kind within one answer and means nothing else (higher is better).
    """

    article: ArticleRow
    statement: StatementRow | None
    score: float
    text: str
    start: int
    marks: Spans
    title_marks: Spans = ()


@dataclass(frozen=True, slots=True)
class Status:
    """What the ledger holds. `first` and `last` are ISO days; `size` is in bytes.

    `languages` and `models` count articles; a `models` entry is the revisions of one reading.
    """

    pages: int
    articles: int
    statements: int
    speakers: int
    outlets: int
    languages: dict[str, int]
    first: str | None
    last: str | None
    models: tuple[tuple[dict[str, str], int], ...]
    size: int
    schema: str
