"""What goes into the tables across articles and comes out of them: frozen records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from detente.ledger.rows import ArticleRow
from detente.model import Spans


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells, without what was read from it.

    `time` is the instant of publication in UTC, ISO 8601 (a bare day or month as it is), else when
    the article was first seen: the order in which texts came out. `day` is as in the tables.
    """

    id: str
    title: str | None
    standfirst: str | None
    text: str
    sentences: Spans
    language: str | None
    outlet: str | None
    domain: str | None
    day: str
    time: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What folding keeps of an article: `shingles` is its own code, `bands` what it is found by.

    Bands are signed 64-bit integers. Two articles that share one are candidates.
    """

    article: str
    version: int
    shingles: bytes
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text repeats that of `copy_of`, the first that has it.

    `share` (0…1) is how much of the shorter text stands in both. `added` are spans of the copy's
    text that `copy_of` does not have, `removed` spans of the text of `copy_of` that the copy has
    not. `origin` is the article that the first of all copies repeats; the ledger finds it.
    """

    article: str
    copy_of: str
    share: float
    added: Spans = ()
    removed: Spans = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Gist:
    """What the clustering of stories keeps of an article, in its own code of that version."""

    article: str
    version: int
    gist: bytes


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that report one event.

    `articles` maps the identifiers of its articles to how near each is to the rest (0…1); `day`
    and `last` are the first and last ISO day that they bear ("" where none does). `about` is what
    the story tells of itself, as JSON has it; `gist` what the clustering keeps of it.
    """

    id: str
    title: str
    day: str
    last: str
    articles: dict[str, float] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    gist: bytes | None = None


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of a story; `copy_of` is the identifier of its origin where it is a copy."""

    article: ArticleRow
    score: float
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class StoryLink:
    """The story `later` follows `earlier`; `kind` says how, `reason` why it is thought."""

    earlier: str
    later: str
    kind: str
    score: float
    reason: str
