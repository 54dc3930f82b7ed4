"""Records put into words."""

from __future__ import annotations

import typing

import pytest

from detente.model import ModalityKind
from detente.views import phrases


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2025-04-18", "18 April 2025"),
        ("2025-04-18T09:30:00Z", "18 April 2025"),
        ("2025-04", "April 2025"),
        ("2025", "2025"),
        (None, "Undated"),
        ("2025-W16", "the week of 14 April 2025"),
        ("2025-W53", "2025-W53"),
        ("2025-04-18 ", "2025-04-18 "),
        ("2025-Q2", "2025-Q2"),
        ("PAST_REF", "PAST_REF"),
    ],
)
def test_days(value: str | None, told: str) -> None:
    assert phrases.day(value) == told


def test_every_modality_has_words_and_only_the_asserted_none() -> None:
    assert set(phrases.MODALITIES) == set(typing.get_args(ModalityKind))
    assert [kind for kind, told in phrases.MODALITIES.items() if not told] == ["asserted"]


def test_modality_with_its_carriers() -> None:
    assert phrases.modality("possible", ["may\nbe"]) == "possible (“may be”)"
    assert phrases.modality("negated", ["not", "no"]) == "negated (“not”, “no”)"
    assert phrases.modality("conditional") == "on a condition"
    assert phrases.modality("asserted", ["is"]) == ""


def test_the_chain_runs_from_the_outlet_to_the_speaker() -> None:
    assert phrases.chain(("Anchor", "two officials")) == "via Anchor ← two officials"
    assert phrases.chain(("Anchor", "unnamed")) == "via Anchor ← unnamed sources"
    assert phrases.chain(()) == ""


def test_words_of_several_spans() -> None:
    assert phrases.words("one two\n three", ((0, 3), (4, 14))) == "one … two three"


@pytest.mark.parametrize(("number", "told"), [(0, "0 days"), (1, "1 day"), (1024, "1,024 days")])
def test_counts(number: int, told: str) -> None:
    assert phrases.counted(number, "day") == told


@pytest.mark.parametrize(
    ("name", "described", "heading"),
    [
        ("Ilse Marrow", "she", "Ilse Marrow"),
        (None, "people close to\nthe talks", "People close to the talks"),
        (None, "the ministry", "Ministry"),
        (None, "They", "Unnamed source"),
        (None, "", "Unnamed source"),
    ],
)
def test_who_said_it(name: str | None, described: str, heading: str) -> None:
    assert phrases.speaker(name, described) == heading
