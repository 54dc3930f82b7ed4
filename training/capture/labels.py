"""Line labels from a body that another tool found: which lines of a capture it holds."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WORD = re.compile(r"\w+")
SHINGLE = 4
MOSTLY = 0.7
LONG = 60


def records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The measure's bag of word 4-shingles (shared/bench/score_capture.py)."""
    found = words(text)
    if len(found) < SHINGLE:
        return Counter([tuple(found)] if found else [])
    return Counter(tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1))


def agreement(predicted: str, right: str) -> tuple[float, float]:
    """Precision and recall over bags of shingles, as the measure has them."""
    got, gold = shingles(predicted), shingles(right)
    same = (got & gold).total()
    return same / max(1, got.total()), same / max(1, gold.total())


def labels(lines: list[str], body: str, title: str) -> list[float]:
    """For every line the share of it that the body holds, 0 … 1.

    A line said twice counts only as often as the body says it, nearest the long body lines
    first; the title counts as no body, since the reader keeps it apart.
    """
    held = shingles(body)
    short = Counter(" ".join(words(line)) for line in body.split("\n"))
    found = [_share(words(line), held) for line in lines]
    core = [i for i, y in enumerate(found) if y > MOSTLY and len(lines[i]) > LONG]
    groups: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        key = " ".join(words(line))
        if key and (len(key.split()) < SHINGLE or found[i] > MOSTLY):
            groups[key].append(i)
    for key, places in groups.items():
        _keep_nearest(key, places, found, core, held, short)
    heading = " ".join(words(title))
    return [
        0.0 if heading and " ".join(words(x)) == heading else y
        for x, y in zip(lines, found, strict=True)
    ]


def _share(own: list[str], held: Counter[tuple[str, ...]]) -> float:
    n = len(own) - SHINGLE + 1
    return sum(tuple(own[k : k + SHINGLE]) in held for k in range(n)) / n if n > 0 else 0.0


def _keep_nearest(
    key: str,
    places: list[int],
    found: list[float],
    core: list[int],
    held: Counter[tuple[str, ...]],
    short: Counter[str],
) -> None:
    own = key.split()
    is_short = len(own) < SHINGLE
    times = short[key] if is_short else max(1, held[tuple(own[:SHINGLE])])
    if not is_short and len(places) == 1:
        return
    places.sort(key=lambda i: min((abs(i - c) for c in core if c != i), default=0))
    for rank, i in enumerate(places):
        found[i] = (1.0 if is_short else found[i]) if rank < times else 0.0
