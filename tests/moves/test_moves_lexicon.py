from __future__ import annotations

import pytest

from detente import vocab
from detente.moves import TYPES
from detente.moves.lexicon import forms, hits
from detente.moves.words import read_line


@pytest.mark.parametrize(
    ("verb", "written"),
    [
        ("reject", {"reject", "rejects", "rejected", "rejecting"}),
        ("urge", {"urge", "urges", "urged", "urging"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("hold", {"hold", "holds", "held", "holding"}),
        ("ban", {"ban", "bans", "banned", "banning"}),
        ("free", {"free", "frees", "freed", "freeing"}),
    ],
)
def test_forms_of_a_verb(verb: str, written: set[str]) -> None:
    assert {form for _, form in forms(verb)} == written


def found(text: str) -> list[tuple[str, str]]:
    line = read_line(text, (0, len(text)), ())
    return [
        (hit.type, text[line.words[hit.first].start : line.words[hit.last - 1].end])
        for hit in hits(line)
    ]


def test_the_longest_phrase_wins_and_gaps_are_bridged() -> None:
    assert ("CONCEDE", "dropped its old demand") in found("They dropped its old demand at last.")
    assert ("SANCTION", "imposed sweeping new sanctions") in found(
        "They imposed sweeping new sanctions."
    )


def test_a_gap_does_not_cross_a_stop() -> None:
    assert "dropped; the demand" not in {
        words for _, words in found("It dropped; the demand stood.")
    }


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_verbs_and_nouns(kind: str) -> None:
    data = vocab.load("moves")
    assert len(data["verbs"][kind]) >= 25
    assert data["nouns"][kind]
