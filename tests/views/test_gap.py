"""The gap: the rule of docs/gap.md, case by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from records import ACTORS, position

from detente.ledger.rows import PositionRow
from detente.model import Issue
from detente.views.gap import STATES, Cell, Gap, IssueGap, gap
from detente.views.principals import Principals
from strait import DOSSIER, TODAY

PRINCIPALS = Principals(DOSSIER, ACTORS)

# Who holds what of "transit": (holder, side, stance, day, and what else is told).
Told = tuple[str, str, str, str] | tuple[str, str, str, str, dict[str, Any]]
MARROW, REYL, ODER, ZETTER = "Ilse Marrow", "Tomas Reyl", "Nils Oder", "Bo Zetter"
REPORTED = {"certainty": "reported", "via": ("The Daily Anchor",)}
POSSIBLE = {"certainty": "possible", "via": ("The Daily Anchor",)}
FOR_IT: Told = (REYL, "vellmark", "for", "2031-03-01")


def rows(*told: Told) -> list[PositionRow]:
    return [position(*each[:4], **(each[4] if len(each) > 4 else {})) for each in told]  # type: ignore[misc,arg-type]


def transit(*told: Told, as_of: str = TODAY) -> IssueGap:
    return gap(DOSSIER, rows(*told), PRINCIPALS, as_of).issues[0]


def cell(found: IssueGap, side: str) -> Cell:
    [one] = [each for each in found.cells if each.side == side]
    return one


@pytest.mark.parametrize(
    ("told", "state"),
    [
        # agreed: every side that must consent, by its leadership's own word
        ([FOR_IT, (MARROW, "ostmark", "for", "2031-03-02")], "agreed"),
        ([FOR_IT, ("Ostmark", "ostmark", "for", "2031-03-02")], "agreed"),
        ([FOR_IT, (MARROW, "ostmark", "for", "2030-01-01")], "agreed"),
        # within reach: nobody against, somebody not there yet or not on the record
        ([FOR_IT, (MARROW, "ostmark", "open", "2031-03-02")], "within reach"),
        ([FOR_IT, (MARROW, "ostmark", "conditional", "2031-03-02")], "within reach"),
        ([FOR_IT, (MARROW, "ostmark", "for", "2031-03-02", REPORTED)], "within reach"),
        ([FOR_IT, (MARROW, "ostmark", "for", "2031-03-02", POSSIBLE)], "within reach"),
        ([FOR_IT, (ODER, "ostmark", "for", "2031-03-02")], "within reach"),
        # blocked: a leadership refuses in its own word, and nothing softer came since
        ([FOR_IT, (MARROW, "ostmark", "against", "2031-03-02")], "blocked"),
        ([(MARROW, "ostmark", "against", "2031-03-02")], "blocked"),
        (
            [
                (MARROW, "ostmark", "against", "2031-03-02"),
                (REYL, "vellmark", "against", "2031-03-02"),
            ],
            "blocked",
        ),
        # a word of before does not soften
        (
            [
                FOR_IT,
                (MARROW, "ostmark", "open", "2031-03-01"),
                (MARROW, "ostmark", "against", "2031-03-02"),
            ],
            "blocked",
        ),
        # nor does the word of somebody who does not bind the side
        (
            [
                FOR_IT,
                (MARROW, "ostmark", "against", "2031-03-02"),
                (ODER, "ostmark", "open", "2031-03-03"),
            ],
            "blocked",
        ),
        # contested: a refusal that is not final
        ([FOR_IT, (MARROW, "ostmark", "against", "2031-03-02", REPORTED)], "contested"),
        ([FOR_IT, (MARROW, "ostmark", "against", "2031-03-02", POSSIBLE)], "contested"),
        ([FOR_IT, (ODER, "ostmark", "against", "2031-03-02")], "contested"),
        (
            [
                FOR_IT,
                (MARROW, "ostmark", "against", "2031-03-02"),
                ("Ostmark", "ostmark", "open", "2031-03-03", POSSIBLE),
            ],
            "contested",
        ),
        (
            [
                FOR_IT,
                (MARROW, "ostmark", "for", "2031-03-02"),
                (MARROW, "ostmark", "against", "2031-03-04", REPORTED),
            ],
            "contested",
        ),
        # both on one day, in own words: neither is final
        (
            [
                FOR_IT,
                (MARROW, "ostmark", "for", "2031-03-02"),
                ("Ostmark", "ostmark", "against", "2031-03-02"),
            ],
            "contested",
        ),
        # unless far fewer tell of the one than of the other
        (
            [
                FOR_IT,
                ("Ostmark", "ostmark", "open", "2031-03-02"),
                *((MARROW, "ostmark", "against", "2031-03-02", {"origin": x}) for x in "abc"),
            ],
            "blocked",
        ),
        (
            [
                FOR_IT,
                ("Ostmark", "ostmark", "open", "2031-03-02"),
                *((MARROW, "ostmark", "against", "2031-03-02", {"origin": x}) for x in "ab"),
            ],
            "contested",
        ),
        # unknown: a side that must consent has said nothing
        ([], "unknown"),
        ([FOR_IT], "unknown"),
        ([(ODER, "ostmark", "against", "2031-03-02")], "unknown"),
        ([FOR_IT, ("Isle of Jura", "league", "for", "2031-03-02")], "unknown"),
    ],
)
def test_the_states(told: Sequence[Told], state: str) -> None:
    assert transit(*told).state == state
    assert transit(*reversed(told)).state == state, "the order of the rows does not matter"


def test_every_state_is_met() -> None:
    assert set(STATES) == {"agreed", "within reach", "blocked", "contested", "unknown"}


@pytest.mark.parametrize(
    ("told", "holder", "stance"),
    [
        # the leadership's own word before anybody's later one
        (
            [
                (MARROW, "ostmark", "for", "2031-03-01"),
                (ODER, "ostmark", "against", "2031-03-09"),
            ],
            MARROW,
            "for",
        ),
        # the latest word of the leadership, whoever of it speaks
        (
            [
                (MARROW, "ostmark", "for", "2031-03-01"),
                ("Ostmark", "ostmark", "against", "2031-03-09"),
            ],
            "Ostmark",
            "against",
        ),
        # somebody's own word before what is reported of the leadership
        (
            [
                (ODER, "ostmark", "for", "2031-03-01"),
                (MARROW, "ostmark", "against", "2031-03-09", REPORTED),
            ],
            ODER,
            "for",
        ),
        # else the latest that is reported
        (
            [
                (ODER, "ostmark", "for", "2031-03-01", REPORTED),
                (MARROW, "ostmark", "open", "2031-03-09", POSSIBLE),
            ],
            MARROW,
            "open",
        ),
        # of one day: what more origins tell
        (
            [
                (MARROW, "ostmark", "for", "2031-03-01", {"origin": "a"}),
                (MARROW, "ostmark", "against", "2031-03-01", {"origin": "b"}),
                (MARROW, "ostmark", "for", "2031-03-01", {"origin": "c"}),
            ],
            MARROW,
            "for",
        ),
    ],
)
def test_whose_word_is_the_side_s(told: Sequence[Told], holder: str, stance: str) -> None:
    held = cell(transit(*told), "ostmark").held
    assert held
    assert (held.holder, held.stance) == (holder, stance)


def test_how_old_and_how_sure() -> None:
    marrow = [
        (MARROW, "ostmark", "for", "2031-03-02", {"origin": "wire"}),
        (MARROW, "ostmark", "for", "2031-03-01", {"origin": "wire"}),
        ("Ostmark", "ostmark", "for", "2031-02-27", {"origin": "post", **REPORTED}),
        (MARROW, "ostmark", "against", "2031-02-20", {"origin": "other"}),
        (MARROW, "ostmark", "for", "2031-02-10", {"origin": "long ago"}),
    ]
    found = cell(transit(*marrow), "ostmark")
    assert found.held
    assert (found.held.age, found.held.certainty, found.held.origins) == (18, "stated", 2)
    assert not found.stale
    assert cell(transit(*marrow, as_of="2031-04-30"), "ostmark").stale


def test_nothing_later_than_the_day_counts() -> None:
    told = [(MARROW, "ostmark", "for", "2031-03-02"), (MARROW, "ostmark", "against", "2031-03-10")]
    assert transit(FOR_IT, *told, as_of="2031-03-09").state == "agreed"
    assert transit(FOR_IT, *told, as_of="2031-03-10").state == "blocked"


def test_a_position_without_a_day_is_the_oldest() -> None:
    found = transit((MARROW, "ostmark", "for", ""), (MARROW, "ostmark", "open", "2031-01-01"))
    held = cell(found, "ostmark").held
    assert held
    assert held.stance == "open"
    undated = cell(transit((MARROW, "ostmark", "for", "")), "ostmark")
    assert undated.held
    assert undated.held.age is None
    assert not undated.stale


def test_dissent_is_shown_and_changes_nothing() -> None:
    told = [
        (MARROW, "ostmark", "for", "2031-03-02"),
        (ODER, "ostmark", "against", "2031-03-08"),
        (ODER, "ostmark", "for", "2031-01-08"),
    ]
    found = transit(FOR_IT, *told)
    assert found.state == "agreed"
    [dissent] = cell(found, "ostmark").dissent
    assert (dissent.holder, dissent.stance, dissent.leads) == (ODER, "against", False)


def test_a_member_who_has_come_round_is_no_dissent() -> None:
    told = [
        (MARROW, "ostmark", "for", "2031-03-02"),
        (ODER, "ostmark", "against", "2031-01-08"),
        (ODER, "ostmark", "for", "2031-03-08"),
    ]
    assert not cell(transit(*told), "ostmark").dissent


def test_an_alliance_has_several_leaderships() -> None:
    cable = {"issue": "cable"}
    told = rows(
        (MARROW, "ostmark", "for", "2031-03-02", cable),
        ("Isle of Kolk", "league", "against", "2031-03-02", cable),
        ("Isle of Jura", "league", "for", "2031-03-05", cable),
    )
    found = gap(DOSSIER, told, PRINCIPALS, TODAY).issues[1]
    league = cell(found, "league")
    assert league.held
    assert league.held.holder == "Isle of Jura"
    assert [sign.holder for sign in league.since] == ["Isle of Kolk"]
    assert found.state == "contested"


def test_sides_that_need_not_consent_are_shown() -> None:
    found = transit(FOR_IT, ("Isle of Jura", "league", "against", "2031-03-05"))
    league = cell(found, "league")
    assert not league.needed
    assert league.held
    assert found.state == "unknown"


def test_where_no_side_is_named_every_side_must_consent() -> None:
    open_to_all = replace(DOSSIER, issues=(Issue("peace", "There is peace."),))
    [found] = gap(open_to_all, [], PRINCIPALS, TODAY).issues
    assert all(each.needed for each in found.cells)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (
            [FOR_IT, (MARROW, "ostmark", "for", "2031-03-02")],
            "All who must consent are for it, on the record: Ostmark (Ilse Marrow, 2 March 2031) "
            "and Vellmark (Tomas Reyl, 1 March 2031).",
        ),
        (
            [(MARROW, "ostmark", "against", "2031-03-02")],
            "Refused on the record by Ostmark (Ilse Marrow, 2 March 2031), with nothing softer "
            "since; nothing on record from Vellmark.",
        ),
        (
            [FOR_IT, (ODER, "ostmark", "against", "2031-03-02")],
            "Refused, but not finally: Ostmark: against (Nils Oder, not its leadership, "
            "2 March 2031); Vellmark: for (Tomas Reyl, 1 March 2031).",
        ),
        (
            [FOR_IT, ("Ostmark", "ostmark", "open", "2031-03-02", POSSIBLE)],
            "Refused by nobody who must consent, not yet settled: Ostmark: possibly open to it "
            "(via The Daily Anchor, 2 March 2031); Vellmark: for (Tomas Reyl, 1 March 2031).",
        ),
        (
            [FOR_IT],
            "Nothing on record from Ostmark; Vellmark: for (Tomas Reyl, 1 March 2031).",
        ),
        (
            [("Isle of Jura", "league", "for", "2031-03-02")],
            "Nothing on record from Ostmark and Vellmark; League of the Isles: for (Isle of Jura, "
            "2 March 2031).",
        ),
    ],
)
def test_the_reason_in_one_sentence(told: Sequence[Told], reason: str) -> None:
    found = transit(*told)
    assert found.text == reason
    assert found.text.count(".") == 1


def test_every_reason_and_cell_has_its_evidence() -> None:
    found = transit(FOR_IT, (MARROW, "ostmark", "against", "2031-03-02"))
    assert {source.evidence for source in found.sources} == {
        "Tomas Reyl is for on transit",
        "Ilse Marrow is against on transit",
    }
    for each in found.cells:
        assert not each.held or each.held.sources


def test_of_silence_nothing_is_said() -> None:
    found = transit()
    assert found.silent
    assert (found.text, found.sources) == ("", ())


def test_outsiders_are_passed_over() -> None:
    outsider = position("A Professor", None, "for", "2031-03-02")
    whole: Gap = gap(DOSSIER, [outsider], PRINCIPALS, TODAY)
    assert all(issue.silent for issue in whole.issues)
