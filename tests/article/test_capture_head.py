"""Titles, standfirsts and bylines in small captures of our own."""

from __future__ import annotations

import pytest

from detente.article.capture_discards import without_comments, without_teasers
from detente.article.capture_head import Head, head
from detente.article.capture_lines import lines_of

BODY = [
    "The harbour council of Quell voted on Monday to close the old bridge for a year, so that "
    "the piers can be mended before the next flood.",
    "The ferry will run every ten minutes meanwhile, the council said. Fishermen had asked for "
    "a narrower channel, and did not get it.",
]
TITLE = "Quell closes its old bridge for a year"
STANDFIRST = "Fishermen of the harbour wanted a narrower channel for the ferry"


def read(*above: str) -> tuple[Head, list[str]]:
    """The head where the body's two paragraphs follow `above`, a blank line between all."""
    shown = [*above, *BODY]
    lines = lines_of("\n\n".join(shown))
    return head(lines, [len(above), len(above) + 1], (), set(), None), shown


def test_the_first_of_two_headings_is_the_title() -> None:
    top, shown = read("Home", TITLE, STANDFIRST)
    assert top.title is not None and top.standfirst is not None
    assert (shown[top.title], shown[top.standfirst]) == (TITLE, STANDFIRST)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Berta Quillon and Aldo Fenn", ("Berta Quillon", "Aldo Fenn")),
        ("Berta Quillon", ("Berta Quillon",)),
        ("Berta Quillon Sun 11 May 2025", ("Berta Quillon",)),
        ("Words: Berta Quillon", ("Berta Quillon",)),
        ("Berta Quillon, Harbour correspondent", ("Berta Quillon",)),
        ("Harbour and Bridges", ()),
        ("Copy link", ()),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    assert read(TITLE, STANDFIRST, line)[0].bylines == names


def test_a_sentence_with_a_date_in_it_is_no_date_line() -> None:
    shown = [
        TITLE,
        "On 3 March 2021 the council met in the old hall and voted for the plan.",
        *BODY,
    ]
    top = head(lines_of("\n\n".join(shown)), [1, 2, 3], (), set(), None)
    assert top.published is None or top.date_lines == frozenset()


def test_a_body_of_a_few_words_keeps_them() -> None:
    lines = lines_of("Entry number one\n\nEntry number two")
    assert head(lines, [0, 1], (), set(), None).title is None


def test_what_ends_a_body_without_ending_a_sentence_goes_unless_it_is_sure() -> None:
    lines = lines_of("\n\n".join([*BODY, "A gate for the upper town", "Have a tip? Write to us."]))
    assert without_teasers(lines, [0, 1, 2, 3], set()) == [0, 1]
    assert without_teasers(lines, [0, 1, 2], {2}) == [0, 1, 2]


def test_comments_are_cut_only_after_the_better_part_of_the_body() -> None:
    said = [
        f"Name {i}\n2 days ago\nReply\nI have crossed it every day for years." for i in range(5)
    ]
    lines = lines_of("\n\n".join([*BODY * 4, "Comments", *said]))
    body = [i for i, line in enumerate(lines) if len(line.words) > 6]
    assert [i for i in without_comments(lines, body) if i > 8] == []
    early = lines_of("\n\n".join([*BODY, "Comments", *said, *BODY * 6]))
    body = [i for i, line in enumerate(early) if len(line.words) > 6]
    assert without_comments(early, body) == body


def test_comments_longer_than_the_article_are_cut_where_names_and_times_are_thick() -> None:
    said = [
        f"{i}. Reader{i} May {i}th at {i}:10 am\nI have crossed it every day for {i} years, and "
        "it has never once been late for the market, whatever the council says of it now."
        for i in range(1, 25)
    ]
    lines = lines_of("\n\n".join([*BODY * 4, "24 Comments", *said]))
    body = [i for i, line in enumerate(lines) if len(line.words) > 8]
    own, theirs = (sum(len(lines[i].words) for i in body if (i < 8) is it) for it in (True, False))
    assert 150 <= own < theirs / 2
    assert without_comments(lines, body) == list(range(8))


def test_a_paragraph_between_title_and_byline_is_the_standfirst() -> None:
    said = "The bridge will be shut for a year. Boats are to take its place."
    shown = [TITLE, said, "By Berta Quillon", "March 3, 2022", *BODY * 2]
    lines = lines_of("\n\n".join(shown))
    top = head(lines, [1, 4, 5, 6, 7], (), {1, 4, 5, 6, 7}, None)
    assert top.standfirst == 1
    # Two paragraphs above a name are text.
    shown = [TITLE, said, BODY[0], "By Berta Quillon", *BODY * 2]
    top = head(lines_of("\n\n".join(shown)), [1, 2, 4, 5, 6, 7], (), {1, 2, 4, 5, 6, 7}, None)
    assert top.standfirst != 1
