"""What is read in brief tells the same gap as all that is stored."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import get_args

import pytest
from records import ACTORS, position

from detente.ledger.rows import PositionRow, Stand
from detente.model import Certainty, Stance
from detente.views.accounts import Account
from detente.views.gap import Gap, gap
from detente.views.principals import Principals
from detente.views.standing import telling
from strait import DOSSIER

PRINCIPALS = Principals(DOSSIER, ACTORS)
SIDES = {
    "Ilse Marrow": "ostmark",
    "Ostmark": "ostmark",
    "Nils Oder": "ostmark",
    "Bo Zetter": "vellmark",
    "Tomas Reyl": "vellmark",
    "Isle of Jura": "league",
    "Isle of Kolk": "league",
}


def rows(seed: int, without: Iterable[str] = ()) -> list[PositionRow]:
    """Two hundred positions of a month by chance."""
    dice = random.Random(seed)
    holders = [holder for holder in SIDES if holder not in without]
    found = []
    for _ in range(200):
        holder = dice.choice(holders)
        found.append(
            position(
                holder,
                SIDES[holder],
                dice.choice(get_args(Stance)),
                f"2031-03-{dice.randint(1, 28):02}",
                issue=dice.choice(("transit", "cable")),
                certainty=dice.choice(get_args(Certainty)),
                origin=dice.choice("abcdefgh"),
            )
        )
    return found


def brief(number: int, row: PositionRow) -> Stand:
    told = row.position
    told_of = (told.side, told.issue, told.stance, told.certainty, row.day, row.origin)
    return Stand(number, row.holder, row.holder_id, *told_of)


def outline(found: Gap) -> list[object]:
    """All that the gap tells, but for which of several equal reports it cites."""

    def told(account: Account | None) -> object:
        if account is None:
            return None
        return account.holder, account.stance, account.certainty, account.day, account.origins

    return [
        (
            issue.state,
            cell.side,
            told(cell.held),
            cell.firm,
            {told(sign) for sign in cell.since},
            {told(other) for other in cell.dissent},
        )
        for issue in found.issues
        for cell in issue.cells
    ]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("without", [(), ("Ilse Marrow", "Ostmark")])
def test_the_gap_is_the_same(seed: int, without: tuple[str, ...]) -> None:
    everything = rows(seed, without)
    needed = telling((brief(n, row) for n, row in enumerate(everything)), PRINCIPALS)
    few = [everything[stand.key] for stand in needed]
    assert len(few) < 0.7 * len(everything)
    day = "2031-03-28"
    assert outline(gap(DOSSIER, few, PRINCIPALS, day)) == outline(
        gap(DOSSIER, everything, PRINCIPALS, day)
    )
