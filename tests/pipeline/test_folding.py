"""Copies found in a ledger, on both back-ends, whatever the order in which articles come."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from detente import pipeline
from detente.ledger import View, Writer
from detente.model import Reading

sys.path.insert(0, str(Path(__file__).parents[1] / "stories"))
import wire

FIRST = wire.article(
    "Long Bridge to open again",
    wire.joined(wire.BRIDGE),
    published="2031-03-01T18:00:00Z",
    outlet="Fjord Wire",
)
AGAIN = wire.article(
    "Accord on the bridge",
    wire.joined(wire.BRIDGE),
    published="2031-03-01T19:30:00Z",
    outlet="Harbour Courier",
)
TRIMMED = wire.article(
    "Lorries to cross on Thursday",
    wire.joined(wire.BRIDGE[:2]),
    published="2031-03-01",
    outlet="Skerry Post",
)
LOCAL = wire.article(
    "Flags out in Grayling",
    wire.joined(wire.LEAD, wire.BRIDGE[:5]),
    published="2031-03-01T21:00:00+01:00",
    outlet="Grayling Bell",
)
ANEW = wire.article(
    "Bread decided it",
    wire.joined(wire.OWN_WORDS),
    published="2031-03-01T17:00:00Z",
    outlet="Kiln Street Courier",
)
ALL = (FIRST, AGAIN, TRIMMED, LOCAL, ANEW)


def added(url: str, readings: Iterable[Reading], *, at_once: bool = False) -> None:
    with Writer(url) as writer:
        for reading in readings:
            assert writer.add(reading) == "new"
            if not at_once:
                assert pipeline.fold(writer) == 1
        pipeline.fold(writer)


def folded(url: str) -> dict[str, str]:
    """The titles of copies, each with the title of its origin."""
    titles = {each.article.id: str(each.article.title) for each in ALL}
    with View(url) as view:
        found = view.copies()
    return {titles[name]: titles[copy.origin] for name, copy in found.items()}


WANTED = {str(each.article.title): str(FIRST.article.title) for each in (AGAIN, TRIMMED, LOCAL)}


@pytest.mark.parametrize("at_once", [True, False])
def test_copies_are_folded_into_the_first(url: str, at_once: bool) -> None:
    added(url, ALL, at_once=at_once)
    assert folded(url) == WANTED
    with View(url) as view:
        status = view.status()
        assert (status.articles, status.copies, status.outlets) == (5, 3, 2)
        rows = {row.id: row for row in view.articles()}
    assert rows[TRIMMED.article.id].copy_of == FIRST.article.id
    assert rows[TRIMMED.article.id].origin == "Fjord Wire"
    assert rows[FIRST.article.id].copy_of is rows[ANEW.article.id].copy_of is None


def test_what_each_added_and_left_out_is_told(url: str) -> None:
    added(url, ALL)
    with View(url) as view:
        found = view.copies([LOCAL.article.id, TRIMMED.article.id])
    local, short = found[LOCAL.article.id], found[TRIMMED.article.id]
    [(start, end)] = local.added
    assert LOCAL.article.text[start:end] == wire.LEAD[0]
    assert [FIRST.article.text[a:b] for a, b in local.removed] == [wire.BRIDGE[5]]
    assert not short.added
    assert len(short.removed) == 4
    assert short.share == 1.0


def test_the_order_of_coming_does_not_matter(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(itertools.permutations(ALL)):
        if number % 17 == 0:
            path = str(tmp_path / f"{number}.db")
            added(path, order)
            found.append(folded(path))
    assert found == [WANTED] * len(found)


def test_another_date_makes_another_the_first(url: str) -> None:
    added(url, ALL)
    later = wire.article(
        str(FIRST.article.title),
        FIRST.article.text,
        published="2031-03-05T08:00:00Z",
        outlet="Fjord Wire",
    )
    with Writer(url) as writer:
        assert writer.add(later) == "changed"
        assert pipeline.fold(writer) == 4
    found = folded(url)
    assert set(found.values()) == {"Accord on the bridge"}
    assert len(found) == 3


def test_folding_again_finds_nothing_new(url: str) -> None:
    added(url, ALL)
    with Writer(url) as writer:
        assert writer.add(FIRST) == "known"
        assert pipeline.fold(writer) == 0
    assert folded(url) == WANTED
