"""Sentences: spans into the text, abbreviations and clock times not taken for ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.language.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[s:e] for s, e in sentences(text)]


def test_titles_initials_and_states() -> None:
    text = "Gov. Ana M. Petrova met U.S. envoys. She left.\n\nA headline without a stop\nNext line."
    assert cut(text) == [
        "Gov. Ana M. Petrova met U.S. envoys.",
        "She left.",
        "A headline without a stop",
        "Next line.",
    ]


def test_clock_times_go_on() -> None:
    assert cut("They met at 5 p.m. Thursday. Then it rained.") == [
        "They met at 5 p.m. Thursday.",
        "Then it rained.",
    ]


def test_astral_offsets() -> None:
    assert cut("😀😀 We stay. 𝒜nna goes.") == ["😀😀 We stay.", "𝒜nna goes."]


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    spans = sentences(text)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end
