"""Annotated articles as word pieces with tags, cut into windows for training."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from detente.attribution.strips import Strips
from detente.language.pieces import Pieces, pieces
from detente.language.sentences import sentences

KINDS = {
    "PERSON": 0,
    "ORGANIZATION": 1,
    "LOCATION": 2,
    "MISC": 3,
    "PER": 0,
    "ORG": 1,
    "LOC": 2,
}


@dataclass
class Link:
    """An attribution in pieces: cue range, and tags O/B/I of all pieces as sparse fragments."""

    cue: tuple[int, int]
    source: list[tuple[int, int]]
    content: list[tuple[int, int]]

    def reach(self) -> tuple[int, int]:
        """First piece and one past the last of all its spans."""
        spans = [self.cue, *self.source, *self.content]
        return min(s for s, _ in spans), max(e for _, e in spans)


@dataclass
class Document:
    """An article in pieces with its annotation; `labelled` False: no attribution known."""

    id: str
    text: str
    pieces: Pieces
    links: list[Link] = field(default_factory=list)
    entities: np.ndarray | None = None
    sentences: list[tuple[int, int]] = field(default_factory=list)  # in pieces

    @cached_property
    def strips(self) -> Strips:
        """Which pieces are read for a cue."""
        return Strips(self.pieces.features % 4, self.pieces.spans, sentences(self.text))


def read_lines(path: Path) -> Iterator[dict]:
    """JSON objects of a `.jsonl` or `.jsonl.gz` file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def document(record: dict, tokenizer: Tokenizer) -> Document:
    """One annotated record ({id, text, attributions, silver_entities or entities})."""
    cut = pieces(record["text"], tokenizer)
    starts, ends = cut.spans[:, 0], cut.spans[:, 1]

    def locate(span: list[int]) -> tuple[int, int]:
        return int(np.searchsorted(ends, span[0], "right")), int(np.searchsorted(starts, span[1]))

    links = []
    for a in record.get("attributions", []):
        if not a["cue"]:
            continue
        cue = (locate(a["cue"][0])[0], locate(a["cue"][-1])[1])
        parts = {r: [x for x in map(locate, a[r]) if x[1] > x[0]] for r in ("source", "content")}
        if cue[1] > cue[0]:
            links.append(Link(cue, parts["source"], parts["content"]))
    given = record.get("entities", record.get("silver_entities"))
    tags = None
    if given is not None:
        tags = np.zeros(len(cut), dtype=np.int64)
        for start, end, kind in given:
            if kind not in KINDS:
                continue
            s, e = locate([start, end])
            tags[s:e] = 2 + 2 * KINDS[kind]
            tags[s : s + 1] = 1 + 2 * KINDS[kind]
    return Document(record["id"], record["text"], cut, links, tags)


def joined(records: list[dict], rng: random.Random, least: int = 900) -> list[dict]:
    """Short passages run together as paragraphs, `least` characters or more: windows are
    filled, and the model learns that one paragraph need not speak of the next."""
    order, out = list(records), []
    rng.shuffle(order)
    while order:
        text, entities, attributions = "", [], []
        while order and len(text) < least:
            record = order.pop()
            at = len(text)
            text += record["text"] + "\n\n"
            entities += [[s + at, e + at, k] for s, e, k in record["entities"]]
            attributions += [
                {role: [[s + at, e + at] for s, e in spans] for role, spans in a.items()}
                for a in record["attributions"]
            ]
        out.append(
            {
                "id": f"own-{len(out)}",
                "text": text,
                "entities": entities,
                "attributions": attributions,
            }
        )
    return out


def bio(fragments: list[tuple[int, int]], length: int, shift: int = 0) -> np.ndarray:
    """Tags 0 outside, 1 begin, 2 inside for `length` pieces from `shift` on."""
    tags = np.zeros(length, dtype=np.int64)
    for start, end in fragments:
        s, e = max(start - shift, 0), min(end - shift, length)
        if s < e:
            tags[s:e] = 2
            if start >= shift:
                tags[s] = 1
    return tags


@dataclass
class Window:
    """A stretch of a document: pieces `[start, end)`, and the links that lie wholly inside."""

    document: Document
    start: int
    end: int
    links: list[Link]


def windows(documents: list[Document], size: int, rng: random.Random) -> list[Window]:
    """Cut every document at a new random offset, so that each epoch sees other windows."""
    out = []
    for doc in documents:
        n = len(doc.pieces)
        first = rng.randrange(size) if n > size else 0
        edges = sorted({0, *range(first, n, size - 32), n})
        for start in edges[:-1]:
            end = min(start + size, n)
            if end - start < 24 and n > size:
                continue
            inside = [k for k in doc.links if k.reach()[0] >= start and k.reach()[1] <= end]
            out.append(Window(doc, start, end, inside))
    rng.shuffle(out)
    return out
