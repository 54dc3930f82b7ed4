"""Why each line of a capture that is not body is left out, and which of them are related headlines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from detente.article.capture_lines import Line, furniture
from detente.article.dates import is_dated

_SENTENCE_END = re.compile(r"[.!…][\"”’)]*$")
# Looked for in this order, before the words of share bars and menus, which stand everywhere.
_TELLING = ("empty-box", "cookie-notice", "comments", "advert", "newsletter", "login", "related")
_ORDER = (*_TELLING, "caption", "share", "footer", "date", "byline", "navigation")
_LEAST_SHARE = 0.34
_SECTIONS = frozenset({"comments", "related"})
_SECTION_WORDS = 6
_FOOTER_SHARE = 0.85


def reasons(
    lines: Sequence[Line], body: Sequence[int], settled: Mapping[int, str], title: int | None
) -> dict[int, str]:
    """A reason for every line that is neither body nor settled otherwise, by its index.

    A line is judged by the furniture words it holds, else by the heading it stands under, else
    by where it stands: before the body, among it, after it.
    """
    held = set(body)
    last = body[-1] if body else -1
    start = body[0] if body else len(lines)
    found = dict(settled)
    section: str | None = None
    for i, line in enumerate(lines):
        if i in held:
            section = None
            continue
        if i in found or i == title:
            continue
        own = _own_reason(line)
        if own in _SECTIONS and len(line.words) <= _SECTION_WORDS:
            section = own
        elif own in ("footer", "newsletter", "cookie-notice"):
            section = None
        found[i] = own or section or _by_place(lines, i, start, last)
    return found


def _own_reason(line: Line) -> str | None:
    if not line.words:
        return "navigation"
    if "©" in line.text:
        return "footer"
    known = furniture()
    hits = dict(zip(known.kinds, known.hits(line.words), strict=True))
    size = min(len(line.words), 60)
    if is_dated(line.text) and size <= 12:
        return "date"
    strong = [kind for kind in _ORDER if hits[kind] >= max(1.0, size * _LEAST_SHARE)]
    if strong:
        return strong[0]
    # Long notices dilute their telling words.
    return next((kind for kind in _TELLING[1:5] if hits[kind] >= 2 and size > 8), None)


def _by_place(lines: Sequence[Line], i: int, start: int, last: int) -> str:
    line = lines[i]
    if i > last and is_headline(line):
        return "related"
    if i > last and i > len(lines) * _FOOTER_SHARE:
        return "footer"
    return "navigation" if i < start or i > last or len(line.words) < 8 else "outside-body"


def is_headline(line: Line) -> bool:
    """Four to thirty words that begin with a capital, a number or a quotation and end no sentence."""
    text = line.text.lstrip("*+•- ")
    return (
        4 <= len(line.words) <= 30
        and 20 <= len(text) <= 200
        and not text[:1].islower()
        and not _SENTENCE_END.search(text)
        and not is_dated(text)
    )


def related(
    lines: Sequence[Line], found: Mapping[int, str], title: int | None
) -> tuple[str, ...]:
    """The headlines of other articles, each once, in order."""
    own = lines[title].key if title is not None else ""
    kept: dict[str, None] = {}
    for i, reason in sorted(found.items()):
        if reason == "related" and is_headline(lines[i]) and lines[i].key != own:
            if sum(furniture().hits(lines[i].words)) * 3 < len(lines[i].words):
                kept.setdefault(lines[i].text.lstrip("*+•- "))
    return tuple(kept)
