"""Expressions and values, on sentences of our own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from expressions import read
from hypothesis import given, settings
from hypothesis import strategies as st

FLOOR = [
    json.loads(line)
    for line in (Path(__file__).parent / "floor.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", FLOOR, ids=lambda row: row["text"][:40])
def test_floor(row: dict[str, Any]) -> None:
    found = read(row["text"], row["published"])
    assert [[row["text"][slice(*t.span)], t.kind, t.value] for t in found] == row["times"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It fell last week.", ("2025-04-07", "2025-04-13")),
        ("It fell last November.", ("2024-11-01", "2024-11-30")),
        ("It fell late Thursday.", ("2025-04-17", "2025-04-17")),
        ("It has been so since 2014.", ("2014-01-01", None)),
        ("It stays closed until May 1.", (None, "2025-05-01")),
        ("It fell over the past two weeks.", ("2025-04-05", "2025-04-19")),
        ("It will fall in the next ten days.", ("2025-04-19", "2025-04-29")),
        ("It was a 30-day truce.", (None, None)),
        ("It fell in the late 1990s.", ("1990-01-01", "1999-12-31")),
        ("It fell last winter.", ("2024-12-01", "2025-02-28")),
        ("It fell in the second half of 2023.", ("2023-07-01", "2023-12-31")),
    ],
)
def test_days_covered(text: str, days: tuple[str | None, str | None]) -> None:
    assert [(time.start, time.end) for time in read(text)] == [days]


def test_a_month_of_publication_tells_months_but_no_days() -> None:
    found = read("They met last month, and again on Friday.", "2025-04", "month")
    assert [time.value for time in found] == ["2025-03", None]


def test_a_date_that_cannot_be_read_is_none() -> None:
    assert [time.value for time in read("They met on Friday.", "soon")] == [None]


def test_quarters_are_compared_with_the_year_before() -> None:
    text = "Profit fell in the first quarter. A year earlier it had risen."
    assert [time.value for time in read(text)] == ["2025-Q1", "2024-Q1"]


WORDS = re.split(
    r"\s+",
    "late last the next two 31 2014 May Friday week days ago since 1990s 'til 10:30 a.m. first"
    " quarter of year 1/2 40/13/99 year's end Easter 0 99 hundred and half , . - ’s 30th February"
    " from now to nineteen ninety",
)
DAYS = [None, "2025-04-19", "0001-01-01", "9999-12-31"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(DAYS))
def test_any_run_of_words_is_read(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    place = 0
    for time in read(text, published):
        assert place <= time.span[0] < time.span[1] <= len(text)
        place = time.span[1]
        if time.start and time.end:
            assert time.start <= time.end
