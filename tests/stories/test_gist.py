"""What is kept of an article: stable, small, and the same out of its bytes."""

import numpy as np
import pytest

import events
from detente.stories import gist
from detente.stories.stems import stem


def test_a_gist_comes_back_from_its_bytes() -> None:
    vector = np.zeros(8, np.float32)
    vector[3] = 1
    made = gist.gist(
        "a1", "Talks begin", "In Haldby", "Talks began on Tuesday.", "2033-02-01", vector
    )
    back = gist.from_bytes("a1", gist.to_bytes(made))
    assert (back.id, back.day, back.weekday) == ("a1", "2033-02-01", 2)
    assert np.array_equal(back.terms, made.terms)
    assert np.array_equal(back.pairs, made.pairs)
    assert np.allclose(back.vector, vector)


def test_a_gist_is_small_and_always_the_same() -> None:
    one, other = events.made()[0], events.made()[0]
    assert gist.to_bytes(one) == gist.to_bytes(other)
    assert len(gist.to_bytes(one)) < 1_500


def test_a_long_text_keeps_to_the_limit() -> None:
    text = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(676))
    assert len(gist.gist("a", None, None, text, "").terms) == gist.MOST_TERMS


def test_an_empty_article_has_a_gist() -> None:
    assert len(gist.gist("a", None, None, "", "").terms) == 0


def test_a_date_that_is_no_day_is_none() -> None:
    assert gist.gist("a", "T", None, "Text.", "2033-02").day == ""


@pytest.mark.parametrize("data", [b"", b"nothing", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a gist"):
        gist.from_bytes("a", data)


def test_names_and_numbers_are_marked() -> None:
    made = gist.gist("a", None, None, "The envoy Ilse Dorn asked for 48 berths.", "")
    flags = dict(zip(made.terms["hash"].tolist(), made.terms["flags"].tolist(), strict=True))
    assert flags[gist.hashed(stem("Dorn"))] & gist.NAME
    assert flags[gist.hashed("48")] & gist.NUMBER
    assert not flags[gist.hashed(stem("berths"))] & gist.NAME


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("agree agrees agreed agreeing", "agre"),
        ("country countries", "country"),
        ("plan planned planning plans", "plan"),
        ("Norland Norland's Norland’s", "norland"),
    ],
)
def test_inflections_are_one_word(words: str, one: str) -> None:
    assert {stem(word) for word in words.split()} == {one}
