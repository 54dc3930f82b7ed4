"""Statements found by their meaning: vectors kept, near ones found, both in one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from readings import PEOPLE, reading

from detente.ledger import Filters, Hit, View, Writer
from detente.ledger.meaning import CANDIDATES, Codes, to_codes, to_vectors

COUNT = 8
ALL = COUNT * 3
SAID = Filters(what="statements")


def direction(number: int, apart: float = 0.0) -> np.ndarray:
    """A unit vector of its own for each number, and others around it."""
    dice = np.random.default_rng(number)
    vector = dice.normal(size=384) + apart * np.random.default_rng(1_000 + number).normal(size=384)
    unit: np.ndarray = (vector / np.linalg.norm(vector)).astype(np.float32)
    return unit


def remember(writer: Writer, view: View, model: str = "m1") -> list[str]:
    """Give every statement that waits a vector by its round, `3-1`; the contents it did."""
    done = []
    while waiting := view.wordings(model, 3):
        found = [
            (each, np.stack([direction(number(line)) for line in each.contents]))
            for each in waiting
        ]
        writer.keep_vectors(found, model)
        done += [line for each in waiting for line in each.contents]
    return done


def number(line: str) -> int:
    """The number of a statement, from its words."""
    article, part = line.rstrip(".").rsplit(" ", 1)[1].split("-")
    return int(article) * 10 + int(part)


def told(hits: list[Hit]) -> list[str]:
    return [
        hit.statement.content.rsplit(" ", 1)[1] if hit.statement else hit.article.title or ""
        for hit in hits
    ]


@pytest.fixture(scope="module")
def view(shared_url: str) -> Iterator[View]:
    with Writer(shared_url) as writer:
        for each in range(COUNT):
            writer.add(reading(each))
        with View(shared_url) as opened:
            assert len(remember(writer, opened)) == ALL
    with View(shared_url) as opened:
        yield opened


def test_the_nearest_statement_and_its_article_come_first(view: View) -> None:
    hits = view.search("", vector=direction(31, 0.3))
    assert told(hits) == ["Talks on ice patrols enter round 3", "3-1"] or told(hits)[1] == "3-1"
    assert len(hits) == 2
    for hit in hits:
        assert hit.cosine == pytest.approx(float(direction(31) @ direction(31, 0.3)), abs=0.01)
        assert hit.marks == ()


def test_what_words_and_meaning_find_comes_before_what_one_finds(view: View) -> None:
    hits = view.search("coast", SAID, limit=50, vector=direction(52, 0.3))
    assert told(hits)[0] == "5-2"
    assert len(hits) == ALL
    assert [hit.cosine is not None for hit in hits] == [True] + [False] * (ALL - 1)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert told(view.search("nothing of this", SAID, vector=direction(52))) == ["5-2"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(speaker="Brandvold"), False),
        (Filters(speaker="Zetterlund"), True),
        (Filters(actor="zetterlund"), True),
        (Filters(actor="Brandvold"), False),
        (Filters(outlet="Fjord Wire"), True),
        (Filters(outlet="Courier"), False),
        (Filters(kind="direct"), False),
        (Filters(since="2031-04-01"), False),
        (Filters(story="ab12"), False),
    ],
)
def test_filters_hold_for_what_is_found_by_meaning(
    view: View, filters: Filters, found: bool
) -> None:
    assert PEOPLE[(1 + 2) % 4] == "Bo Zetterlund"
    hits = view.search("", replace(filters, what="statements"), vector=direction(12))
    assert told(hits) == (["1-2"] if found else [])


def test_an_actor_s_articles_are_those_that_name_it(view: View) -> None:
    hits = view.search("coast", Filters(actor="Brandvold", what="articles"), limit=50)
    assert len(hits) == len(view.search("brandvold", Filters(what="articles"), limit=50))


def test_exclusions_and_quoted_phrases_hold_for_meaning_too(view: View) -> None:
    near = direction(12)
    assert told(view.search("zebra", SAID, vector=near)) == ["1-2"]
    assert told(view.search("zebra -coast", SAID, vector=near)) == []
    assert told(view.search('"coast zebra"', SAID, vector=near)) == []
    assert "1-2" in told(view.search('"the coast"', SAID, vector=near))


def test_statements_read_anew_wait_for_new_vectors(url: str) -> None:
    with Writer(url) as writer:
        for each in range(3):
            writer.add(reading(each))
        with View(url) as view:
            assert len(remember(writer, view)) == 9
            assert remember(writer, view) == []
            assert told(view.search("", SAID, vector=direction(21))) == ["2-1"]
            old = reading(2)
            other = replace(old, statements=old.statements[:1], models={"encoder": "r2"})
            assert writer.add(other) == "changed"
            # The same view sees at once that what it held is gone.
            assert view.search("", SAID, vector=direction(21)) == []
            assert [line.rsplit(" ", 1)[1] for line in remember(writer, view)] == ["2-0"]
            assert told(view.search("", SAID, vector=direction(20))) == ["2-0"]
            assert told(view.search("", SAID, vector=direction(11))) == ["1-1"]
            assert writer.add(replace(other, statements=(), models={"encoder": "r3"})) == "changed"
            assert view.search("", SAID, vector=direction(20)) == []
            assert view.wordings("m1", 9) == []
            assert len(view.wordings("m2", 9)) == 2


def test_vectors_of_statements_that_were_replaced_meanwhile_are_dropped(url: str) -> None:
    with Writer(url) as writer:
        writer.add(reading(1))
        with View(url) as view:
            (waiting,) = view.wordings("m1", 9)
            writer.add(replace(reading(1), statements=(), models={"encoder": "r2"}))
            writer.keep_vectors([(waiting, np.zeros((3, 384), np.float32))], "m1")
            assert view.search("", vector=direction(11)) == []
            assert view.wordings("m1", 9) == []


def test_bytes_keep_the_angles() -> None:
    vectors = np.stack([direction(each) for each in range(20)])
    kept = np.frombuffer(b"".join(to_vectors(vectors)), np.int8).reshape(20, -1).astype(float)
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    assert np.allclose(kept @ kept.T, vectors @ vectors.T, atol=0.01)


def test_few_are_missed_by_their_codes() -> None:
    """Around 200 directions, 4,000 statements: the hundred nearest are among the candidates."""
    dice = np.random.default_rng(5)
    centres = dice.normal(size=(200, 384))
    vectors = (np.repeat(centres, 20, 0) + dice.normal(size=(4_000, 384))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    codes = Codes()
    codes._held = (
        np.arange(4_000),
        np.frombuffer(to_codes(vectors), np.uint64).reshape(4_000, -1).T.copy(),
    )
    asked = vectors[::200]
    met = 0
    for vector in asked:
        nearest = np.argsort(-(vectors @ vector))[:20]
        met += len(set(nearest.tolist()) & set(codes.nearest(vector, CANDIDATES // 10)))
    assert met >= 0.98 * 20 * len(asked)
