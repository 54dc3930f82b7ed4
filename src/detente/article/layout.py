"""What a line looks like, in numbers, whatever language it is in.

The features follow Kohlschütter, Fankhauser and Nejdl (2010, "Boilerplate detection using
shallow text features"): length, density and neighbours; added are blocks, repetition within
the page, the page's own vocabulary, and the words of page furniture in several languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from detente.article.capture_lines import LONGEST_LINE, Line, furniture

Matrix = np.ndarray[Any, np.dtype[np.float32]]

_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*$")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*\s+[\"'“‘„«(]*[^\W\d_]|[。！？]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z]\w*")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|"
    r"\d{1,2}\s(?:hours?|days?|minutes?|mins?)\b",
    re.I,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b\s*(?:[ap]\.?m|uhr|h\b)?", re.I)
_LINK = re.compile(r"https?://|www\.|\w\.(?:com|org|net|de|co\.uk)\b|@\w|#\w")
_SEPARATOR = re.compile(r"[|»«›‹/·•>→]")
_QUOTE = '"“„«‘»”'
_NEAR = (1, 2)


def features(lines: Sequence[Line]) -> Matrix:
    """One row a line, float32, shape (len(lines), number of features); no state but the page."""
    own = _own(lines)
    page = _page(lines, own)
    near = _near(np.concatenate([own[:, _CARRIED], page[:, _CARRIED_PAGE]], axis=1))
    return np.concatenate([own, page, near], axis=1)


def _own(lines: Sequence[Line]) -> Matrix:
    return np.array([_row(line) for line in lines], dtype=np.float32)


def _row(line: Line) -> list[float]:
    text = line.text[:LONGEST_LINE]
    chars, words = len(text), line.words
    wide = len(_WIDE.findall(text))
    count = len(words) + wide / 2
    known = furniture()
    function = sum(word in known.function_words for word in words)
    letters = sum(c.isalpha() for c in text)
    capitals = len(_CAPITAL.findall(text))
    hits = known.hits(words)
    return [
        np.log1p(len(line.text) + wide),
        np.log1p(count),
        sum(map(len, words)) / max(1, len(words)),
        function / max(1, len(words)),
        np.log1p(function),
        bool(_ENDS.search(text)),
        len(_SENTENCE.findall(text)),
        (text.count(",") + text.count("，") + text.count("、")) / max(1.0, count),
        capitals / max(1, len(words)),
        sum(c.isupper() for c in text) / max(1, letters),
        sum(c.isdigit() for c in text) / chars,
        letters / chars,
        text[0].islower(),
        text[0].isupper(),
        text[0] in _QUOTE,
        sum(c in _QUOTE for c in text) > 1,
        text.endswith((":", "：")),
        text.endswith(("...", "…", "»", "›", ">")),
        text.endswith("?"),
        bool(_DATE.search(text)),
        bool(_CLOCK.search(text)),
        bool(_LINK.search(text)),
        len(_SEPARATOR.findall(text)) / max(1.0, count),
        "©" in text or "(c)" in text,
        wide / chars,
        line.bullet,
        line.numbered,
        not words,
        min(line.gap, 3),
        *(hit / max(1, min(len(words), 60)) for hit in hits),
        sum(hits),
    ]


_CARRIED = [0, 1, 3, 4, 5, 6, 8, 10, 19, 25, 28]


def _page(lines: Sequence[Line], own: Matrix) -> Matrix:
    n = len(lines)
    size = np.array([len(line.text) for line in lines], dtype=np.float64)
    running = own[:, 4] * (own[:, 5] + 0.3)
    before = np.cumsum(size) - size
    repeats = Counter(line.key for line in lines)
    place: dict[str, int] = {}
    first = [place.setdefault(line.key, i) == i for i, line in enumerate(lines)]
    gap_after = np.append(own[1:, 28], 3)
    columns = [
        np.arange(n) / n,
        np.log1p(np.arange(n)),
        np.log1p(np.arange(n)[::-1]),
        before / size.sum(),
        gap_after,
        np.log([repeats[line.key] for line in lines]),
        np.array(first),
        *_blocks(own, size),
        *_heap(running),
        *_vocabulary(lines, size),
        *_regions(own),
        *_reach(size),
        *(np.full(n, value) for value in _whole(own, size)),
    ]
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


_CARRIED_PAGE = [5, 8, 14, 16]


def _blocks(own: Matrix, size: np.ndarray) -> list[np.ndarray]:
    """A block is a run of lines without a blank one: its lines, mean size, the line's place."""
    block = np.cumsum(np.append(0, own[1:, 28] > 0))
    count = np.bincount(block)
    start = np.cumsum(count) - count
    place = np.arange(len(size)) - start[block]
    mean = np.bincount(block, size) / count
    bullets = np.bincount(block, own[:, 25] > 0) / count
    ends = np.bincount(block, own[:, 5]) / count
    return [
        np.log(count)[block],
        np.log1p(mean)[block],
        np.log1p(place),
        bullets[block],
        ends[block],
    ]


def _heap(running: np.ndarray) -> list[np.ndarray]:
    """How much running text lies around a line, beside the page's best, for three widths."""
    found = []
    for width in (2, 5, 15):
        reach = min(3 * width, len(running))
        weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
        smooth = np.convolve(running, weights)[reach:-reach]
        found += [smooth / max(1e-6, float(smooth.max())), np.log1p(smooth)]
    return found


def _vocabulary(lines: Sequence[Line], size: np.ndarray) -> list[np.ndarray]:
    """The share of a line's longer words that the page's other long lines use too."""
    seen: Counter[str] = Counter()
    each = [{word for word in line.words if len(word) > 4} for line in lines]
    long = size > 100
    for words, is_long in zip(each, long, strict=True):
        if is_long:
            seen.update(words)
    share = [
        sum(seen[word] > is_long for word in words) / max(1, len(words))
        for words, is_long in zip(each, long, strict=True)
    ]
    return [np.array(share), np.array([min(5, len(words)) for words in each])]


def _regions(own: Matrix) -> list[np.ndarray]:
    """Whether a line lies in the run of lines with the most text, lines costing so much each."""
    found = []
    n = len(own)
    score = np.expm1(own[:, 1]) * (0.2 + own[:, 3]) * np.where(own[:, 25] > 0, 0.5, 1.0)
    for cost in (1.5, 4.0, 10.0):
        start, end = best_run(score - cost)
        at = np.arange(n)
        away = np.maximum(0, start - at) - np.maximum(0, at - end + 1)
        found += [np.sign(away) * np.log1p(np.abs(away)), (at - start) / max(1, end - start)]
    return found


def best_run(score: np.ndarray) -> tuple[int, int]:
    """The half-open run of rows with the greatest sum (Kadane); (0, 1) where nothing is above 0."""
    total = np.concatenate([[0.0], np.cumsum(score)])
    lowest = np.minimum.accumulate(total)
    end = int(np.argmax(total - lowest))
    start = int(np.argmin(total[: end + 1]))
    return (start, end) if end > start else (0, 1)


def _reach(size: np.ndarray) -> list[np.ndarray]:
    """How many lines away the nearest line over 80, over 200 characters is, before and after."""
    found = []
    at = np.arange(len(size))
    for least in (80, 200):
        long = size > least
        last = np.maximum.accumulate(np.where(long, at, -50))
        following = np.minimum.accumulate(np.where(long, at, len(size) + 50)[::-1])[::-1]
        previous = np.concatenate([[-50], last[:-1]])
        subsequent = np.append(following[1:], len(size) + 50)
        found += [
            np.log1p(np.minimum(at - previous, 50)),
            np.log1p(np.minimum(subsequent - at, 50)),
        ]
    return found


def _whole(own: Matrix, size: np.ndarray) -> list[float]:
    long = size > 80
    return [
        float(np.log1p(len(size))),
        float(np.log1p(size.sum())),
        float(size[long].sum() / size.sum()),
        float((own[:, 25] > 0).mean()),
        float((own[:, 28] > 0).mean()),
        float(np.log1p(np.median(size[long])) if long.any() else 0.0),
        float(own[long, 28].mean() if long.any() else 0.0),
    ]


def _near(carried: Matrix) -> Matrix:
    """What the neighbours look like: one, two, three lines away, and means over five and twelve."""
    parts = [shifted(carried, step) for k in _NEAR for step in (-k, k)]
    parts += [windowed(carried[:, :8], k, side) for k in (5, 12) for side in (-1, 1)]
    return np.concatenate(parts, axis=1)


def shifted(rows: Matrix, step: int) -> Matrix:
    """Each row's neighbour `step` rows on; -1 past the page's ends."""
    moved = np.full_like(rows, -1)
    if abs(step) >= len(rows):
        return moved
    if step > 0:
        moved[:-step] = rows[step:]
    else:
        moved[-step:] = rows[:step]
    return moved


def windowed(rows: Matrix, width: int, side: int) -> Matrix:
    """The mean over the `width` rows before (side -1) or after (side 1) each row."""
    n = len(rows)
    total = np.concatenate(
        [np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)]
    )
    at = np.arange(n)
    low = np.maximum(0, at - width) if side < 0 else np.minimum(n, at + 1)
    high = at if side < 0 else np.minimum(n, at + 1 + width)
    mean = (total[high] - total[low]) / np.maximum(1, high - low)[:, None]
    return np.asarray(mean, dtype=np.float32)


def second_features(first: Matrix, likely: np.ndarray) -> Matrix:
    """What the first pass's probabilities say around each line; stands beside `first`.

    `likely` has shape (lines,). Cohen and Carvalho (2005, "Stacked sequential learning").
    """
    n = len(first)
    words = np.expm1(first[:, 1]) + 1.0
    mass = likely * words
    column = likely.astype(np.float32)[:, None]
    both = np.stack([likely, mass], axis=1).astype(np.float32)
    at = np.arange(n)
    parts = [shifted(column, step) for step in (-4, -3, -2, -1, 1, 2, 3, 4)]
    parts += [windowed(both, width, side) for width in (3, 8, 20) for side in (-1, 1)]
    columns = [likely, np.cumsum(mass) / mass.sum(), np.full(n, np.log1p(mass.sum()))]
    columns += [np.full(n, mass.sum() / words.sum()), np.full(n, likely.max())]
    for cost in (0.3, 0.6):
        start, end = best_run((likely - cost) * np.sqrt(words))
        away = np.maximum(0, start - at) - np.maximum(0, at - end + 1)
        columns += [np.sign(away) * np.log1p(np.abs(away)), (at - start) / max(1, end - start)]
    block = np.cumsum(first[:, 28] > 0)
    columns.append((np.bincount(block, mass) / np.maximum(1e-9, np.bincount(block, words)))[block])
    parts.append(np.stack(columns, axis=1).astype(np.float32))
    return np.concatenate(parts, axis=1)
