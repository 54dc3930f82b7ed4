"""From cue scores and states to linked attributions: who, said how, what.

Cue-conditioned tagging over the states of one encoder pass. Finding cues first and then
their spans follows Newell, Cheung & Ruths, "Citron" (2017), and Pareti (2015); reading both
spans off the strip around the cue at once replaces Citron's separate linking classifier.
`docs/attribution.md` says what was tried beside it and lost.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from detente import weights
from detente.attribution.strips import Strips, buckets
from detente.attribution.tags import Run, likeliest, runs, softmax, span
from detente.errors import SettingsError
from detente.model import Analysis, CueLink, Spans
from detente.settings import models_directory

BATCH = 16
OUTSIDE = np.array([20, 0, 0, 20, 0, 0], np.float32)
# Chosen on PolNeAR dev (training/encoder/tune.py): what opening a run of each role costs, in
# nats. Contents are long, so one doubtful word should not break them; sources may be a
# single pronoun.
CUE_COST, SOURCE_COST, CONTENT_COST = 0.7, 0.0, 3.5
# Also from dev: a piece of a content less likely than this is left out beside a likelier one,
# and an attribution less likely than this altogether.
SURE_PIECE, SURE_LINK = 0.8, 0.5


class Linker:
    """The linker of `models/encoder/linker.onnx`. Raises `SettingsError` when it is not there."""

    def __init__(self, directory: Path | None = None, threads: int = 1) -> None:
        """Load the weights (1.5 MB)."""
        path = (directory or models_directory()) / "encoder" / "linker.onnx"
        if not path.is_file():
            raise SettingsError(
                "the linker's weights are not there", str(path), "set DETENTE_MODELS or reinstall"
            )
        self._session = weights.session(path, threads)

    def link(self, analysis: Analysis) -> tuple[CueLink, ...]:
        """Every cue of the article with its source and content, in text order."""
        joined = _joined(analysis)
        strips = Strips(analysis.breaks, analysis.pieces, analysis.sentences)
        cues = find_cues(analysis, strips, joined)
        jobs = [(cue, *strips.around(cue.first, cue.last)) for cue in cues]
        # Strips of like length together: less padding.
        jobs.sort(key=lambda job: job[2] - job[1])
        out: list[CueLink] = []
        for at in range(0, len(jobs), BATCH):
            batch = jobs[at : at + BATCH]
            tags = self._tags(analysis.states, batch)
            roles = (
                _members(tags[..., :3], SOURCE_COST),
                _members(tags[..., 3:], CONTENT_COST),
            )
            for row, (cue, first, last) in enumerate(batch):
                n = last - first
                source, content = (
                    runs(p[row, :n], joined[first:last], m[row, :n]) for p, m in roles
                )
                made = _link(analysis.pieces, cue, source, content, first)
                if made.content and made.confidence >= SURE_LINK:
                    out.append(made)
        return tuple(sorted(out, key=lambda link: link.cue))

    def _tags(self, states: np.ndarray, jobs: list[tuple[Run, int, int]]) -> np.ndarray:
        """Scores (jobs, strip, 6): source outside, begin, inside, then content's."""
        width = max(last - first for _, first, last in jobs)
        shape = (len(jobs), width)
        values = np.zeros((*shape, states.shape[1]), np.float32)
        distance = np.zeros(shape, np.int64)
        in_cue, present = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        for row, (cue, first, last) in enumerate(jobs):
            n = last - first
            values[row, :n] = states[first:last]
            distance[row, :n] = buckets(cue.first, cue.last, first, last)
            in_cue[row, cue.first - first : cue.last - first] = 1
            present[row, :n] = 1
        inputs = {"states": values, "distance": distance, "in_cue": in_cue, "present": present}
        tags: np.ndarray = self._session.run(None, inputs)[0]
        # A cue is neither its own source nor its own content, and padding is neither.
        tags += ((in_cue > 0) | (present == 0))[..., None] * OUTSIDE
        return tags


@lru_cache(maxsize=2)
def shared_linker(directory: Path | None = None) -> Linker:
    """One linker a process."""
    return Linker(directory)


def _joined(analysis: Analysis) -> np.ndarray:
    """Which pieces go on within a word: nothing stands between, and both are letters or digits."""
    out = np.zeros(len(analysis.pieces), bool)
    words = {start for start, _ in analysis.tokens}
    for i in np.flatnonzero(analysis.breaks == 0):
        out[i] = i > 0 and int(analysis.pieces[i, 0]) not in words
    return out


def find_cues(analysis: Analysis, strips: Strips, joined: np.ndarray) -> list[Run]:
    """The cues of a text, by the likeliest path through each sentence."""
    likely = softmax(analysis.cue_logits)
    inside = likely[:, 1] + likely[:, 2]
    inside[joined] = 0.5  # no say: the first piece of a word decides
    rows = strips.sentences()
    table = np.zeros((len(rows), max((end - start for start, end in rows), default=0)))
    for row, (start, end) in zip(table, rows, strict=True):
        row[: end - start] = inside[start:end]
    member = np.zeros(len(inside), bool)
    for row, (start, end) in zip(likeliest(table, CUE_COST), rows, strict=True):
        member[start:end] = row[: end - start]
    return runs(likely, joined, member)


def _members(logits: np.ndarray, cost: float) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities (rows, n, 3) of one role, and which pieces belong (rows, n)."""
    likely = softmax(logits)
    return likely, likeliest(likely[..., 1] + likely[..., 2], cost)


def _link(
    pieces: np.ndarray, cue: Run, source: list[Run], content: list[Run], shift: int
) -> CueLink:
    """Spans of one cue: the likeliest run as its source, the sure runs as its content."""
    content = [r for r in content if r.probability >= SURE_PIECE] or content
    best = max(source, key=lambda r: r.probability * (r.last - r.first) ** 0.5, default=None)
    likely = cue.probability * float(np.mean([r.probability for r in content] or [0]))
    return CueLink(
        cue=span(pieces, cue.first, cue.last),
        source=_spans(pieces, [best] if best else [], shift),
        content=_spans(pieces, content, shift),
        confidence=round(likely, 4),
    )


def _spans(pieces: np.ndarray, found: list[Run], shift: int) -> Spans:
    return tuple(span(pieces, r.first + shift, r.last + shift) for r in found)
