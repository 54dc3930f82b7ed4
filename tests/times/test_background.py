"""What has been so since when, beside the news."""

from __future__ import annotations

import pytest
from expressions import read

from detente.language.sentences import sentences
from detente.times import background


def told(text: str, published: str | None = "2025-04-19") -> list[tuple[str, str | None]]:
    found = background(text, sentences(text), tuple(read(text, published)))
    return [(text[slice(*one.sentence)], one.time.value) for one in found]


@pytest.mark.parametrize("published", ["2025-04-19", None])
def test_a_lasting_state(published: str | None) -> None:
    text = "The envoy spoke on Friday. The isle has been under Keshi control since 2014. It rains."
    expected = [("The isle has been under Keshi control since 2014.", "2014")]
    assert told(text, published) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Prices have fallen since Tuesday. They fell again on Friday.",
        "The isle was taken in 2014. They met on Friday.",
        "He spoke on Friday. Since 2014 this is known.",
    ],
)
def test_no_background(text: str) -> None:
    assert told(text) == []
