"""Who moved, and accounts that contradict each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from records import ACTORS, position

from detente.ledger.rows import PositionRow
from detente.model import Date
from detente.views.changes import Change, changes
from detente.views.disputes import Dispute, disputes
from detente.views.principals import Principals
from strait import DOSSIER, TODAY

PRINCIPALS = Principals(DOSSIER, ACTORS)
SINCE = "2031-03-10"
REYL, ODER = ("Tomas Reyl", "vellmark"), ("Nils Oder", "ostmark")
WIRE: dict[str, Any] = {"certainty": "reported", "via": ("Fjord Wire",)}
WIRED = position(*REYL, "for", "2031-03-11", **WIRE)


def moved(*rows: PositionRow, since: str = SINCE) -> list[Change]:
    return changes(DOSSIER, rows, PRINCIPALS, since, TODAY)


def differing(*rows: PositionRow, since: str = SINCE) -> list[Dispute]:
    return disputes(DOSSIER, rows, PRINCIPALS, since, TODAY)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("for", "against", "reversed"),
        ("against", "for", "reversed"),
        ("open", "against", "hardened"),
        ("conditional", "against", "hardened"),
        ("against", "conditional", "softened"),
        ("against", "open", "softened"),
        ("open", "for", "came round"),
        ("conditional", "for", "came round"),
        ("for", "conditional", "backed off"),
        ("for", "open", "backed off"),
        ("open", "conditional", "shifted"),
    ],
)
def test_what_a_move_is_called(before: Any, after: Any, kind: str) -> None:
    [change] = moved(position(*REYL, before, "2031-03-01"), position(*REYL, after, "2031-03-12"))
    assert change.kind == kind
    assert change.before
    assert (change.before.stance, change.after.stance) == (before, after)
    assert {source.evidence for source in change.sources} == {
        f"Tomas Reyl is {before} on transit",
        f"Tomas Reyl is {after} on transit",
    }


def test_a_move_in_words() -> None:
    [change] = moved(
        position("Vellmark", "vellmark", "for", "2031-03-01"),
        position(*REYL, "against", "2031-03-12"),
    )
    assert change.text == (
        "Tomas Reyl (Vellmark) reversed on transit: for (Vellmark, 1 March 2031) → against "
        "(12 March 2031, own word)."
    )
    assert change.leads


def test_on_whose_word() -> None:
    before = position(*REYL, "for", "2031-03-01")
    via = ("Fjord Wire", "unnamed officials")
    by_wire = position(*REYL, "against", "2031-03-12", certainty="reported", via=via)
    [change] = moved(before, by_wire)
    assert change.after.word == "via Fjord Wire ← unnamed officials"
    plain = position(*REYL, "against", "2031-03-12", certainty="reported")
    [change] = moved(before, plain)
    assert change.after.word == "as Harbour Courier has it"


def test_what_has_not_moved_is_not_told() -> None:
    same = [position(*REYL, "for", day) for day in ("2031-03-01", "2031-03-12", "2031-03-14")]
    assert not moved(*same)
    assert not moved(position(*REYL, "for", "2031-03-01"), position(*REYL, "for", "2031-03-12"))
    assert not moved(position(*REYL, "for", "2031-01-01"), position(*REYL, "open", "2031-03-01"))


def test_what_is_new_on_record_comes_last() -> None:
    found = moved(
        position(*ODER, "for", "2031-03-15"),
        position(*REYL, "for", "2031-03-01"),
        position(*REYL, "open", "2031-03-11"),
    )
    assert [(change.kind, change.holder) for change in found] == [
        ("backed off", "Tomas Reyl"),
        ("new", "Nils Oder"),
    ]
    assert found[1].text == (
        "Nils Oder (Ostmark), new on record on transit: for (15 March 2031, own word)."
    )


def test_there_and_back_again() -> None:
    found = moved(
        position(*REYL, "for", "2031-03-01"),
        position(*REYL, "against", "2031-03-11"),
        position(*REYL, "for", "2031-03-13"),
    )
    assert [(change.after.stance, change.after.day) for change in found] == [
        ("for", "2031-03-13"),
        ("against", "2031-03-11"),
    ]


def test_copies_of_one_day_are_one_move() -> None:
    again = [position(*REYL, "against", "2031-03-12", origin=name) for name in ("a", "b", "b ")]
    [change] = moved(position(*REYL, "for", "2031-03-01"), *again)
    assert change.after.origins == 3


def reported_on(row: PositionRow, day: str) -> PositionRow:
    return replace(row, article=replace(row.article, published=Date(day, "day", "given")))


def test_what_is_reported_since_is_news() -> None:
    late = reported_on(position(*REYL, "against", "2031-03-08"), "2031-03-10")
    [change] = moved(position(*REYL, "for", "2031-03-01"), late)
    assert (change.kind, change.after.day) == ("reversed", "2031-03-08")
    assert not moved(late, since="2031-03-11")


def test_what_is_reported_late_does_not_undo_what_is_known() -> None:
    late = reported_on(position(*REYL, "against", "2031-02-08"), "2031-03-10")
    assert not moved(position(*REYL, "for", "2031-03-01"), late)
    [new] = moved(late)
    assert (new.kind, new.after.day) == ("new", "2031-02-08")


def test_outsiders_move_too() -> None:
    [change] = moved(position("A Professor", None, "for", "2031-03-12"))
    assert change.text.startswith("A Professor, new on record")


def test_accounts_side_by_side() -> None:
    [found] = differing(
        position(*REYL, "for", "2031-03-11", **WIRE, origin="wire"),
        position(*REYL, "for", "2031-03-12", **WIRE, origin="paper"),
        position("Vellmark", "vellmark", "against", "2031-03-13", origin="envoy"),
    )
    assert (found.accepted, found.refused) == (2, 1)
    assert found.text == (
        "Accounts of Vellmark on transit differ: against by 1 origin (own word of Vellmark); for "
        "by 2 origins (via Fjord Wire)."
    )
    assert len(found.sources) == 3


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # a reversal in own words is a move
        ([position(*REYL, "for", "2031-03-11"), position(*REYL, "against", "2031-03-12")], False),
        # both on one day are accounts that differ
        ([position(*REYL, "for", "2031-03-11"), position(*REYL, "against", "2031-03-11")], True),
        # far apart, the stance may have changed between
        (
            [
                position(*REYL, "for", "2031-03-11", **WIRE),
                position(*REYL, "against", "2031-03-15"),
            ],
            False,
        ),
        # no refusal among them
        (
            [WIRED, position(*REYL, "open", "2031-03-11")],
            False,
        ),
        # another person's refusal is dissent
        (
            [
                position(*REYL, "for", "2031-03-11"),
                position("Bo Zetter", "vellmark", "against", "2031-03-11"),
            ],
            False,
        ),
        # before the days asked for
        ([position(*REYL, "for", "2031-03-01"), position(*REYL, "against", "2031-03-01")], False),
        # without a day there is no telling
        ([position(*REYL, "for", ""), position(*REYL, "against", "")], False),
    ],
)
def test_what_is_a_dispute(rows: list[PositionRow], told: bool) -> None:
    assert bool(differing(*rows)) is told
