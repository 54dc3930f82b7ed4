"""What is asked of a line: less on a page of which the trees are unsure."""

from __future__ import annotations

import numpy as np
import pytest

from detente.article.capture_model import lowest_kept, model

WORDS = np.array([40, 35, 3, 2, 45, 4])


def test_half_of_the_best_expected_f1_and_a_little_less_is_asked() -> None:
    sure = np.array([1.0, 1.0, 0.0, 0.0, 1.0, 0.0])
    # All is known: the best F1 is 1, and half of it would be asked were the labels right.
    assert lowest_kept(sure, WORDS) == pytest.approx(0.4)
    # By hand: 20.5 of the 41 words kept are expected to be right, of 20.5 right ones in all.
    half = np.array([0.5, 0.0])
    assert lowest_kept(half, np.array([40, 35])) == pytest.approx(0.4 * 2 * 20.5 / (41 + 20.5))


def test_the_less_sure_a_page_the_less_is_asked() -> None:
    likely = np.array([0.95, 0.9, 0.1, 0.05, 0.97, 0.02])
    asked = [lowest_kept(likely * share, WORDS) for share in (1.0, 0.6, 0.3)]
    assert asked[0] > asked[1] > asked[2] > 0
    # Kept is what is above: long lines that read alike stay together.
    assert ((likely * 0.3) > asked[2]).tolist() == [True, True, False, False, True, False]


def test_the_shipped_trees_are_whole() -> None:
    found = model()
    for trees in (found.first, found.second):
        nodes = len(trees.feature)
        assert max(trees.left.max(), trees.right.max(), trees.roots.max()) < nodes
        # A walk of `depth` steps ends in a leaf from every root: leaves point at themselves.
        at = trees.roots
        for side in (trees.left, trees.right):
            for _ in range(trees.depth):
                at = side[at]
            assert (side[at] == at).all()
            at = trees.roots
