"""Fit the weights of `detente.positions.relevance` on annotated articles.

python training/positions/relevance.py --readings … --out models/reader/relevance.npy
Prints how many of the windows' issues are among the most likely ones, each dossier left out in
turn; needs numpy and scikit-learn.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import corpus
import numpy as np
from sklearn.linear_model import LogisticRegression

from detente.language import Encoder
from detente.model import Dossier, Issue, Side
from detente.positions.relevance import FEATURES, features, prepared
from detente.positions.windows import windows


def rows(given: argparse.Namespace):
    """Features, labels, dossier and article of every (window, issue)."""
    encoder = Encoder()
    source = corpus.annotated((given.shared, given.readings, None))
    ready = {
        name: prepared(_dossier(talks), lambda line: encoder.analyse(line).vectors.mean(0))
        for name, talks in source.talks.items()
    }
    for one in source.gold:
        reading = source.readings[one["id"], one["dossier"]]
        text, talks = reading["text"], ready[one["dossier"]]
        analysis = encoder.analyse(text)
        cut = windows(analysis.sentences)
        found = features(text, analysis.sentences, analysis.vectors, cut, talks)
        for window, per_issue in zip(cut, found, strict=True):
            start, end = window.span
            told = {
                p["issue"]
                for p in one["positions"]
                if any(2 * (min(e, end) - max(s, start)) > e - s for s, e in p["evidence"])
            }
            for issue, row in zip(talks.dossier.issues, per_issue, strict=True):
                yield row, issue.id in told, one["dossier"], one["id"], window.first


def _dossier(talks) -> Dossier:
    issues = tuple(Issue(id_, issue["proposition"]) for id_, issue in talks["issues"].items())
    return Dossier(talks["id"], "", (Side("any", "any"),), issues)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    corpus.options(parser)
    given = parser.parse_args()
    x, y, dossier, article, window = map(np.array, zip(*rows(given), strict=True))
    fit = lambda keep: LogisticRegression(C=1, max_iter=2000).fit(x[keep], y[keep])  # noqa: E731
    chances = np.zeros(len(y))
    names = list(dict.fromkeys(dossier))
    for part in range(5):
        out = np.isin(dossier, names[part::5])
        chances[out] = fit(~out).predict_proba(x[out])[:, 1]
    for share in (3, 4, 5, 6, 8):
        hit = total = 0
        for name in set(zip(article, dossier, strict=True)):
            rows_ = (article == name[0]) & (dossier == name[1])
            kept = np.argsort(-chances[rows_])[: share * len(set(window[rows_]))]
            hit += y[rows_][kept].sum()
            total += y[rows_].sum()
        print(f"{share} issues a window: {hit / total:.3f} of those told")
    kept = defaultdict(float)
    for name, chance in zip(zip(article, dossier, strict=True), chances, strict=True):
        kept[name] = max(kept[name], chance)
    told = {n for n, label in zip(zip(article, dossier, strict=True), y, strict=True) if label}
    for floor in (0.02, 0.05, 0.1, 0.15, 0.2):
        found = {n for n, chance in kept.items() if chance >= floor}
        print(
            f"floor {floor}: {len(found & told) / len(told):.3f} of articles with a position, "
            f"{len(found - told) / max(1, len(set(kept) - told)):.3f} of those without"
        )
    model = fit(np.ones(len(y), bool))
    weights = np.append(model.coef_[0], model.intercept_).astype(np.float32)
    print(dict(zip((*FEATURES, "constant"), weights.round(3).tolist(), strict=True)))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    np.save(given.out, weights)


if __name__ == "__main__":
    main()
