"""The way of a page from bytes to a reading, alone and in bulk, with the real models."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente import __version__, pipeline, weights
from detente.errors import SettingsError
from detente.language import Encoder
from detente.model import Failure, Page, Reading
from detente.pipeline import workers
from detente.pipeline.steps import NOT_READING

ENGLISH = (
    "The talks on the northern harbour went on for a third day.\n\n"
    "“We will not sign a map that we have not seen,” Foreign Minister Ilse Marrow told "
    "reporters in the capital on Tuesday. Deputy envoy Tomas Reyl said that ferry {number} "
    "could sail again if both sides agree."
)
GERMAN = (
    "Die Gespräche über den nördlichen Hafen gingen am Dienstag in die dritte Runde. "
    "Die Ministerin sagte vor der Presse, dass sie keine Karte unterschreiben werde, die "
    "niemand gesehen habe. Die Fähren bleiben vorerst im Hafen, hieß es aus der Verwaltung."
)


def english(number: int = 1) -> Page:
    return Page(f"page-{number}", ENGLISH.format(number=number).encode(), "article")


def broken(number: int) -> Page:
    return Page(f"page-{number}", b"", "article")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def test_a_page_becomes_a_reading(encoder: Encoder) -> None:
    page = english()
    reading = pipeline.read_page(page, pipeline.Tools(encoder))
    text = reading.article.text
    assert reading.page is page
    assert reading.article.language == "en"
    assert reading.statements
    assert "Ilse Marrow" in {actor.name for actor in reading.actors}
    for statement in reading.statements:
        for start, end in (*statement.source, *statement.cue, *statement.content):
            assert text[start:end].strip()
    known = {actor.id for actor in reading.actors}
    assert {s.speaker for s in reading.statements if s.speaker} <= known
    assert "".join(text[start:end] for start, end in reading.sentences)


def test_the_models_are_named_with_their_revisions(encoder: Encoder) -> None:
    models = pipeline.read_page(english(), pipeline.Tools(encoder)).models
    reading = {name: each for name, each in weights.revisions().items() if name not in NOT_READING}
    assert models == {"detente": __version__, **reading}
    assert models == pipeline.revisions()
    assert "encoder" in models


def test_another_language_is_kept_and_marked_and_not_analysed(encoder: Encoder) -> None:
    reading = pipeline.read_page(Page("p", GERMAN.encode(), "article"), pipeline.Tools(encoder))
    assert reading.article.language == "de"
    assert reading.article.text.startswith("Die Gespräche")
    assert reading.statements == reading.actors == ()
    assert "not analysed: its language is de, and only English is" in reading.article.notes


def test_a_fault_takes_its_own_page_only() -> None:
    came = Failure("missing.txt", "no such file")
    outcomes = list(pipeline.read_pages([english(1), broken(2), came, english(3)]))
    assert [type(outcome) for outcome in outcomes] == [Reading, Failure, Failure, Reading]
    assert outcomes[2] is came
    failed = outcomes[1]
    assert isinstance(failed, Failure)
    assert failed.id == "page-2"
    assert failed.error
    assert "page-2" not in failed.error
    assert "\n" not in failed.error


def test_processes_give_the_same_in_the_same_order() -> None:
    pages = [broken(n) if n % 5 == 3 else english(n) for n in range(11)]
    assert list(pipeline.read_pages(pages, jobs=2)) == list(pipeline.read_pages(pages))


@pytest.mark.parametrize("jobs", [1, 2])
def test_few_pages_are_in_memory_at_a_time(jobs: int) -> None:
    taken = 0

    def pages() -> Iterator[Page]:
        nonlocal taken
        for number in range(20):
            taken += 1
            yield english(number)

    for given, _ in enumerate(pipeline.read_pages(pages(), jobs)):
        assert taken - given <= jobs * workers.WAITING_PER_WORKER


def test_a_process_that_dies_loses_nothing() -> None:
    pages = [english(number) for number in range(12)]
    outcomes = pipeline.read_pages(pages, jobs=2)
    first = next(outcomes)
    workers = [child for child in multiprocessing.active_children() if child.pid]
    assert len(workers) == 2
    os.kill(workers[0].pid or 0, signal.SIGKILL)
    rest = list(outcomes)
    assert [outcome for outcome in (first, *rest) if isinstance(outcome, Failure)] == []
    assert [r.page.id for r in (first, *rest) if isinstance(r, Reading)] == [p.id for p in pages]


def test_leaving_early_leaves_no_process_behind() -> None:
    outcomes = pipeline.read_pages((english(number) for number in range(100)), jobs=2)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_weights_end_it_all(jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_MODELS", str(tmp_path))
    workers._tools.cache_clear()
    with pytest.raises(SettingsError, match="weights are not there"):
        list(pipeline.read_pages([english()], jobs))
