"""Quotations that no cue has: found by their marks, with what stands right beside them."""

from __future__ import annotations

import pytest

from detente.attribution.bare import bare
from detente.model import CueLink


def parts(text: str, *links: CueLink) -> list[tuple[str, str, str]]:
    """Source, cue and content of every quotation left alone; empty where none is told."""
    words = [[text[slice(*span)] if span else "" for span in one] for one in bare(text, links)]
    return [(source, cue, content) for content, source, cue in words]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“We will open the port,” the minister stressed.", "the minister", "stressed"),
        ('"We will open the port," Ada Brandal told Holm Radio.', "Ada Brandal", "told"),
        ("“We will open the port,” underlined Ada Brandal, a pilot.", "Ada Brandal", "underlined"),
        ("“We will open the port,” according to the board.", "the board", "according to"),
        ("It rained. Ada Brandal, a pilot, added: “We will wait here.”", "Ada Brandal", "added"),
        ("Jon Vale told Holm Radio: “We will open the port.”", "Jon Vale", "told"),
        ("Jon Vale continued:\n\n“We will open the port.”", "Jon Vale", "continued"),
        ("“VALE: We will open the port.”", "VALE", ":"),
        ("“We will open the port.” He said nothing else.", "", ""),
        ("It was late. “We will open the port.”", "", ""),
    ],
)
def test_what_stands_beside_it_is_taken(text: str, source: str, cue: str) -> None:
    ((got_source, got_cue, _),) = parts(text)
    assert (got_source, got_cue) == (source, cue)


@pytest.mark.parametrize("quoted", ["“It is a long way.”", '"It is a long way."', "«It is a way.»"])
def test_all_marks_belong_to_the_content(quoted: str) -> None:
    assert parts(f"Night fell. {quoted} Rain came.") == [("", "", quoted)]


@pytest.mark.parametrize(
    "text",
    [
        "They called it a “grand old plan” again.",
        "She wrote “The Long Road to Holm” in spring.",
        "They held a banner reading “bring our ships back home” aloft.",
        "Many wore shirts with the slogan “bring our ships back home” that day.",
    ],
)
def test_terms_titles_and_signs_are_not_said(text: str) -> None:
    assert parts(text) == []


def test_what_a_link_has_is_left_to_it() -> None:
    text = "Vale said: “We will open the port.”"
    assert parts(text, CueLink((5, 9), ((0, 4),), ((11, len(text)),), 1.0)) == []


def test_paragraphs_run_together_are_a_quotation_each() -> None:
    text = "“We will open the port.\n\n“We will close the bridge.”"
    assert [content for *_, content in parts(text)] == [
        "“We will open the port.",
        "“We will close the bridge.”",
    ]


def test_a_speaker_who_has_another_quotation_is_taken_too() -> None:
    text = "“We will open the port,” Ada Brandal said. “It is time.”"
    at = text.index("Ada")
    link = CueLink((at + 12, at + 16), ((at, at + 11),), ((text.index("“It"), len(text)),), 1.0)
    assert parts(text, link) == [("Ada Brandal", "said", "“We will open the port,”")]
