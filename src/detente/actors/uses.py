"""Whether a capital or a seat stands for its government, by what stands around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab

if TYPE_CHECKING:
    from detente.model import Span

_BEFORE = 60
_LISTED = re.compile(r"(?P<name>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,2})(?:,| and| or| &)\s+$")


def acts(text: str, span: Span) -> bool:
    """True where the capital's name means the government: "Moscow said", "talks with Moscow".

    A preposition of place in front, a comma and a country behind, a word of travel before "to"
    or "from", a dateline: those are the place. In a list ("in Moscow and Kyiv") the first
    name decides.
    """
    after = text[span[1] : span[1] + 40]
    line = text.rfind("\n", max(0, span[0] - _BEFORE), span[0]) + 1
    before = text[max(line, span[0] - _BEFORE) : span[0]]
    listed = _LISTED.search(before)
    if listed:
        before = before[: listed.start("name")]
    if _dateline(text, span) or _place_after().match(after):
        return False
    words = re.findall(r"[\w’'-]+", before.lower())
    if not words:
        return True
    last = words[-1] if words[-1] != "the" or len(words) < 2 else words[-2]
    if last in _set("locative"):
        return False
    return _sent(last, words) if last in ("to", "from", "toward", "towards") else True


def _sent(last: str, words: list[str]) -> bool:
    """ "to" and "from": a government, unless somebody travels."""
    near = words[-5:-1]
    if any(word in _set("motion") for word in near):
        return False
    return last != "from" or any(word in _set("asked") for word in near)


def _dateline(text: str, span: Span) -> bool:
    """ "MOSCOW, May 21. /TASS/" and "PARIS (AP) —" at the start of a line."""
    start = text.rfind("\n", 0, span[0]) + 1
    after = text[span[1] : span[1] + 40]
    return span[0] - start <= 2 and bool(
        re.match(r",? (?:\(|—|-- |[A-Z][a-z]+\.? \d)|\s*[—–(]", after)
    )


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(vocab.load("bodies")[key])


@cache
def _place_after() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, vocab.load("bodies")["after_place"]))
    return re.compile(
        rf"(?:['’]s)?[\s-](?:{nouns})\b|-based|-born|, [A-Z][a-z]+(?:[,.]|$)| [A-Z][a-z]"
    )
