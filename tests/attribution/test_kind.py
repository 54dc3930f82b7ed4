from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.attribution.kind import kind, quotations


def told(text: str, *contents: str) -> str:
    return kind(text, tuple((text.index(c), text.index(c) + len(c)) for c in contents))


def inside(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("“It rains,” he said.", "“It rains,”", "direct"),
        ("“It rains,” he said.", "It rains", "direct"),
        ('"It rains," he said.', '"It rains,"', "direct"),
        ("„Es regnet“, he said.", "„Es regnet“", "direct"),
        ("« It rains », he said.", "It rains", "direct"),
        ("‘It doesn’t rain,’ he said.", "It doesn’t rain", "direct"),
        ("'It doesn't rain,' he said.", "It doesn't rain", "direct"),
        ("``It rains,'' he said.", "It rains", "direct"),
        ("He called it “a wet day” at sea.", "it “a wet day” at sea", "mixed"),
        ("He said it rains.", "it rains", "indirect"),
        ("The crew's boat isn't the guests' boat, he said.", "The crew's boat isn't", "indirect"),
        ("“It rains,” he said. It did.", "It did", "indirect"),
    ],
)
def test_quote_styles(text: str, content: str, expected: str) -> None:
    assert told(text, content) == expected


def test_discontinuous_content_is_direct_when_all_parts_are() -> None:
    text = "“If it rains,” she said, “we stay.”"
    assert told(text, "“If it rains,”", "“we stay.”") == "direct"
    assert told(text, "“If it rains,”", "she") == "mixed"


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_quotation_over_paragraphs_repeats_its_opening_mark(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    text = f"{opening}It rains.\n\n{opening}It pours,{closing} he said. He left."
    assert inside(text) == ["It rains.", "It pours,"]
    assert told(text, "It rains.", "It pours") == "direct"
    assert told(text, "He left") == "indirect"


def test_possessive_in_single_marks_does_not_close_them() -> None:
    assert inside("‘The growers’ union won’t pay,’ she said. It’s ‘no’.") == [
        "The growers’ union won’t pay,",
        "no",
    ]


def test_inches_and_clipped_words_open_nothing() -> None:
    assert inside("A 6\" pipe of the '90s, rock 'n' roll.") == []


def test_quotation_in_a_quotation_is_part_of_it() -> None:
    assert inside("“He said ‘no’ to me,” she said.") == ["He said ‘no’ to me,"]


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»`", max_size=80))
def test_quotations_are_ordered_and_in_the_text(text: str) -> None:
    ends = [0]
    for start, end in quotations(text):
        assert ends[-1] <= start <= end <= len(text)
        ends.append(end)
