"""From answers to positions: thresholds, evidence, certainty, carriers."""

from __future__ import annotations

import numpy as np
from talks import DOSSIER, OSTMARK, TAVRIA, TEXT

from detente.model import Article, Date, Modality, Span, Statement, content_id
from detente.positions.scored import StanceScore
from detente.positions.stances import positions
from detente.positions.windows import Window

SENTENCES = ((0, 72), (73, 120), (121, 152))
ARTICLE = Article(content_id("", TEXT), TEXT, published=Date("2031-05-02", "day", "given"))
NAMES = {TAVRIA.id: "Tavria", OSTMARK.id: "Ostmark"}


def score(
    actor=TAVRIA,  # type: ignore[no-untyped-def]
    issue="tolls",
    chances=(0.1, 0.8, 0.05, 0.05, 0.0),
    certainty=(0.9, 0.1, 0.0),
    sentence=0,
) -> StanceScore:
    window = Window(sentence, sentence + 1, SENTENCES[sentence])
    return StanceScore(window, actor, issue, np.array(chances), np.array(certainty), sentence)


def read(scored, statements=(), day=lambda _: None):  # type: ignore[no-untyped-def]
    return positions(ARTICLE, SENTENCES, statements, scored, DOSSIER, NAMES, day)


def test_a_likely_stance_is_a_position_with_its_sentence() -> None:
    [found] = read([score()])
    assert (found.holder, found.side, found.issue) == (TAVRIA.id, "tavria", "tolls")
    assert (found.stance, found.certainty, found.evidence) == ("for", "stated", (SENTENCES[0],))
    assert found.as_of == "2031-05-02"
    assert found.confidence == 0.9


def test_an_unlikely_one_is_none() -> None:
    assert read([score(chances=(0.8, 0.2, 0, 0, 0))]) == ()


def test_windows_that_tell_the_same_are_one_position_the_strongest_evidence_first() -> None:
    weak, strong = score(chances=(0.25, 0.75, 0, 0, 0)), score(sentence=1)
    [found] = read([weak, strong])
    assert found.evidence == (SENTENCES[1], SENTENCES[0])


def test_a_second_stance_needs_more() -> None:
    against = score(chances=(0.25, 0.0, 0.0, 0.0, 0.75), sentence=1)
    assert [one.stance for one in read([score(), against])] == ["for"]
    sure = score(chances=(0.04, 0.0, 0.0, 0.0, 0.96), sentence=1)
    surer = score(chances=(0.03, 0.97, 0.0, 0.0, 0.0))
    assert sorted(one.stance for one in read([surer, sure])) == ["against", "for"]


def test_the_day_is_that_of_the_sentence_where_it_tells_one() -> None:
    def day(sentence: Span) -> str | None:
        return "2031-05-01" if sentence == SENTENCES[0] else None

    assert [one.as_of for one in read([score()], day=day)] == ["2031-05-01"]


def test_who_tells_of_anothers_position_is_named() -> None:
    told = Statement(
        *("s", ((73, 80),), ((81, 84),), ((85, 119),), "indirect", Modality("asserted"), 1.0),
        speaker=OSTMARK.id,
        via=("Harbour Wire",),
    )
    [found] = read([score(certainty=(0.1, 0.8, 0.1), sentence=1)], [told])
    assert (found.certainty, found.via) == ("reported", ("Harbour Wire", "Ostmark"))
    [own] = read([score(actor=OSTMARK, sentence=1)], [told])
    assert own.via == ("Harbour Wire",)


def test_reading_twice_gives_the_same_identifiers() -> None:
    assert [one.id for one in read([score()])] == [one.id for one in read([score()])]
