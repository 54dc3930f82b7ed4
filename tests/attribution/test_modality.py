from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.attribution.modality import modality

FLOOR = Path(__file__).parent / "modality_floor.jsonl"
DIGEST = "732b5ee5fd9fa5bb3eeaf2e48c64136cf509bbcf4836b770863b73525df3ccc0"


def told(text: str, cue: str, content: str) -> tuple[str, list[str]]:
    spans = [((text.index(part), text.index(part) + len(part)),) for part in (cue, content)]
    found = modality(text, spans[1], spans[0], (0, len(text)))
    return found.kind, [text[start:end] for start, end in found.words]


@pytest.mark.parametrize(
    ("text", "cue", "content", "kind", "words"),
    [
        (
            "The outlet reported that the state may be willing to sell.",
            "reported",
            "that the state may be willing to sell",
            "possible",
            ["may", "willing to"],
        ),
        (
            "They suggested that it could withdraw if a truce is not reached soon.",
            "suggested",
            "that it could withdraw if a truce is not reached soon",
            "conditional",
            ["suggested", "could", "if"],
        ),
        ("He said a truce is not reached soon.", "said", "a truce", "asserted", []),
        (
            "He said a truce is not reached soon.",
            "said",
            "a truce is not reached soon",
            "negated",
            ["not"],
        ),
        ("The king ruled out a sale.", "ruled out", "a sale", "negated", ["ruled out"]),
        ("He did not rule out a sale.", "rule out", "a sale", "possible", ["not rule out"]),
        ("He agreed to sell the port.", "agreed", "to sell the port", "future", ["agreed"]),
        ("They agreed that it rained.", "agreed", "that it rained", "asserted", []),
        ("He asked whether it rained.", "asked", "whether it rained", "question", None),
        ("He asked for a delay.", "asked", "for a delay", "future", ["asked"]),
        ("He refused to say if it rained.", "refused to say", "if it rained", "negated", None),
        ("He would not say if it rained.", "say", "if it rained", "question", ["if"]),
        ("“Will it hold?” she said.", "said", "“Will it hold?”", "question", None),
        (
            "He said the deal, which may fail, is signed.",
            "said",
            "the deal, which may fail, is signed",
            "asserted",
            [],
        ),
        ("He said the May vote is over.", "said", "the May vote is over", "asserted", []),
        ("He said it may go on in May.", "said", "it may go on in May", "possible", ["may"]),
        (
            "He said it goes on even if it rains.",
            "said",
            "it goes on even if it rains",
            "asserted",
            [],
        ),
        ("He said no doubt remains.", "said", "no doubt remains", "asserted", []),
        ("He said the clerk's will was read.", "said", "the clerk's will was read", "asserted", []),
        ("He said it would have a door.", "said", "it would have a door", "future", ["would"]),
        ("He said it would not have a door.", "said", "it would not have a door", "negated", None),
        ("He said it would have failed.", "said", "it would have failed", "conditional", None),
    ],
)
def test_kind_and_words(
    text: str, cue: str, content: str, kind: str, words: list[str] | None
) -> None:
    found = told(text, cue, content)
    assert found[0] == kind
    if words is not None:
        assert found[1] == words


def test_content_in_two_parts_is_read_as_one() -> None:
    text = "“If it rains,” she said, “we will stay.”"
    content = ((0, text.index(" she")), (text.index("“we"), len(text)))
    cue = ((text.index("said"), text.index("said") + 4),)
    found = modality(text, content, cue, (0, len(text)))
    assert found.kind == "conditional"
    assert [text[start:end] for start, end in found.words] == ["If", "will"]


def test_without_a_cue_the_content_speaks() -> None:
    text = "The port will close."
    assert modality(text, ((0, len(text)),), (), (0, len(text))).kind == "future"


def test_empty_content_is_asserted() -> None:
    assert modality("He spoke.", (), ((3, 8),), (0, 9)).kind == "asserted"


def test_floor_on_the_pinned_sample() -> None:
    raw = FLOOR.read_bytes()
    assert hashlib.sha256(raw).hexdigest() == DIGEST, "the floor's sample was changed"
    rows = [json.loads(line) for line in raw.decode().splitlines()]
    wrong = [
        row["text"]
        for row in rows
        if modality(
            row["text"],
            tuple(map(tuple, row["content"])),
            tuple(map(tuple, row["cue"])),
            (0, len(row["text"])),
        ).kind
        != row["kind"]
    ]
    assert len(wrong) <= len(rows) * 0.06, wrong


@given(st.text(max_size=120), st.integers(0, 120), st.integers(0, 120), st.integers(0, 120))
def test_words_lie_in_the_text_whatever_it_is(text: str, one: int, two: int, three: int) -> None:
    marks = sorted(min(mark, len(text)) for mark in (one, two, three))
    found = modality(text, ((marks[1], marks[2]),), ((marks[0], marks[1]),), (0, len(text)))
    assert (found.kind == "asserted") == (not found.words)
    assert all(0 <= start < end <= len(text) for start, end in found.words)
    assert list(found.words) == sorted(found.words)
