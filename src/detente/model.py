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
TimeKind = Literal["date", "time", "duration", "set"]
Stance = Literal["for", "open", "conditional", "against"]
Certainty = Literal["stated", "reported", "possible"]
MoveType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
MoveStatus = Literal["done", "planned", "conditional", "denied"]
ProposalStatus = Literal["tabled", "awaiting-reply", "accepted", "rejected", "expired"]


def content_id(*parts: str) -> str:
    """Twenty hexadecimal digits of the SHA-256 over `parts`, NUL-separated."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as fetched, before anything is read from them.

    `id` names the input as the user gave it (a path, a URL, a JSONL line's `id`);
    `fetched` is an ISO 8601 time in UTC; `sha256` is of `body`.
    The fields from `title` to `dossier` are what came with the bytes (a JSONL line, an option),
    and outrank what a reader finds. `etag` and `last_modified` are the server's, as sent; they
    belong to `url`, and say nothing of what the page holds.
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
    etag: str | None = None
    last_modified: str | None = None


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
class Side:
    """One side of the talks in a dossier, and what makes an actor belong to it.

    `states` are ISO 3166 two-letter codes, or `EU`; `organisations` and `people` are names,
    `aliases` other words for the side ("Moscow", "the Kremlin").
    """

    id: str
    name: str
    states: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A proposition that the sides differ on, and the ids of the sides that must consent to it."""

    id: str
    proposition: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """The talks being followed. `mediators` are ids of sides or names; `since` an ISO day."""

    id: str
    title: str
    sides: tuple[Side, ...]
    issues: tuple[Issue, ...]
    mediators: tuple[str, ...] = ()
    since: str | None = None


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


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no reading: its id and the one line that says why."""

    id: str
    error: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read from one page: what the ledger keeps and `read --json` prints.

    `models` maps a model's name to its revision. `dossier` is the id of the dossier that the
    positions, moves, proposals and divisions were read with; without one they are empty.
    """

    page: Page
    article: Article
    statements: tuple[Statement, ...] = ()
    actors: tuple[Actor, ...] = ()
    sentences: Spans = ()
    models: dict[str, str] = field(default_factory=dict)
    dossier: str | None = None
    times: tuple[Time, ...] = ()
    positions: tuple[Position, ...] = ()
    moves: tuple[Move, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    divisions: tuple[Division, ...] = ()
    background: tuple[Background, ...] = ()
