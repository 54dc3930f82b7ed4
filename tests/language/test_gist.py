"""Vectors of texts: what means nearly the same is near, and neighbours do not matter."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from detente.errors import SettingsError
from detente.language import Gist
from detente.language.gist import LONGEST, laid_out
from detente.settings import models_directory

# A line, the same in other words, and one with its words that says something else.
WRITTEN = (
    (
        "Norland will free two hundred prisoners before the talks resume.",
        "Oslovia's neighbour is to let 200 captives go ahead of the next round.",
        "The talks about Norland's prisons cost two hundred million crowns.",
    ),
    (
        "The minister ruled out any further delay of the ferry treaty.",
        "Postponing the agreement on ferries again is out of the question, she said.",
        "The ferry with the minister on board was delayed again.",
    ),
    (
        "Both sides agreed to stop shelling the harbour for a week.",
        "A seven-day ceasefire at the port has been accepted by the two parties.",
        "Both sides of the harbour are a week's walk from the shelling range.",
    ),
    (
        "Inspectors were denied access to the reactor site.",
        "The monitors could not enter the nuclear plant.",
        "Inspectors praised the access roads around the site of the new school.",
    ),
    (
        "Westmark wants its grain ships to pass the strait without tolls.",
        "Free passage for cereal exports through the waterway is what Westmark demands.",
        "Westmark tolls the bells when a ship with grain sinks in the strait.",
    ),
    (
        "The envoy said the proposal was a good basis for negotiations.",
        "The plan is something we can work from at the table, the mediator told reporters.",
        "The envoy proposed to his girlfriend near the basis of the tower.",
    ),
    (
        "Sanctions will be lifted once the troops have left.",
        "Only after the soldiers' withdrawal are the economic penalties to end.",
        "Troops lifted the sanctioned goods onto lorries and left.",
    ),
    (
        "The president accused the rebels of breaking the truce.",
        "According to the head of state, insurgents violated the armistice.",
        "The president broke his leg while visiting the rebels' museum.",
    ),
)


@pytest.fixture(scope="module")
def gist() -> Gist:
    return Gist()


def test_the_same_in_other_words_is_nearer_than_the_same_words(gist: Gist) -> None:
    flat = gist.vectors([line for lines in WRITTEN for line in lines])
    said, same, other = flat.reshape(len(WRITTEN), 3, -1).transpose(1, 0, 2)
    near, far = (said * same).sum(1), (said * other).sum(1)
    assert (near > far).sum() >= len(WRITTEN) - 1
    assert near.mean() > far.mean() + 0.15
    # Among all sixteen candidates, what a line means is found first.
    rows = said @ np.concatenate([same, other]).T
    assert (rows.argmax(1) == np.arange(len(WRITTEN))).sum() >= len(WRITTEN) - 1


def test_vectors_are_of_unit_length_and_in_order(gist: Gist) -> None:
    texts = [WRITTEN[0][0] * 9, "", "Ice.", WRITTEN[1][0], "Ice."]
    vectors = gist.vectors(texts)
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[2] @ vectors[4] > 0.9999
    assert gist.vectors([]).shape == (0, 384)


def test_a_text_does_not_feel_its_neighbours(gist: Gist) -> None:
    texts = [line for lines in WRITTEN for line in lines]
    together = gist.vectors(texts)
    alone = np.concatenate([gist.vectors([text]) for text in texts[:6]])
    assert (alone * together[:6]).sum(1).min() > 0.9995


def test_no_more_than_the_first_pieces_are_read(gist: Gist) -> None:
    short, long = "harbour " * (LONGEST - 2), "harbour " * (LONGEST - 2) + "prisoners"
    one, two = gist.vectors([short, long])
    assert one @ two > 0.9999
    one, two = gist.vectors(["harbour news", "harbour prisoners"], longest=3)
    assert one @ two > 0.9999


def test_the_layout_has_a_place_for_every_piece() -> None:
    laid = laid_out([2, 3])
    assert laid["places"].tolist() == [0, 1, 0, 1, 2]
    assert laid["grid"].tolist() == [[0, 1, 0], [2, 3, 4]]
    assert laid["seen"].tolist() == [[1, 1, 0], [1, 1, 1]]
    assert laid["back"].tolist() == [0, 1, 3, 4, 5]


def test_missing_weights_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="weights for meaning are not there"):
        Gist(tmp_path)
    (tmp_path / "gist").symlink_to(models_directory() / "gist")
    (tmp_path / "encoder").mkdir()
    (tmp_path / "encoder" / "encoder.onnx").write_bytes(b"\x3a\x00")
    with pytest.raises(SettingsError, match="holds no table of words"):
        Gist(tmp_path)
