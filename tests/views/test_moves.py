"""Moves in words, the same told by several as one."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from records import move

from detente.model import MoveStatus, MoveType
from detente.views.moves import STATUSES, VERBS, moves


def test_every_type_and_status_has_words() -> None:
    assert set(VERBS) == set(get_args(MoveType))
    assert set(STATUSES) == set(get_args(MoveStatus))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            ("Ilse Marrow", "CONSULT", "Tomas Reyl", "2031-03-02"),
            "Ilse Marrow talks with Tomas Reyl.",
        ),
        (("Ilse Marrow", "CONSULT", None, "2031-03-02"), "Ilse Marrow holds talks."),
        (("Ostmark", "SANCTION", "Vellmark", ""), "Ostmark puts sanctions on Vellmark."),
    ],
)
def test_in_words(given: Any, words: str) -> None:
    [act] = moves([move(*given)])
    assert act.text == words
    assert act.sources


def test_only_done_moves_are_told_as_done() -> None:
    [act] = moves([move("Ostmark", "AID", "Vellmark", "2031-03-02", status="denied")])
    assert act.text == "Ostmark aids Vellmark (denied)."


def test_one_move_of_several_reports() -> None:
    rows = [move("Ostmark", "AID", "Vellmark", "2031-03-02", origin=name) for name in "aab"]
    rows += [move("Ostmark", "AID", "Vellmark", "2031-03-03", status="planned")]
    first, second = moves(rows)
    assert (first.day, first.origins) == ("2031-03-03", 1)
    assert (second.day, second.origins) == ("2031-03-02", 2)
