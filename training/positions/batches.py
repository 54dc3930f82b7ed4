"""Items to tensors: a passage and its questions packed into one sequence."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from network import CERTAINTIES, ENTAILMENT, MOVES, STANCES

PASSAGE, QUESTION, SEQUENCE = 220, 56, 320


@dataclass
class Sequence:
    """One packed sequence: where each question begins, and its labels."""

    ids: list[int]
    places: list[int]
    parts: list[int]
    offsets: list[tuple[int, int]]
    starts: list[int] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)


class Packer:
    """Turns items into sequences, for one tokenizer."""

    def __init__(self, path: str) -> None:
        self.tokenizer = Tokenizer.from_file(path)
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        first = self.tokenizer.encode("a")
        self.begin, self.end = first.ids[0], first.ids[-1]

    def pack(self, item: dict[str, Any]) -> Iterator[Sequence]:
        """Sequences of at most `SEQUENCE` tokens that hold all questions between them."""
        encoded = self.tokenizer.encode(item["passage"], add_special_tokens=False)
        ids = [self.begin, *encoded.ids[: PASSAGE - 2], self.end]
        offsets = [(0, 0), *encoded.offsets[: PASSAGE - 2], (0, 0)]
        fresh = lambda: Sequence(ids[:], list(range(len(ids))), [0] * len(ids), offsets)  # noqa: E731
        now = fresh()
        for question in item["questions"]:
            asked = self.tokenizer.encode(question["text"], add_special_tokens=False).ids
            asked = [self.begin, *asked[: QUESTION - 2], self.end]
            if now.questions and len(now.ids) + len(asked) > SEQUENCE:
                yield now
                now = fresh()
            now.starts.append(len(now.ids))
            now.questions.append(question)
            now.ids += asked
            now.places += range(len(ids), len(ids) + len(asked))
            now.parts += [len(now.questions)] * len(asked)
        if now.questions:
            yield now


@dataclass
class Batch:
    """Tensors of one step; `rows` says in which sequence a question stands, `numbers` where."""

    ids: Tensor
    places: Tensor
    parts: Tensor
    rows: Tensor
    numbers: Tensor
    questions: list[dict[str, Any]]
    sequences: list[Sequence]


def batches(sequences: list[Sequence], tokens: int, rng: random.Random | None) -> Iterator[Batch]:
    """Sequences of like length together, `tokens` in all with padding; shuffled with `rng`."""
    jitter = (lambda: rng.uniform(0.9, 1.1)) if rng else (lambda: 1.0)
    ordered = sorted(sequences, key=lambda s: len(s.ids) * jitter())
    groups: list[list[Sequence]] = []
    for sequence in ordered:
        if groups and (len(groups[-1]) + 1) * len(sequence.ids) <= tokens:
            groups[-1].append(sequence)
        else:
            groups.append([sequence])
    if rng:
        rng.shuffle(groups)
    for group in groups:
        yield _batch(group)


def _batch(group: list[Sequence]) -> Batch:
    longest = max(len(s.ids) for s in group)

    def padded(rows: Iterable[list[int]], value: int) -> Tensor:
        return torch.tensor([row + [value] * (longest - len(row)) for row in rows])

    return Batch(
        padded((s.ids for s in group), 1),
        padded((s.places for s in group), 0),
        padded((s.parts for s in group), -1),
        torch.tensor([at for at, s in enumerate(group) for _ in s.starts]),
        torch.tensor([number for s in group for number in range(1, len(s.starts) + 1)]),
        [question for s in group for question in s.questions],
        group,
    )


def soft(questions: list[dict[str, Any]], task: str, classes: tuple[str, ...]) -> Tensor:
    """Target weights by class, (n, classes); zero rows where a question has no such label."""
    target = torch.zeros(len(questions), len(classes))
    for row, question in enumerate(questions):
        label = question.get(task)
        for name, weight in ({label: 1.0} if isinstance(label, str) else label or {}).items():
            target[row, classes.index(name)] = weight
    return target


def targets(batch: Batch) -> dict[str, Tensor]:
    """All target tensors of a batch."""
    questions = batch.questions
    moves = torch.full((len(questions), len(MOVES)), -1.0)
    for row, question in enumerate(questions):
        if question["task"] == "moves":
            moves[row] = torch.tensor([float(name in question["moves"]) for name in MOVES])
    evidence = torch.zeros(len(questions), batch.ids.shape[1])
    for row, (question, at) in enumerate(zip(questions, batch.rows.tolist(), strict=True)):
        for start, end in question.get("evidence", ()):
            for token, (s, e) in enumerate(batch.sequences[at].offsets):
                if s < end and e > start and e > s:
                    evidence[row, token] = 1.0
    return {
        "stance": soft(questions, "stance", STANCES),
        "certainty": soft(questions, "certainty", CERTAINTIES),
        "entailment": soft(questions, "entailment", ENTAILMENT),
        "moves": moves,
        "evidence": evidence,
        "weight": torch.tensor([question.get("weight", 1.0) for question in questions]),
    }
