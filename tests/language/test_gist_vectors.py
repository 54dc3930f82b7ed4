"""Vectors of texts: what means nearly the same is near, and neighbours do not matter."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from detente.errors import SettingsError
from detente.language import Gist
from detente.language.gist import LONGEST, laid_out
from detente.settings import models_directory

# A line, and the same in other words.
WRITTEN = (
    (
        "Norland will free two hundred prisoners before the talks resume.",
        "Oslovia's neighbour is to let 200 captives go ahead of the next round.",
    ),
    (
        "The minister ruled out any further delay of the ferry treaty.",
        "Postponing the agreement on ferries again is out of the question, she said.",
    ),
    (
        "Both sides agreed to stop shelling the harbour for a week.",
        "A seven-day ceasefire at the port has been accepted by the two parties.",
    ),
    (
        "Inspectors were denied access to the reactor site.",
        "The monitors could not enter the nuclear plant.",
    ),
    (
        "Westmark wants its grain ships to pass the strait without tolls.",
        "Free passage for cereal exports through the waterway is what Westmark demands.",
    ),
    (
        "The envoy said the proposal was a good basis for negotiations.",
        "The plan is something we can work from at the table, the mediator told reporters.",
    ),
    (
        "Sanctions will be lifted once the troops have left.",
        "Only after the soldiers' withdrawal are the economic penalties to end.",
    ),
    (
        "The president accused the rebels of breaking the truce.",
        "According to the head of state, insurgents violated the armistice.",
    ),
)


@pytest.fixture(scope="module")
def gist() -> Gist:
    return Gist()


def test_what_means_the_same_is_found_among_others(gist: Gist) -> None:
    said, same = (gist.vectors(lines) for lines in zip(*WRITTEN, strict=True))
    near = said @ same.T
    assert (near.argmax(1) == np.arange(len(WRITTEN))).all()
    apart = near[~np.eye(len(WRITTEN), dtype=bool)]
    assert np.diag(near).mean() > 0.5
    assert apart.mean() < 0.25


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
