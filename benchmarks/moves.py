"""Moves: (side, type) on gold dev, and PLOVER roots on PLV, by the vocabulary alone and with all.

The vocabulary alone is measured with the actors given. PLV is read by no training here, so its
whole training part serves (the vocabulary was widened with it in view); what is arranged or
promised counts as AGREE there and a signed agreement as SUPPORT, which the mapping follows.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from detente import moves as room
from detente.model import Move
from detente.moves.candidates import from_words
from detente.moves.words import read_line
from moves_given import Given, given
from place import ROOT, Place, read
from report import Table

sys.path.append(str(ROOT / "training" / "positions"))
from moves_data import PLV_ROOTS, Example, plv

PROMISED = ("CONSULT", "AID", "COOPERATE", "CONCEDE", "RETREAT")
COLUMNS = ("", "gold dev (side, type) F1", "P", "R", "PLV macro-F1")
NOTE = (
    "24 articles, the set of (side, type) of each; PLV: 1,050 sentences, 15 roots, actors given."
    " TF-IDF with a linear SVM, five folds: training/positions/plv_baseline.py."
)
_REPORTED = re.compile(r"^moves\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", re.MULTILINE)


def moves(place: Place) -> Table:
    """All of Détente as a user has it, and its vocabulary alone."""
    folder = place.shared / "gold"
    whole = read(place.work / "moves.jsonl", "--as", "article", folder / "dev.articles.jsonl")
    articles = folder / "dev.articles.jsonl"
    told = place.score("score_positions.py", folder / "dev.gold.jsonl", articles, whole)
    found = _REPORTED.search(told)
    told_whole = (found[3], found[1], found[2]) if found else ("–", "–", "–")
    alone = scores(_alone(one) for one in given(folder, "dev"))
    words = f"{plv_macro(place.data('plover-plv-train.tsv')):.3f}"
    rows = (
        ("Détente", *map(_short, told_whole), "–"),
        ("vocabulary alone, actors given", *(_short(f"{v:.3f}") for v in alone), _short(words)),
        ("TF-IDF, linear SVM", "–", "–", "–", ".718"),
        ("asked", ".60", "–", "–", ".78"),
    )
    return Table("moves", "Moves, by PLOVER's types", COLUMNS, rows, NOTE)


def _short(value: str) -> str:
    return value.removeprefix("0")


Sets = tuple[set[tuple[str, str]], set[tuple[str, str]]]


def _alone(one: Given) -> Sets:
    """Gold and found (side, type) of one article, no reader."""
    found = room.moves(one.article, one.sentences, one.statements, one.actors, ())
    return one.pairs, pairs(found)


def pairs(found: Iterable[Move]) -> set[tuple[str, str]]:
    """The set of (side, type), denied ones left out."""
    return {(move.side, move.type) for move in found if move.side and move.status != "denied"}


def scores(sets: Iterable[Sets]) -> tuple[float, float, float]:
    """F1, precision and recall, micro-averaged."""
    right = told = wanted = 0
    for gold, found in sets:
        right, told, wanted = right + len(gold & found), told + len(found), wanted + len(gold)
    return 2 * right / max(1, told + wanted), right / max(1, told), right / max(1, wanted)


def plv_macro(path: Path) -> float:
    """Macro-F1 over PLV's fifteen roots of what the vocabulary alone says."""
    told = [(example.labels[0].type, plv_root(example)) for example in plv(path)]
    right = Counter(gold for gold, found in told if gold == found)
    wanted, given_out = Counter(gold for gold, _ in told), Counter(found for _, found in told)
    return sum(
        2 * right[root] / max(1, wanted[root] + given_out[root]) for root in PLV_ROOTS
    ) / len(PLV_ROOTS)


def plv_root(example: Example) -> str:
    """The root for one sentence: the source's longest phrase, else any, else the commonest root."""
    text = example.passage
    names = [(example.actor, "source"), (example.recipient or "", "target")]
    spans = [
        ((at, at + len(name)), who) for name, who in names if name and (at := text.find(name)) >= 0
    ]
    line = read_line(text, (0, len(text)), spans)
    found = list(from_words([line]))
    mine = [one for one in found if one.actor == "source"] or found
    if not mine:
        return "REJECT"
    best = max(mine, key=lambda one: (one.recipient == "target", one.length, -one.evidence[0]))
    words = text[best.evidence[0] : best.evidence[1]]
    if best.type in PROMISED and best.status == "planned":
        return "AGREE"
    if best.type == "AGREE" and re.search(r"\bsign(?:s|ed|ing)?\b", words):
        return "SUPPORT"
    return {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(best.type, best.type)
