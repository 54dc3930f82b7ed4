"""What the shipped vectors lost: python training/gist/compare.py [--models models].

Over the articles of SEESAW's dev part: how often the nearest other article is of the same story,
and the cosine with the base model in full precision; and what a text costs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path

import numpy as np
import torch
from make import BASE
from torch.nn import functional
from transformers import BertModel

from detente.language.gist import Gist
from detente.language.pieces import load_tokenizer

EVERY = 4  # of the articles, in full precision: it is slow
ROOT = Path(__file__).resolve().parents[2]


def full(texts: list[str], longest: int) -> np.ndarray:
    """The base model's own vectors."""
    bert = BertModel.from_pretrained(str(BASE)).eval()
    tokenizer = load_tokenizer(BASE / "tokenizer.json")
    found = []
    for text in texts:
        ids = tokenizer.encode(text).ids
        ids = ids if len(ids) <= longest else [*ids[: longest - 1], ids[-1]]
        with torch.no_grad():
            mean = bert(torch.tensor([ids])).last_hidden_state[0].mean(0)
        found.append(functional.normalize(mean, dim=0).numpy())
    return np.stack(found)


def nearest(vectors: np.ndarray, stories: np.ndarray) -> float:
    """The share of articles whose nearest other one is of the same story."""
    near = vectors @ vectors.T
    np.fill_diagonal(near, -1)
    return float((stories[near.argmax(1)] == stories).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=ROOT / "models")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    given = parser.parse_args()
    torch.set_num_threads(1)
    path = given.shared / "data" / "stories-seesaw-dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    stories = np.array([article["story"] for article in articles])
    texts = [f"{article['title']}\n{article['text']}" for article in articles]
    gist = Gist(given.models)
    for longest in (64, 128):
        began = time.process_time()
        vectors = gist.vectors(texts, longest)
        cost = (time.process_time() - began) / len(texts)
        share = nearest(vectors, stories)
        print(f"{longest} pieces: same story {share:.3f}, {cost * 1e3:.1f} ms each", flush=True)
        base = full(texts[::EVERY], longest)
        cosines = (base * vectors[::EVERY]).sum(1)
        low = np.percentile(cosines, 1)
        print(f"  cosine with the base: mean {cosines.mean():.4f}, lowest hundredth {low:.4f}")
        alone = np.concatenate([gist.vectors([text], longest) for text in texts[:40]])
        print(f"  alone or together: {np.abs(alone - vectors[:40]).max():.6f} at most")


if __name__ == "__main__":
    main()
