"""The vectors of the sets' openings, by `models/gist`: one `.npy` a set, rows in its order."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from sets import Texts, campaign_texts, news_texts, written_texts  # noqa: E402

from detente.pipeline import openings  # noqa: E402
from detente.stories.gist import opening  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    vectors = openings()
    assert vectors is not None
    sets: dict[str, Texts] = {
        "written": written_texts(),
        "news": news_texts(options.shared),
        "polnear": campaign_texts(options.shared),
    }
    for name, texts in sets.items():
        found = vectors([opening(each["title"], each["text"]) for each in texts])
        np.save(options.out / f"{name}.vec.npy", found)


if __name__ == "__main__":
    main()
