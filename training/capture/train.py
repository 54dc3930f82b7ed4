#!/usr/bin/env python3
"""Make the capture reader's weights again: models/capture/capture.npz.

  python training/capture/train.py --data ../shared/data [--work training/work/capture]

Wants the package and lightgbm. Features and each fold's trees are kept in the work folder, so that
a run that was stopped goes on where it was; empty it when the layout features, the vocabulary
`furniture` or anything here has changed.

Each pass is trained once for each of five folds of the training pages, grouped by site, and the
model is the mean of the five: no page's luck decides, and the probabilities that the second pass
learns from come from trees that had not seen the page. Prints precision, recall and F1 out of fold,
and on the development pages, which take no part in the training.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from constraints import monotone
from detente.article.capture_lines import lines_of
from detente.article.capture_model import Trees, lowest_kept
from detente.article.language_id import language
from detente.article.layout import features, second_features
from labels import agreement, labels, records, words
from trees import arrays, fit, keep, kept_trees, mean

ROOT = Path(__file__).resolve().parents[2]
FOLDS = 5
ROUNDS = 100
SEED = 101
SHORT = 3
BREAK = re.compile(r"\r\n|\r|\n")
SHORT_KEPT = 0.25
LEAST_AGREEMENT = 0.45


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


def read(path: Path, kept: Path) -> Pages:
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
    rows: np.ndarray, pages: Pages, weight: np.ndarray, some: np.ndarray, seed: int
) -> Trees:
    lot = np.random.default_rng(seed).random(len(rows))
    take = some & (weight > 0) & ((pages.words > SHORT) | (lot < SHORT_KEPT))
    weight = np.where(pages.words > SHORT, weight, weight / SHORT_KEPT)
    pulls = monotone(rows.shape[1], pages.rows.shape[1])
    return fit(rows[take], pages.right[take] > 0.5, weight[take], ROUNDS, pulls, seed)


def crossed(
    rows: np.ndarray, pages: Pages, weight: np.ndarray, fold: np.ndarray, kept: Path
) -> tuple[np.ndarray, Trees]:
    """Each line's probability by trees that saw no page of its site, and the mean of all trees.

    A fold's trees are kept in the folder `kept`; a training that was stopped goes on from there.
    """
    kept.mkdir(exist_ok=True)
    found = np.zeros(len(rows))
    several = []
    for k in range(FOLDS):
        held = fold[pages.page] == k
        path = kept / f"{k}.npz"
        if not path.exists():
            keep(path, train_pass(rows, pages, weight, ~held, SEED + k))
        several.append(kept_trees(path))
        found[held] = several[-1].probability(rows[held])
        print(f"  fold {k + 1} of {FOLDS}", file=sys.stderr, flush=True)
    return found, mean(several)


def stacked(pages: Pages, likely: np.ndarray) -> np.ndarray:
    parts = [second_features(pages.rows[cut], likely[cut]) for cut in pages.cut()]
    return np.concatenate([pages.rows, np.concatenate(parts)], axis=1)


def score(pages: Pages, likely: np.ndarray) -> np.ndarray:
    """Each page's precision and recall, shape (pages, 2), of the lines that the reader keeps."""
    each = []
    for cut, text, body in zip(pages.cut(), pages.texts, pages.bodies, strict=True):
        kept = by_expected_f1(likely[cut], pages.words[cut])
        each.append(agreement("\n".join(x for x, k in zip(text, kept, strict=True) if k), body))
    return np.array(each)


def by_expected_f1(likely: np.ndarray, words: np.ndarray) -> np.ndarray:
    """The reader's own choice (detente.article.capture_model)."""
    return likely > min(lowest_kept(likely, words), likely.max() * 0.7)


def report(name: str, pages: Pages, likely: np.ndarray) -> np.ndarray:
    """Print precision, recall, F1, of all pages and of the English ones; each page's pair."""
    pairs = score(pages, likely)
    english = np.array([language(body) == "en" for body in pages.bodies])
    for what, some in (("all", english | True), ("English", english)):
        p, r = pairs[some].mean(axis=0)
        f = 2 * p * r / (p + r)
        print(
            f"{name}, {some.sum()} {what}: precision {p:.4f} recall {r:.4f} F1 {f:.4f}", flush=True
        )
    return pairs


def main() -> None:
    given = _arguments()
    given.work.mkdir(parents=True, exist_ok=True)
    pages = read(given.data / "captures-silver-train.jsonl.gz", given.work / "train.npz")
    dev = read(given.data / "captures-dev.jsonl.gz", given.work / "dev.npz")
    names = {site: i for i, site in enumerate(sorted(set(pages.sites)))}
    group = np.random.default_rng(0).permutation(len(names)) % FOLDS
    fold = np.array([group[names[site]] for site in pages.sites])

    weight = weights(pages, np.ones(len(pages.bodies)))
    print(f"{len(pages.bodies)} pages, {len(pages.rows)} lines", flush=True)
    likely, first = crossed(pages.rows, pages, weight, fold, given.work / "first")
    believed = score(pages, likely).mean(axis=1) > LEAST_AGREEMENT
    print(f"{(~believed).sum()} pages dropped: labels beyond belief", flush=True)
    weight = weights(pages, believed.astype(float))
    rows = stacked(pages, likely)
    again, second = crossed(rows, pages, weight, fold, given.work / "second")
    report("training pages, first pass, out of fold", pages, likely)
    report("training pages, both passes, out of fold", pages, again)
    np.savez(given.work / "crossed.npz", first=likely, second=again, fold=fold)
    save(given.out, first, second)

    dev_first = first.probability(dev.rows)
    dev_likely = second.probability(stacked(dev, dev_first))
    report("development pages, first pass", dev, dev_first)
    report("development pages, both passes", dev, dev_likely)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--work", type=Path, default=ROOT / "training" / "work" / "capture")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "capture" / "capture.npz")
    return parser.parse_args()


def save(path: Path, first: Trees, second: Trees) -> None:
    kept = {**arrays(first, "first"), **arrays(second, "second")}
    digest = hashlib.sha256(b"".join(kept[name].tobytes() for name in sorted(kept))).hexdigest()
    buffer = io.BytesIO()
    np.savez_compressed(buffer, revision=np.array(digest[:12]), **kept)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB, revision {digest[:12]}")


if __name__ == "__main__":
    main()
