"""What is asked of an article: bounded, the likeliest first, those who are there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from talks import DOSSIER, OSTMARK, TAVRIA, TEXT, actor, vector

from detente.model import Issue, Modality, Statement
from detente.positions.asking import Effort, interviews, present, touches
from detente.positions.relevance import prepared, relevance, stemmed
from detente.positions.scored import weighed
from detente.positions.windows import windows

SENTENCES = ((0, 72), (73, 120), (121, 152))
EACH = [
    windows((sentence,))[0]._replace(first=at, last=at + 1) for at, sentence in enumerate(SENTENCES)
]
TALKS = prepared(DOSSIER, vector)
PLENTY = Effort(questions=100, windows=10)


def test_sentences_are_where_the_test_says() -> None:
    assert [TEXT[start:end][-1] for start, end in SENTENCES] == [".", ".", "."]


def test_only_actors_of_the_window_are_asked_about() -> None:
    assert [one for one, _ in present(EACH[1], (TAVRIA, OSTMARK), ())] == [OSTMARK]


def test_who_speaks_comes_before_who_is_named() -> None:
    said = Statement(
        "s", (), ((73, 80),), ((80, 110),), "indirect", Modality("asserted"), 1.0, TAVRIA.id
    )
    found = present(EACH[1], (TAVRIA, OSTMARK), (said,))
    assert [one.name for one, _ in found] == ["Tavria", "Ostmark"]


def test_the_likeliest_issues_are_asked_first_and_no_more_than_allowed() -> None:
    chances = np.array([[0.9, 0.8, 0.01], [0.7, 0.1, 0.05], [0.0, 0.0, 0.0]])
    found = interviews(chances, EACH, (TAVRIA, OSTMARK), (), TALKS, Effort(2, 10))
    asked = [one for interview in found for one in interview.questions if one.issue >= 0]
    assert [(one.actor.name, one.issue) for one in asked] == [("Tavria", 0), ("Tavria", 1)]
    few = interviews(chances, EACH, (TAVRIA, OSTMARK), (), TALKS, Effort(100, 1))
    assert len(few) == 1


def test_a_longer_dossier_costs_no_more_than_the_budget() -> None:
    chances = np.full((3, 300), 0.5)
    longer = prepared(DOSSIER.__class__("long", "", DOSSIER.sides, DOSSIER.issues * 100), vector)
    found = interviews(chances, EACH, (TAVRIA, OSTMARK), (), longer, Effort(40, 10))
    assert sum(one.issue >= 0 for interview in found for one in interview.questions) == 40


def test_a_question_names_the_actor_and_the_proposition() -> None:
    found = interviews(np.array([[0.9, 0, 0]]), EACH[:1], (TAVRIA,), (), TALKS, PLENTY)
    assert found[0].questions[0].text == "Tavria: Ships pay no tolls in the strait."


def test_outsiders_are_asked_after_the_sides() -> None:
    text = TEXT.replace("Ostmark", "Norland")
    outsider = actor("Norland", None, text)
    [(_, inside)] = present(EACH[0], (TAVRIA,), ())
    [(_, outside)] = present(EACH[1], (outsider,), ())
    assert outside < inside


def test_an_article_without_a_side_or_a_likely_issue_is_left_alone() -> None:
    likely, unlikely = np.array([[0.5, 0.1]]), np.array([[0.01, 0.02]])
    assert touches(likely, (TAVRIA,))
    assert not touches(unlikely, (TAVRIA,))
    assert not touches(likely, (actor("Norland", None),))
    assert not touches(np.zeros((0, 2)), (TAVRIA,))


def test_words_in_common_make_an_issue_likelier() -> None:
    vectors = np.stack([vector(TEXT[start:end]) for start, end in SENTENCES])
    weights = np.array([0, 0, 5, 0, 0, 0, -2], np.float32)
    chances = relevance(TEXT, SENTENCES, vectors, EACH, TALKS, weights)
    assert chances.shape == (3, 3)
    assert chances[0, 1] > chances[2, 1]
    assert chances[0, 1] > chances[0, 2]


def test_the_words_of_an_issues_id_tell_of_it_too() -> None:
    issue = Issue("free-passage", "Ships pay no tolls in the strait.", ("tavria", "ostmark"))
    named = prepared(replace(DOSSIER, issues=(issue,)), vector).stems[0]
    assert stemmed("passage") <= named.keys()


def test_what_is_held_is_surer_where_the_window_is_about_the_issue() -> None:
    told = np.array([0.4, 0.3, 0.0, 0.1, 0.2], np.float32)
    likely, unlikely = weighed(told, 0.8), weighed(told, 0.05)
    assert likely[0] < told[0] < unlikely[0]
    for one in (likely, unlikely, weighed(told, 1.0)):
        assert one.sum() == pytest.approx(1)
        assert one[1:] / one[1:].sum() == pytest.approx(told[1:] / told[1:].sum())


def test_inflections_are_one_stem() -> None:
    assert stemmed("sanctions") == stemmed("sanctioned") == stemmed("sanction")
    assert stemmed("the of and") == frozenset()
