"""What awaits whose reply, and until when."""

from __future__ import annotations

from typing import Any

import pytest
from records import proposal

from detente.ledger.rows import ProposalRow
from detente.views.proposals import Tabled, proposals
from strait import DOSSIER, TODAY


def tabled(*rows: ProposalRow, as_of: str = TODAY) -> list[Tabled]:
    return proposals(DOSSIER, rows, as_of)


@pytest.mark.parametrize(
    ("given", "days", "due"),
    [
        ({"deadline": "2031-03-22"}, 2, "due in 2 days (22 March 2031)"),
        (
            {"deadline": "2031-03-21", "words": "by Friday"},
            1,
            "due tomorrow (21 March 2031, “by Friday”)",
        ),
        ({"deadline": "2031-03-20"}, 0, "due today (20 March 2031)"),
        ({"deadline": "2031-03-19"}, -1, "ran out yesterday (19 March 2031)"),
        ({"deadline": "2031-03-10"}, -10, "ran out 10 days ago (10 March 2031)"),
        ({"words": "soon"}, None, "deadline “soon”, no day told"),
        ({"deadline": "2031-04"}, None, "deadline April 2031, no day told"),
        ({}, None, ""),
    ],
)
def test_days_are_counted(given: dict[str, Any], days: int | None, due: str) -> None:
    [told] = tabled(proposal("2031-03-05", **given))
    assert (told.days, told.due) == (days, due)
    assert told.status == ("expired" if days is not None and days < 0 else "awaiting-reply")


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2031-03-21", "awaiting-reply"), ("2031-03-22", "awaiting-reply"), ("2031-03-23", "expired")],
)
def test_a_deadline_runs_out_after_its_day(as_of: str, status: str) -> None:
    [told] = tabled(proposal("2031-03-05", deadline="2031-03-22"), as_of=as_of)
    assert told.status == status
    assert told.pending is (status != "expired")


def test_in_words() -> None:
    [told] = tabled(proposal("2031-03-18", deadline="2031-03-22", words="by Saturday"))
    assert told.text == (
        "Ilse Marrow (Ostmark) to Vellmark — awaits the reply of Vellmark, due in 2 days "
        "(22 March 2031, “by Saturday”): a truce at sea for a month."
    )
    [told] = tabled(proposal("2031-03-18", status="rejected", deadline="2031-03-22"))
    assert "— rejected: a truce" in told.text
    [told] = tabled(proposal("2031-03-18", proposer=None, to=(), status="tabled"))
    assert told.text == "Ostmark — tabled: a truce at sea for a month."


def test_reports_of_one_proposal_are_one() -> None:
    [told] = tabled(
        proposal("2031-03-10", deadline="2031-03-22", origin="wire"),
        proposal("2031-03-11", terms="a pause in the strait", origin="wire"),
        proposal("2031-03-15", origin="post"),
    )
    assert (told.day, told.deadline, told.origins) == ("2031-03-15", "2031-03-22", 2)
    assert len(told.sources) == 3


def test_an_answer_outranks_a_report_that_still_waits() -> None:
    [told] = tabled(
        proposal("2031-03-10", status="rejected", reply="a resounding no"),
        proposal("2031-03-11"),
    )
    assert (told.status, told.reply) == ("rejected", "a resounding no")


def test_put_again_after_weeks_it_is_another() -> None:
    found = tabled(proposal("2031-02-01", status="rejected"), proposal("2031-03-15"))
    assert [told.status for told in found] == ["awaiting-reply", "rejected"]


def test_other_terms_addressees_or_proposers_are_others() -> None:
    found = tabled(
        proposal("2031-03-10"),
        proposal("2031-03-10", issue=None),
        proposal("2031-03-10", to=("Isle of Jura",)),
        proposal("2031-03-10", proposer="Nils Oder"),
    )
    assert len(found) == 4


def test_the_pressing_first() -> None:
    found = tabled(
        proposal("2031-03-01", issue=None, terms="an old one"),
        proposal("2031-03-02", issue=None, terms="accepted", status="accepted"),
        proposal("2031-03-03", issue=None, terms="later", deadline="2031-03-30"),
        proposal("2031-03-04", issue=None, terms="a new one"),
        proposal("2031-03-05", issue=None, terms="sooner", deadline="2031-03-21"),
        proposal("2031-03-06", issue=None, terms="run out", deadline="2031-03-08"),
    )
    assert [told.terms for told in found] == [
        "sooner",
        "later",
        "a new one",
        "an old one",
        "run out",
        "accepted",
    ]


def test_later_reports_are_not_known_yet() -> None:
    assert not tabled(proposal("2031-03-21"))
