from __future__ import annotations

import pytest
from marked import read

from detente.actors import sided
from detente.model import Dossier, Side

TALKS = Dossier(
    "talks",
    "Talks",
    (
        Side("us", "United States", ("US",), aliases=("Washington", "the White House")),
        Side("russia", "Russia", ("RU",)),
        Side("europe", "Europe", ("EU", "GB"), aliases=("the Europeans",)),
        Side("pa", "Palestinian Authority", organisations=("Palestinian Authority", "PLO")),
        Side("nato", "NATO", organisations=("NATO",)),
        Side("holm", "Holm", people=("Ada Brandal",), organisations=("Holm Council",)),
    ),
    (),
)


def sides(marked: str) -> dict[str, str | None]:
    article, found = read(marked)
    return {actor.name: actor.side for actor in sided(found, TALKS, article)}


@pytest.mark.parametrize(
    ("marked", "name", "side"),
    [
        ("Moscow agreed.", "Russia", "russia"),
        ("The White House agreed.", "United States", "us"),
        ("Austria agreed.", "Austria", "europe"),
        ("Norway agreed.", "Norway", None),
        ("The European Commission agreed.", "European Commission", "europe"),
        ("The Russian Defense Ministry agreed.", "Russian Defense Ministry", "russia"),
        ("The Pentagon agreed.", "United States Department of Defense", "us"),
        ("{o:NATO} agreed.", "NATO", "nato"),
        ("{o:Holm Council} agreed.", "Holm Council", "holm"),
        ("{p:Ada Brandal} agreed.", "Ada Brandal", "holm"),
        ("{p:Sergei Lavrov} agreed.", "Sergey Lavrov", "russia"),
        ("{p:Kaja Kallas} agreed.", "Kaja Kallas", "europe"),
        ("{p:Mark Rutte} agreed.", "Mark Rutte", "nato"),
        ("{p:Mahmoud Abbas} agreed.", "Mahmoud Abbas", "pa"),
        ("{p:Abbas Araghchi} agreed.", "Abbas Araghchi", None),
        ("Russian Ambassador {p:Oleg Marin} agreed.", "Oleg Marin", "russia"),
        ("US Ambassador to Russia {p:Jon Vale} agreed.", "Jon Vale", "us"),
        ("{p:Jon Vale}, leader of the Dutch Reed party, agreed.", "Jon Vale", "europe"),
        ("{p:Jon Vale}, a Russian analyst, agreed.", "Jon Vale", None),
        ("Kenyan President {p:Jon Vale} agreed.", "Jon Vale", None),
        ("{p:Jon Vale} agreed.", "Jon Vale", None),
    ],
)
def test_where_an_actor_belongs(marked: str, name: str, side: str | None) -> None:
    assert sides(marked)[name] == side


def test_a_place_is_on_no_side() -> None:
    assert sides("They met in Moscow.") == {"Moscow": None}


def test_a_seat_that_is_a_place_is_on_no_side() -> None:
    assert sides("They met at the White House.") == {"White House": None}
