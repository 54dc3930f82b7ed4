"""What lost: spans tagged once for all cues and joined to the nearest, beside our linker.

    python training/encoder/compare.py --work training/work/encoder --models models

Both read the same weights in full precision on PolNeAR dev. The rival takes the unlinked
role scores that the encoder learns as an auxiliary task, cuts them into runs with the same
path, and gives each run to the nearest cue of its sentence: what a tagger without a linker does.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from data import read_lines
from detente.attribution.linker import CONTENT_COST, SOURCE_COST, Linker, find_cues
from detente.attribution.strips import Strips
from detente.attribution.tags import Run, likeliest, runs, softmax, span
from detente.language import Encoder
from detente.language.pieces import load_tokenizer, pieces
from detente.language.windows import cores, windows
from detente.model import Analysis, CueLink
from network import Network
from train import BASE, CLS, SEP
from tune import report, scorer


@torch.no_grad()
def unlinked(net: Network, ids: np.ndarray, features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cue scores (n, 3) and unlinked role scores (n, 6)."""
    cue, roles = np.zeros((len(ids), 3)), np.zeros((len(ids), 6))
    ranges = windows(features % 4)
    for (start, end), (left, right) in zip(ranges, cores(ranges), strict=True):
        i = torch.tensor([[CLS, *ids[start:end], SEP]])
        f = torch.tensor([[0, *features[start:end], 0]])
        h = net.hidden(i, f, torch.ones_like(i))
        a, b = left - start + 1, right - start + 1
        cue[left:right] = net.cues(h)[0, a:b]
        roles[left:right] = net.roles(h)[0, a:b]
    return cue, roles


def nearest(analysis: Analysis, cue: np.ndarray, roles: np.ndarray) -> list[CueLink]:
    """Runs of each role given to the nearest cue of the same sentence."""
    words = {start for start, _ in analysis.tokens}
    joined = np.array([int(s) not in words for s, _ in analysis.pieces], bool)
    strips = Strips(analysis.breaks, analysis.pieces, analysis.sentences)
    cues = find_cues(replace(analysis, cue_logits=cue), strips, joined)
    starts = np.searchsorted(analysis.pieces[:, 0], [s for s, _ in analysis.sentences])
    given: list[dict[str, list[Run]]] = [{"source": [], "content": []} for _ in cues]
    for role, part, cost in (
        ("source", slice(0, 3), SOURCE_COST),
        ("content", slice(3, 6), CONTENT_COST),
    ):
        p = softmax(roles[:, part])
        member = likeliest((p[:, 1] + p[:, 2])[None], cost)[0]
        for run in runs(p, joined, member):
            here = np.searchsorted(starts, run.first, "right")
            rivals = [
                (max(c.first - run.last, run.first - c.last), i)
                for i, c in enumerate(cues)
                if np.searchsorted(starts, c.first, "right") == here
            ]
            if rivals:
                given[min(rivals)[1]][role].append(run)
    return [
        CueLink(
            span(analysis.pieces, c.first, c.last),
            tuple(span(analysis.pieces, r.first, r.last) for r in g["source"][:1]),
            tuple(span(analysis.pieces, r.first, r.last) for r in g["content"]),
            c.probability,
        )
        for c, g in zip(cues, given, strict=True)
        if g["content"]
    ]


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--shared", type=Path, default=Path("../shared"))
    a.add_argument("--work", type=Path, default=Path("training/work/encoder"))
    a.add_argument("--models", type=Path, default=Path("models"))
    o = a.parse_args()
    net = Network(str(BASE))
    net.load_state_dict(torch.load(o.work / "last.pt", weights_only=True)["average"])
    net.eval()
    cut = load_tokenizer(BASE / "tokenizer.json")
    encoder, linker = Encoder(o.models), Linker(o.models)
    gold = list(read_lines(o.shared / "data/polnear-dev.jsonl.gz"))
    ours, rival = [], []
    for g in gold:
        analysis = encoder.analyse(g["text"])
        found = pieces(g["text"], cut)
        ours.append(linker.link(analysis))
        rival.append(nearest(analysis, *unlinked(net, found.ids, found.features)))
    module = scorer(o.shared)
    for name, found in (("linker", ours), ("nearest cue", rival)):
        got = report(module, gold, found)
        print(f"{name}:", "  ".join(f"{k} {v:.3f}" for k, v in got.items()))


if __name__ == "__main__":
    main()
