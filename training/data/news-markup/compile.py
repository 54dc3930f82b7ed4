"""Compile the readable passages (*.txt) beside this script into JSONL for the encoder.

With files as arguments, compile those instead, each passage once: for samples that are held back.

The markup is described in README.md. Anything doubtful (unbalanced, empty, padded with
blanks, a cue without content) is an error that names file, passage and place, so that
what is written out can be trusted.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

Span = tuple[int, int]

KINDS = {"P": "PER", "O": "ORG", "L": "LOC", "M": "MISC", "-": ""}
PARTS = {"s": "source", "c": "cue", "x": "content"}
TOKEN = re.compile(r"\{([POLM-]) |\[([scx])([1-9]*)(?:=([1-9]))? |[\[\]{}]")
CLOSER = {"{": "}", "[": "]"}
HEADLINE_WORDS = 16
SHORTEST_LOUD = 3
RENAMED_SHARE = 3
SENTENCE_START = re.compile(r"(?:(?<!\bU)(?<![.]S)[.?!][\"”]?|;) |\n+|[A-Z]{4}[,A-Za-z ]* [—-] ")


class MarkupError(ValueError):
    """A passage whose markup cannot be read: says where and why."""


@dataclass
class Passage:
    """One passage with its spans; offsets are code points into `text`."""

    name: str
    text: str = ""
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    parts: dict[str, dict[str, list[Span]]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)

    def fail(self, why: str, near: str) -> MarkupError:
        """The error that names this passage."""
        return MarkupError(f"{self.name}: {why} near {near!r}")


def curl(text: str) -> str:
    """Turn straight quotation marks into typographic ones, length unchanged."""
    opening = re.sub(r'(^|[\s(\[—–])((?:[\[{]\w+ )*)"', r"\1\2“", text)
    opening = re.sub(r"(^|[\s(\[—–“])((?:[\[{]\w+ )*)'(?=\w)", r"\1\2‘", opening)
    return opening.replace('"', "”").replace("'", "’")


def paragraphs(text: str, start: int, end: int) -> list[Span]:
    """A span cut where a paragraph ends: PolNeAR's contents do not run over one."""
    parts = re.finditer(r"(?!\n)(?:(?!\n\n).)+", text[start:end], flags=re.S)
    return [(start + part.start(), start + part.end()) for part in parts]


def add_span(passage: Passage, opened: tuple[str, str, str, int], end: int, near: str) -> None:
    _, kind, ids, start = opened
    inner = passage.text[start:end]
    if not inner or inner != inner.strip():
        raise passage.fail("empty or blank-padded span", near)
    if kind in KINDS:
        passage.entities.append((start, end, KINDS[kind]))
        return
    for number in ids or "1":
        parts = passage.parts.setdefault(number, defaultdict(list))
        parts[PARTS[kind]].extend(paragraphs(passage.text, start, end))


def parse(name: str, marked: str) -> Passage:
    """Read one marked passage; raises MarkupError."""
    passage = Passage(name)
    stack: list[tuple[str, str, str, int]] = []
    at = 0
    for match in TOKEN.finditer(marked):
        passage.text += marked[at : match.start()]
        at, mark = match.end(), match.group()
        near = marked[max(0, match.start() - 40) : match.end() + 25]
        if len(mark) > 1:
            kind = match.group(1) or match.group(2)
            stack.append((mark[0], kind, match.group(3) or "", len(passage.text)))
            if match.group(4):
                passage.shared[match.group(3) or "1"] = match.group(4)
        elif mark in "]}":
            if not stack or CLOSER[stack[-1][0]] != mark:
                raise passage.fail("crossing or unbalanced bracket", near)
            add_span(passage, stack.pop(), len(passage.text), near)
        else:
            raise passage.fail("unknown markup", near)
    passage.text += marked[at:]
    if stack:
        raise passage.fail("bracket left open", passage.text[stack[-1][3] :][:40])
    for number, other in passage.shared.items():
        passage.parts[number]["source"] = list(passage.parts.get(other, {}).get("source", []))
        if not passage.parts[number]["source"]:
            raise passage.fail(f"attribution {other} has no source to share", passage.text[:50])
    return passage


def lexicon(path: Path) -> dict[str, str]:
    """Names to their kind, as lexicon.names gives them."""
    names = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, rest = line.partition(": ")
            names.update(dict.fromkeys(rest.split("; "), KINDS[kind]))
    return names


def spread(passage: Passage, names: dict[str, str]) -> None:
    """Mark the lexicon's names, and surnames of persons marked here, where nothing is marked."""
    marked = [(passage.text[s:e], kind) for s, e, kind in passage.entities if kind]
    surnames = {n.split()[-1]: k for n, k in marked if k == "PER"}
    known = {**names, **surnames, **dict(marked)}
    known.update({n.upper(): k for n, k in known.items() if len(n) > SHORTEST_LOUD})
    ordered = sorted(known, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in ordered)
    for match in re.finditer(rf"(?<![\w.])(?:{pattern})(?!\w)", passage.text):
        start, end = match.span()
        if not any(s < end and start < e for s, e, _ in passage.entities):
            passage.entities.append((start, end, known[match.group()]))
    passage.entities = [span for span in passage.entities if span[2]]


def lead(passage: Passage) -> None:
    """Give an attribution without content the clause before it: "…, diplomats said"."""
    for parts in passage.parts.values():
        if parts.get("content") or not parts.get("cue"):
            continue
        end = min(start for part in ("source", "cue") for start, _ in parts.get(part, []))
        before = passage.text[:end]
        if not before.endswith(", "):
            continue
        starts = [m.end() for m in SENTENCE_START.finditer(before[:-2])]
        parts["content"] = [(max(starts, default=0), end - 2)]


def overlap(spans: list[Span]) -> bool:
    ordered = sorted(spans)
    return any(a[1] > b[0] for a, b in pairwise(ordered))


def check(passage: Passage) -> None:
    for number, parts in passage.parts.items():
        where = passage.text[:50]
        for part in ("cue", "content"):
            if not parts.get(part):
                raise passage.fail(f"attribution {number} has no {part}", where)
        if len(parts["cue"]) > 1 or len(parts.get("source", [])) > 1:
            raise passage.fail(f"attribution {number} has two sources or cues", where)
        if overlap([span for spans in parts.values() for span in spans]):
            raise passage.fail(f"attribution {number} overlaps itself", where)
    if overlap([(s, e) for s, e, _ in passage.entities]):
        raise passage.fail("entities overlap", passage.text[:50])


def inside(inner: dict[str, list[Span]], outer: dict[str, list[Span]]) -> bool:
    return all(
        any(s <= start and end <= e for s, e in outer["content"])
        for start, end in inner["cue"] + inner["content"]
    )


def record(passage: Passage) -> dict[str, object]:
    """The JSON line of a passage; attributions inside another's content are `nested`."""
    every = [
        {part: sorted(parts.get(part, [])) for part in ("source", "cue", "content")}
        for _, parts in sorted(passage.parts.items(), key=lambda item: item[1]["cue"])
    ]
    deep = [a for a in every if any(inside(a, b) for b in every if b is not a)]
    return {
        "id": passage.name,
        "text": passage.text,
        "entities": sorted(passage.entities),
        "attributions": [a for a in every if a not in deep],
        "nested": deep,
    }


def capitals(row: dict[str, object]) -> dict[str, object] | None:
    """A copy in capital letters of a short headline, spans unchanged; None for others."""
    text = str(row["text"])
    loud = text.upper()
    if "\n" in text or len(text.split()) > HEADLINE_WORDS or text.endswith("."):
        return None
    if len(loud) != len(text):
        return None
    return {**row, "id": f"{row['id']}-capitals", "text": loud}


def renamed(marked: str, name: str, pool: list[str]) -> str | None:
    """The passage with its persons' full names swapped for names from the pool, or None.

    One passage in RENAMED_SHARE is taken; one that also uses a first name alone is not.
    """
    seed = int(hashlib.sha256(f"names {name}".encode()).hexdigest(), 16)
    people = list(dict.fromkeys(re.findall(r"\{P (\w+(?: [\w’'-]+)+)\}", marked)))
    if seed % RENAMED_SHARE or not people:
        return None
    fresh = random.Random(seed).sample(pool, len(people))
    for old, new in zip(people, fresh, strict=True):
        first, last = old.split()[0], old.split()[-1]
        if re.search(rf"(?<!{{P ){first}\b", marked):
            return None
        marked = marked.replace(f"{{P {old}}}", f"{{P {new}}}")
        marked = re.sub(rf"\b{re.escape(last)}\b(?!\}})", new.split()[-1], marked)
    return marked


def compile_file(
    path: Path, names: dict[str, str], pool: list[str], *, copies: bool = True
) -> tuple[list[dict[str, object]], int]:
    """The lines of one file and how many of its passages were refused (told on stderr).

    A block that begins with `#` is a remark. `copies` adds the `-renamed` and `-capitals` ones.
    """
    rows, refused = [], 0
    blocks = re.split(r"^%\s*$", path.read_text(encoding="utf-8"), flags=re.M)
    for number, block in enumerate((b.strip() for b in blocks), start=1):
        if not block or block.startswith("#"):
            continue
        name = f"{path.stem}-{number:03d}"
        odd = hashlib.sha256(name.encode()).digest()[0] % 2
        try:
            passage = parse(name, curl(block) if odd else block)
            lead(passage)
            spread(passage, names)
            check(passage)
        except MarkupError as error:
            print(error, file=sys.stderr)
            refused += 1
        else:
            rows.append(record(passage))
            if copies and (other := renamed(block, name, pool)):
                again = parse(f"{name}-renamed", other)
                lead(again)
                spread(again, names)
                check(again)
                rows.append(record(again))
    return rows + [loud for row in rows if copies and (loud := capitals(row))], refused


def tell(stem: str, rows: list[dict[str, object]]) -> str:
    words = sum(len(str(r["text"]).split()) for r in rows)
    sums = {k: sum(len(r[k]) for r in rows) for k in ("entities", "attributions", "nested")}  # type: ignore[arg-type, misc]
    bare = sum(not r["attributions"] for r in rows)
    counts = " ".join(f"{k}={v}" for k, v in sums.items())
    return f"{stem:28s} passages={len(rows)} words={words} {counts} without={bare}"


def main() -> int:
    here = Path(__file__).parent
    everything: list[dict[str, object]] = []
    failed = 0
    names = lexicon(here / "lexicon.names")
    pool = (here / "people.names").read_text(encoding="utf-8").splitlines()
    given = [Path(argument) for argument in sys.argv[1:]]
    for path in given or sorted(here.glob("*.txt")):
        rows, refused = compile_file(path, names, pool, copies=not given)
        failed += refused
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        path.with_suffix(".jsonl").write_text(lines, encoding="utf-8")
        everything += rows
        print(tell(path.stem, rows))
    print(tell("all", everything))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
