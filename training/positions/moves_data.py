"""What a model of moves is trained on, in one form: PLV, gold moves, our lines, synthetic stories.

    python training/positions/moves_data.py ../shared        # counts

Standard library only. An `Example` is a passage, an actor named in it and the types of what the
actor does there; no labels: nothing. Conventions differ by `origin` and a model should be told
which it reads: PLV counts an arranged meeting as AGREE, a signed agreement as SUPPORT, a call for
sanctions as THREATEN and most sanctions as COERCE, and has YIELD for CONCEDE and RETREAT.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
PLV_ROOTS = (*(kind for kind in TYPES if kind not in ("CONCEDE", "RETREAT")), "YIELD")
FOLDS = 5
WRITTEN = Path(__file__).resolve().parent.parent / "data" / "moves"

_SENTENCE = re.compile(r"(?<=[.!?…][\"”’'])\s+|(?<=[.!?…])\s+(?=[\"“‘'A-Z0-9])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|No|vs|U\.S|U\.N|U\.K|[A-Z])\.)$"
)
_RETREATS = re.compile(
    r"\b(free[ds]?|freeing|releas\w+|return\w*|withdr\w+|pull\w* out|cease-?fire|truce|surrender\w*"
    r"|disarm\w*|lay\w* down|resign\w*|step\w* down|evacuat\w+|demobili\w+|de-escalat\w+)\b",
    re.IGNORECASE,
)


OTHER_NAMES = {
    "United States": ("US", "U.S.", "USA", "Washington", "White House", "America", "American"),
    "Russia": ("Moscow", "Kremlin", "Russian"),
    "Ukraine": ("Kyiv", "Kiev", "Ukrainian"),
    "Israel": ("IDF", "Israeli", "Jerusalem"),
    "Iran": ("Tehran", "Iranian"),
    "United Kingdom": ("UK", "Britain", "British", "London"),
    "European Union": ("EU", "Brussels", "bloc"),
    "United Nations": ("UN", "U.N."),
    "European allies": ("Europe", "Europeans", "European"),
    "Germany": ("Berlin", "German"),
    "France": ("Paris", "French"),
    "China": ("Beijing", "Chinese"),
    "Egypt": ("Cairo", "Egyptian"),
    "Vatican": ("Holy See",),
    "Volodymyr Zelensky": ("Zelensky", "Zelenskyy", "Zelenskiy"),
    "Volodymyr Zelenskyy": ("Zelensky", "Zelenskyy", "Zelenskiy"),
    "Abbas Araghchi": ("Araqchi", "Araghchi"),
}


class Label(NamedTuple):
    """A move of the example's actor; `evidence` is a span into the passage."""

    type: str
    status: str
    evidence: tuple[int, int] | None
    recipient: str | None


class Example(NamedTuple):
    """`origin`: plv, gold-train, gold-dev, written, template, synthetic. `group` never splits."""

    passage: str
    actor: str
    recipient: str | None
    labels: tuple[Label, ...]
    origin: str
    group: str

    @property
    def types(self) -> frozenset[str]:
        """The types of what the actor does, denied moves left out."""
        return frozenset(label.type for label in self.labels if label.status != "denied")


def fold_of(group: str) -> int:
    """The fixed fold, 0…4, of a group (PLV: the sentence's id)."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


def plv(path: Path) -> list[Example]:
    """PLV's training sentences, one of 15 roots each (`YIELD` kept, see `yielded`)."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    found = []
    for row in rows:
        actor, recipient = row["source"].strip(), row["target"].strip()
        label = Label(row["gold_root"], "done", None, recipient)
        found.append(
            Example(row["sentence"], actor, recipient, (label,), "plv", row["sentence_id"])
        )
    return found


def yielded(example: Example) -> str:
    """CONCEDE or RETREAT for a PLV sentence with YIELD, by its words, after the codebook."""
    return "RETREAT" if _RETREATS.search(example.passage) else "CONCEDE"


def in_sixteen(examples: Iterable[Example]) -> Iterator[Example]:
    """The examples with PLV's YIELD told apart, so that all labels are of the 16 types."""
    for example in examples:
        labels = tuple(
            label._replace(type=yielded(example)) if label.type == "YIELD" else label
            for label in example.labels
        )
        yield example._replace(labels=labels)


def written(folder: Path = WRITTEN) -> list[Example]:
    """Our lines: `written.jsonl` and `templates.jsonl`; a passage is a group."""
    found = []
    for name, origin in (("written", "written"), ("templates", "template")):
        for line in _lines(folder / f"{name}.jsonl"):
            labels = tuple(_label(line["passage"], told) for told in line["labels"])
            group = hashlib.sha256(line["passage"].encode()).hexdigest()[:12]
            found.append(
                Example(line["passage"], line["actor"], line["recipient"], labels, origin, group)
            )
    return found


def _label(passage: str, told: dict[str, Any]) -> Label:
    start = passage.index(told["evidence"])
    span = (start, start + len(told["evidence"]))
    return Label(told["type"], told["status"], span, told["recipient"])


def gold(articles: Path, annotated: Path, origin: str, seed: int = 0) -> list[Example]:
    """Windows around the gold moves, and windows in which a named actor does nothing.

    A window is the sentence of the evidence, with the one before it where the actor is not named
    in it. The group is the article. An article's moves are the eight that matter at most, so a
    window without a label is taken as empty only where fewer than eight were annotated.
    """
    texts = {line["id"]: line["text"] for line in _lines(articles)}
    chance = random.Random(seed)
    found = []
    for line in _lines(annotated):
        found += list(_of_article(line, texts[line["id"]], origin, chance))
    return found


def _of_article(
    line: dict[str, Any], text: str, origin: str, chance: random.Random
) -> Iterator[Example]:
    sentences = split(text)
    taken: dict[tuple[int, int, str], list[Label]] = {}
    for move in line["moves"]:
        for start, end in move["evidence"]:
            window = _window(sentences, text, start, end, move["actor"])
            kept = (max(start, window[0]) - window[0], min(end, window[1]) - window[0])
            label = Label(move["type"], "done", kept, move["target"])
            taken.setdefault((*window, move["actor"]), []).append(label)
    for (first, last, actor), labels in taken.items():
        passage = text[first:last]
        name = called(actor, passage)
        yield Example(passage, name, labels[0].recipient, tuple(labels), origin, line["id"])
    if len(line["moves"]) < 8:
        yield from _empty(line, text, sentences, taken, origin, chance)


def _empty(
    line: dict[str, Any],
    text: str,
    sentences: list[tuple[int, int]],
    taken: dict[tuple[int, int, str], list[Label]],
    origin: str,
    chance: random.Random,
) -> Iterator[Example]:
    names = {move[key] for move in line["moves"] for key in ("actor", "target") if move[key]}
    names |= {told["speaker"] for told in line["statements"] if told["speaker"]}
    names |= {told["holder"] for told in line["positions"]}
    spoken = [(window[0], window[1]) for window in taken]
    found = []
    for start, end in sentences:
        passage = text[start:end]
        if any(start < last and first < end for first, last in spoken):
            continue
        found += [
            Example(passage, called(name, passage), None, (), origin, line["id"])
            for name in sorted(names)
            if called(name, passage) in passage
        ]
    chance.shuffle(found)
    yield from found[: 2 * len(line["moves"]) + 2]


def _window(
    sentences: list[tuple[int, int]], text: str, start: int, end: int, actor: str
) -> tuple[int, int]:
    held = [n for n, (first, last) in enumerate(sentences) if first < end and start < last]
    head, tail = (held[0], held[-1]) if held else (0, 0)
    passage = text[sentences[head][0] : sentences[tail][1]]
    if called(actor, passage) not in passage and head > 0:
        head -= 1
    return sentences[head][0], sentences[tail][1]


def called(name: str, passage: str) -> str:
    """The name as the passage has it: whole, another name, its last word, its first; else as is."""
    words = name.split()
    for form in (name, *OTHER_NAMES.get(name, ()), words[-1], words[0]):
        if form[0].isalpha() and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", passage):
            return form
    return name


def split(text: str) -> list[tuple[int, int]]:
    """Sentences as spans, by stops and line ends; good enough for training windows."""
    spans, start = [], 0
    for stop in _SENTENCE.finditer(text):
        if "\n" not in stop.group() and _ABBREVIATED.search(text[start : stop.start()]):
            continue
        if text[start : stop.start()].strip():
            spans.append((start, stop.start()))
        start = stop.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans or [(0, len(text))]


_ACTIVE = re.compile(
    r"^\{country_1\}(?:'s)?(?: (?:Leader|President|Government|Army|Parliament|Military|Police))?"
    r" (?:[A-Z]?[a-z]+s|Will|Agree|and \{country_2\} [A-Z][a-z]+)\b"
)


def synthetic(path: Path, limit: int = 320, seed: int = 0) -> list[Example]:
    """NGEC's generated stories whose title has the first country act: title and two sentences.

    At most `limit / 16` a type. The stories wander: the title is what carries the label.
    """
    with zipfile.ZipFile(path) as packed, packed.open(packed.namelist()[0]) as raw:
        rows = list(csv.DictReader(io.TextIOWrapper(raw, "utf-8")))
    random.Random(seed).shuffle(rows)
    counts: Counter[str] = Counter()
    found = []
    for row in rows:
        title = row["prompt"].split("\n")[0].strip()
        if not _ACTIVE.match(row["title"]) or counts[row["label"]] >= limit // len(TYPES):
            continue
        counts[row["label"]] += 1
        actor = _first_name(row["title"], title)
        head = [row["text"][start:end] for start, end in split(row["text"])[:2]]
        label = Label(row["label"], "done", (0, len(title)), None)
        passage = f"{title}. {' '.join(head)}"
        found.append(Example(passage, actor, None, (label,), "synthetic", row["title"]))
    return found


def _first_name(pattern: str, title: str) -> str:
    """What fills `{country_1}` at the head of a title."""
    rest = re.split(r"\{\w+\}", pattern.removeprefix("{country_1}"))[0].rstrip()
    cut = title.find(rest) if rest else -1
    return title[:cut].strip() if cut > 0 else title.split()[0]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def everything(shared: Path) -> list[Example]:
    """All there is but gold dev, in the sixteen types; `shared` is the data folder's parent."""
    folder = shared / "gold"
    found = plv(shared / "data" / "plover-plv-train.tsv")
    found += gold(folder / "train.articles.jsonl", folder / "train.gold.jsonl", "gold-train")
    found += written()
    found += synthetic(shared / "data" / "plover-synthetic-stories.csv.zip")
    return list(in_sixteen(found))


def _main(shared: Path) -> None:
    counts: dict[str, Counter[str]] = {}
    for example in everything(shared):
        told = counts.setdefault(example.origin, Counter())
        told.update(example.types or ["none"])
        told["examples"] += 1
    for origin, told in counts.items():
        sys.stdout.write(f"{origin}: {dict(told.most_common())}\n")


if __name__ == "__main__":
    _main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
