"""Whose a quotation without a source is."""

from __future__ import annotations

import pytest
from marked import read

from detente.actors import speakers
from detente.model import Modality, Span, Statement


def quotation(content: Span, *source: Span) -> Statement:
    return Statement("s", source, (), (content,), "direct", Modality("asserted"), 0.4)


def speaker(marked: str, source: str = "") -> str | None:
    """Who says the last quotation; `source` speaks, where told, the first one."""
    article, found = read(marked)
    text = article.text
    last = quotation((text.rindex("“"), text.rindex("”") + 1))
    told = [last]
    if source:
        at = text.index(source)
        said = quotation((text.index("“"), text.index("”") + 1), (at, at + len(source)))
        told = [said, last]
    names = {actor.id: actor.name for actor in found}
    return names.get(speakers(tuple(told), found, article)[-1].speaker or "")


@pytest.mark.parametrize(
    ("marked", "source", "expected"),
    [
        ("“We go,” {p:Ada Brandal} said. “It is a long way.”", "Ada Brandal", "Ada Brandal"),
        ("“We go,” {p:Ada Brandal} said.\n\n“It is a long way.”", "Ada Brandal", "Ada Brandal"),
        (
            "“We go,” {p:Ada Brandal} said. {p:Jon Vale} took up the tolls. “They are too high.”",
            "Ada Brandal",
            "Jon Vale",
        ),
        ("{p:Jon Vale} turned to the question of tolls: “They are too high.”", "", "Jon Vale"),
        ("Critics met {p:Jon Vale}, who called it a “slap in the face”.", "", "Jon Vale"),
        (
            "“We go,” {p:Ada Brandal} said. The tolls are held to be “just and in order”.",
            "Ada Brandal",
            None,
        ),
        ("{p:Jon Vale}'s book has it that “tolls are too high”.", "", None),
        ("Nobody was there. “It is a long way.”", "", None),
        ("“We go.” “It is a long way.”", "We", None),
        (
            "{p:Ada Brandal} added: “We go. We rest.” “It is a long way.”",
            "Ada Brandal",
            "Ada Brandal",
        ),
        ("Dr. {p:Jon Vale} stressed one more thing: “They are too high.”", "", "Jon Vale"),
        (
            "{p:Jon Vale}’s speech was met with applause as he told the hall: “We go.”",
            "",
            "Jon Vale",
        ),
        (
            "“We go,” {p:Ada Brandal} said. “It is far,” said one of those who were there.",
            "Ada Brandal",
            None,
        ),
        ("{p:Jon Vale} opened the meeting under the motto “the sea is for all”.", "", None),
    ],
)
def test_whose_it_is(marked: str, source: str, expected: str | None) -> None:
    assert speaker(marked, source) == expected
