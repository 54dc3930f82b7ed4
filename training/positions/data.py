"""What the reader learns from, in one form: a passage and questions put to it.

An item is `{"passage": str, "questions": [question]}`. A question has `task` (`stance`, `moves`,
`entailment`), `text` (what the reader reads), a label under the task's name (`stance`: weights by
class; `moves`: types; `entailment`: class), and optionally `certainty` (weights), `evidence`
(spans into the passage) and `weight`.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import moves_data
import yaml

from detente.positions.questions import move_question, question
from detente.positions.windows import windows

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"
ARTICLES = DATA / "articles"
FLIPPED = {"for": "against", "against": "for"}
RARE = 1.6  # open and conditional positions are one in eight
Item = dict[str, Any]


def jsonl(path: Path) -> list[dict[str, Any]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.splitlines()]


def articles() -> list[dict[str, Any]]:
    """The articles that we wrote, with their positions."""
    return [one for path in sorted(ARTICLES.glob("*.jsonl")) for one in jsonl(path)]


def dossiers(*folders: Path) -> dict[str, dict[str, Any]]:
    """Dossiers by id, as mappings."""
    found = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yml")):
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            found[data["id"]] = data
    return found


class Annotated:
    """Articles with gold positions, as windows with questions.

    `readings` are what the pipeline found in the articles: sentences, and actors with
    their mentions and sides, from which the holders come that hold nothing.
    """

    def __init__(
        self,
        gold: list[dict[str, Any]],
        readings: dict[tuple[str, str], dict[str, Any]],
        talks: dict[str, dict[str, Any]],
        wordings: dict[str, Any] | None = None,
    ) -> None:
        self.gold = [one for one in gold if (one["id"], one["dossier"]) in readings]
        self.readings, self.talks, self.wordings = readings, talks, wordings or {}

    def items(self, rng: random.Random, negatives: float = 1.0) -> list[Item]:
        """A fresh draw: every position asked for, and some that are not held."""
        found = []
        for one in self.gold:
            reading = self.readings[one["id"], one["dossier"]]
            for window in windows([tuple(s) for s in reading["sentences"]]):
                item = self.item(one, reading, window, rng, negatives)
                if item["questions"]:
                    found.append(item)
        return found

    def item(self, one, reading, window, rng: random.Random, negatives: float) -> Item:
        start, end = window.span
        talks = self.talks[one["dossier"]]
        held, sides = _held(one["positions"], start, end)
        asked = []
        for (holder, issue), labels in held.items():
            if labels["inside"]:
                asked.append((holder, sides[holder], issue, labels["inside"]))
        asked += [
            (holder, side, issue, [])
            for holder, side, issue in _negatives(one, reading, window, talks, held, rng, negatives)
        ]
        # Where nothing is held most windows tell the same; a third of them is enough.
        if not any(labels for *_, labels in asked):
            asked = asked if rng.random() < 0.35 else []
        questions = [self._question(talks, *each, start, end, rng) for each in asked]
        if asked and one.get("all_moves"):
            questions += _moves(one, reading, window, talks, rng)
        return {"passage": reading["text"][start:end], "questions": questions}

    def _question(self, talks, holder, side, issue, labels, start, end, rng) -> dict[str, Any]:
        proposition, flip = self._wording(talks, issue, labels, rng)
        name = talks["sides"][side]["name"] if side else None
        made: dict[str, Any] = {
            "task": "stance",
            "text": question(holder, name if rng.random() < 0.8 else None, proposition),
            "stance": {"none": 1.0},
            "evidence": [],
            "key": (holder, side, issue),
        }
        if labels:
            made["stance"] = _shares(FLIPPED[p["stance"]] if flip else p["stance"] for p in labels)
            made["certainty"] = _shares(p["certainty"] for p in labels)
            if {"open", "conditional"} & set(made["stance"]):
                made["weight"] = RARE
            made["evidence"] = [
                (max(s, start) - start, min(e, end) - start)
                for p in labels
                for s, e in p["evidence"]
                if s < end and e > start
            ]
        return made

    def _wording(self, talks, issue: str, labels, rng: random.Random) -> tuple[str, bool]:
        """The proposition, in one of its wordings, and whether it is the reverse."""
        usual = talks["issues"][issue]["proposition"]
        others = self.wordings.get(talks["id"], {}).get(issue)
        if not others or rng.random() < 0.4:
            return usual, False
        flippable = all(p["stance"] in FLIPPED for p in labels)
        if flippable and rng.random() < 0.25:
            return rng.choice(others["reverse"]), True
        return rng.choice(others["same"]), False


def _moves(one, reading, window, talks, rng: random.Random) -> list[dict[str, Any]]:
    """What up to three actors of the window do; gold lists only the moves that matter."""
    start, end = window.span
    acted = defaultdict(list)
    for move in one["moves"]:
        for s, e in move["evidence"]:
            if 2 * (min(e, end) - max(s, start)) > e - s:
                acted[move["actor"]].append(
                    (move["type"], (max(s, start) - start, min(e, end) - start))
                )
    sides = {p["holder"]: p["side"] for p in one["positions"]} | {
        m["actor"]: m["side"] for m in one["moves"]
    }
    idle = [
        (a["name"], a.get("side"))
        for a in reading["actors"]
        if a["name"] not in acted and any(start <= s and e <= end for s, e in a["mentions"])
    ]
    asked = [(name, sides.get(name), told) for name, told in acted.items()]
    asked += [(name, side, []) for name, side in rng.sample(idle, min(len(idle), 2))]
    return [
        {
            "task": "moves",
            "text": move_question(name, _side_name(talks, side) if rng.random() < 0.5 else None),
            "moves": sorted({kind for kind, _ in told}),
            "evidence": [span for _, span in told],
            "weight": 1.0 if told else 0.4,
        }
        for name, side, told in asked
    ]


def _side_name(talks, side: str | None) -> str | None:
    return talks["sides"][side]["name"] if side in talks["sides"] else None


def moves(shared: Path, rng: random.Random) -> list[Item]:
    """PLV but for its first fold, and our own lines, passage by passage."""
    plv = moves_data.plv(shared / "data/plover-plv-train.tsv")
    examples = [e for e in moves_data.in_sixteen(plv) if moves_data.fold_of(e.group) != 0]
    by_passage = defaultdict(list)
    for example in [*examples, *moves_data.written()]:
        by_passage[example.passage].append(example)
    return [
        {"passage": passage, "questions": [_example(e) for e in listed]}
        for passage, listed in by_passage.items()
    ]


def _example(example: moves_data.Example) -> dict[str, Any]:
    # PLV reads some types otherwise than the codebook's later edition; its name says so.
    asked = move_question(
        example.actor, None, example.recipient if example.origin == "plv" else None
    )
    return {
        "task": "moves",
        "text": f"PLV: {asked}" if example.origin == "plv" else asked,
        "moves": sorted(example.types),
        "evidence": [label.evidence for label in example.labels if label.evidence],
    }


def _shares(classes) -> dict[str, float]:
    listed = list(classes)
    return {one: listed.count(one) / len(listed) for one in listed}


def _held(positions, start: int, end: int):
    """(holder, issue) → positions with evidence inside the window, and those partly so."""
    held: dict[tuple[str, str], dict[str, list]] = defaultdict(lambda: {"inside": [], "else": []})
    sides = {}
    for p in positions:
        sides[p["holder"]] = p["side"]
        inside = any(2 * (min(e, end) - max(s, start)) > e - s for s, e in p["evidence"])
        held[p["holder"], p["issue"]]["inside" if inside else "else"].append(p)
    return held, sides


def _negatives(one, reading, window, talks, held, rng: random.Random, share: float):
    """Holders and issues that the window does not bring together, the likely mistakes first."""
    start, end = window.span
    sides = {p["holder"]: p["side"] for p in one["positions"]}
    present = {
        a["name"]: a.get("side")
        for a in reading["actors"]
        if any(start <= s and e <= end for s, e in a["mentions"])
    }
    here = {holder for (holder, _), labels in held.items() if labels["inside"]}
    names = [
        (name, side if side in talks["sides"] else None)
        for name, side in ({n: s for n, s in sides.items() if n in here} | present).items()
    ]
    if not names:
        return []
    issues = list(talks["issues"])
    hot = [issue for (_, issue), labels in held.items() if labels["inside"]]
    warm = [issue for _, issue in held]
    found = set()
    wanted = round((4 + 2 * len(hot)) * share)
    for _ in range(4 * wanted):
        name, side = rng.choice(names)
        pool = (
            hot if hot and rng.random() < 0.35 else warm if warm and rng.random() < 0.4 else issues
        )
        issue = rng.choice(pool)
        if (name, issue) in held or _same(name, issue, held):
            continue
        found.add((name, side, issue))
        if len(found) >= wanted:
            break
    return sorted(found, key=str)


def _same(name: str, issue: str, held) -> bool:
    """Whether a holder of nearly that name ("Trump", "Donald Trump") holds something on it."""
    last = name.split()[-1].casefold()
    return any(i == issue and h.split()[-1].casefold() == last for h, i in held)


def pairs(lines: list[dict[str, Any]], rng: random.Random) -> list[Item]:
    """The written passages, as items."""
    found = []
    for line in lines:
        questions = []
        for pair in line["pairs"]:
            side = pair.get("side") if rng.random() < 0.3 else None
            made: dict[str, Any] = {
                "task": "stance",
                "text": question(pair["holder"], side, pair["proposition"]),
                "stance": {pair["stance"]: 1.0},
                "evidence": [],
            }
            if pair["stance"] != "none":
                made["certainty"] = {pair["certainty"]: 1.0}
                at = line["passage"].find(pair["evidence"] or "\0")
                made["evidence"] = [(at, at + len(pair["evidence"]))] if at >= 0 else []
            questions.append(made)
        found.append({"passage": line["passage"], "questions": questions})
    return found


SAID = (
    '"{said}," said {name}.',
    "{name} said: {said}.",
    "According to {name}, {low}.",
    "{name} told reporters that {low}.",
    '{name}: "{said}."',
    "{name} stressed that {low}.",
)


def speech(path: Path, names: list[str], rng: random.Random, number: int) -> list[Item]:
    """Entailment pairs as what two speakers say: `number` pairs.

    Who says the premise is for what it entails, against what it contradicts, and holds nothing on
    the rest, nor on what the other one speaks of. It teaches the direction of a stance, of which
    there is more in pairs of this kind than in annotated news.
    """
    by_premise = defaultdict(list)
    for line in jsonl(path):
        by_premise[line["premise"]].append(line)
    premises = list(by_premise)
    rng.shuffle(premises)
    found, count = [], 0
    for first, second in zip(premises[::2], premises[1::2], strict=False):
        if count >= number:
            break
        one, other = rng.sample(names, 2)
        passage = " ".join(_spoken(*each, rng) for each in ((one, first), (other, second)))
        questions = [
            {"task": "stance", "text": question(name, None, line["hypothesis"]), **_towards(line)}
            for name, premise in ((one, first), (other, second))
            for line in by_premise[premise]
        ]
        count += len(questions)
        stray = rng.choice(by_premise[first])["hypothesis"]
        questions.append(
            {"task": "stance", "text": question(other, None, stray), "stance": {"none": 1.0}}
        )
        found.append({"passage": passage, "questions": questions})
    return found


def _spoken(name: str, premise: str, rng: random.Random) -> str:
    said = premise.strip().rstrip(".")
    return rng.choice(SAID).format(name=name, said=said, low=said[:1].lower() + said[1:])


def _towards(line: dict[str, Any]) -> dict[str, Any]:
    kinds = {"entailment": "for", "contradiction": "against", "neutral": "none"}
    return {"stance": {kinds[line["label"]]: 1.0}, "evidence": []}


def entailment(path: Path, rng: random.Random, number: int) -> list[Item]:
    """Premises with their hypotheses, `number` pairs of them."""
    by_premise = defaultdict(list)
    for line in jsonl(path):
        by_premise[line["premise"]].append(line)
    premises = list(by_premise)
    rng.shuffle(premises)
    found, count = [], 0
    for premise in premises:
        if count >= number:
            break
        questions = [
            {"task": "entailment", "text": one["hypothesis"], "entailment": one["label"]}
            for one in by_premise[premise]
        ]
        count += len(questions)
        found.append({"passage": premise, "questions": questions})
    return found
