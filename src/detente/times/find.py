"""Time expressions of a text with their values: the longest rule that matches and agrees."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab
from detente.times.holidays import holiday
from detente.times.periods import phrase_value
from detente.times.quarters import COMPARING
from detente.times.rules import rules
from detente.times.scene import Found, Reference, Scene
from detente.times.tokens import shape, tokens

if TYPE_CHECKING:
    from detente.model import Span, Spans, TimeKind
    from detente.times.rules import Resolver
    from detente.times.tokens import Token


class Expression(NamedTuple):
    """An expression as found: span, kind, value, and the places of its tokens."""

    span: Span
    kind: TimeKind
    value: str | None
    first: int
    last: int


def read(
    text: str,
    sentences: Spans,
    reference: Reference | None,
    years: frozenset[int] = frozenset(),
) -> tuple[Scene, list[Expression]]:
    """The text's scene, and its expressions in order, none overlapping."""
    words = tokens(text)
    scene = Scene(words, sentences, reference, years)
    candidates = _candidates(text, words)
    found: list[Expression] = []
    place = 0
    for number, (first, last, resolve) in enumerate(candidates):
        if first < place or _outdone(candidates, number):
            continue
        told = resolve(Found(words[first:last], first, last), scene)
        if told is None:
            continue
        place = last
        kind, value = told
        if value and resolve not in COMPARING:
            scene.before.append((first, value))
        span = (words[first].start, words[last - 1].end)
        found.append(Expression(span, kind, value, first, last))
    return scene, found


def _outdone(candidates: list[tuple[int, int, Resolver]], number: int) -> bool:
    """Whether a longer match begins within this one ("the Aug" in "the Aug. 7")."""
    first, last, _ = candidates[number]
    for other_first, other_last, _ in candidates[number + 1 :]:
        if other_first >= last:
            return False
        if other_first > first and other_last - other_first > last - first:
            return True
    return False


def _candidates(text: str, words: list[Token]) -> list[tuple[int, int, Resolver]]:
    """Matches of all rules: by start, the longest first, then by the order of the rules."""
    letters = shape(words)
    found = [
        (first, -last, number, rule.resolve)
        for number, rule in enumerate(rules())
        for match in rule.pattern.finditer(letters)
        for first, last in [match.span()]
    ]
    found += _phrases(text, words)
    found.sort(key=lambda one: one[:3])
    return [(first, _trimmed(words, first, -last), resolve) for first, last, _, resolve in found]


def _trimmed(words: list[Token], first: int, last: int) -> int:
    """Without a full stop or comma at the end."""
    while last - 1 > first and words[last - 1].kind in ("dot", "comma"):
        last -= 1
    return last


def _phrases(text: str, words: list[Token]) -> list[tuple[int, int, int, Resolver]]:
    """Phrases that refer to past, present or future, and holidays."""
    starts = {token.start: number for number, token in enumerate(words)}
    ends = {token.end: number + 1 for number, token in enumerate(words)}
    kinds: tuple[tuple[re.Pattern[str], Resolver], ...] = (
        (_refs(), _reference_phrase),
        (_holidays(), holiday),
    )
    return [
        (starts[match.start()], -ends[match.end()], -1, resolve)
        for pattern, resolve in kinds
        for match in pattern.finditer(text)
        if match.start() in starts and match.end() in ends
    ]


def _reference_phrase(found: Found, scene: Scene) -> tuple[TimeKind, str | None] | None:
    before = scene.tokens[found.first - 1].form if found.first else ""
    after = scene.tokens[found.last] if found.last < len(scene.tokens) else None
    first, last = found.tokens[0].form, found.tokens[-1].kind
    if first == "recent" and before in ("most", "more"):
        return None
    if first == "soon" and (before == "as" or (after and after.form in ("as", "after"))):
        return None
    if last == "past" and after and after.kind in ("unit", "units", "num", "few", "couple"):
        return None
    return "date", phrase_value(" ".join(token.form for token in found.tokens))


@cache
def _refs() -> re.Pattern[str]:
    return _any_of([one for listed in vocab.load("times")["refs"].values() for one in listed], re.I)


@cache
def _holidays() -> re.Pattern[str]:
    names = [name.title().replace("'S", "'s") for name in vocab.load("times")["holidays"]]
    return _any_of(names, re.NOFLAG)


def _any_of(phrases: list[str], flags: re.RegexFlag) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    joined = "|".join(re.escape(one).replace("\\ ", r"\s+") for one in ordered)
    return re.compile(rf"\b(?:{joined})\b", flags)
