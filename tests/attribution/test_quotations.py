"""Quotations over paragraphs are followed by their marks, and only then."""

from __future__ import annotations

from detente.attribution.quotations import follow, is_open, parted
from detente.model import CueLink

TEXT = (
    "“We go on,” he said. “It is long.\n\n“It is hard, too.\n\n“We end here,” he added.\n\nHe left."
)


def link(*content: tuple[int, int]) -> CueLink:
    return CueLink((15, 19), ((12, 14),), content, 1.0)


def test_open_marks() -> None:
    assert is_open("“It is long.")
    assert not is_open("“It is long.”")
    assert is_open('"It is long.')
    assert not is_open("It is long.")


def test_a_quotation_goes_on_until_it_is_closed() -> None:
    (got,) = follow(TEXT, (link((0, 11), (21, TEXT.index("\n"))),))
    words = [TEXT[s:e] for s, e in got.content]
    assert words == ["“We go on,”", "“It is long.", "“It is hard, too.", "“We end here,”"]


def test_a_closed_quotation_ends() -> None:
    text = "“It is long,” he said. “We go.”\n\n“No,” she said."
    here = link((0, 13), (23, 31))
    assert follow(text, (here,)) == (here,)


def test_what_another_link_has_is_left_to_it() -> None:
    at = TEXT.index("“It is hard")
    other = CueLink((80, 82), (), ((at, at + 17),), 1.0)
    got, _ = follow(TEXT, (link((21, TEXT.index("\n"))), other))
    assert got.content == ((21, TEXT.index("\n")),)


def test_the_end_of_the_text() -> None:
    text = "He said: “It is long.\n\n"
    here = CueLink((3, 8), ((0, 2),), ((9, 21),), 1.0)
    assert follow(text, (here,)) == (here,)


def test_a_quotation_that_is_over_is_not_the_next_speakers() -> None:
    text = "“It is long.” Later, Vale said: “We go.” “It is hard,” Rass said. “We end.”"
    vale, rass = text.index("Vale"), text.index("Rass")
    first = CueLink((vale + 5, vale + 9), ((vale, vale + 4),), ((0, 13), (vale + 11, vale + 19)), 1)
    begin = text.index("“It is hard")
    second = CueLink(
        (rass + 5, rass + 9), ((rass, rass + 4),), ((begin, rass - 1), (rass + 11, len(text))), 1
    )
    got, same = parted(text, (first, second))
    assert [text[slice(*span)] for span in got.content] == ["“We go.”"]
    assert same == second
