from __future__ import annotations

import pytest
from marked import read, said

from detente.actors import principals, speakers


@pytest.mark.parametrize(
    ("marked", "source", "speaker", "principal"),
    [
        ("A senior Iranian official agreed.", "A senior Iranian official", None, "Iran"),
        ("Russian officials agreed.", "Russian officials", None, "Russia"),
        (
            "Iran waits. The Iranian foreign ministry agreed.",
            "The Iranian foreign ministry",
            "Iranian Foreign Ministry",
            "Iran",
        ),
        ("The French government agreed.", "The French government", "France", "France"),
        (
            "A German government spokesperson agreed.",
            "A German government spokesperson",
            *["Germany"] * 2,
        ),
        (
            "Russia waits. Kremlin spokesman {p:Dmitry Peskov} agreed.",
            "Kremlin spokesman Dmitry Peskov",
            "Dmitry Peskov",
            "Russia",
        ),
        (
            "{p:Ada Brandal} waits. Brandal's spokesman {p:Jon Vale} agreed.",
            "Jon Vale",
            "Jon Vale",
            "Ada Brandal",
        ),
        ("{p:Ada Brandal} agreed.", "Ada Brandal", "Ada Brandal", "Ada Brandal"),
        ("Some people agreed.", "Some people", None, None),
    ],
)
def test_on_whose_behalf(
    marked: str, source: str, speaker: str | None, principal: str | None
) -> None:
    article, named = read(marked)
    statements = speakers((said(article.text, source),), named, article)
    names = {actor.id: actor.name for actor in named}
    told = principals(article, named, statements)
    assert names.get(statements[0].speaker or "") == speaker
    assert names.get(told.get(statements[0].id, "")) == principal
