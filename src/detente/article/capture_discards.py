"""Why each line of a capture that is no body is left out, and which are related headlines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from detente.article.capture_lines import Line, furniture
from detente.article.dates import is_dated

_STOP = re.compile(r"[.!?…。！？؟][\"”’»)]*(?:\s|$)|[。！？，、]")
_SENTENCE_END = re.compile(r"[.!…。！؟][\"”’)]*$")
# Looked for in this order, before the words of share bars and menus, which stand everywhere.
_TELLING = ("empty-box", "cookie-notice", "comments", "advert", "newsletter", "login", "related")
_ORDER = (*_TELLING, "caption", "share", "footer", "date", "byline", "navigation")
_LEAST_SHARE = 0.34
_SECTIONS = frozenset({"comments", "newsletter", "related"})
_SECTION_WORDS = 6
_FOOTER_SHARE = 0.85
_ENOUGH = 150
_OWN_SHARE = 0.5
_LOOSE = 120
_NEARLY_ALL = 0.75
_MOST_TAIL = 4
_LEAST_ENDED = 2
_PITCH = 25
_FEW_MARKS = 4
# As many buttons and times, and one in so many lines: comments longer than the article.
_MANY_MARKS = 10
_MARK_EVERY = 5
_SIGNED = 10
_CALL = re.compile(
    r"(?:have|got) an? (?:news )?(?:tip|story|question)\b|do you have an? (?:tip|story)\b|"
    r"(?:write|send) (?:to us|to the (?:newsroom|editor)|us|your (?:tips?|comments|letters))\b|"
    r"(?:follow|find|join|like) us\b|sign up (?:for|to)\b|subscribe (?:to|for|now)\b|"
    r"support (?:us|our)\b|click here\b|download our\b",
    re.I,
)
# Headings that promise more; "More than 300" is none.
_MORE = re.compile(
    r"(?:(?:read |see )?more|further|other stories) (?:on|about|from|in|like) (?:this|these|our)\b",
    re.I,
)
_EMPTY = re.compile(
    r"(?:there (?:is|are) )?(?:no|nothing)\b.{0,25}\b(?:to (?:show|display)|found|available|yet)\b",
    re.I,
)
_SENTENCE_BEFORE = re.compile(r"[^\W\d_A-Z]{3,}[.]\s")
_SECTION_REACH = 3
_LETTERS = ("newsletter", "newsletters")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_AGE = re.compile(
    r"\b\d{1,2}:\d\d\b|\b\d+\s?(?:h|hours?|days?|weeks?|months?|years?)\b.{0,3}\bago\b", re.I
)


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
    at = 0
    for i, line in enumerate(lines):
        if i in held:
            section = None
            continue
        if i in found or i == title:
            continue
        own = _own_reason(line)
        if section == "newsletter" and (line.gap > 0 or i > at + _SECTION_REACH):
            section = None
        if own in _SECTIONS and len(line.words) <= _SECTION_WORDS:
            section, at = own, i
        elif own in ("footer", "cookie-notice"):
            section = None
        found[i] = own or section or _by_place(lines, i, start, last)
    return found


def without_comments(lines: Sequence[Line], body: Sequence[int]) -> list[int]:
    """The body up to a comments heading, where enough text stands before it and comments after.

    Comments read like running text; what gives them away is the buttons and times between them.
    """
    words = 0
    held = set(body)
    whole = sum(len(lines[i].words) for i in body)
    for i, line in enumerate(lines):
        words += len(line.words) * (i in held)
        if words >= _ENOUGH and i not in held and _heads(line):
            rest = lines[i + 1 : body[-1] + 2]
            dense = _marks(rest) >= max(_MANY_MARKS, len(rest) / _MARK_EVERY)
            if dense or (words >= _OWN_SHARE * whole and _marks(lines[i + 1 :]) >= _FEW_MARKS):
                return [k for k in body if k < i]
    return list(body)


def _marks(lines: Sequence[Line]) -> int:
    return sum(_heads(x) or _is_age(x) for x in lines)


def without_teasers(lines: Sequence[Line], body: Sequence[int], sure: Set[int]) -> list[int]:
    """The body without labels ("Read next"), the headlines under such, and those at its end.

    A heading that no text follows is the headline of something else; a list may end a body, and
    so may any line of `sure`.
    """
    held = {i for i in body if not _is_label(lines[i])}
    under: str | None = None
    for i, line in enumerate(lines):
        short = len(line.words) <= _SECTION_WORDS
        if i not in held:
            own = _own_reason(line) if short else None
            under = own if own in ("related", "newsletter") else under if short else None
        elif (under == "related" and is_headline(line)) or (
            under == "newsletter" and line.gap == 0 and len(line.words) <= _PITCH
        ):
            held.discard(i)
        else:
            under = None
    kept = sorted(held) or list(body)
    if not kept:
        return kept
    # Where hardly a line ends like a sentence, an end without one says nothing.
    ended = sum(bool(_SENTENCE_END.search(lines[i].text)) for i in kept) >= _LEAST_ENDED
    for _ in range(_MOST_TAIL):
        last = lines[kept[-1]]
        loose = ended and kept[-1] not in sure and _is_loose(last)
        if len(kept) > 1 and (loose or _is_call(last)):
            kept.pop()
    return kept


def _is_call(line: Line) -> bool:
    """A short line that asks the reader for something."""
    return len(line.words) <= _PITCH and bool(_CALL.match(line.text))


def _is_loose(line: Line) -> bool:
    """A line that ends no sentence and begins none in the middle: what a body does not end with."""
    text = line.text
    plain = not (line.bullet or line.numbered or text[0].islower() or text[0] in "([—–-")
    return plain and len(text) <= _LOOSE and not _STOP.search(text)


def _is_label(line: Line) -> bool:
    """A few words that are nearly all of one kind of furniture."""
    size = sum(not word.isdigit() for word in line.words)
    if not 0 < size <= _SECTION_WORDS or _SENTENCE_END.search(line.text):
        return False
    known = furniture()
    hits = dict(zip(known.kinds, known.hits(line.words), strict=True))
    # One word alone may as well be a heading of the text's own.
    kinds = _TELLING if len(line.words) > 1 else ("advert", "login")
    return max(hits[kind] for kind in (*kinds, "share")) >= size * _NEARLY_ALL


def _heads(line: Line) -> bool:
    return len(line.words) <= _SECTION_WORDS and _own_reason(line) == "comments"


def _is_age(line: Line) -> bool:
    """A time alone on its line, or after a name."""
    return len(line.words) <= _SIGNED and bool(_AGE.search(line.text))


def _own_reason(line: Line) -> str | None:
    if not line.words:
        return "navigation"
    if "©" in line.text:
        return "footer"
    short = len(line.words) <= _SECTION_WORDS
    if short and _MORE.match(line.text):
        return "related"
    if short and line.words[-1] in _LETTERS:
        return "newsletter"
    if short and _EMPTY.match(line.text):
        return "empty-box"
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
    """Four to thirty words that begin with no small letter and end no sentence."""
    text = line.text.lstrip("*+•- ")
    return (
        4 <= len(line.words) <= 30
        and 20 <= len(text) <= 200
        and not text[:1].islower()
        and not _SENTENCE_END.search(text)
        and not is_dated(text)
        and not _SENTENCE_BEFORE.search(text)
        and not _MORE.match(text)
    )


def related(lines: Sequence[Line], found: Mapping[int, str], title: int | None) -> tuple[str, ...]:
    """The headlines of other articles, each once, in order."""
    own = lines[title].key if title is not None else ""
    kept: dict[str, None] = {}
    for i, reason in sorted(found.items()):
        line = lines[i]
        plain = sum(furniture().hits(line.words)) * 3 < len(line.words)
        if reason == "related" and plain and is_headline(line) and line.key != own:
            kept.setdefault(_NUMBER.sub("", line.text.lstrip("*+•- ")))
    return tuple(kept)
