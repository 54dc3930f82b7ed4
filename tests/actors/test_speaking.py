"""Whom pronouns, nouns and bodies' people stand for as speakers."""

from __future__ import annotations

import re

import pytest
from marked import read

from detente.actors import speakers
from detente.model import Modality, Span, Statement

# A statement is marked by its three parts, each where it stands in the text.
_MARK = re.compile(r"<(?P<role>[suc]):(?P<words>[^<>]*)>")


def told(marked: str) -> list[str | None]:
    """The speaker of each statement; `<s:…>` is a source, `<u:…>` its cue, `<c:…>` its content."""
    names = re.sub(r"\{\w:([^}]*)\}", r"\1", marked)
    plain, spans = "", []
    at = 0
    for match in _MARK.finditer(names):
        plain += names[at : match.start()]
        spans.append((match["role"], (len(plain), len(plain) + len(match["words"]))))
        plain += match["words"]
        at = match.end()
    plain += names[at:]
    article, found = read(_MARK.sub(lambda match: match["words"], marked))
    assert article.text == plain
    known = {actor.id: actor.name for actor in found}
    statements = tuple(_statements(plain, spans))
    return [known.get(one.speaker or "") for one in speakers(statements, found, article)]


def _statements(text: str, spans: list[tuple[str, Span]]) -> list[Statement]:
    """Of every three marks one statement."""
    made = []
    for at in range(0, len(spans), 3):
        part = dict(spans[at : at + 3])
        start = max(text.rfind(". ", 0, part["u"][0]) + 2, 0) if ". " in text else 0
        end = text.find(".", part["u"][1]) + 1 or len(text)
        made.append(
            Statement(
                f"s{at}",
                (part["s"],),
                (part["u"],),
                (part["c"],),
                "direct",
                Modality("asserted"),
                0.9,
                sentence=(start, end),
            )
        )
    return made


@pytest.mark.parametrize(
    ("marked", "last"),
    [
        # A name in the sentence of who spoke last does not put "he" in doubt.
        (
            "<c:The tolls stay>, <s:{p:Jon Vale}> <u:said> beside {p:Ivo Rass}. "
            "<c:“It is dear,”> <s:he> <u:added>.",
            "Jon Vale",
        ),
        # A name inside marks does not either.
        (
            "<s:{p:Jon Vale}> <u:said> <c:the tolls stay>. <c:“{p:Ivo Rass} is wrong,”> "
            "<s:he> <u:added>.",
            "Jon Vale",
        ),
        # Who is named last, where who spoke was but a pronoun.
        (
            "{p:Jon Vale} came. <c:“It is dear,”> <s:he> <u:said>. {p:Ivo Rass}'s view was "
            "another. <s:He> <u:called> it <c:“cheap enough”>.",
            "Ivo Rass",
        ),
        # Whom an outlet hears speaks next.
        (
            "{p:Jon Vale} came. <s:He> <u:said> <c:the tolls stay>. On the pier in the north the "
            "Herald spoke to {p:Ivo Rass}. <c:“It is dear,”> <s:he> <u:added>.",
            "Ivo Rass",
        ),
    ],
)
def test_a_pronoun(marked: str, last: str) -> None:
    assert told(marked)[-1] == last


def test_a_noun_is_who_spoke_last_where_his_title_says_so() -> None:
    marked = (
        "Minister {p:Jon Vale} will meet Ambassador {p:Ivo Rass}, <c:in the north>, "
        "<s:spokeswoman {p:Ada Brandal}> <u:said>. <c:“It is time,”> <s:the spokeswoman> <u:added>."
    )
    assert told(marked) == ["Ada Brandal", "Ada Brandal"]


def test_another_official_is_nobody_named() -> None:
    marked = (
        "<s:{p:Jon Vale}> <u:said> <c:the tolls stay>. {p:Ivo Rass} left. "
        "<c:“It is dear,”> <s:the second official> <u:added>."
    )
    assert told(marked)[-1] is None


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{o:Harbour Board} members who sat in Holm", "Harbour Board"),
        ("the {o:Harbour Board}’s shipping chief", "Harbour Board"),
        ("the {o:Holm Wire} news agency", "Holm Wire"),
        ("the {o:Harbour Board}’s rival", None),
        ("the {o:Holm Herald}, columnist {p:Ada Brandal}", "Ada Brandal"),
    ],
)
def test_who_speaks_for_a_body(source: str, name: str | None) -> None:
    assert told(f"<c:“It is dear,”> <s:{source}> <u:said>.") == [name]


def test_an_outlet_by_its_noun_is_no_person() -> None:
    marked = "In the tabloid {p:Mornyl Komsol}, columnist {p:Ivo Rass} <u:wrote> <c:of tolls>. "
    _, found = read(re.sub(r"<\w:([^>]*)>", r"\1", marked))
    assert [actor.name for actor in found if actor.kind == "person"] == ["Ivo Rass"]


def test_a_slip_of_the_pen_in_a_known_surname() -> None:
    _, found = read("{p:Volodymyr Zelensky} left. {p:Zelansky} spoke. {p:Zelmann} came.")
    assert [actor.name for actor in found] == ["Volodymyr Zelensky", "Zelmann"]
