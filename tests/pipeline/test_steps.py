"""What an article tells of the talks, with the real models and a dossier of our own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente import pipeline
from detente.errors import UnreadableInputError
from detente.language import Encoder
from detente.model import Page, Reading
from detente.positions import Reader

YAML = """\
id: harbour
title: Talks on the northern harbour
sides:
  norland: {name: Norland, organisations: [Norland]}
  ostmark: {name: Ostmark, organisations: [Ostmark]}
issues:
  truce: {proposition: "The shelling of the harbour stops.", needs: [norland, ostmark]}
  ferries: {proposition: "Ferries sail again between the two coasts.", needs: [norland, ostmark]}
"""
TEXT = (
    "Norland rejected a truce on Tuesday. “There will be no truce,” Norland’s foreign minister, "
    "Ilse Marrow, told reporters, and Norland went on shelling the harbour.\n\n"
    "Ostmark demanded that Norland stop the shelling of the harbour at once and accused Norland of "
    "bad faith. Ostmark’s envoys met those of Norland in the capital on Monday, and Ostmark and "
    "Norland agreed that ferries should sail again between the two coasts from May.\n\n"
    "Ostmark expects an answer to its proposal for a truce by Friday."
)
COOKING = (
    "The baker lets the dough rest for an hour. Then she folds it twice, and puts it into the "
    "oven. Norland butter gives the best crust, she said, because it holds less water."
)


@pytest.fixture(scope="module")
def tools() -> pipeline.Tools:
    return pipeline.Tools(Encoder(), Reader())


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("talks") / "harbour.yml"
    path.write_text(YAML, encoding="utf-8")
    return str(path)


def page(text: str, dossier: str | None) -> Page:
    return Page("p", text.encode(), "article", published="2031-04-16", dossier=dossier)


@pytest.fixture(scope="module")
def reading(tools: pipeline.Tools, dossier: str) -> Reading:
    return pipeline.read_page(page(TEXT, dossier), tools)


def test_both_sides_hold_something_and_nobody_else_does(reading: Reading) -> None:
    assert {p.side for p in reading.positions} >= {"norland", "ostmark"}
    assert {p.issue for p in reading.positions} == {"truce", "ferries"}


def test_moves_are_told_by_who_made_them(reading: Reading) -> None:
    assert {(m.side, m.type) for m in reading.moves} >= {
        ("norland", "REJECT"),
        ("ostmark", "REQUEST"),
    }


def test_every_line_points_into_the_text_and_at_an_actor(reading: Reading) -> None:
    actors = {actor.id for actor in reading.actors}
    assert reading.positions and reading.moves
    for line in (*reading.positions, *reading.moves, *reading.proposals, *reading.divisions):
        assert line.evidence
        for start, end in line.evidence:
            assert 0 <= start < end <= len(TEXT)
    assert {p.holder for p in reading.positions} | {m.actor for m in reading.moves} <= actors


def test_the_reply_that_is_awaited_has_its_deadline(reading: Reading) -> None:
    [proposal] = [p for p in reading.proposals if p.status == "awaiting-reply"]
    assert proposal.deadline == "2031-04-18"


def test_the_same_page_gives_the_same_lines(
    reading: Reading, tools: pipeline.Tools, dossier: str
) -> None:
    assert pipeline.read_page(page(TEXT, dossier), tools) == reading


def test_an_article_that_touches_nothing_is_not_put_to_the_reader(
    tools: pipeline.Tools, dossier: str
) -> None:
    fresh = Reader()
    found = pipeline.read_page(page(COOKING, dossier), replace(tools, reader=fresh))
    assert "_session" not in vars(fresh), "its weights were loaded"
    assert found.dossier == "harbour"
    assert found.positions == () and found.moves == ()


def test_without_a_dossier_no_reader_is_needed(tools: pipeline.Tools) -> None:
    found = pipeline.read_page(page(TEXT, None), pipeline.Tools(tools.encoder))
    assert found.positions == () and found.statements


def test_fast_asks_less_and_finds_nothing_that_is_not_there(
    reading: Reading, tools: pipeline.Tools, dossier: str
) -> None:
    fast = pipeline.read_page(page(TEXT, dossier), replace(tools, effort="fast"))
    assert {p.side for p in fast.positions} <= {"norland", "ostmark", None}
    assert len(fast.positions) <= len(reading.positions) + 1


def test_each_quotation_is_told_by_itself_with_a_dossier_alone(
    tools: pipeline.Tools, dossier: str
) -> None:
    text = (
        "Norland’s foreign minister, Ilse Marrow, told reporters in the capital that the harbour "
        "of the north “is not for sale now”, and that no ferry would sail before the summer."
    )
    found = pipeline.read_page(page(text, dossier), tools)
    assert [text[slice(*one.content[0])] for one in found.quotations] == ["“is not for sale now”"]
    assert {one.speaker for one in found.quotations} == {found.statements[0].speaker}
    assert pipeline.read_page(page(text, None), tools).quotations == ()


def test_a_stored_reading_is_held_against_another_dossier_without_its_page(
    reading: Reading, tools: pipeline.Tools, tmp_path: Path
) -> None:
    other = tmp_path / "ferries.yml"
    other.write_text(YAML.replace("id: harbour", "id: ferries"), encoding="utf-8")
    stored = replace(reading, page=Page("p", b"", dossier=str(other)), positions=(), moves=())
    again = pipeline.apply_dossier(stored, tools)
    assert again.dossier == "ferries"
    assert again.statements == reading.statements
    told = {(p.holder, p.issue, p.stance) for p in again.positions}
    assert told == {(p.holder, p.issue, p.stance) for p in reading.positions}


def test_a_dossier_that_is_not_in_order_fails_its_page_alone(tools: pipeline.Tools) -> None:
    with pytest.raises(UnreadableInputError, match="no dossier 'nowhere'"):
        pipeline.read_page(page(TEXT, "nowhere"), tools)
