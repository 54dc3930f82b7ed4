"""Train the reader, resumable: python training/positions/train.py --base minilm --out FOLDER.

Stages: first entailment pairs (general inference), then written pairs and annotated articles
together. `--hold-out DOSSIER` leaves one dossier's articles out, for cross-validation.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import Counter
from pathlib import Path

import corpus
import torch
from batches import Batch, Packer, batches, targets
from torch import Tensor, nn

from network import Reader, load

LOSS = {"certainty": 0.3, "entailment": 1.0}
# How much it counts to tell for, open, conditional and against from one another.
DIRECTION = (1.4, 3.0, 2.6, 2.2)


def answers(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """Logits of every head for every question, and of every token as its evidence."""
    states = reader.states(batch.ids, batch.places, batch.parts)
    asked = pooled(states, batch)
    scores = (reader.asks(asked)[:, None] * reader.answers(states)[batch.rows]).sum(-1) / 128**0.5
    passage = batch.parts[batch.rows] == 0
    return {
        "stance": reader.stance(asked),
        "certainty": reader.certainty(asked),
        "entailment": reader.entailment(asked),
        "moves": reader.moves(asked),
        "evidence": scores.float().masked_fill(~passage, -1e4),
    }


def pooled(states: Tensor, batch: Batch) -> Tensor:
    """The mean state of each question's pieces, (Q, width), as the base models give vectors."""
    inside = (batch.parts[batch.rows] == batch.numbers[:, None]).to(states.dtype)
    return torch.bmm(inside[:, None], states[batch.rows])[:, 0] / inside.sum(1, keepdim=True)


def loss(found: dict[str, Tensor], wanted: dict[str, Tensor]) -> Tensor:
    """The mean over questions of what each is wrong by."""
    weight, count = wanted["weight"], len(wanted["weight"])
    total = _stance(found["stance"].float(), wanted["stance"], weight)
    for name, share in LOSS.items():
        rows = wanted[name].sum(1) > 0
        if rows.any():
            each = nn.functional.cross_entropy(
                found[name][rows].float(), wanted[name][rows], reduction="none"
            )
            total = total + share * (each * weight[rows]).sum()
    rows = wanted["moves"][:, 0] >= 0
    if rows.any():
        each = nn.functional.binary_cross_entropy_with_logits(
            found["moves"][rows].float(), wanted["moves"][rows], reduction="none"
        ).sum(1)
        total = total + (each * weight[rows]).sum()
    rows = wanted["evidence"].sum(1) > 0
    if rows.any():
        chances = found["evidence"][rows].log_softmax(-1)
        inside = chances.masked_fill(wanted["evidence"][rows] == 0, -1e4).logsumexp(-1)
        total = total - 0.2 * inside.sum()
    return total / count


def _stance(scores: Tensor, wanted: Tensor, weight: Tensor) -> Tensor:
    """Whether anything is held, and what: the second counts more than in a plain cross entropy.

    Positions are one question in four; left to itself the model learns for long only that most of
    them are `for`. The rarer stances weigh more (`DIRECTION`).
    """
    rows = wanted.sum(1) > 0
    if not rows.any():
        return torch.zeros(())
    chances, wanted, weight = scores[rows].log_softmax(-1), wanted[rows], weight[rows]
    held = wanted[:, 1:].sum(1)
    present = chances[:, 1:].logsumexp(-1)
    presence = -(held * present + wanted[:, 0] * chances[:, 0])
    among = scores[rows][:, 1:].log_softmax(-1)
    direction = -(wanted[:, 1:] * among * torch.tensor(DIRECTION)).sum(1)
    return (weight * presence + direction).sum()


class Run:
    """One training, with its checkpoints."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.reader = load(options.base, options.layers)
        if options.start:
            self.reader.load_state_dict(torch.load(options.start)["reader"], strict=False)
        heads = [p for n, p in self.reader.named_parameters() if _head(n)]
        trunk = [p for n, p in self.reader.named_parameters() if not _head(n) and p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            [{"params": trunk, "lr": options.rate}, {"params": heads, "lr": 5 * options.rate}],
            weight_decay=0.01,
            betas=(0.9, 0.98),
            fused=True,
        )
        self.rates = [options.rate, 5 * options.rate]
        self.packer = Packer(str(options.base / "tokenizer.json"))
        self.file = options.out / "last.pt"
        self.done = 0
        self.right, self.asked = Counter(), Counter()
        if self.file.exists():
            kept = torch.load(self.file)
            self.reader.load_state_dict(kept["reader"])
            self.optimizer.load_state_dict(kept["optimizer"])
            self.done = kept["done"]

    def epochs(self) -> None:
        """All epochs from where the last checkpoint stands."""
        options = self.options
        sizes = None
        for epoch in range(options.epochs):
            rng = random.Random(options.seed * 1000 + epoch)
            torch.manual_seed(options.seed * 1000 + epoch)
            items = corpus.items(options, epoch, rng)
            sequences = [s for item in items for s in self.packer.pack(item)]
            listed = list(batches(sequences, options.tokens, rng))
            sizes = sizes or len(listed)
            self.epoch(epoch, listed, sizes * options.epochs)

    def epoch(self, epoch: int, listed: list[Batch], steps: int) -> None:
        began, saved, sums, seen = time.time(), time.time(), 0.0, 0
        first = epoch * (steps // self.options.epochs)
        for at, batch in enumerate(listed):
            step = first + at
            if step < self.done:
                continue
            self.rate(step / max(1, steps))
            sums += self.step(batch)
            seen += 1
            if at % 10 == 0:
                self.right, self.asked = Counter(), Counter()
            self.done = step + 1
            if at % 10 == 9 or at + 1 == len(listed):
                pace = (time.time() - began) / seen
                print(
                    f"epoch {epoch} step {at + 1}/{len(listed)} loss {sums / seen:.4f} "
                    f"{pace:.2f} s a step, {pace * (steps - step) / 60:.0f} min left, right "
                    + " ".join(f"{t} {self.right[t] / n:.2f}" for t, n in self.asked.items() if n),
                    flush=True,
                )
            if time.time() - saved > 300:
                self.save()
                saved = time.time()
        self.save()

    def step(self, batch: Batch) -> float:
        self.reader.train()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.options.half):
            found = answers(self.reader, batch)
        wanted = targets(batch)
        lost = loss(found, wanted)
        for task in ("stance", "entailment"):
            rows = wanted[task].sum(1) > 0
            right = found[task].argmax(1) == wanted[task].argmax(1)
            held = rows & (wanted[task].argmax(1) > 0)
            self.right[task] += int((right & rows).sum())
            self.asked[task] += int(rows.sum())
            among = found[task][:, 1:].argmax(1) == wanted[task][:, 1:].argmax(1)
            right = among if task == "stance" else right
            self.right[task + "+"] += int((right & held).sum())
            self.asked[task + "+"] += int(held.sum())
        self.optimizer.zero_grad(set_to_none=True)
        lost.backward()
        nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimizer.step()
        return float(lost.detach())

    def rate(self, share: float) -> None:
        """Warm up over the first six hundredths, then fall to a twentieth along a cosine."""
        warm = 0.06
        scale = (
            share / warm
            if share < warm
            else 0.05 + 0.95 * (1 + math.cos(math.pi * min(1, (share - warm) / (1 - warm)))) / 2
        )
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * max(scale, 0.01)

    def save(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        kept = {
            "reader": self.reader.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "done": self.done,
            "config": self.reader.config,
        }
        torch.save(kept, self.file.with_suffix(".tmp"))
        self.file.with_suffix(".tmp").rename(self.file)


def _head(name: str) -> bool:
    return name.split(".")[0] in ("stance", "certainty", "moves", "entailment", "asks", "answers")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--tokens", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="bfloat16 autocast")
    parser.add_argument("--threads", type=int, default=2)
    corpus.options(parser)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    Run(options).epochs()


if __name__ == "__main__":
    main()
