"""The reader's floor, on passages that we wrote: a worse model is seen without the corpora."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from detente.positions.reader import STANCES, Reader

# Pinned a little under what the shipped reader reaches.
FLOOR, APART = 0.7, 0.85
LINES = Path(__file__).parent / "floor.jsonl"


@functools.cache
def reader() -> Reader:
    return Reader()


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in LINES.read_text(encoding="utf-8").splitlines()]


@functools.cache
def answers() -> list[tuple[str, str]]:
    """The right stance and the one the reader thinks likeliest, question by question."""
    found = []
    for line in lines():
        asked = [f"{holder}: {proposition}" for holder, proposition, _ in line["asked"]]
        chances = reader().ask(line["passage"], asked).stances
        found += [
            (right, STANCES[int(row.argmax())])
            for (_, _, right), row in zip(line["asked"], chances, strict=True)
        ]
    return found


def test_most_answers_are_right() -> None:
    right = sum(told == likeliest for told, likeliest in answers())
    assert right / len(answers()) >= FLOOR, [pair for pair in answers() if pair[0] != pair[1]]


def test_for_and_against_are_told_apart() -> None:
    sided = [pair for pair in answers() if set(pair) <= {"for", "against"}]
    assert len(sided) >= 12
    assert sum(told == likeliest for told, likeliest in sided) / len(sided) >= APART


def test_an_answer_does_not_hang_on_the_questions_beside_it() -> None:
    line = lines()[0]
    asked = [f"{holder}: {proposition}" for holder, proposition, _ in line["asked"]]
    together = reader().ask(line["passage"], asked).stances
    alone = [reader().ask(line["passage"], [one]).stances[0] for one in asked]
    for row, one in zip(together, alone, strict=True):
        # Values are quantised together with their neighbours', which moves them a little.
        assert abs(row - one).max() < 0.2


def test_evidence_is_where_the_answer_stands() -> None:
    passage = "The weather was fine. Tavria rejected the truce. A band played."
    found = reader().ask(passage, ["Tavria: There is a truce."])
    start, end = found.pieces[int(found.evidence[0].argmax())]
    assert passage.index("Tavria") <= start and end <= passage.index(" A band")


def test_a_long_dossiers_questions_are_answered_in_portions() -> None:
    asked = ["Tavria: There is a truce."] * 90
    found = reader().ask("Tavria rejected the truce.", asked)
    assert found.stances.shape == (90, len(STANCES))
    assert (found.stances.argmax(1) == found.stances[0].argmax()).all()
