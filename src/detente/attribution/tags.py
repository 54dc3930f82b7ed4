"""From tag scores over word pieces to spans."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.model import Span

_TINY = 1e-6


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


def likeliest(inside: np.ndarray, cost: float) -> np.ndarray:
    """Which pieces belong, by the likeliest path of in and out over each row.

    `inside` (rows, n) is each piece's probability to belong; opening a run costs `cost`
    nats, so that one doubtful word neither breaks a span nor makes one. Viterbi (1967) over
    two states. Returns bool (rows, n).
    """
    rows, n = inside.shape
    gain = np.log(inside + _TINY) - np.log(1 - inside + _TINY)
    opened = np.zeros((n, rows), bool)  # belongs, coming from outside
    closed = np.zeros((n, rows), bool)  # does not belong, coming from inside
    score_in, score_out = np.full(rows, -np.inf), np.zeros(rows)
    for i in range(n):
        opened[i] = score_out - cost > score_in
        closed[i] = score_in > score_out
        score_in, score_out = (
            np.maximum(score_in, score_out - cost) + gain[:, i],
            np.maximum(score_in, score_out),
        )
    member = np.zeros((n, rows), bool)
    state = score_in > score_out
    for i in range(n - 1, -1, -1):
        member[i] = state
        state = np.where(state, ~opened[i], closed[i])
    return member.T


def runs(probabilities: np.ndarray, joined: np.ndarray, member: np.ndarray) -> list[Run]:
    """Runs of one role from `(n, 3)` probabilities of outside, begin and inside.

    `member` `(n,)` says which pieces belong; a begin that outweighs inside starts a new
    run. `joined` `(n,)` marks pieces that go on within the word of the piece before them:
    words are never cut, their first piece decides for all.
    """
    out: list[Run] = []
    first = -1
    inside = probabilities[:, 1] + probabilities[:, 2]
    begins = probabilities[:, 1] > probabilities[:, 2]
    for i in np.flatnonzero(~joined):
        if first >= 0 and (not member[i] or begins[i]):
            out.append(Run(first, int(i), float(inside[first:i].mean())))
            first = -1
        if member[i] and first < 0:
            first = int(i)
    if first >= 0:
        out.append(Run(first, len(probabilities), float(inside[first:].mean())))
    return out


def span(pieces: np.ndarray, first: int, last: int) -> Span:
    """The code points from piece `first` to piece `last` - 1."""
    return int(pieces[first, 0]), int(pieces[last - 1, 1])
