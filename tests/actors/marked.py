"""Texts for the actors room: names are marked "{p:Ada Brandal}", sentences end as they do."""

from __future__ import annotations

import re

import numpy as np

from detente.actors import actors
from detente.model import (
    Actor,
    Analysis,
    Article,
    Date,
    Entity,
    EntityKind,
    Modality,
    Span,
    Statement,
)

KINDS: dict[str, EntityKind] = {"p": "person", "o": "organisation", "l": "place", "x": "other"}
PUBLISHED = Date("2025-05-20T08:00:00+00:00", "second", "given")


def read(marked: str, published: Date | None = PUBLISHED) -> tuple[Article, tuple[Actor, ...]]:
    """The article of a marked text, and its actors."""
    text, entities = "", []
    for plain_part, kind, name in re.findall(r"([^{]*)(?:\{(\w):([^}]*)\})?", marked):
        text += plain_part
        if name:
            entities.append(Entity((len(text), len(text) + len(name)), KINDS[kind]))
            text += name
    article = Article("a", text, published=published)
    return article, actors(article, analysis(text, tuple(entities)))


def analysis(text: str, entities: tuple[Entity, ...]) -> Analysis:
    """Sentences and entities; the arrays are empty, for actors do not read them."""
    ends = [match.end() for match in re.finditer(r"[.!?][”\"]?(?=\s|$)\s*", text)] or [len(text)]
    sentences = tuple(zip([0, *ends], [*ends, len(text)], strict=True))
    fields = dict.fromkeys(Analysis.__dataclass_fields__, np.zeros((0, 0), np.float32))
    words = {"tokens": (), "sentences": sentences, "entities": entities, "model": "none"}
    return Analysis(**{**fields, **words})  # type: ignore[arg-type]


def mentions(marked: str, published: Date | None = PUBLISHED) -> dict[str, list[str]]:
    """Each actor's name with the words that mention it."""
    article, found = read(marked, published)
    return {actor.name: [article.text[slice(*span)] for span in actor.mentions] for actor in found}


def kinds(marked: str) -> dict[str, EntityKind]:
    """Each actor's name with its kind."""
    return {actor.name: actor.kind for actor in read(marked)[1]}


def said(text: str, source: str, content: str = "") -> Statement:
    """A statement by the first `source` of a text, with `content` if it is given."""
    start = text.index(source) if source else 0
    spans: tuple[Span, ...] = ((start, start + len(source)),) if source else ()
    inside: tuple[Span, ...] = ()
    if content:
        at = text.index(content)
        inside = ((at, at + len(content)),)
    return Statement(source + content, spans, (), inside, "direct", Modality("asserted"), 1.0)
