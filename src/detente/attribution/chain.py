"""Through whom a statement came: the carriers between its speaker and the outlet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente import vocab
from detente.attribution.carriers import (
    carrier_name,
    is_informant,
    is_outlet,
    is_outlet_phrase,
    outlet_in,
    tidy,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.model import CueLink, Entity, Span, Spans

UNNAMED = "unnamed"

_NAME = r"(?:[A-Z0-9][\w.&/'’-]*)(?:\s+(?:of|and|the|della|24|[A-Z0-9][\w.&/-]*))*"
# "told the Journal", "in an interview with X", "quoted by X", "in a report by X".
_LISTENER = re.compile(
    r"\b(?:told|tells|telling|with|to|by|in|on|citing|cited by|quoted by)\s+"
    r"(?P<phrase>(?:the\s+)?(?:(?:[\w-]+\s+)?"
    r"(?:outlet|newspaper|paper|daily|broadcaster|agency|network|magazine|channel|site)\s+)?"
    r"(?P<name>" + _NAME + r"))"
)
# A stop after a capital is an abbreviation's ("two U.S. officials"), not the phrase's end.
_CITING = re.compile(r"\b(?:citing|quoting)\s+(?P<phrase>(?:[^,.;:“\"]|(?<=[A-Z])\.)+)")
_CITES = re.compile(r"^(?:citing|quoting|cites|cited|quotes|quoted)\b", re.IGNORECASE)


def chain(
    text: str,
    links: Sequence[CueLink],
    sentences: Spans = (),
    entities: Sequence[Entity] = (),
) -> tuple[tuple[str, ...], ...]:
    """The carriers of each link, in the order of `links`, each nearest the outlet first.

    Who counts: the sources of attributions in whose content this one's cue lies, outermost
    first; then an outlet that was told it ("told Bloomberg") or has cited it; last the
    source itself when it holds nothing of its own: an outlet ("Bloomberg reported") or
    informants without a name ("people familiar with the plan"). An attribution that hides
    its source ("reportedly", "are said to") has "unnamed" there. A named speaker is never in
    its own chain. Sources without any of this have an empty chain.
    """
    return tuple(
        tuple(dict.fromkeys(_carriers(text, at, links, sentences, entities)))
        for at in range(len(links))
    )


def _carriers(
    text: str,
    at: int,
    links: Sequence[CueLink],
    sentences: Spans,
    entities: Sequence[Entity],
) -> Iterator[str]:
    link = links[at]
    own = carrier_name(text, link.source, entities)
    for outer in _around(at, links):
        name = carrier_name(text, outer.source, entities) or UNNAMED
        if outer.source and name != own:
            yield name
    yield from (name for name in _citers(text, at, links, entities) if name != own)
    sentence = _sentence(text, link, sentences)
    yield from (name for name in _listeners(text, link, sentence) if name != own)
    if not link.source:
        if _hides_source(text, link, sentence):
            yield UNNAMED
        return
    reported = list(_reported(text, link.source))
    if reported:
        yield from reported
    elif is_outlet(own) or is_outlet_phrase(text, link.source) or is_informant(own):
        yield own
        yield from _cited(text, link, sentence)


def _around(at: int, links: Sequence[CueLink]) -> list[CueLink]:
    """The links in whose content this link's cue lies, the widest first."""
    cue = links[at].cue
    around = [
        (sum(end - start for start, end in other.content), other)
        for i, other in enumerate(links)
        if i != at and any(start <= cue[0] and cue[1] <= end for start, end in other.content)
    ]
    return [other for _, other in sorted(around, key=lambda pair: -pair[0])]


def _citers(
    text: str, at: int, links: Sequence[CueLink], entities: Sequence[Entity]
) -> Iterator[str]:
    """For "X reported, citing officials": the source that shares the content is a carrier."""
    link = links[at]
    if not _CITES.match(text[link.cue[0] : link.cue[1]]):
        return
    for i, other in enumerate(links):
        shared = i != at and other.source and other.source != link.source
        if shared and _overlap(link.content, other.content):
            yield carrier_name(text, other.source, entities)


def _overlap(left: Spans, right: Spans) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def _listeners(text: str, link: CueLink, sentence: Span) -> Iterator[str]:
    """Outlets that heard it, named beside the cue, outside of source and content."""
    start, end = max(sentence[0], link.cue[0] - 120), min(sentence[1], link.cue[1] + 120)
    taken = (*link.content, *link.source)
    for match in _LISTENER.finditer(text, start, end):
        first, last = match.span("phrase")
        name = outlet_in(match.group("name"))
        if name and not any(first < right and left < last for left, right in taken):
            yield name


def _reported(text: str, source: Spans) -> Iterator[str]:
    """What a source such as "a report in X citing officials" names: the outlet, the cited."""
    start, end = source[0]
    for match in _LISTENER.finditer(text, start, end):
        name = outlet_in(match.group("name"))
        if name and re.match(r"by|in|on\b", match.group()):
            yield name
            cited = _CITING.search(text, match.end("name"), end)
            if cited:
                yield tidy(cited.group("phrase"))
            return


def _cited(text: str, link: CueLink, sentence: Span) -> Iterator[str]:
    """Whom an outlet cites for it in the same sentence, outside of the content."""
    for match in _CITING.finditer(text, *sentence):
        first, last = match.span("phrase")
        clear = not any(first < right and left < last for left, right in link.content)
        if clear and match.start() >= link.source[0][0]:
            phrase = re.split(r"\s(?:as saying|that|reported|said)\b", match.group("phrase"))[0]
            yield tidy(phrase)


def _hides_source(text: str, link: CueLink, sentence: Span) -> bool:
    """Whether a cue without a source is of the "reportedly", "is said to" kind."""
    around = text[max(sentence[0], link.cue[0] - 12) : link.cue[1]].lower()
    return any(re.search(rf"\b{phrase}$", around) for phrase in vocab.load("carriers")["unsourced"])


def _sentence(text: str, link: CueLink, sentences: Spans) -> Span:
    """The sentence of the cue; where none is given, its line."""
    at = link.cue[0]
    line = (text.rfind("\n", 0, at) + 1, text.find("\n", at) if "\n" in text[at:] else len(text))
    return next((s for s in sentences if s[0] <= at < s[1]), line)
