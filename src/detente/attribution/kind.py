"""Direct, mixed or indirect: how much of a content stands inside quotation marks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model import Span, Spans, StatementKind

# Opening mark → the marks that close it. A low mark is closed by either high one.
_CLOSERS = {"“": "”", "«": "»", "„": "“”", "‹": "›", "``": "''", "‘": "’", "'": "'", '"': '"'}
_OPENING = re.compile(r"``|[“«„‹‘'\"]")
_PARAGRAPH = re.compile(r"[^\n]+")
# Apostrophes that open a word, not a quotation.
_CLIPPED = re.compile(r"['‘](?:\d0s|\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n['’])", re.IGNORECASE)
# A quotation in single marks is closed within so many code points, or none.
_SINGLE_REACH = 3000


def kind(text: str, content: Spans) -> StatementKind:
    """`direct` when all words of `content` are in quotation marks, `mixed` when some are.

    The marks themselves may lie inside or outside of the content.
    """
    inside = outside = False
    regions = quotations(text)
    for start, end in content:
        near = [region for region in regions if region[0] < end and start < region[1]]
        for word in re.finditer(r"\w+", text[start:end]):
            at = start + word.start()
            quoted = any(first <= at < last for first, last in near)
            inside, outside = inside or quoted, outside or not quoted
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


@lru_cache(maxsize=8)
def quotations(text: str) -> Spans:
    """What lies between quotation marks, marks apart, outermost only, in order.

    Knows “ ”, \" \", ‘ ’, ' ', « », „ “, ‹ ›, `` ''. A quotation that runs over paragraphs,
    its opening mark repeated at each, gives a span a paragraph. An opening mark that is
    never closed counts to its paragraph's end, unless it may be an apostrophe.
    """
    paragraphs = list(_PARAGRAPH.finditer(text))
    found: list[Span] = []
    for at, paragraph in enumerate(paragraphs):
        after = paragraphs[at + 1].group().lstrip() if at + 1 < len(paragraphs) else ""
        found.extend(_in_paragraph(text, paragraph.start(), paragraph.end(), after))
    return tuple(found)


def within(text: str, outer: Span) -> Spans:
    """The quotations inside of one that `quotations` gives, marks apart."""
    return tuple(_in_paragraph(text, *outer, ""))


def _in_paragraph(text: str, start: int, end: int, after: str) -> Iterator[Span]:
    at = start
    while match := _OPENING.search(text, at, end):
        mark = match.group()
        at = match.end()
        if not _opens(text, match.start(), mark, end):
            continue
        close = _closing(text, match.end(), end, mark)
        if close is None and mark in "'‘":
            continue
        if close is None and mark == '"' and not after.startswith('"') and match.start() > start:
            close = end
        yield (match.end(), close if close is not None else end)
        at = end if close is None else close + 1


def _opens(text: str, at: int, mark: str, end: int) -> bool:
    """Whether the mark at `at` stands where a quotation may begin."""
    if mark in "“«„‹" or mark == "``":
        return True
    before = text[at - 1 : at]
    after = text[at + 1 : min(at + 2, end)]
    if mark in "'‘" and _CLIPPED.match(text, at):
        return False
    return not before.isalnum() and before not in (".", ",", "!", "?") and bool(after.strip())


def _closing(text: str, at: int, end: int, mark: str) -> int | None:
    """Where the quotation that begins at `at` is closed, None when nowhere before `end`."""
    if mark in "'‘":
        return _closing_single(text, at, end, _CLOSERS[mark])
    if mark == "``":
        found = text.find("''", at, end)
        return found if found >= 0 else None
    depth = 1
    for i in range(at, end):
        if text[i] in _CLOSERS[mark] and (mark != '"' or i > at):
            depth -= 1
        elif text[i] == mark:
            depth += 1
        if depth == 0:
            return i
    return None


def _closing_single(text: str, at: int, end: int, mark: str) -> int | None:
    """The single mark that closes, not an apostrophe: after punctuation best of all.

    "the workers' strike" inside single marks looks like an end; a later mark that no plural
    explains, with no new opening between, is the better one.
    """
    ends = [
        i
        for i in range(at + 1, min(end, at + _SINGLE_REACH))
        if text[i] == mark and not text[i - 1].isspace() and not text[i + 1 : i + 2].isalnum()
    ]
    if not ends:
        return None
    first = ends[0]
    if text[first - 1] != "s" or not re.match(r" [a-z]", text[first + 1 : first + 3]):
        return first
    opening = re.compile(r"(?<!\w)['‘](?=\w)")
    again = opening.search(text, first + 1, end)
    limit = again.start() if again else end
    return next((i for i in ends if i < limit and text[i - 1] != "s"), first)
