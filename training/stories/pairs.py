"""Fit `models/stories/pairs.json`: the chance that two articles tell one event, and the cut.

    python training/stories/pairs.py --shared ../shared --vectors FOLDER

The labels are in `training/data/stories`. Every set is used as it is and without its dates. The
cut is where the stories of the sets, weighed alike, come out best.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT / "training" / "stories"))

from bcubed import bcubed  # noqa: E402
from sets import Labelled, campaign, news, written  # noqa: E402

from detente.stories.clusters import FLOOR, LEAST  # noqa: E402
from detente.stories.grouping import grouped  # noqa: E402
from detente.stories.pairs import FEATURES, SPAN, Crowd  # noqa: E402
from detente.stories.rarity import among  # noqa: E402

CUTS = np.arange(-4, 4.01, 0.25)


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs of one set: their numbers, features, and labels (1, 0, -1 unsure)."""

    ends: np.ndarray
    features: np.ndarray
    labels: np.ndarray


def pairs_of(found: Labelled) -> tuple[Pairs, Pairs]:
    """The candidates of a set as it is, and without its dates."""
    bare = [replace(each, day="") for each in found.gists]
    rarity = among(bare)
    crowd, dated = Crowd(bare, rarity), Crowd(bare[:1], rarity)
    dated.days = [date.fromisoformat(each.day).toordinal() for each in found.gists]
    ends, alike, when, now, near = [], [], [], [], []
    for one in range(len(crowd)):
        others = np.flatnonzero(crowd.likeness(one) >= FLOOR)
        others = others[others > one]
        if len(others):
            ends += [(one, int(other)) for other in others]
            alike.append(crowd.alike(one, others))
            when.append(crowd.when(one, others))
            now.append(dated.when(one, others))
            near.append(dated.apart(one, others) <= SPAN)
    labels = np.array([found.label(*pair) for pair in ends])
    texts, fits, both = np.concatenate(alike), np.concatenate(near), np.array(ends)
    with_days = np.hstack([texts, np.concatenate(now)])[fits]
    bare_pairs = Pairs(both, np.hstack([texts, np.concatenate(when)]), labels)
    return Pairs(both[fits], with_days, labels[fits]), bare_pairs


def speechless(pairs: Pairs) -> Pairs:
    """The same pairs where no article has a vector."""
    features = pairs.features.copy()
    features[:, FEATURES.index("meaning")] = 0
    features[:, FEATURES.index("no_meaning")] = 1
    return replace(pairs, features=features)


def made(size: int, pairs: Pairs, odds: np.ndarray, cut: float) -> list[int]:
    edges = {(int(a), int(b)): float(z) for (a, b), z in zip(pairs.ends, odds, strict=True)}
    labels = [0] * size
    for number, group in enumerate(grouped(size, edges, cut, LEAST)):
        for row in group:
            labels[row] = number
    return labels


def fit(sets: list[Pairs], weights: list[float], penalty: float) -> np.ndarray:
    """L2-regularised logistic regression over standardised features; bias last."""
    from scipy.optimize import minimize

    x = np.concatenate([each.features[each.labels >= 0] for each in sets])
    y = np.concatenate([each.labels[each.labels >= 0] for each in sets])
    w = np.concatenate(
        [
            np.full((each.labels >= 0).sum(), weight)
            for each, weight in zip(sets, weights, strict=True)
        ]
    )
    mean, scale = x.mean(0), np.maximum(x.std(0), 1e-2)
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    free = np.ones(z.shape[1])
    free[-1] = 0

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        odds = z @ beta
        value = (w * (np.logaddexp(0, odds) - y * odds)).sum() + penalty * (free * beta**2).sum()
        chance = 1 / (1 + np.exp(-odds))
        return value, z.T @ (w * (chance - y)) + 2 * penalty * free * beta

    beta = minimize(
        loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 2000}
    ).x
    slopes = beta[:-1] / scale
    return np.append(slopes, beta[-1] - slopes @ mean)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "stories" / "pairs.json")
    parser.add_argument("--keep", type=Path, help="also keep the pairs, to try out fits")
    options = parser.parse_args()
    found = [make(options.shared, options.vectors) for make in (news, campaign, written)]
    sets = [each for each in found for _ in range(2)]
    pairs = [some for each in found for some in pairs_of(each)]
    if options.vectors:
        sets, pairs = sets * 2, pairs + [speechless(each) for each in pairs]
    if options.keep:
        options.keep.write_bytes(pickle.dumps((sets, pairs)))
    positives = [max((each.labels == 1).sum(), 1) for each in pairs]
    # Each set's pairs together weigh as much as a hundred pairs that are one event.
    beta = fit(pairs, [100 / n if n > 100 else 1.0 for n in positives], options.penalty)
    scores = []
    for cut in CUTS:
        line = []
        for each, some in zip(sets, pairs, strict=True):
            if each.stories is None:
                continue
            rows = [row for row, story in enumerate(each.stories) if story is not None]
            got = made(len(each.gists), some, some.features @ beta[:-1] + beta[-1], cut)
            line.append(bcubed([str(each.stories[r]) for r in rows], [got[r] for r in rows]))
        scores.append(line)
        print(f"{cut:6.2f}", *(f"{p:.3f} {r:.3f} {f:.3f} |" for p, r, f in line))
    best = int(np.argmax([np.mean([f for _, _, f in line]) for line in scores]))
    print("cut", CUTS[best], dict(zip((*FEATURES, "bias"), beta.round(2).tolist(), strict=True)))
    # The cut is put into the bias: what is kept is even where stories are cut.
    weights = dict(zip(FEATURES, beta[:-1].round(4).tolist(), strict=True))
    kept = {"features": weights, "bias": round(float(beta[-1] - CUTS[best]), 4)}
    options.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
