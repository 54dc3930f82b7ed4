#!/usr/bin/env python3
"""Make the capture reader's weights again: models/capture/capture.npz.

  python training/capture/train.py --data ../shared/data [--work training/work/capture]

Wants the package and lightgbm. Features are kept in the work folder, so that a second run is quick.
Prints precision, recall and F1 by cross-validation over the training pages grouped by site, and on
the development pages, which take no part in the training.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from detente.article.capture_lines import lines_of
from detente.article.capture_model import Trees
from detente.article.layout import features, second_features
from labels import agreement, labels, records, words
from trees import arrays, fit

ROOT = Path(__file__).resolve().parents[2]
FOLDS = 3
ROUNDS = (100, 120)
SHORT = 3
BREAK = re.compile(r"\r\n|\r|\n")
SHORT_KEPT = 0.25
LEAST_AGREEMENT = 0.45
# A page's labels are believed by what lies above this, whatever threshold the reader then takes.
BELIEVED = 0.4


@dataclass(frozen=True)
class Pages:
    """Line features and labels of many pages, rows in order; `page` gives each row's page."""

    rows: np.ndarray
    right: np.ndarray
    page: np.ndarray
    words: np.ndarray
    bodies: list[str]
    texts: list[list[str]]
    sites: list[str]

    def cut(self) -> list[slice]:
        """Each page's rows."""
        starts = np.flatnonzero(np.r_[True, self.page[1:] != self.page[:-1]])
        return [slice(a, b) for a, b in zip(starts, [*starts[1:], len(self.page)], strict=True)]


def read(path: Path, kept: Path, every: int = 1) -> Pages:
    found = [r for r in records(path) if r["text"].strip()]
    bodies = [r.get("body") or r.get("silver_body") or "" for r in found]
    texts = [[x for line in BREAK.split(r["text"]) if (x := line.strip())] for r in found]
    page = np.repeat(np.arange(len(found)), [len(t) for t in texts])
    if not kept.exists():
        titles = [str(r.get("title") or r.get("silver_title") or "") for r in found]
        right = [labels(*x) for x in zip(texts, bodies, titles, strict=True)]
        rows = np.concatenate([features(lines_of(r["text"])) for r in found])
        np.savez(kept, rows=rows, right=np.concatenate(right))
    with np.load(kept) as cached:
        rows, right = cached["rows"], cached["right"]
    if every > 1:
        some = page % every == 0
        rows, right, page = rows[some], right[some], page[some] // every
        bodies, texts, found = bodies[::every], texts[::every], found[::every]
    count = np.array([len(words(line)) for t in texts for line in t], np.float64)
    sites = [str(r.get("site") or r["id"].split("/")[0]) for r in found]
    return Pages(rows, right, page, count, bodies, texts, sites)


def weights(pages: Pages, used: np.ndarray) -> np.ndarray:
    """A line counts by its words, a page by the root of its own; half-held lines count little."""
    own = np.minimum(pages.words + 2.0, 200.0)
    whole = np.bincount(pages.page, own)
    sure = np.abs(pages.right - 0.5) * 2
    return used[pages.page] * own / np.sqrt(whole[pages.page]) / 10 * np.maximum(sure, 0.05)


def train_pass(
    rows: np.ndarray, pages: Pages, weight: np.ndarray, some: np.ndarray, rounds: int
) -> Trees:
    lot = np.random.default_rng(1).random(len(rows))
    take = some & (weight > 0) & ((pages.words > SHORT) | (lot < SHORT_KEPT))
    weight = np.where(pages.words > SHORT, weight, weight / SHORT_KEPT)
    return fit(rows[take], pages.right[take] > 0.5, weight[take], rounds)


def crossed(
    rows: np.ndarray, pages: Pages, weight: np.ndarray, fold: np.ndarray, rounds: int
) -> np.ndarray:
    """Each line's probability by trees that saw no page of its site."""
    found = np.zeros(len(rows))
    for k in range(FOLDS):
        held = fold[pages.page] == k
        found[held] = train_pass(rows, pages, weight, ~held, rounds).probability(rows[held])
        print(f"  fold {k + 1} of {FOLDS}", file=sys.stderr, flush=True)
    return found


def stacked(pages: Pages, likely: np.ndarray) -> np.ndarray:
    parts = [second_features(pages.rows[cut], likely[cut]) for cut in pages.cut()]
    return np.concatenate([pages.rows, np.concatenate(parts)], axis=1)


def score(
    pages: Pages, likely: np.ndarray, choose: Callable[[np.ndarray], np.ndarray]
) -> tuple[float, float, float, np.ndarray]:
    """Precision and recall averaged over pages, F1 of the averages, and each page's pair."""
    each = []
    for cut, text, body in zip(pages.cut(), pages.texts, pages.bodies, strict=True):
        kept = choose(likely[cut])
        each.append(agreement("\n".join(x for x, k in zip(text, kept, strict=True) if k), body))
    pairs = np.array(each)
    p, r = pairs.mean(axis=0)
    return p, r, 2 * p * r / (p + r), pairs


def above(threshold: float) -> Callable[[np.ndarray], np.ndarray]:
    def choose(likely: np.ndarray) -> np.ndarray:
        return likely > min(threshold, likely.max() * 0.7)

    return choose


def report(
    name: str, pages: Pages, likely: np.ndarray, thresholds: Sequence[float] = (0.3, 0.4, 0.5, 0.6)
) -> None:
    for threshold in thresholds:
        p, r, f, _ = score(pages, likely, above(threshold))
        print(f"{name} > {threshold}: precision {p:.3f} recall {r:.3f} F1 {f:.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--work", type=Path, default=ROOT / "training" / "work" / "capture")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "capture" / "capture.npz")
    parser.add_argument("--threshold", type=float, default=0.35)
    parser.add_argument(
        "--every", type=int, default=1, help="train on every n-th page, to try things"
    )
    parser.add_argument("--crossed", action="store_true", help="cross-validate both passes too")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    pages = read(
        given.data / "captures-silver-train.jsonl.gz", given.work / "train.npz", given.every
    )
    dev = read(given.data / "captures-dev.jsonl.gz", given.work / "dev.npz")
    names = {site: i for i, site in enumerate(sorted(set(pages.sites)))}
    group = np.random.default_rng(0).integers(0, FOLDS, len(names))
    fold = np.array([group[names[site]] for site in pages.sites])

    weight = weights(pages, np.ones(len(pages.bodies)))
    print(f"{len(pages.bodies)} pages, {len(pages.rows)} lines", flush=True)
    likely = crossed(pages.rows, pages, weight, fold, ROUNDS[0])
    pairs = score(pages, likely, above(BELIEVED))[3]
    weight = weights(pages, (pairs.mean(axis=1) > LEAST_AGREEMENT).astype(float))
    print(f"{(pairs.mean(axis=1) <= LEAST_AGREEMENT).sum()} pages dropped: labels beyond belief")

    rows = stacked(pages, likely)
    np.savez(given.work / "crossed.npz", likely=likely, pairs=pairs, fold=fold)
    if given.crossed:
        again = crossed(rows, pages, weight, fold, ROUNDS[1])
        report("train, both passes, crossed", pages, again)
        np.savez(given.work / "crossed2.npz", likely=again)

    everything = np.ones(len(rows), bool)
    first = train_pass(pages.rows, pages, weight, everything, ROUNDS[0])
    second = train_pass(rows, pages, weight, everything, ROUNDS[1])
    dev_first = first.probability(dev.rows)
    report("dev, first pass", dev, dev_first)
    dev_likely = second.probability(stacked(dev, dev_first))
    report("dev, both passes", dev, dev_likely)
    np.savez(given.work / "dev-likely.npz", first=dev_first, second=dev_likely)
    save(given.out, first, second, given.threshold)


def save(path: Path, first: Trees, second: Trees, threshold: float) -> None:
    kept = {**arrays(first, "first"), **arrays(second, "second"), "threshold": np.array(threshold)}
    digest = hashlib.sha256(b"".join(kept[name].tobytes() for name in sorted(kept))).hexdigest()
    buffer = io.BytesIO()
    np.savez_compressed(buffer, revision=np.array(digest[:12]), **kept)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB, revision {digest[:12]}")


if __name__ == "__main__":
    main()
