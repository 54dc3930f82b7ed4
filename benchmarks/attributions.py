"""Who said what: attribution on PolNeAR dev beside Citron's kept output and human annotators.

Citron's output was made by its own code, retrained on PolNeAR train (Newell et al. 2017).
The human figures are of two annotators on four articles, and are quoted, not measured here.
"""

from __future__ import annotations

import json
from pathlib import Path

from place import Place, read
from report import Table

COLUMNS = ("", "content", "+ source", "exact content", "source", "cue", "content span", "direct")
HUMANS = (".809", ".767", ".729", ".777", ".709", ".724", "–")
ASKED = (".77", ".70", ".58", ".78", ".70", ".66", ".86")
NOTE = (
    "84 articles, F1: content overlapping by half, and the source too; the content's words"
    " exactly; exact spans of each role, unlinked; direct quotations, content and source."
)


def attribution(place: Place) -> Table:
    """Our statements and Citron's, by the same scorer."""
    gold = place.data("polnear-dev.jsonl.gz")
    ours = read(place.work / "attribution.jsonl", "--as", "article", gold)
    citron = place.shared / "bench/peers/citron-retrained-polnear-dev.jsonl"
    rows = (
        ("Détente", *_figures(place, gold, ours)),
        ("Citron, retrained", *_figures(place, gold, citron)),
        ("two humans", *HUMANS),
        ("asked", *ASKED),
    )
    return Table("attribution", "Who said what, on PolNeAR dev", COLUMNS, rows, NOTE)


def _figures(place: Place, gold: Path, found: Path) -> tuple[str, ...]:
    out = place.work / "scores.json"
    place.score("score_attribution.py", gold, found, "--json", out)
    scores = json.loads(out.read_text(encoding="utf-8"))["scores"]
    whole, direct = scores["all"], scores["direct"]
    keys = ("att content", "att content+source", "att exact")
    values = [whole[key]["f1"] for key in keys]
    values += [whole[f"span {role}"]["f1"] for role in ("source", "cue", "content")]
    values.append(direct["att content+source"]["f1"])
    return tuple(f"{value:.3f}".lstrip("0") for value in values)
