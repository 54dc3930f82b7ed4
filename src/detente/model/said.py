"""Who said what: the encoder's analysis, statements, actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.model.base import EntityKind, ModalityKind, Span, Spans, StatementKind

if TYPE_CHECKING:
    import numpy as np


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
