"""From tag scores over word pieces to spans."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.model import Span


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces `[first, last)` tagged alike, and the mean probability that they are (0…1)."""

    first: int
    last: int
    probability: float


def softmax(logits: np.ndarray) -> np.ndarray:
    """Over the last axis."""
    e = np.exp(logits - logits.max(-1, keepdims=True))
    out: np.ndarray = e / e.sum(-1, keepdims=True)
    return out


def runs(probabilities: np.ndarray, joined: np.ndarray, least: float = 0.5) -> list[Run]:
    """Runs of one role from `(n, 3)` probabilities of outside, begin and inside.

    A piece belongs when begin and inside together reach `least`; a begin that outweighs
    inside starts a new run. `joined` `(n,)` bool marks pieces that go on within the word of
    the piece before them: words are never cut, their first piece decides for all.
    """
    out: list[Run] = []
    inside = probabilities[:, 1] + probabilities[:, 2]
    # Not a plain loop over all pieces: most are outside.
    first = -1
    member = inside >= least
    for i in range(len(probabilities)):
        if joined[i]:
            continue
        begins = probabilities[i, 1] > probabilities[i, 2]
        if first >= 0 and (not member[i] or begins):
            out.append(Run(first, i, float(inside[first:i].mean())))
            first = -1
        if member[i] and first < 0:
            first = i
    if first >= 0:
        end = len(probabilities)
        out.append(Run(first, end, float(inside[first:end].mean())))
    return out


def span(pieces: np.ndarray, first: int, last: int) -> Span:
    """The code points from piece `first` to piece `last` - 1."""
    return int(pieces[first, 0]), int(pieces[last - 1, 1])
