"""Quotations within longer contents, each as a statement of its own."""

from __future__ import annotations

import pytest

from detente.attribution import quoted
from detente.model import Article, Modality, Statement


def whole(text: str, source: str, cue: str, *contents: str, kind: str = "mixed") -> Statement:
    spans = [(text.index(part), text.index(part) + len(part)) for part in (source, cue, *contents)]
    held = (spans[0],), (spans[1],), tuple(spans[2:])
    return Statement("s", *held, kind, Modality("asserted"), 0.9, sentence=(0, len(text)))  # type: ignore[arg-type]


def parts(text: str, *statements: Statement) -> list[tuple[str, str, str]]:
    """Source, cue and content of each that is told by itself."""
    found = quoted(Article("a", text), ((0, len(text)),), statements)
    words = [
        [" ".join(text[slice(*span)] for span in spans) for spans in (s.source, s.cue, s.content)]
        for s in found
    ]
    assert all(statement.kind == "direct" for statement in found)
    return [(source, cue, content) for source, cue, content in words]


def test_each_quotation_of_a_longer_content_is_told_by_itself() -> None:
    text = "Vale said that the harbour “is not for sale now” and its pilots “will be paid in full”."
    one = whole(text, "Vale", "said", text[10:-1])
    assert parts(text, one) == [
        ("Vale", "said", "“is not for sale now”"),
        ("Vale", "said", "“will be paid in full”"),
    ]


def test_the_shorter_of_two_in_one_breath_is_told_by_itself() -> None:
    text = "“We open it now,” Vale said. “It has been closed for far too long, and we all know it.”"
    one = whole(text, "Vale", "said", text[:17], text[29:], kind="direct")
    assert parts(text, one) == [("Vale", "said", "“We open it now,”")]


@pytest.mark.parametrize(
    "text",
    [
        "Vale said that they “will open it on Monday”.",
        "Vale said that she had read “The Long Road to Holm” and would say so again.",
        "Vale said that it was “far too long” for them, and that the pilots would not have it.",
    ],
)
def test_what_is_the_content_already_a_title_or_a_few_words_is_not(text: str) -> None:
    assert parts(text, whole(text, "Vale", "said", text[10:-1])) == []


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (
            "Vale said as she left the pier in Holm that Rass had told her: “We will open it now.”",
            "Rass",
            "told",
        ),
        (
            "Vale said that nobody now believed in Rass's promise that they “will open it now”.",
            "Rass",
            "promise",
        ),
    ],
)
def test_whose_words_they_are_within_what_another_says(text: str, source: str, cue: str) -> None:
    one = whole(text, "Vale", "said", text[10:])
    assert [(got, how) for got, how, _ in parts(text, one)] == [(source, cue)]


def test_what_no_statement_has_is_nobodys_yet() -> None:
    assert parts("They held banners: “bring our ships back home”.") == [
        ("", "", "“bring our ships back home”")
    ]


def test_a_quotation_within_a_quotation() -> None:
    text = "“You may doubt it, but Rass told us: ‘We will open it now.’ So we wait,” Vale said."
    one = whole(text, "Vale", "said", text[:72], kind="direct")
    assert parts(text, one) == [("Rass", "told", "‘We will open it now.’")]
