"""Choose what opening a run costs on PolNeAR dev.

    python training/encoder/tune.py --models models

One encoder pass over dev is kept in memory; each setting is then scored with the shared scorer.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
from pathlib import Path
from types import ModuleType

from data import read_lines
from detente.attribution import linker as room
from detente.attribution.quotations import follow
from detente.language import Encoder


def scorer(shared: Path) -> ModuleType:
    """The shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", shared / "bench/score_attribution.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(module: ModuleType, gold: list[dict], found: list) -> dict[str, float]:
    """The F1 figures that the issue asks for."""
    docs = [
        (
            g["text"],
            g["attributions"],
            [{"source": k.source, "cue": [k.cue], "content": k.content} for k in links],
        )
        for g, links in zip(gold, found, strict=True)
    ]
    m, _ = module.score(docs)
    a = {
        "content": m["all"]["att", "content"],
        "+source": m["all"]["att", "content+source"],
        "exact": m["all"]["att", "exact"],
        **{f"span {r}": m["all"]["span", r] for r in ("source", "cue", "content")},
        "direct": m["direct"]["att", "content+source"],
    }
    return {k: v.values()[2] for k, v in a.items()} | {
        "P": a["content"].values()[0],
        "R": a["content"].values()[1],
    }


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--shared", type=Path, default=Path("../shared"))
    a.add_argument("--models", type=Path, default=Path("models"))
    a.add_argument("--cue-cost", type=float, nargs="+", default=[0.7])
    a.add_argument("--source-cost", type=float, nargs="+", default=[0.0])
    a.add_argument("--content-cost", type=float, nargs="+", default=[3.5])
    a.add_argument("--most", type=int, default=1000)
    o = a.parse_args()
    module = scorer(o.shared)
    gold = list(read_lines(o.shared / "data/polnear-dev.jsonl.gz"))[: o.most]
    encoder, link = Encoder(o.models), room.Linker(o.models)
    analyses = [encoder.analyse(g["text"]) for g in gold]
    for cue, source, content in itertools.product(o.cue_cost, o.source_cost, o.content_cost):
        room.CUE_COST, room.SOURCE_COST, room.CONTENT_COST = cue, source, content
        found = [follow(g["text"], link.link(x)) for g, x in zip(gold, analyses, strict=True)]
        got = report(module, gold, found)
        print(
            f"costs {cue} {source} {content}:",
            "  ".join(f"{k} {v:.3f}" for k, v in got.items()),
            flush=True,
        )


if __name__ == "__main__":
    main()
