from __future__ import annotations

import pytest

from detente.attribution.said import said
from detente.model import Date

FRIDAY = Date("2025-04-18T10:00:00+00:00", "second", "given")


def told(
    text: str, content: str = "it is over", published: Date | None = FRIDAY
) -> tuple[str, str | None, str | None] | None:
    cue = next(word for word in ("said", "reported", "told") if word in text)
    spans = [((text.index(part), text.index(part) + len(part)),) for part in (cue, content)]
    found = said(text, (0, len(text)), spans[0], spans[1], published)
    if found is None:
        return None
    assert text[slice(*found.span)] == found.expression
    return found.expression, found.value, found.precision


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He reported late Thursday that it is over.", ("late Thursday", "2025-04-17", "day")),
        ("On Thursday, he said it is over.", ("Thursday", "2025-04-17", "day")),
        ("He said on Friday it is over.", ("Friday", "2025-04-18", "day")),
        ("He said last Friday it is over.", ("last Friday", "2025-04-11", "day")),
        ("He said on Saturday it is over.", ("Saturday", "2025-04-12", "day")),
        ("“it is over,” he said on April 17.", ("April 17", "2025-04-17", "day")),
        ("“it is over,” he said on 31 December.", ("31 December", "2024-12-31", "day")),
        ("He said on May 2, 2023 that it is over.", ("May 2, 2023", "2023-05-02", "day")),
        ("He said Monday, April 14, it is over.", ("Monday, April 14", "2025-04-14", "day")),
        ("He said yesterday it is over.", ("yesterday", "2025-04-17", "day")),
        ("Earlier today he said it is over.", ("Earlier today", "2025-04-18", "day")),
        ("He said last week it is over.", ("last week", "2025-W15", "week")),
        ("Two days ago he said it is over.", ("Two days ago", "2025-04-16", "day")),
        ("He said in March that it is over.", ("in March", "2025-03", "month")),
        ("He said in 2019 that it is over.", ("in 2019", "2019", "year")),
        ("He said last month it is over.", ("last month", "2025-03", "month")),
    ],
)
def test_expression_by_the_cue(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He said after Thursday's raid it is over.",
        "He said since Monday it is over.",
        "The envoy, who left on Sunday, said it is over.",
        "He said it is over.",
        "He said it is over until the talks resume on Monday.",
        "He said at the Monday meeting it is over.",
        "He may have said it is over.",
    ],
)
def test_other_expressions_are_left_alone(text: str) -> None:
    assert told(text) is None


def test_expression_in_the_content_is_not_when_it_was_said() -> None:
    assert told("He said the ship left on Monday.", "the ship left on Monday") is None


def test_without_a_day_of_publication_there_is_no_value() -> None:
    text = "He said on Thursday it is over."
    assert told(text, published=None) == ("Thursday", None, None)
    assert told(text, published=Date("2025-04", "month", "url")) == ("Thursday", None, None)
    text = "He said on 2 May 2023 it is over."
    assert told(text, published=None) == ("2 May 2023", "2023-05-02", "day")


def test_a_day_that_is_none_has_no_value() -> None:
    assert told("He said on 31 April it is over.") == ("31 April", None, None)


def test_no_cue_no_time() -> None:
    assert said("On Monday.", (0, 10), (), ((0, 2),), FRIDAY) is None
