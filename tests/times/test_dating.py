"""Which time dates an event, and what statements take from it."""

from __future__ import annotations

import pytest
from expressions import read

from detente.model import Modality, Said, Statement
from detente.times import dated, day_at, deadline_in, of_span


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("On Thursday the envoy rejected the plan.", "rejected", "2025-04-17"),
        ("The envoy, who left on Monday, rejected it on Friday.", "rejected", "2025-04-18"),
        ("He accepted on Monday and withdrew on Friday.", "accepted", "2025-04-14"),
        ("He accepted on Monday and withdrew on Friday.", "withdrew", "2025-04-18"),
        ("In March the two sides agreed on a swap.", "agreed", "2025-03"),
        ("He said late Thursday that the truce is dead.", "dead", "2025-04-17"),
        ("They spoke on Friday night.", "spoke", "2025-04-18"),
        ("The road has been shut since Monday.", "shut", None),
        ("The envoy, who left on Monday, rejected it.", "rejected", None),
        ("Kesh must reply by May 1.", "reply", None),
        ("They spoke last week.", "spoke", "2025-04"),
        ("They spoke two weeks ago.", "spoke", None),
        ("“We leave when it ends,” she said on Monday.", "leave", "2025-04-14"),
        ("After a call on Monday the envoy left.", "After", "2025-04-14"),
    ],
)
def test_day_of_an_event(text: str, near: str, expected: str | None) -> None:
    assert day_at(text, read(text), (0, len(text)), text.index(near)) == expected


def test_only_the_sentence_counts() -> None:
    text = "They met on Friday. He refused."
    assert day_at(text, read(text), (20, len(text)), text.index("refused")) is None


def test_the_time_of_a_span_may_be_a_week() -> None:
    text = "They agreed on it last week."
    time = of_span(text, read(text), (0, len(text)), (5, 11))
    assert time is not None
    assert time.value == "2025-W15"


def test_the_deadline_of_a_sentence() -> None:
    text = "If nothing is signed soon, the envoy leaves. Kesh must reply by May 1."
    found = read(text)
    first, second = deadline_in(found, (0, 44)), deadline_in(found, (45, len(text)))
    assert first is not None
    assert second is not None
    assert (first.end, second.end) == (None, "2025-05-01")
    assert deadline_in(found, (0, 10)) is None


def statement(said: Said | None) -> Statement:
    return Statement(
        "s", (), ((3, 7),), ((20, 30),), "indirect", Modality("asserted"), 1.0, said=said
    )


@pytest.mark.parametrize(
    ("text", "words", "value", "precision"),
    [
        ("He said late Thursday that it is over.", "late Thursday", "2025-04-17", "day"),
        ("He said last week that it is over.", "last week", "2025-W15", "week"),
        ("He said in March that it is over.", "in March", "2025-03", "month"),
        ("He said on Friday night that it is over.", "Friday night", "2025-04-18", "day"),
    ],
)
def test_said_takes_its_value(text: str, words: str, value: str, precision: str) -> None:
    start = text.index(words)
    said = Said(words, (start, start + len(words)))
    told = dated([statement(said)], read(text))[0].said
    assert told == Said(words, said.span, value, precision)


def test_said_is_left_where_no_time_tells_more() -> None:
    known = statement(Said("now", (0, 3), "2025-04-01", "day"))
    silent = statement(None)
    assert dated([known, silent], read("He said it now.")) == (known, silent)
