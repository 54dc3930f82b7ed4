"""Make `models/stories/rarity.npy`: in what share of articles a word stands, as hashed numbers.

The prior is a word's frequency in general English (wordfreq, data CC BY-SA 4.0), turned into the
chance that an article of 500 words holds it; the counts of some 2,000 news articles go over it.

    pip install wordfreq; python training/stories/rarity.py --shared ../shared
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from detente.stories.gist import words  # noqa: E402
from detente.stories.rarity import BUCKETS, STEP  # noqa: E402

LENGTH, PRIOR = 500, 300
CORPORA = ("polnear-train.jsonl.gz", "news-2025-05-21.jsonl.gz")


def texts(shared: Path) -> Iterator[str]:
    for name in CORPORA:
        with gzip.open(shared / "data" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield f"{record.get('title', '')}\n{record['text']}"


def counted(found: Iterable[str]) -> tuple[collections.Counter[int], int]:
    known = list(found)
    counts = collections.Counter(bucket for text in known for bucket in buckets(text))
    return counts, len(known)


def buckets(text: str) -> set[int]:
    return {word % BUCKETS for word in words(text)}


def prior() -> dict[int, float]:
    import wordfreq

    shares: collections.defaultdict[int, float] = collections.defaultdict(float)
    for word, frequency in wordfreq.get_frequency_dict("en", "large").items():
        for each in set(words(word)):
            shares[each % BUCKETS] += frequency
    return {each: 1 - math.exp(-LENGTH * share) for each, share in shares.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "stories" / "rarity.npy")
    options = parser.parse_args()
    counts, number = counted(texts(options.shared))
    general = prior()
    table = np.zeros(BUCKETS, np.uint8)
    for bucket in range(BUCKETS):
        share = (counts[bucket] + PRIOR * general.get(bucket, 1e-6)) / (number + PRIOR)
        table[bucket] = min(round(-math.log(max(share, 1e-5)) / STEP), 255)
    np.save(options.out, table)


if __name__ == "__main__":
    main()
