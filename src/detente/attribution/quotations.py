"""Quotations that run on over paragraphs, followed by their marks.

By convention a quoted paragraph that is not the last has no closing mark, and the next one
opens with a mark again. The linker reads one line; this goes on where it ends.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model import CueLink, Span, Spans

# A full stop and the closing mark, then at most two words that open the next sentence.
_OVER = re.compile(r"\.(?:[”»]|''|\")\s+(?:[A-Z]\w+,? (?:\w+,? )?)?$")
_OPENING, _CLOSING, _STRAIGHT = "“„«", "”»", '"'


def follow(text: str, links: tuple[CueLink, ...]) -> tuple[CueLink, ...]:
    """The links, their open quotations followed into the paragraphs that continue them.

    A paragraph that another link already has, in any role, is left to it.
    """
    taken = [s for link in links for s in (link.cue, *link.source, *link.content)]
    return tuple(_followed(text, link, taken) for link in links)


def parted(text: str, links: tuple[CueLink, ...]) -> tuple[CueLink, ...]:
    """The links without quotations that are over before the sentence that tells who speaks.

    By convention a quotation ends with a comma where its speaker follows, with a full stop where
    another sentence does: "… at noon." Vale said: "…" has the second alone.
    """
    return tuple(_parted(text, link) for link in links)


def _parted(text: str, link: CueLink) -> CueLink:
    start = min(span[0] for span in (*link.source, link.cue))
    if len(link.content) < 2 or not link.source or link.content[-1][0] < link.cue[0]:
        return link
    kept = tuple(
        span for span in link.content if span[1] > start or not _over(text[span[0] : start])
    )
    return replace(link, content=kept or link.content)


def _over(before: str) -> bool:
    """Whether words that lead up to a source end a quotation and its sentence, none after it."""
    return bool(_OVER.search(before))


def _followed(text: str, link: CueLink, taken: list[Span]) -> CueLink:
    more: list[Span] = []
    start, end = link.content[-1]
    while is_open(text[start:end]) and _ends_line(text, end):
        line = _next_line(text, end)
        if line is None or text[line[0]] not in _OPENING + _STRAIGHT:
            break
        start, end = line[0], _closed(text, line)
        if any(s < end and start < e for s, e in taken):
            break
        more.append((start, end))
    return replace(link, content=_joined(link.content, more)) if more else link


def is_open(quoted: str) -> bool:
    """Whether a quotation mark in `quoted` opens that nothing closes."""
    marks = [c for c in quoted if c in _OPENING + _CLOSING + _STRAIGHT]
    if not marks:
        return False
    if marks[-1] == _STRAIGHT:
        return marks.count(_STRAIGHT) % 2 == 1
    return marks[-1] in _OPENING


def _ends_line(text: str, end: int) -> bool:
    line_end = text.find("\n", end)
    return line_end >= 0 and not text[end:line_end].strip()


def _next_line(text: str, end: int) -> Span | None:
    start = end
    while start < len(text) and text[start].isspace():
        start += 1
    if start == len(text):
        return None
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    return start, start + len(text[start:stop].rstrip())


def _closed(text: str, line: Span) -> int:
    """Where the quotation that opens `line` ends: behind its closing mark, else with the line."""
    start, end = line
    closing = _STRAIGHT if text[start] == _STRAIGHT else _CLOSING
    for i in range(start + 1, end):
        if text[i] in closing:
            return i + 1
    return end


def _joined(spans: Spans, more: list[Span]) -> Spans:
    return tuple(sorted({*spans, *more}))
