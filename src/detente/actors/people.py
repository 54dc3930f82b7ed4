"""Where an article names persons: the encoder's entities put right by the gazetteer."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab
from detente.actors.spelling import WORD
from detente.actors.titles import leading_title
from detente.model import Entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors.scan import Hit
    from detente.model import Span

_AFFILIATED = re.compile(
    r"[\s(]*(?:MP|MK|MEP|Rep\.?|Sen\.?|Gen\.?|politician|lawmaker|leader|official)?\)?[\s,]+"
)


def person_entities(
    text: str, entities: Sequence[Entity], hits: Sequence[Hit]
) -> tuple[list[Entity], set[Span]]:
    """The persons named, and the spans of hits that they use up.

    A full name of the gazetteer outranks what the encoder cut; a state or a body that the encoder
    took for a person is none; what runs into a name from the left (party, title) is cut off.
    """
    full = [hit for hit in hits if hit.meant("name") and _is_person(hit)]
    spans = {hit.span: Entity(hit.span, "person") for hit in full}
    used = set(spans)
    starts = [hit.span[0] for hit in hits]
    for entity in entities:
        if text[slice(*entity.span)].islower() or _outlet(text, entity.span[0]):
            continue
        if entity.kind == "person" or _short_name(entity, hits, starts):
            inside = _inside(entity.span, hits, starts)
            if any(_overlap(entity.span, hit.span) and _is_full(hit) for hit in inside):
                continue
            start = _trimmed(text, entity.span, inside)
            span = (start, entity.span[1])
            if any(hit.span == span and not _may_be_person(hit) for hit in inside):
                continue
            spans.setdefault(span, Entity(span, "person"))
            used |= {hit.span for hit in inside if _overlap(span, hit.span)}
    return [spans[span] for span in sorted(spans)], used


def _outlet(text: str, start: int) -> bool:
    """Whether the name is an outlet's: "the tabloid X"."""
    before = re.findall(r"[\w-]+", text[max(0, start - 30) : start])[-1:]
    return bool(before) and before[0] in _outlet_nouns() and text[start - 1] == " "


@cache
def _outlet_nouns() -> frozenset[str]:
    return frozenset(vocab.load("carriers")["outlet_nouns"]) - {"media", "press", "reports", "tv"}


def _is_person(hit: Hit) -> bool:
    return any(name.entry.nature == "person" for name in hit.names)


def _is_full(hit: Hit) -> bool:
    return any(name.entry.nature == "person" and name.use == "name" for name in hit.names)


def _may_be_person(hit: Hit) -> bool:
    return _is_person(hit)


def _short_name(entity: Entity, hits: Sequence[Hit], starts: Sequence[int]) -> bool:
    """An office-holder's surname that the encoder took for something else ("Trump" a place)."""
    at = bisect_left(starts, entity.span[0])
    return (
        at < len(hits)
        and hits[at].span == entity.span
        and all(name.use == "short" for name in hits[at].names)
    )


def _inside(span: Span, hits: Sequence[Hit], starts: Sequence[int]) -> list[Hit]:
    at = bisect_left(starts, span[0] - 30)
    found = []
    while at < len(hits) and hits[at].span[0] < span[1]:
        if _overlap(span, hits[at].span):
            found.append(hits[at])
        at += 1
    return found


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _trimmed(text: str, span: Span, inside: Sequence[Hit]) -> int:
    """Where the name begins behind adjectives, parties and titles that run into it."""
    start = span[0]
    for hit in inside:
        if hit.span[0] != start or hit.span[1] >= span[1]:
            continue
        name = hit.names[0]
        body = name.entry.nature == "organisation"
        if name.use in ("adjective", "people") or (body and name.use == "name"):
            gap = _AFFILIATED.match(text, hit.span[1], span[1])
            start = gap.end() if gap and WORD.match(text, gap.end()) else start
    start = leading_title(text, start, span[1])
    return start if start < span[1] and text[start].isalpha() else span[0]
