"""Which items an epoch is made of, by the command line's options."""

from __future__ import annotations

import argparse
import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import data

ROOT = Path(__file__).resolve().parents[2]


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--hold-out", help="a dossier whose articles are left out")
    parser.add_argument("--gold", type=float, default=1, help="draws of the gold articles an epoch")
    parser.add_argument(
        "--written", type=float, default=1, help="draws of the written pairs an epoch"
    )
    parser.add_argument("--entailment", type=int, default=0, help="pairs in the first epoch")
    parser.add_argument("--speech", type=int, default=0, help="entailment as speech, an epoch")
    parser.add_argument("--moves", action="store_true", help="PLV and our lines of moves too")
    parser.add_argument("--negatives", type=float, default=1)


@cache
def readings(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    return {tuple(one["id"].rsplit("|", 1)): one for one in data.jsonl(path)}


@cache
def annotated(options_key: tuple[Path, Path, str | None]) -> data.Annotated:
    shared, kept, hold_out = options_key
    folders = ("annotated", "articles")
    talks = data.dossiers(shared / "dossiers", *(data.DATA / one / "dossiers" for one in folders))
    articles = {
        one["id"]: one["dossier"] for one in data.jsonl(shared / "gold/train.articles.jsonl")
    }
    gold = data.jsonl(shared / "gold/train.gold.jsonl")
    for one in gold:
        one["dossier"], one["all_moves"] = articles[one["id"]], True
    extra = data.DATA / "annotated" / "positions.jsonl"
    if extra.exists():
        gold += [{**one, "id": one["link"]} for one in data.jsonl(extra)]
    gold += data.articles()
    if hold_out:
        gold = [one for one in gold if one["dossier"] != hold_out]
    wordings = yaml.safe_load((data.DATA / "stance/paraphrases.yml").read_text(encoding="utf-8"))
    return data.Annotated(gold, readings(kept), talks, wordings)


@cache
def written(shared: Path) -> list[dict[str, Any]]:
    found = data.jsonl(shared / "data/stance-pairs-train.jsonl")
    for ours in sorted((data.DATA / "stance").glob("*.jsonl")):
        found += data.jsonl(ours)
    return found


@cache
def names() -> list[str]:
    """Invented people's names."""
    lines = (data.DATA / "news-markup/people.names").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def items(given: argparse.Namespace, epoch: int, rng: random.Random) -> list[data.Item]:
    """The items of one epoch, drawn anew."""
    found: list[data.Item] = []
    if given.entailment and epoch == 0:
        path = given.shared / "data/nli-intermediate.jsonl.gz"
        found += data.entailment(path, rng, given.entailment)
    if given.speech:
        path = given.shared / "data/nli-intermediate.jsonl.gz"
        found += data.speech(path, names(), rng, given.speech)
    if given.gold:
        gold = annotated((given.shared, given.readings, given.hold_out))
        for _ in range(round(given.gold)):
            found += gold.items(rng, given.negatives)
    if given.moves:
        found += data.moves(given.shared, rng)
    if given.written:
        lines = written(given.shared)
        for _ in range(round(given.written)):
            found += data.pairs(lines, rng)
    return found
