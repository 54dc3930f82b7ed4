"""Lines among an article's own that are asides: links to other pages, offers, notes on authors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from detente import vocab
from detente.article.capture_lines import Line

_MARKUP = re.compile(r"^<(?:a|div|iframe|img|ins|noscript)\b[^>]*=", re.I)
# What may stand before "Read more:": brackets, arrows, a bullet.
_BEFORE = re.compile(r"^[\s>»›→▶•*+(\[«|-]+")
_COLON = re.compile(r"\s*[:：|]")
_SENTENCES = re.compile(r"[^\W\d_A-Z]{3,}[.!?][\"”’)]*\s+[\"“‘(]?[^\W\d_a-z]")
_ENDED = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*$")
_INTRODUCES = re.compile(
    r"^(?:[\s,(]|\b(?:currently|now|also|previously))*"
    r"(?:is|was|has been|works|worked|writes|covers|reports|serves|joined|can be reached)\b"
)
_PROPER = r"[^\W\d_a-z][\w'’.-]+"
_REACHED = re.compile(
    r"\bcan be (?:reached|contacted|followed)\b|\b(?i:follow|e-?mail|contact) (?:him|her|them)\b|"
    rf"\b(?i:follow|e-?mail|contact) {_PROPER}(?: {_PROPER}){{0,3}} (?:on|at|via)\b"
)
_NAME = re.compile(rf"^(?:{_PROPER} ){{1,3}}{_PROPER}")
_LONGEST_LEAD = 30
_LONGEST_OPENER = 25
_LONGEST_NOTE = 90
_NOTE_HEAD = 16
_NOTES = 3
_LEAST_REPEATED = 5
_LEAST_LEFT = 15


def asides(lines: Sequence[Line], body: Sequence[int]) -> dict[int, str]:
    """The lines of the body (indices) that belong to something else, each with the reason.

    What would leave hardly a word of the body is no aside.
    """
    found = {i: reason for i in body if (reason := _own(lines[i]))}
    kept = [i for i in body if i not in found]
    found |= dict.fromkeys(_notes(lines, kept), "byline")
    kept = [i for i in kept if i not in found]
    found |= dict.fromkeys(_repeats(lines, kept), "repeated")
    left = sum(len(lines[i].words) for i in body if i not in found)
    return found if left >= _LEAST_LEFT else {}


def _own(line: Line) -> str | None:
    """What the line says of itself by the way it begins."""
    if _MARKUP.match(line.text):
        return "advert"
    size = len(line.words)
    if size > _LONGEST_LEAD or _SENTENCES.search(line.text):
        return None
    text = _BEFORE.sub("", line.text)
    led = _begins(text, _phrases("leads"))
    if led and _COLON.match(text[led[1] :]) and not (size <= 2 and line.text.endswith(":")):
        return led[0]
    opened = _begins(text, _phrases("openers"))
    return opened[0] if opened and size <= _LONGEST_OPENER else None


def _begins(text: str, known: Mapping[str, tuple[tuple[str, str], ...]]) -> tuple[str, int] | None:
    """The reason of the longest phrase that the text begins with, and where that ends."""
    low = text.lower()
    for phrase, reason in known.get(low[:2], ()):
        if low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalpha():
            return reason, len(phrase)
    return None


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """The vocabulary's lists by their first two letters, the longest phrases first."""
    listed = vocab.load("furniture")[name]
    pairs = [(phrase, reason) for reason, some in listed.items() for phrase in some]
    found: dict[str, list[tuple[str, str]]] = {}
    for pair in sorted(pairs, key=lambda x: -len(x[0])):
        found.setdefault(pair[0][:2], []).append(pair)
    return {start: tuple(some) for start, some in found.items()}


def _notes(lines: Sequence[Line], body: Sequence[int]) -> list[int]:
    """Notes on who wrote the article: above its first paragraph, or the last of its lines."""
    found = []
    if len(body) > _NOTES and _is_note(lines[body[0]]):
        found.append(body[0])
    for i in reversed(body[-_NOTES:]):
        if len(body) <= _NOTES or not _is_note(lines[i]):
            break
        found.append(i)
    return found


def _is_note(line: Line) -> bool:
    """A name, what its bearer does for a living, or where to write to."""
    if not 3 < len(line.words) <= _LONGEST_NOTE:
        return False
    name = _NAME.match(line.text)
    works = not set(line.words[:_NOTE_HEAD]).isdisjoint(_occupations())
    if works and name and _INTRODUCES.match(line.text[name.end() :]):
        return True
    return len(line.words) <= _LONGEST_OPENER and bool(_REACHED.search(line.text))


@cache
def _occupations() -> frozenset[str]:
    return frozenset(vocab.load("furniture")["occupations"])


def _repeats(lines: Sequence[Line], body: Sequence[int]) -> list[int]:
    """Lines said twice that stand alone, where the same is said among other lines of the body."""
    held = set(body)
    said: dict[str, list[int]] = {}
    for i in body:
        if len(lines[i].words) >= _LEAST_REPEATED:
            said.setdefault(lines[i].key, []).append(i)
    found = []
    for some in said.values():
        alone = [i for i in some if not {i - 1, i + 1} & held]
        found += alone if len(alone) < len(some) else alone[:-1]
    return found
