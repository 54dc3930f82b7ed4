"""What the reader answered about one article, ready to be turned into positions and moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.positions.asking import EFFORTS, interviews, touches
from detente.positions.relevance import relevance
from detente.positions.windows import Window, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.model import Actor, Analysis, Span, Statement
    from detente.positions.reader import Answers, Reader
    from detente.positions.relevance import Talks

# How likely an issue must be for a sentence to be told to be about it.
ABOUT = 0.2
# How much it counts, beside the reader's answer, that the window is about the issue at all: a
# factor on its log-odds; a chance of .27 changes nothing. Chosen on the gold dev articles.
TOPIC, TOPIC_ODDS = 0.6, -1.0


@dataclass(frozen=True, slots=True)
class StanceScore:
    """One answer on an actor and an issue.

    `stances` (5,) are the chances of none, for, open, conditional, against; `certainties` (3,) of
    stated, reported, possible; `sentence` is the number of the sentence that speaks for it most.
    """

    window: Window
    actor: Actor
    issue: str
    stances: np.ndarray
    certainties: np.ndarray
    sentence: int


@dataclass(frozen=True, slots=True)
class MoveScore:
    """One answer on what an actor does: chances (16,) by event type, and the sentence."""

    window: Window
    actor: Actor
    types: np.ndarray
    sentence: int


@dataclass(frozen=True, slots=True)
class Scores:
    """All answers about an article; `touched` says whether the reader was asked at all."""

    touched: bool
    stances: tuple[StanceScore, ...] = ()
    moves: tuple[MoveScore, ...] = ()


def scores(
    text: str,
    analysis: Analysis,
    actors: Sequence[Actor],
    statements: Sequence[Statement],
    talks: Talks,
    reader: Reader,
    effort: str = "full",
) -> Scores:
    """Ask the reader about an article, where it touches an issue of the dossier.

    `effort` is `full` or `fast`: how many questions are asked.
    """
    cut = windows(analysis.sentences)
    chances = relevance(text, analysis.sentences, analysis.vectors, cut, talks, reader.relevance)
    if not touches(chances, actors):
        return Scores(touched=False)
    stances: list[StanceScore] = []
    moves: list[MoveScore] = []
    for one in interviews(chances, cut, actors, statements, talks, EFFORTS[effort]):
        start, end = one.window.span
        answers = reader.ask(text[start:end], [asked.text for asked in one.questions])
        places = _sentences(answers, analysis.sentences, one.window)
        for row, asked in enumerate(one.questions):
            if asked.issue < 0:
                moves.append(MoveScore(one.window, asked.actor, answers.moves[row], places[row]))
                continue
            issue = talks.dossier.issues[asked.issue].id
            told = weighed(answers.stances[row], asked.chance), answers.certainties[row]
            stances.append(StanceScore(one.window, asked.actor, issue, *told, places[row]))
    return Scores(touched=True, stances=tuple(stances), moves=tuple(moves))


def weighed(stances: np.ndarray, chance: float) -> np.ndarray:
    """The reader's chances (5,) with that of the window's being about the issue."""
    none = float(np.clip(stances[0], 1e-6, 1 - 1e-6))
    about = float(np.clip(chance, 1e-3, 1 - 1e-3))
    odds = np.log((1 - none) / none) + TOPIC * (np.log(about / (1 - about)) - TOPIC_ODDS)
    held = 1 / (1 + np.exp(-odds))
    return np.concatenate([[1 - held], stances[1:] * held / (1 - none)]).astype(np.float32)


def issue_finder(
    text: str, analysis: Analysis, talks: Talks, reader: Reader
) -> Callable[[Span], str | None]:
    """A function that gives the issue that a span of the text is likeliest about, or None."""
    cut = [Window(at, at + 1, span) for at, span in enumerate(analysis.sentences)]
    chances = relevance(text, analysis.sentences, analysis.vectors, cut, talks, reader.relevance)

    def issue_of(span: Span) -> str | None:
        inside = [at for at, (s, e) in enumerate(analysis.sentences) if s < span[1] and e > span[0]]
        if not inside:
            return None
        best = chances[inside].max(0)
        at = int(best.argmax())
        return talks.dossier.issues[at].id if best[at] >= ABOUT else None

    return issue_of


def _sentences(answers: Answers, sentences: Sequence[Span], window: Window) -> list[int]:
    """For each question the sentence of the window that holds most of the evidence."""
    begin = window.span[0]
    starts = np.array([start for start, _ in answers.pieces]) + begin
    bounds = np.array([sentences[at][0] for at in range(window.first, window.last)])
    holder = np.clip(np.searchsorted(bounds, starts, "right") - 1, 0, None)
    share = np.zeros((len(answers.evidence), window.last - window.first))
    for at in range(share.shape[1]):
        share[:, at] = answers.evidence[:, holder == at].sum(1)
    return [window.first + int(at) for at in share.argmax(1)]


__all__ = ["MoveScore", "Scores", "StanceScore", "issue_finder", "scores"]
