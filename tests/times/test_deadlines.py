"""By when: deadlines with a day, deadlines without, and what is none."""

from __future__ import annotations

import pytest
from expressions import read


def limits(text: str, published: str | None = "2025-04-19") -> list[tuple[str, str | None]]:
    """The words and last day of each deadline."""
    found = read(text, published)
    return [(text[slice(*t.words)], t.end) for t in found if t.deadline and t.words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kesh must withdraw by May 1.", ("by May 1", "2025-05-01")),
        (
            "They promised an accord by the end of the month.",
            ("by the end of the month", "2025-04-30"),
        ),
        (
            "He expects a response from Kesh this week.",
            ("response from Kesh this week", "2025-04-20"),
        ),
        ("The council gave Kesh until Friday.", ("until Friday", "2025-04-25")),
        ("They demanded an answer within 48 hours.", ("within 48 hours", "2025-04-21")),
        ("The May 1 deadline is near.", ("May 1 deadline", "2025-05-01")),
        ("They set a deadline of May 1.", ("deadline of May 1", "2025-05-01")),
        (
            "He urged them to sign before the end of the year.",
            ("before the end of the year", "2025-12-31"),
        ),
    ],
)
def test_deadline_with_a_day(text: str, expected: tuple[str, str]) -> None:
    assert limits(text) == [expected]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It may leave if a truce is not reached soon.", "if a truce is not reached soon"),
        ("Kesh must answer as soon as possible.", "must answer as soon as possible"),
    ],
)
def test_open_deadline(text: str, words: str) -> None:
    assert limits(text) == [(words, None)]


@pytest.mark.parametrize(
    "text",
    [
        "By Tuesday the army had reached the river.",
        "The talks resumed this week.",
        "The port was open until 2014.",
        "The minister will soon travel.",
        "She left before Friday.",
        "In two weeks of talks nothing moved.",
        "It was signed within a year.",
    ],
)
def test_no_deadline(text: str) -> None:
    assert read(text)
    assert limits(text) == []


def test_a_deadline_is_found_without_a_date_of_publication() -> None:
    assert limits("Kesh must withdraw by May 1.", None) == [("by May 1", None)]
