"""Which articles tell one event, look-alikes among them."""

import random

import numpy as np
import pytest

import events
from detente.stories import clusters, grouping, rarity
from detente.stories.gist import gist
from detente.stories.pairs import FEATURES, Crowd


def found(*, dated: bool = True, seed: int | None = None) -> set[frozenset[str]]:
    gists = events.made(dated=dated)
    if seed is not None:
        random.Random(seed).shuffle(gists)
    groups = clusters.clusters(gists, rarity.among(gists), clusters.weights())
    return events.of_events(groups)


def test_events_are_told_apart() -> None:
    assert found() == events.right()


def test_the_order_does_not_matter() -> None:
    assert found(seed=1) == found(seed=2) == found()


def test_undated_articles_are_grouped_by_their_words() -> None:
    ports = frozenset(each.title for each in events.ACCOUNTS if each.event == "ports")
    assert ports in found(dated=False)


def test_articles_far_apart_are_never_one_event() -> None:
    first = events.ACCOUNTS[0]
    gists = [gist("a", first.title, None, first.text, "2033-02-01")]
    gists.append(gist("b", first.title, None, first.text, "2033-02-20"))
    crowd = Crowd(gists, rarity.among(gists))
    assert clusters.odds(crowd, clusters.weights()) == {}


def test_features_do_not_depend_on_which_comes_first() -> None:
    gists = events.made()
    crowd = Crowd(gists, rarity.among(gists))
    one, other = crowd.features(0, np.array([1])), crowd.features(1, np.array([0]))
    assert one.shape == (1, len(FEATURES))
    assert np.allclose(one, other, atol=1e-5)


def test_an_empty_article_stands_beside_others() -> None:
    gists = [*events.made(), gist("empty", None, None, "", "2033-02-01")]
    groups = clusters.clusters(gists, rarity.among(gists), clusters.weights())
    assert ("empty",) in groups


def test_nothing_makes_no_groups() -> None:
    assert clusters.clusters([], rarity.at_large(), clusters.weights()) == []


def test_a_word_of_every_article_tells_nothing() -> None:
    gists = events.made()
    word = np.array([gists[0].terms["hash"][0]])
    many = [gists[0]] * 2_000
    assert rarity.among(many).of(word)[0] < 0.2 < rarity.at_large().of(word)[0]


@pytest.mark.parametrize(
    ("edges", "groups"),
    [
        ({}, [[0], [1], [2]]),
        ({(0, 1): 2.0}, [[0, 1], [2]]),
        ({(0, 1): 2.0, (1, 2): 1.0}, [[0, 1], [2]]),
        ({(0, 1): 2.0, (1, 2): 5.5}, [[0], [1, 2]]),
        ({(0, 1): 2.0, (1, 2): 3.0, (0, 2): -1.0}, [[0, 1, 2]]),
    ],
)
def test_groups_join_while_the_mean_reaches_the_cut(
    edges: dict[tuple[int, int], float], groups: list[list[int]]
) -> None:
    assert grouping.grouped(3, edges, 0.0, -6.0) == groups
