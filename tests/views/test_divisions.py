"""Inside the sides: camps as reports tell them, and dissent as it follows from positions."""

from __future__ import annotations

import pytest
from records import ACTORS, division, position

from detente.views.divisions import Split, dissent, divisions
from detente.views.gap import gap
from detente.views.principals import Principals
from strait import DOSSIER, TODAY

ONE, OTHER = ("Nils Oder", "Ada Lind"), ("Ilse Marrow", "Jon Hald")


def test_camps_in_words() -> None:
    [split] = divisions(DOSSIER, [division("2031-03-02", ONE, OTHER)])
    assert split.text == (
        "Ostmark divided over transit: Ada Lind and Nils Oder at odds with Ilse Marrow and "
        "Jon Hald."
    )
    assert split.sources


@pytest.mark.parametrize("turned", [False, True])
def test_reports_that_fit_together_are_one(turned: bool) -> None:
    more = (("Jon Hald", "Pia Skov"), ("Nils Oder",))
    first, second = more if turned else more[::-1]
    [split] = divisions(
        DOSSIER, [division("2031-03-04", first, second), division("2031-03-02", ONE, OTHER)]
    )
    assert split.camps == (("Ada Lind", "Nils Oder"), ("Ilse Marrow", "Jon Hald", "Pia Skov"))
    assert (split.origins, split.day) == (2, "2031-03-04")


@pytest.mark.parametrize(
    "rows",
    [
        # nobody in common
        [division("2031-03-02", ONE, OTHER), division("2031-03-02", ("A",), ("B",))],
        # the same people sit otherwise
        [
            division("2031-03-02", ONE, OTHER),
            division("2031-03-02", ("Nils Oder", "Jon Hald"), ("Ilse Marrow",)),
        ],
        # another issue, another side
        [division("2031-03-02", ONE, OTHER), division("2031-03-02", ONE, OTHER, issue=None)],
        [division("2031-03-02", ONE, OTHER), division("2031-03-02", ONE, OTHER, side="league")],
    ],
)
def test_reports_that_do_not_fit_stay_apart(rows: list) -> None:  # type: ignore[type-arg]
    assert len(divisions(DOSSIER, rows)) == 2


def dissenting() -> list[Split]:
    rows = [
        position("Ilse Marrow", "ostmark", "for", "2031-03-02"),
        position("Nils Oder", "ostmark", "against", "2031-03-08"),
        position("Tomas Reyl", "vellmark", "for", "2031-03-08"),
    ]
    return dissent(gap(DOSSIER, rows, Principals(DOSSIER, ACTORS), TODAY))


def test_dissent_in_words() -> None:
    [split] = dissenting()
    assert split.text == (
        "Ostmark over transit: Nils Oder is against (8 March 2031, own word), while Ilse Marrow "
        "is for (2 March 2031)."
    )
    assert split.camps == (("Nils Oder",), ("Ilse Marrow",))
    assert {source.evidence for source in split.sources} == {
        "Nils Oder is against on transit",
        "Ilse Marrow is for on transit",
    }
