from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.article.dates import is_changed, is_dated, visible_date


@pytest.mark.parametrize(
    ("line", "value", "precision"),
    [
        ("March 3, 2022", "2022-03-03", "day"),
        ("By Ann OrtMarch 3, 2022 9:40 am", "2022-03-03T09:40", "minute"),
        ("3 March 2022", "2022-03-03", "day"),
        ("Thursday 3rd March 2022 at 12.05 pm", "2022-03-03T12:05", "minute"),
        ("Published 12:15 AM EST, Fri December 6, 2024", "2024-12-06T00:15-05:00", "minute"),
        ("2021-11-01T10:52:50+0100", "2021-11-01T10:52:50+01:00", "second"),
        ("12.05.2021, 18:20 Uhr", "2021-05-12T18:20", "minute"),
        ("28 kwietnia 2021, 06:29", "2021-04-28T06:29", "minute"),
        ("le 5 août 2019", "2019-08-05", "day"),
        ("2 de mayo de 2018", "2018-05-02", "day"),
        ("2020年5月4日", "2020-05-04", "day"),
        ("25/12/2020", "2020-12-25", "day"),
        ("12/25/2020", "2020-12-25", "day"),
        ("04/04/2020", "2020-04-04", "day"),
        ("Updated May 4, 2021 | Published May 2, 2021", "2021-05-02", "day"),
        ("May 2021", "2021-05", "month"),
    ],
)
def test_a_shown_date_is_read(line: str, value: str, precision: str) -> None:
    found = visible_date(line)
    assert found is not None
    assert (found.value, found.precision, found.basis) == (value, precision, "visible-text")


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2021",
        "31 February 2021",
        "3 hours ago",
        "Tuesday",
        "in the war of 1848, 20 men",
        "Updated May 4, 2021",
        "2021",
        "room 12.13.2021b",
        "",
    ],
)
def test_what_is_no_date_or_means_two_is_not_guessed(line: str) -> None:
    assert visible_date(line) is None


def test_an_update_is_told_from_a_publication() -> None:
    assert is_changed("Last updated: 4 May 2021")
    assert not is_changed("Published 2 May 2021, updated 4 May 2021")
    assert is_dated("Last updated: 4 May 2021")


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_from_three_manners(day: date) -> None:
    name = calendar.month_name[day.month]
    for shown in (
        day.isoformat(),
        f"{name} {day.day}, {day.year}",
        f"{day.day}. {day.month}. {day.year}",
    ):
        found = visible_date(shown)
        assert found is not None
        assert found.value == day.isoformat()
