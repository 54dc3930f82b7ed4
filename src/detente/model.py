"""The records that travel between the rooms: frozen, typed, importing nothing of ours.

Spans are half-open `(start, end)` pairs of Unicode code points into `Article.text`.
Identifiers are hexadecimal content hashes, so that the same input gives the same identifier.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np

Span = tuple[int, int]
Spans = tuple[Span, ...]

MediaType = Literal["html", "capture", "article"]
Precision = Literal["second", "minute", "day", "month", "year"]
StatementKind = Literal["direct", "indirect", "mixed"]
EntityKind = Literal["person", "organisation", "place", "other"]
ModalityKind = Literal[
    "asserted", "probable", "possible", "conditional", "negated", "future", "question"
]


def content_id(*parts: str) -> str:
    """Twenty hexadecimal digits of the SHA-256 over `parts`, NUL-separated."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as fetched, before anything is read from them.

    `id` names the input as the user gave it (a path, a URL, a JSONL line's `id`);
    `fetched` is an ISO 8601 time in UTC; `sha256` is of `body`.
    The fields from `title` on are what came with the bytes (a JSONL line, an option),
    and outrank what a reader finds.
    """

    id: str
    body: bytes
    media_type: MediaType | None = None
    url: str | None = None
    fetched: str | None = None
    sha256: str = ""
    charset: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    dossier: str | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A publication date: ISO 8601 `value`, how precise, and what it rests on.

    `basis` says where it was found: `given`, `json-ld`, `meta`, `time-element`, `url`,
    `visible-text`, `htmldate`.
    """

    value: str
    precision: Precision
    basis: str


@dataclass(frozen=True, slots=True)
class Image:
    """The lead picture's words, caption and credit apart."""

    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Discard:
    """A line of the input that is left out of `Article.text`, and why.

    `reason` is one of `article.reasons.REASONS`; `line` is its number in the input,
    counted from 1 over all lines, or None where the input has no lines (HTML).
    """

    text: str
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One report, as read: what it says of itself, and its body with offsets.

    `paragraphs` are spans into `text`, in order, not overlapping. `language` is an
    ISO 639-1 code; only English is analysed. `id` is a content hash of title and text.
    """

    id: str
    text: str
    title: str | None = None
    standfirst: str | None = None
    bylines: tuple[str, ...] = ()
    outlet: str | None = None
    domain: str | None = None
    url: str | None = None
    published: Date | None = None
    language: str | None = None
    image: Image | None = None
    paragraphs: Spans = ()
    related: tuple[str, ...] = ()
    discarded: tuple[Discard, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity's mention: `span` into the text, and its kind."""

    span: Span
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class CueLink:
    """One cue with the source and content spans that belong to it, and how surely (0…1)."""

    cue: Span
    source: Spans
    content: Spans
    confidence: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one encoder pass over an article gives.

    `tokens` and `sentences` are spans into the text, `entities` the names found.
    `pieces` are the encoder's own word pieces as `(n, 2)` int32 spans; `breaks` `(n,)` int8 says
    what stands before each (0 nothing, 1 space, 2 line end, 3 blank line); `cue_logits`
    `(n, 3)` float32 scores them as outside, begin and inside of a cue; `states` `(n, 128)`
    float32 is what the linker reads. `vectors` has one row a sentence, unit length,
    float32, shape `(len(sentences), 384)`. `model` is the encoder's revision.
    """

    tokens: Spans
    sentences: Spans
    entities: tuple[Entity, ...]
    pieces: np.ndarray
    breaks: np.ndarray
    cue_logits: np.ndarray
    states: np.ndarray
    vectors: np.ndarray
    model: str


@dataclass(frozen=True, slots=True)
class Modality:
    """How the content is put forward, and the words (spans) that say so."""

    kind: ModalityKind
    words: Spans = ()


@dataclass(frozen=True, slots=True)
class Said:
    """When something was said: the expression's span, its words, and an ISO value where told."""

    expression: str
    span: Span
    value: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: who (source) said (cue) what (content).

    `source`, `cue` and `content` are spans, several where discontinuous; `source` may be
    empty ("it was reported"). `speaker` is the id of an `Actor`, None where the text
    does not tell. `via` is the chain between the speaker and the outlet, nearest the
    outlet first ("Bloomberg", "people familiar with the plan"). `sentence` is the span of
    the sentence (or sentences) that hold the cue and the content's start.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    kind: StatementKind
    modality: Modality
    confidence: float
    speaker: str | None = None
    via: tuple[str, ...] = ()
    said: Said | None = None
    sentence: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor is said to be ("Secretary of State"), and the ISO date of the report."""

    title: str
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation or state that an article names, with every span that names it.

    `id` hashes the name, so the same name is the same actor in every article.
    `side` is a dossier's side, None without a dossier.
    """

    id: str
    name: str
    kind: EntityKind
    mentions: Spans
    roles: tuple[Role, ...] = ()
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no reading: its id and the one line that says why."""

    id: str
    error: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read from one page: what the ledger keeps and `read --json` prints.

    `models` maps a model's name to its revision. `page_sha256` ties it to the bytes kept.
    """

    page: Page
    article: Article
    statements: tuple[Statement, ...] = ()
    actors: tuple[Actor, ...] = ()
    sentences: Spans = ()
    models: dict[str, str] = field(default_factory=dict)
