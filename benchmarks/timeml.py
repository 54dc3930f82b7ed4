"""TimeML articles, and TempEval-3's figures for time expressions.

Source: UzZaman et al., "SemEval-2013 Task 1: TempEval-3", section 4: strict match is of the same
span, relaxed match of spans that share a character; value F1 counts the relaxed matches whose
normalised value is the same. Each expression is matched once, in the order of the text.
"""

from __future__ import annotations

import hashlib
import tarfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HELD_BACK = 40  # per cent of the articles


@dataclass(frozen=True)
class Timex:
    """A TIMEX3: half-open span of code points, type (DATE, TIME, DURATION, SET) and value."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True)
class Document:
    """An article's `TEXT`, its expressions in order, and the value of its creation time."""

    name: str
    text: str
    created: str
    gold: tuple[Timex, ...]

    @property
    def held_back(self) -> bool:
        """Whether the article is of those never looked at, told by a hash of its name."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 100 < HELD_BACK


def documents(archive: Path) -> Iterator[Document]:
    """The articles of TempEval-3's training archive (`TBAQ-cleaned`), by name."""
    with tarfile.open(archive) as tar:
        members = {
            m.name: m for m in tar if m.name.endswith(".tml") and "testpipeline" not in m.name
        }
        for name in sorted(members):
            file = tar.extractfile(members[name])
            assert file is not None
            yield _document(Path(name).stem, file.read())


def _document(name: str, body: bytes) -> Document:
    root = ElementTree.fromstring(body)  # noqa: S314 (a corpus of ours)
    created = next(t.get("value", "") for t in root.iter("TIMEX3") if t.get("tid") == "t0")
    element = root.find("TEXT")
    assert element is not None
    parts: list[str] = []
    gold: list[Timex] = []
    _walk(element, parts, gold)
    return Document(name, "".join(parts), created, tuple(gold))


def _walk(element: ElementTree.Element, parts: list[str], gold: list[Timex]) -> None:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _walk(child, parts, gold)
        parts.append(child.tail or "")
    if element.tag == "TIMEX3":
        end = sum(map(len, parts))
        gold.append(Timex(start, end, element.get("type", ""), element.get("value", "")))


@dataclass
class Score:
    """Counts over articles, and the figures that they give."""

    gold: int = 0
    told: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    kind: int = 0

    def add(
        self, gold: tuple[Timex, ...], told: list[Timex]
    ) -> list[tuple[Timex | None, Timex | None]]:
        """Count one article; gives the pairs, None on a side where nothing matches."""
        pairs = matched(gold, told)
        both = [(g, t) for g, t in pairs if g and t]
        self.gold += len(gold)
        self.told += len(told)
        self.relaxed += len(both)
        self.strict += sum((g.start, g.end) == (t.start, t.end) for g, t in both)
        self.value += sum(g.value == t.value for g, t in both)
        self.kind += sum(g.kind == t.kind for g, t in both)
        return pairs

    def f1(self, right: int) -> float:
        """F1 of so many right ones."""
        return 2 * right / max(1, self.gold + self.told)

    def figures(self) -> tuple[str, ...]:
        """Strict, relaxed, type and value F1, as they are printed."""
        counts = (self.strict, self.relaxed, self.kind, self.value)
        return tuple(f"{self.f1(count):.3f}".lstrip("0") for count in counts)


def matched(gold: tuple[Timex, ...], told: list[Timex]) -> list[tuple[Timex | None, Timex | None]]:
    """Gold and told expressions side by side; same spans first, then those that overlap."""
    left = sorted(told, key=lambda t: t.start)
    pairs: list[tuple[Timex | None, Timex | None]] = []
    open_: list[Timex] = []
    for one in gold:
        same = next((t for t in left if (t.start, t.end) == (one.start, one.end)), None)
        if same:
            left.remove(same)
            pairs.append((one, same))
        else:
            open_.append(one)
    for one in open_:
        over = next((t for t in left if t.start < one.end and one.start < t.end), None)
        if over:
            left.remove(over)
        pairs.append((one, over))
    return [*pairs, *((None, t) for t in left)]
