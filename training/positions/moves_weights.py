"""Fit `src/detente/moves/weights.json`: how surely a sign tells of a move that matters.

    python training/positions/moves_weights.py ../shared [--scored train.jsonl dev.jsonl]

Logistic regression over the candidates of the gold train articles, with the actors given; a
candidate is right where the annotation has its (side, type). The threshold is the best by
cross-validation over articles. `--scored` names what the reader gave for train and dev (lines
`{"id", "scored": [{"window", "actor", "probabilities", "sentence"}]}`, actors by id): then the
weights `read` are fitted, which take the reader's log-odds as one more feature; the reader must
not have been trained on the articles it scores, so give it folds of train.
The shipped `plain` weights were fitted to readings with the actors that the actors room itself
finds and sides, in place of those given.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "src")]
from detente.moves import Scored, weighing  # noqa: E402
from detente.moves.candidates import Candidate  # noqa: E402
from detente.moves.reading import candidates, lines_of  # noqa: E402
from moves_given import Given, given, scored_lines  # noqa: E402

FOLDS = 5
STRENGTH = 1.0
UNREAD = 0.02
THRESHOLDS = [step / 100 for step in range(20, 61, 5)]
ReadBy = dict[str, list[dict[str, Any]]]


class Article:
    """One gold article's candidates, their features, and what is right."""

    def __init__(self, one: Given, read: ReadBy) -> None:
        """Read the article's words and take what the reader gave for it."""
        lines = lines_of(one.article, one.sentences, one.actors)
        scored = [_scored(told) for told in read.get(one.gold["id"], [])]
        self.where = weighing.setting(lines, one.sides)
        found = candidates(lines, one.statements, one.sides, scored)
        self.found = [each for each in found if one.sides.get(each.actor)]
        self.wanted = one.pairs

    def pair(self, one: Candidate) -> tuple[str, str]:
        """(side, type) of a candidate."""
        return self.where.sides[one.actor] or "", one.type

    def told(self, weights: dict[str, Any], threshold: float) -> set[tuple[str, str]]:
        """The (side, type) of the moves kept with these weights, as `reading.moves` keeps them."""
        groups: dict[tuple[str, str], list[float]] = {}
        for one in self.found:
            if one.status != "denied":
                sure = weighing.confidence(one, self.where, weights)
                groups.setdefault((one.actor, one.type), []).append(sure)
        joined = {key: weighing.joined(sures) for key, sures in groups.items()}
        best = sorted(joined, key=lambda key: -joined[key])[:12]
        return {
            (self.where.sides[actor] or "", kind)
            for actor, kind in best
            if joined[actor, kind] >= threshold
        }


def _scored(told: dict[str, Any]) -> Scored:
    first, last = told["window"]
    probabilities, sentences = tuple(told["probabilities"]), tuple(told["sentence"])
    return Scored((first, last), told["actor"], probabilities, sentences)


def fit(articles: Sequence[Article], read: bool) -> dict[str, Any]:
    """Bias and weights over all candidates of the articles."""
    rows, right = [], []
    for article in articles:
        for one in article.found:
            row = dict.fromkeys(weighing.features(one, article.where), 1.0)
            if read:
                row["read"] = _log_odds(one.read)
            rows.append(row)
            right.append(article.pair(one) in article.wanted)
    shape = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(shape.fit_transform(rows), right)
    names = shape.get_feature_names_out()
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    told: dict[str, Any] = {"bias": round(float(model.intercept_[0]), 3)}
    if read:
        told |= {"read": weights.pop("read"), "unread": UNREAD}
    return {**told, "features": weights}


def _log_odds(value: float | None) -> float:
    kept = float(np.clip(UNREAD if value is None else value, 1e-4, 1 - 1e-4))
    return float(np.log(kept / (1 - kept)))


def score(articles: Sequence[Article], weights: dict[str, Any], threshold: float) -> np.ndarray:
    """Right, told and wanted pairs."""
    sets = [(article.told(weights, threshold), article.wanted) for article in articles]
    return np.array(
        [
            sum(len(a & b) for a, b in sets),
            sum(len(a) for a, _ in sets),
            sum(len(b) for _, b in sets),
        ]
    )


def crossed(articles: Sequence[Article], read: bool) -> dict[float, float]:
    """F1 by threshold, each article scored by weights fitted to the other folds."""
    sums = {threshold: np.zeros(3) for threshold in THRESHOLDS}
    for fold in range(FOLDS):
        weights = fit([a for n, a in enumerate(articles) if n % FOLDS != fold], read)
        held = [a for n, a in enumerate(articles) if n % FOLDS == fold]
        for threshold in THRESHOLDS:
            sums[threshold] += score(held, weights, threshold)
    return {t: f1(counts) for t, counts in sums.items()}


def f1(counts: np.ndarray) -> float:
    """F1 of (right, told, wanted)."""
    return float(2 * counts[0] / max(1, counts[1] + counts[2]))


def main() -> None:
    """Fit, print what cross-validation and dev say, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--scored", type=Path, nargs=2, metavar=("TRAIN", "DEV"))
    options = parser.parse_args()
    kept = json.loads(weighing.WEIGHTS.read_text("utf-8"))
    parts = {part: list(given(options.shared / "gold", part)) for part in ("train", "dev")}
    for name in ("plain", "read") if options.scored else ("plain",):
        told = dict.fromkeys(("train", "dev"), ReadBy())
        if name == "read":
            told = dict(zip(told, map(scored_lines, options.scored), strict=True))
        train, dev = ([Article(one, told[part]) for one in parts[part]] for part in parts)
        by_threshold = crossed(train, name == "read")
        best = max(by_threshold, key=lambda threshold: by_threshold[threshold])
        kept[name] = {**fit(train, name == "read"), "threshold": best}
        sys.stdout.write(
            f"{name}: crossed {by_threshold[best]:.3f} at {best}, "
            f"dev {f1(score(dev, kept[name], best)):.3f}\n"
        )
    weighing.WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
