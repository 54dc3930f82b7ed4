"""What tells how things stand: the last stated week of each holder on each issue, and all since."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from followed import DOSSIER, telling

from detente import ledger


def days(url: str, as_of: str = "2031-12-31") -> list[tuple[str, str]]:
    with ledger.View(url) as view:
        stands = view.stands(DOSSIER, as_of)
        rows = view.positions_by_key(stand.key for stand in stands)
    assert {row.position.issue for row in rows} == {stand.issue for stand in stands}
    assert sorted(row.origin for row in rows) == sorted(stand.origin for stand in stands)
    return sorted(((row.day, row.position.certainty) for row in rows), reverse=True)


STATED, REPORTED = "stated", "reported"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        # a week up to the last stated word, and all since
        (
            [("03-01", STATED), ("03-02", STATED), ("03-09", STATED), ("03-20", REPORTED)],
            ["03-20", "03-09", "03-02"],
        ),
        # nothing stated: everything
        ([("01-01", REPORTED), ("03-09", "possible")], ["03-09", "01-01"]),
        # what was reported before the week is gone, over the end of a month too
        ([("02-20", REPORTED), ("02-26", REPORTED), ("03-02", STATED)], ["03-02", "02-26"]),
    ],
)
def test_what_is_kept(url: str, told: Sequence[tuple[str, str]], kept: list[str]) -> None:
    with ledger.Writer(url) as writer:
        for number, (day, certainty) in enumerate(told):
            reading = telling("Ada", "for", f"2031-{day}", number=number, certainty=certainty)
            writer.add(reading)
    assert [day[5:] for day, _ in days(url)] == kept


def test_of_each_holder_and_issue_and_day(url: str) -> None:
    with ledger.Writer(url) as writer:
        writer.add(telling("Ada", "for", "2031-01-01"))
        writer.add(telling("Ada", "for", "2031-01-02", issue="cable"))
        writer.add(telling("Bo", "for", "2031-01-03"))
        writer.add(telling("Ada", "against", "2031-03-01"))
        writer.add(telling("Ada", "against", "2031-03-02", dossier="canal-2031"))
    assert [day for day, _ in days(url)] == ["2031-03-01", "2031-01-03", "2031-01-02"]
    before = days(url, as_of="2031-02-28")
    assert [day for day, _ in before] == ["2031-01-03", "2031-01-02", "2031-01-01"]
