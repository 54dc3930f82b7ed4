"""Vectors made for what is stored, and searches by what is meant; with the shipped model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import samples
from detente import pipeline
from detente.ledger import Filters, Hit, View, Writer

LINES = {
    "prisoners": "Norland will free two hundred prisoners before the talks resume",
    "tolls": "ships with grain must pass the strait without paying",
    "inspectors": "the inspectors were kept out of the nuclear plant",
    "sanctions": "the economic penalties end once the troops have left",
    "weather": "it will rain on Thursday in the northern hills",
}
SAID = Filters(what="statements")


def told(hits: list[Hit]) -> list[str]:
    contents = {line: name for name, line in LINES.items()}
    return [contents[hit.statement.content] if hit.statement else "article" for hit in hits]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    url = str(tmp_path_factory.mktemp("meaning") / "said.db")
    with Writer(url) as writer:
        for name, line in LINES.items():
            text = f"Lena Voss said that {line}."
            voss = samples.actor("Lena Voss", text)
            said = samples.statement(text, ["Lena Voss"], "said", [line], speaker=voss)
            outlet = "Fjord Wire" if name == "weather" else "Harbour Courier"
            writer.add(samples.reading(name, text, [said], [voss], title="Report", outlet=outlet))
        with View(url) as opened:
            assert pipeline.remember(writer, opened, told=(portions := []).append) == len(LINES)
            assert portions == [len(LINES)]
            assert pipeline.remember(writer, opened) == 0
    with View(url) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("release of captives", "prisoners"),
        ("free passage for cereal exports", "tolls"),
        ("UN monitors denied access to the reactor", "inspectors"),
        ("lifting sanctions after the withdrawal of soldiers", "sanctions"),
        ("a wet day is forecast", "weather"),
    ],
)
def test_what_means_the_same_is_found_whatever_its_words(
    view: View, asked: str, found: str
) -> None:
    assert pipeline.search(view, asked, SAID, by="words") == []
    assert told(pipeline.search(view, asked, SAID))[0] == found
    assert told(pipeline.search(view, "", SAID, like=asked))[0] == found
    first, second = pipeline.search(view, asked, Filters(), limit=2)
    assert first.article.id == second.article.id
    assert (first.statement, second.statement is None) == (None, False)


def test_words_and_a_sentence_may_be_asked_together(view: View) -> None:
    hits = pipeline.search(view, "strait", SAID, like="release of captives")
    assert set(told(hits)[:2]) == {"tolls", "prisoners"}
    marked = {told([hit])[0]: len(hit.marks) for hit in hits}
    assert (marked["tolls"], marked["prisoners"]) == (1, 0)


def test_exclusions_count_when_meaning_alone_is_asked_for(view: View) -> None:
    assert told(pipeline.search(view, "captives freed", SAID, by="meaning"))[0] == "prisoners"
    without = pipeline.search(view, "captives freed -norland", SAID, by="meaning")
    assert "prisoners" not in told(without)


def test_more_like_a_statement_or_an_article_leaves_it_out(view: View) -> None:
    (first, *_) = pipeline.search(view, "prisoners", SAID)
    assert first.statement
    for prefix in (first.statement.statement.id, first.article.id):
        hits = pipeline.search(view, "", Filters(), like=prefix[:12])
        assert prefix not in {
            (hit.statement.statement if hit.statement else hit.article).id for hit in hits
        }
        assert hits
    # What is no identifier of anything is a sentence.
    assert pipeline.search(view, "", SAID, like="0123456789abcdef") == []


def test_filters_narrow_what_is_meant(view: View) -> None:
    fjord = Filters(what="statements", outlet="Fjord Wire")
    assert told(pipeline.search(view, "a wet day is forecast", fjord)) == ["weather"]
    assert pipeline.search(view, "release of captives", fjord) == []


def test_without_the_model_words_are_found(
    view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_MODELS", str(tmp_path))
    assert told(pipeline.search(view, "prisoners", SAID)) == ["prisoners"]
    assert pipeline.search(view, "captives", SAID) == []
