"""Word pieces: offsets are right for any text, case and breaks are told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from detente.language.pieces import BREAKS, FEATURES, load_tokenizer, pieces
from detente.settings import models_directory


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(models_directory() / "encoder" / "tokenizer.json")


def test_case_and_breaks_are_features(tokenizer: Tokenizer) -> None:
    text = "NATO met.\n\nRutte left on 5 May\nU.S."
    cut = pieces(text, tokenizer)
    told = {
        text[s:e]: (int(f) // BREAKS, int(f) % BREAKS)
        for (s, e), f in zip(cut.spans, cut.features, strict=True)
    }
    assert told["NATO"] == (3, 3)
    assert told["met"] == (1, 1)
    assert told["5"] == (5, 1)
    assert told["May"] == (2, 1)
    assert told["U"] == (4, 2)
    assert told["left"] == (1, 1)


@given(st.text(max_size=200))
def test_any_text_has_ordered_spans_inside_it(tokenizer: Tokenizer, text: str) -> None:
    cut = pieces(text, tokenizer)
    assert np.all(cut.spans[:, 0] <= cut.spans[:, 1])
    assert np.all(cut.spans[1:, 0] >= cut.spans[:-1, 0])
    if len(cut):
        assert cut.spans.min() >= 0
        assert cut.spans.max() <= len(text)
    assert np.all((cut.features >= 0) & (cut.features < FEATURES))


def test_astral_and_right_to_left_offsets_are_code_points(tokenizer: Tokenizer) -> None:
    text = "😀😀 قال الوزير said 𝒜nna"
    cut = pieces(text, tokenizer)
    assert "said" in [text[s:e] for s, e in cut.spans]
