"""Who binds a side: the state itself and its head, by the title of the day."""

from __future__ import annotations

import pytest
from records import ACTORS, actor, position

from detente.ledger.rows import ActorRow
from detente.model import Dossier, Role, Side
from detente.views.principals import Principals, is_head, names
from strait import DOSSIER

SIDES = frozenset(("hallmark", "front for the coast"))


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("President", True),
        ("president of Hallmark", True),
        ("U.S. President", True),
        ("Prime Minister", True),
        ("acting prime minister", True),
        ("Secretary-General", True),
        ("leader of the Front for the Coast", True),
        ("Hallmark leader", True),
        ("vice president", False),
        ("Deputy Prime Minister", False),
        ("former president", False),
        ("president-elect", False),
        ("adviser to the president", False),
        ("president of the central bank", False),
        ("opposition leader", False),
        ("leader of the Harbour Party", False),
        ("foreign minister", False),
        ("Secretary of State", False),
    ],
)
def test_titles(title: str, head: bool) -> None:
    assert is_head([Role(title, "2031-01-01")], "2031-03-01", SIDES) is head


@pytest.mark.parametrize(
    ("day", "head"), [("2029-05-01", False), ("2031-05-01", True), ("2035-05-01", False)]
)
def test_the_title_of_the_day_counts(day: str, head: bool) -> None:
    roles = [
        Role("former prime minister", "2034-01-01"),
        Role("prime minister", "2030-01-01"),
        Role("envoy", "2031-02-01"),
        Role("deputy prime minister", "2028-01-01"),
    ]
    assert is_head(roles, day, SIDES) is head


def test_a_day_before_all_roles_takes_the_first() -> None:
    assert is_head([Role("president", "2031-01-01")], "2030-01-01", SIDES)
    assert not is_head([], "2030-01-01", SIDES)


@pytest.mark.parametrize(
    ("holder", "side", "leads"),
    [
        ("Ostmark", "ostmark", True),
        ("The Amber Palace", "ostmark", True),
        ("Ilse Marrow", "ostmark", True),
        ("Nils Oder", "ostmark", False),
        ("Tomas Reyl", "vellmark", True),
        ("Isle of Jura", "league", True),
        ("Aino Kallas", "pilots", True),
        ("Somebody Unknown", "ostmark", False),
        ("Ilse Marrow", None, False),
    ],
)
def test_who_leads(holder: str, side: str | None, leads: bool) -> None:
    row = position(holder, side, "for", "2031-03-01")
    assert Principals(DOSSIER, ACTORS).lead(row) is leads


def test_an_actor_is_known_by_every_name_it_goes_by() -> None:
    known: list[ActorRow] = [actor("Council of Ostmark", "organisation", names=("Ostmark",))]
    row = position("Council of Ostmark", "ostmark", "for", "2031-03-01")
    assert Principals(DOSSIER, known).lead(row)
    assert not Principals(DOSSIER, []).lead(row)


def test_a_body_of_a_state_does_not_bind_it() -> None:
    known = [actor("Ostmark Navy", "organisation", "ostmark")]
    assert not Principals(DOSSIER, known).lead(
        position("Ostmark Navy", "ostmark", "for", "2031-03-01")
    )


def test_a_state_leads_the_side_that_it_is_of() -> None:
    side = Side("north", "Northern states", states=("NX", "MX"))
    talks = Dossier(DOSSIER.id, "Talks", (side,), ())
    known = [actor("Nordmark", "place", "north"), actor("Nordmark Navy", "organisation", "north")]
    who = Principals(talks, known)
    assert who.lead(position("Nordmark", "north", "for", "2031-03-01"))
    assert not who.lead(position("Nordmark Navy", "north", "for", "2031-03-01"))


def test_a_union_is_known_by_its_code() -> None:
    side = Side("europe", "European allies", states=("EU", "FR"), aliases=("Brussels",))
    assert {"european union", "european commission", "brussels"} <= names(side)


def test_one_voice_of_one_state_and_many_of_an_alliance() -> None:
    who = Principals(DOSSIER, ACTORS)
    marrow = position("Ilse Marrow", "ostmark", "for", "2031-03-01")
    ostmark = position("Ostmark", "ostmark", "for", "2031-03-01")
    oder = position("Nils Oder", "ostmark", "for", "2031-03-01")
    jura = position("Isle of Jura", "league", "for", "2031-03-01")
    kolk = position("Isle of Kolk", "league", "for", "2031-03-01")
    assert who.voice(marrow) == who.voice(ostmark) != who.voice(oder)
    assert who.voice(jura) != who.voice(kolk)


def test_talks_between_people() -> None:
    sides = (Side("a", "Strikers", people=("Lena Voss",)), Side("b", "Owners", people=("B. Ek",)))
    talks = Dossier("strike", "A strike", sides, ())
    row = position("Lena Voss", "a", "for", "2031-03-01")
    assert Principals(talks, []).lead(row)
