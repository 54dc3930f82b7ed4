"""The floor: what the encoder and the linker must find in the pinned sample, which is held back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import scoring

from detente.attribution.linker import Linker
from detente.attribution.quotations import follow
from detente.language import Encoder

SAMPLE = Path(__file__).parent / "floor.jsonl"
DIGEST = "10cf8f80e0285a19d0224b1c238e7c2cc350e5f55fea5f4534e5669777bf2b50"
# F1 of: contents that overlap by half, the same with the source overlapping by half, the same
# with every word of the content right, and names with span and kind right.
FLOORS = {"content": 0.92, "source": 0.87, "exact": 0.86, "names": 0.84}
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    """The F1 of each measure over the whole sample."""
    encoder, linker = Encoder(), Linker()
    tallies = {name: scoring.Tally() for name in FLOORS}
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        _count(tallies, json.loads(line), encoder, linker)
    return {name: tally.f1 for name, tally in tallies.items()}


def _count(
    tallies: dict[str, scoring.Tally], row: dict[str, Any], encoder: Encoder, linker: Linker
) -> None:
    text = row["text"]
    analysis = encoder.analyse(text)
    links = follow(text, linker.link(analysis))
    found = [scoring.attribution(text, link.source, link.content) for link in links]
    there = [scoring.attribution(text, a["source"], a["content"]) for a in row["attributions"]]
    pairs = scoring.pairs(found, there)
    right = {
        "content": len(pairs),
        "source": sum(scoring.overlap(f.source, t.source) >= scoring.ENOUGH for f, t in pairs),
        "exact": sum(f.words == t.words for f, t in pairs),
    }
    for name, number in right.items():
        tallies[name].add(number, len(found), len(there))
    names = {(*entity.span, entity.kind) for entity in analysis.entities}
    marked = {(start, end, KINDS[kind]) for start, end, kind in row["entities"]}
    tallies["names"].add(len(names & marked), len(names), len(marked))


def test_the_sample_is_pinned() -> None:
    assert hashlib.sha256(SAMPLE.read_bytes()).hexdigest() == DIGEST


def test_the_sample_holds_what_it_is_said_to_hold() -> None:
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    attributions = [len(row["attributions"]) for row in rows]
    articles = [row for row in rows if row["text"].count("\n\n") >= 3]
    assert (len(rows), len(articles), sum(attributions), attributions.count(0)) == (77, 12, 181, 16)


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_is_below_its_floor(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS[name], figures


def test_the_scorer_on_a_passage_counted_by_hand() -> None:
    """The best overlap takes the passage; what is left over, or elsewhere, has no partner."""
    text = "He said the port is shut. She said no."
    there = [scoring.attribution(text, [(0, 2)], [(8, 24)])]
    near = scoring.attribution(text, [], [(8, 19)])
    exact = scoring.attribution(text, [(0, 2)], [(8, 24)])
    other = scoring.attribution(text, [(26, 29)], [(35, 37)])
    assert scoring.pairs([near, exact, other], there) == [(exact, there[0])]
    assert scoring.pairs([near, other], there) == [(near, there[0])]
    assert scoring.overlap(near.source, there[0].source) == 0
    assert near.words != there[0].words
    assert scoring.pairs([other], there) == []
