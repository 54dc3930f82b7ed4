"""The mean of two trainings' averaged weights, the second begun from the first.

    python training/encoder/mean.py FIRST/last.pt SECOND/last.pt OUT/last.pt

After Wortsman et al. 2022, "Model soups": a little better than either on every figure.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("first", type=Path)
    a.add_argument("second", type=Path)
    a.add_argument("out", type=Path)
    o = a.parse_args()
    one, two = (torch.load(p, weights_only=True)["average"] for p in (o.first, o.second))
    mean = {k: (v + two[k]) / 2 if v.is_floating_point() else v for k, v in one.items()}
    o.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"average": mean}, o.out)


if __name__ == "__main__":
    main()
