"""What a capture says of its article: title, standfirst, bylines, date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from detente.article.capture_lines import Line, furniture
from detente.article.capture_outlet import is_domain
from detente.article.dates import is_changed, is_dated, visible_date
from detente.model import Date

_NAME = (
    r"(?:(?:van|von|de|der|den|da|di|del|la|le|bin|al|el|ten|ter|du|dos)\s|"
    r"[^\W\d_a-z][\w'’.-]*\s?){1,5}"
)
_BY = re.compile(
    r"^(?:(?:story |text |words |report(?:ed|ing) |written |posted )?by|von|par|por|di|door|"
    r"text|autor(?:in)?|authors?|reporting|written by|words(?=:))(?:\s+|:\s*)"
    r"(?=(?-i:[^\W\d_a-z])|(?:the|our)\s)",
    re.I,
)
_JOINT = re.compile(r"\s*(?:,|;|&|\||\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\bmit\b)\s*")
_ROLE = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|writers?|staff|contributors?|columnists?|chief|"
    r"analyst|author|producer|journalist|bureau|desk|news|redaktion|"
    r"updated?|published?|min read|in [A-Z])\b",
    re.I,
)
_CUT = re.compile(
    r"\s*(?:\d|\b(?:published|updated|posted|last|on|at|for)\b|[|•·—–@(]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|"
    r"sept?|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)(?:uary|ruary|ch|il|e|y|ust|ember|ober|day)?\b).*$",
    re.I | re.S,
)
_GLUED_MONTH = re.compile(
    r"(?<=[a-z])(?=(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Published|Updated|Posted)\b)"
)
_DATELINE = re.compile(r"^[^\W\d_a-z][\w ,./’'-]{2,60}?[—–-]")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*$")
_STOP = re.compile(r"[^\W\d_A-Z]{3,}[.!?…][\"”’)]*(?:\s|$)")
_ZONE = 45
_LEAST_TEXT = 15
_LONGEST_OFFICE = 5
_LONGEST_HEADING = 130
_ALIKE = 2.0
# Between title and byline: lines to look at, lines between standfirst and byline, words below.
_REACH = 8
_NEAR = 3
_ENOUGH_BELOW = 100


@dataclass(frozen=True, slots=True)
class Head:
    """Field values with the indices of the lines that they were read from."""

    title: int | None
    standfirst: int | None
    bylines: tuple[str, ...]
    byline_lines: frozenset[int]
    published: Date | None
    date_lines: frozenset[int]


def head(
    lines: Sequence[Line],
    body: Sequence[int],
    pictures: Iterable[int],
    sure: Set[int],
    given: str | None,
) -> Head:
    """The head of the article whose body lines (indices) are told; `given` is a known title.

    A line of `sure` that reads as running text is body beyond doubt and no standfirst.
    """
    taken, held = set(pictures), set(body)
    start = body[0] if body else len(lines)
    title = _title(lines, body, taken, given)
    low = max(0, start - 6) if title is None else max(0, title - 4)
    # A body may begin, for the model, with the title or the standfirst.
    first = next((i for i in body if title is None or i > title), start)
    zone = [i for i in range(low, min(len(lines), first + 4)) if i not in taken and i != title]
    dated = [i for i in zone if _is_date_line(lines[i]) and not (i in held and _ends(lines[i]))]
    signed = [i for i in zone if _is_byline(lines[i].text)]
    running = {i for i in sure if _runs(lines[i])}
    standfirst = _above_byline(lines, body, title, {*dated, *signed})
    if standfirst is None:
        standfirst = _standfirst(lines, body, title, {*taken, *dated, *signed}, running)
    if not signed and title is not None:
        near = {title + 1, *(d + k for d in dated for k in range(-2, 3))}
        near |= {standfirst + 1} if standfirst is not None else set()
        end = next((i for i in body if i > title and i != standfirst), start)
        bare = [i for i in zone if title < i < end and i != standfirst]
        signed = [i for i in bare if i in near and _is_bare_name(lines[i])][:1]
        if standfirst is None and signed:
            standfirst = _standfirst(lines, body, title, {*taken, *dated, *signed}, running)
    return Head(
        title,
        standfirst,
        _names(lines[i].text for i in signed),
        frozenset(signed),
        _published(lines, dated, body),
        frozenset(dated),
    )


def _title(
    lines: Sequence[Line], body: Sequence[int], taken: set[int], given: str | None
) -> int | None:
    if given:
        key = given.strip().lower()
        return next((i for i, line in enumerate(lines) if line.text.lower() == key), None)
    if not body:
        return None
    vocabulary = Counter(word for i in body for word in set(lines[i].words) if len(word) > 3)
    repeats = Counter(line.key for line in lines)
    # Where the model begins the body with a heading, the heading itself may be the title.
    end = next((i for i in body if len(lines[i].text) > 140), body[0])
    end = min(end, body[0] + 1)
    if len(body) == 1:
        end = body[0] - 1
    # Of a few words of body nothing is taken away.
    size = sum(len(lines[i].words) for i in body)
    held = {i for i in body if size - len(lines[i].words) < _LEAST_TEXT}
    last = [i for i in range(max(0, end - _ZONE), end + 1) if i not in taken and i not in held]
    scored = [(_title_score(lines, i, body, vocabulary, repeats), i) for i in last]
    best = max(scored, default=(0.0, 0))
    return _above(lines, {i: x for x, i in scored}, best[1]) if best[0] > 0 else None


def _above(lines: Sequence[Line], score: Mapping[int, float], i: int) -> int:
    """The title rather than the standfirst below it: a line nearly as good, just above."""
    for j in (i - 1, i - 2):
        if score.get(j, -1.0) <= 0 or len(lines[j].words) < 4:
            continue
        shorter = len(lines[j].text) < len(lines[i].text)
        alone = j == i - 1 and lines[j].gap > 0 and lines[i].gap > 0
        if (alone and score[j] > score[i] - _ALIKE) or (shorter and score[j] > score[i] - 1.6):
            return j
    return i


def _title_score(
    lines: Sequence[Line],
    i: int,
    body: Sequence[int],
    vocabulary: Counter[str],
    repeats: Counter[str],
) -> float:
    line = lines[i]
    chars = len(line.text)
    if not 8 <= chars <= 220 or len(line.words) < 2 or is_domain(line.text):
        return -1.0
    ended = _SENTENCE_END.search(line.text) and not line.text.endswith("?")
    if ended and (chars > 140 or i >= body[0]):
        return -1.0
    if _is_byline(line.text) or (is_dated(line.text) and len(line.words) < 9):
        return -1.0
    own = {word for word in line.words if len(word) > 3}
    shared = sum(vocabulary[word] > 0 for word in own)
    hits = sum(furniture().hits(line.words)) / len(line.words)
    alone = (line.gap > 0) + (i + 1 < len(lines) and lines[i + 1].gap > 0)
    return (
        shared / (len(own) + 1) * 2.0
        + min(shared, 5) * 0.25
        + alone * 0.5
        + (25 <= chars <= 120) * 0.6
        + (len(line.words) >= 4) * 0.5
        - abs(body[0] - i) * 0.035
        - (line.bullet > 0) * 1.0
        - bool(ended) * 0.9
        - line.text[0].islower() * 1.0
        - line.text.endswith((":", "...", "…")) * 0.5
        - (";" in line.text) * 0.8
        - hits * 2.0
        - (chars > 150) * 1.0
        + (repeats[line.key] > 1) * 0.3
        - (i > body[0]) * 0.8
        - 0.8
    )


def _standfirst(
    lines: Sequence[Line],
    body: Sequence[int],
    title: int | None,
    taken: set[int],
    running: set[int],
) -> int | None:
    """The line between title and body that is no sentence of the body: unended, or set apart."""
    if title is None:
        return None
    text = [i for i in body if i > title and i not in taken]
    if len(text) < 2:
        return None
    for i in range(title + 1, min(title + 8, len(lines))):
        line = lines[i]
        if (
            i in running
            or i in taken
            or line.bullet
            or not 6 <= len(line.words) <= 60
            or is_dated(line.text)
        ):
            continue
        if sum(furniture().hits(line.words)) > len(line.words) / 4:
            continue
        ended = bool(_SENTENCE_END.search(line.text))
        apart = i + 1 in taken and i not in body and line.gap > 0
        before = ended and i not in body and i < text[0]
        below = lines[min(i + 1, len(lines) - 1)].gap
        unended = not ended and line.gap > 0 and below > 0 and i <= text[0]
        if (unended and len(line.text) >= 40) or apart or before:
            return i
        if i in body:
            return None
    return None


def _above_byline(
    lines: Sequence[Line], body: Sequence[int], title: int | None, marks: set[int]
) -> int | None:
    """The one line of the body that stands between the title and the byline or the date."""
    if title is None:
        return None
    above = [i for i in body if title < i <= title + _REACH]
    below = min((i for i in marks if above and i > above[0]), default=None)
    if below is None or not (0 < below - above[0] <= _NEAR):
        return None
    between = [i for i in above if i < below]
    rest = sum(len(lines[i].words) for i in body if i > below)
    fits = 6 <= len(lines[above[0]].words) <= 60 and not lines[above[0]].bullet
    return above[0] if len(between) == 1 and fits and rest >= _ENOUGH_BELOW else None


def _is_byline(text: str) -> bool:
    return bool(_BY.match(text)) and len(text) < 160 and bool(_names([text]))


def _is_bare_name(line: Line) -> bool:
    """A name alone on its line, or with but a date or an office: a byline without its "by"."""
    text = _CUT.sub("", line.text) if is_dated(line.text) else line.text
    name, _, office = text.partition(",")
    if len(office.split()) <= _LONGEST_OFFICE and _ROLE.search(office):
        text = name
    words = text.split()
    looks = re.fullmatch(_NAME, text.strip()) and 2 <= len(words) <= 4 and not text.isupper()
    return bool(looks and not line.bullet and not sum(furniture().hits(line.words[: len(words)])))


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        rest = _CUT.sub("", _GLUED_MONTH.sub(" ", _BY.sub("", text, count=1)))
        for part in _JOINT.split(rest):
            name = re.sub(r"^by\s+", "", part.strip(" .,:-"), flags=re.I)
            if name and re.fullmatch(_NAME, name) and not _ROLE.search(name) and len(name) > 3:
                found.setdefault(name.title() if name.isupper() and " " in name else name)
    return tuple(found)


def _runs(line: Line) -> bool:
    return len(line.text) > _LONGEST_HEADING or bool(_STOP.search(line.text))


def _ends(line: Line) -> bool:
    return len(line.words) > 8 and bool(_SENTENCE_END.search(line.text))


def _is_date_line(line: Line) -> bool:
    return is_dated(line.text) and len(line.words) <= 30 and len(line.text) < 200


def _published(lines: Sequence[Line], dated: Sequence[int], body: Sequence[int]) -> Date | None:
    """The first date shown that is not called an update; else a dateline's, year and all."""
    held = set(body)
    for i in dated:
        short = len(lines[i].words) <= 14 or i not in held
        found = visible_date(lines[i].text) if short else None
        if found and not is_changed(lines[i].text):
            return found
    for i in body[:2]:
        dateline = _DATELINE.match(lines[i].text)
        if dateline and (found := visible_date(dateline[0])):
            return found
    return None
