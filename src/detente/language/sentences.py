"""Sentences as spans: sentencex within each line, since a line end always ends a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model import Span, Spans

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_CLOCK = re.compile(r"\b[ap]\.m\.$")


def sentences(text: str) -> Spans:
    """Half-open spans of the sentences of `text`, blanks at their edges left out."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        found.extend(_of_line(line.group(), line.start()))
    return tuple(found)


def _of_line(line: str, at: int) -> list[Span]:
    from sentencex import get_sentence_boundaries

    out: list[Span] = []
    for boundary in get_sentence_boundaries("en", line):
        start, end = _trim(line, boundary["start_index"], boundary["end_index"])
        if start == end:
            continue
        if out and _CLOCK.search(line, out[-1][0] - at, out[-1][1] - at):
            # "at 5 p.m. Thursday": the library takes the stop for a sentence's end.
            out[-1] = (out[-1][0], end + at)
        else:
            out.append((start + at, end + at))
    return out


def _trim(line: str, start: int, end: int) -> Span:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end
