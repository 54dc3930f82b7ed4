"""Gold articles read with their actors given: what moves are fitted on and measured with alone.

The actors are the names that the annotation holds, with the other names of their states; so the
figure tells of the moves, not of who is who. Statements are the shipped model's.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from detente.model import Actor, Article, Page, Span, Spans, Statement, content_id
from place import ROOT, json_lines

sys.path.append(str(ROOT / "training" / "positions"))
from moves_data import OTHER_NAMES

STATES = {
    "us": "United States",
    "russia": "Russia",
    "ukraine": "Ukraine",
    "europe": "European Union",
    "nato": "NATO",
    "israel": "Israel",
    "hamas": "Hamas",
    "iran": "Iran",
}
EUROPEAN = ("United Kingdom", "Germany", "France")


@dataclass(frozen=True)
class Given:
    """One gold article as read, its actors given, and its annotation."""

    article: Article
    sentences: Spans
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    gold: dict[str, Any]

    @property
    def sides(self) -> dict[str, str | None]:
        """Actor's id → side."""
        return {actor.id: actor.side for actor in self.actors}

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """The gold set of (side, type)."""
        return {(move["side"], move["type"]) for move in self.gold["moves"] if move["side"]}


def given(folder: Path, part: str) -> Iterator[Given]:
    """The articles of `dev` or `train` in `folder`, read one by one."""
    from detente import actors, article, attribution
    from detente.language import Encoder

    encoder = Encoder(threads=1)
    annotated = {line["id"]: line for line in json_lines(folder / f"{part}.gold.jsonl")}
    for line in json_lines(folder / f"{part}.articles.jsonl"):
        body = line["text"].encode()
        read = article.read(Page(line["id"], body, "article", published=line["published"]))
        analysis = encoder.analyse(read.text)
        found = actors.actors(read, analysis)
        said = actors.speakers(attribution.statements(read, analysis), found, read)
        told = actors_given(read.text, line["dossier"], annotated[line["id"]])
        names = {actor.id: actor.name for actor in found}
        spoken = tuple(_spoken(one, names, told) for one in said)
        yield Given(read, analysis.sentences, spoken, told, annotated[line["id"]])


def actors_given(text: str, dossier: str, gold: dict[str, Any]) -> tuple[Actor, ...]:
    """The annotation's names and the dossier's states, each where the text has it."""
    sides = _sides(dossier, gold)
    taken: list[Span] = []
    found = []
    for name in sorted(sides, key=lambda name: (-len(name.split()), name)):
        spans = tuple(span for span in _places(name, text) if not _overlaps(span, taken))
        taken += spans
        if spans:
            kind = "person" if len(name.split()) > 1 and name not in OTHER_NAMES else "organisation"
            found.append(Actor(content_id(name), name, kind, spans, (), sides[name]))
    return tuple(found)


def _sides(dossier: str, gold: dict[str, Any]) -> dict[str, str | None]:
    text = (ROOT / "src/detente/dossiers" / f"{dossier}.yml").read_text(encoding="utf-8")
    ids = set(re.findall(r"^  ([\w-]+):\s+\{name", text, re.MULTILINE))
    sides: dict[str, str | None] = {name: None for name in OTHER_NAMES if " " not in name}
    sides |= {name: side for side, name in STATES.items() if side in ids}
    sides |= {name: "europe" for name in EUROPEAN if "europe" in ids}
    for position in gold["positions"]:
        sides[position["holder"]] = position["side"] or sides.get(position["holder"])
    for move in gold["moves"]:
        sides[move["actor"]] = move["side"] or sides.get(move["actor"])
        if move["target"]:
            sides.setdefault(move["target"], None)
    return sides


def _places(name: str, text: str) -> Iterator[Span]:
    last = name.split()[-1]
    forms = [name, *OTHER_NAMES.get(name, ())]
    forms += [last] if last[:1].isupper() and name not in OTHER_NAMES else []
    one_of = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    for found in re.finditer(rf"(?<![\w-])(?:{one_of})(?!\w)", text):
        yield found.span()


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _spoken(one: Statement, names: dict[str, str], told: tuple[Actor, ...]) -> Statement:
    """The statement with the given actor who is named in its source, or has its speaker's name."""
    for span in one.source:
        inside = [a for a in told for m in a.mentions if span[0] <= m[0] and m[1] <= span[1]]
        if inside:
            return replace(one, speaker=inside[-1].id)
    last = names.get(one.speaker or "", "").split()[-1:]
    same = next((actor for actor in told if actor.name.split()[-1:] == last and last), None)
    return replace(one, speaker=same.id if same else one.speaker)


def scored_lines(path: Path) -> dict[str, list[dict[str, Any]]]:
    """What a reader gave, an article a line: `{"id", "scored": [fields of Scored]}`."""
    with path.open(encoding="utf-8") as lines:
        return {told["id"]: told["scored"] for told in map(json.loads, lines)}
