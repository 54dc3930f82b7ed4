"""Claims of one event's reports: told alike, differently, alone."""

import pytest

from detente.model import Claim
from detente.stories import accounts, figures


def claim(origin: str, text: str, **more: str) -> Claim:
    kind = more.pop("kind", "statement")
    return Claim(kind, origin, origin.title(), origin, text, (0, len(text)), **more)  # type: ignore[arg-type]


def test_stances_on_one_issue_differ() -> None:
    told = accounts.compared(
        [
            claim("wire", "agreed", kind="position", about="norland: ports", value="for"),
            claim(
                "post", "did not agree", kind="position", about="norland: ports", value="against"
            ),
        ]
    )
    assert [(each.verdict, each.differs) for each in told] == [("differently", ("value",))]


def test_certainty_differs() -> None:
    given = {"kind": "position", "about": "norland: ports", "value": "for"}
    told = accounts.compared(
        [
            claim("wire", "agreed", certainty="stated", **given),
            claim("post", "is said to have agreed", certainty="reported", **given),
        ]
    )
    assert told[0].differs == ("certainty",)


def test_statements_are_matched_by_their_words() -> None:
    told = accounts.compared(
        [
            claim("wire", "that knocking had been heard from the shaft", who="Pola Grent"),
            claim("post", "they heard knocking from the shaft", who="Pola Grent"),
            claim("echo", "voters had been told of half the cost", who="Tom Hesk"),
        ]
    )
    assert [(each.verdict, len(each.claims)) for each in told] == [("alike", 2), ("alone", 1)]


def test_what_one_report_says_twice_is_told_alone() -> None:
    told = accounts.compared(
        [
            claim("wire", "the shaft is open", who="Pola Grent"),
            claim("wire", "that the shaft was open", who="Pola Grent"),
        ]
    )
    assert [each.verdict for each in told] == ["alone"]


def test_figures_of_one_thing_differ() -> None:
    told = accounts.compared(
        claim(origin, sentence, kind="figure", about=stem, value=number, who=word)
        for origin, sentence in (
            ("wire", "The raid on the camps killed 50 fighters."),
            ("post", "Eleven fighters were killed in the raid on the camps."),
        )
        for number, stem, word in figures.figures(sentence)
    )
    assert [(each.verdict, {c.value for c in each.claims}) for each in told] == [
        ("differently", {"50", "11"})
    ]


def test_a_report_that_tells_both_figures_contradicts_nobody() -> None:
    given = {"kind": "figure", "about": "fighter"}
    told = accounts.compared(
        [
            claim("wire", "killed 50 fighters in the raid", value="50", **given),
            claim("post", "killed 50 fighters in the raid, or 11", value="50", **given),
            claim("post", "killed 11 fighters in the raid", value="11", **given),
        ]
    )
    assert [each.verdict for each in told] == ["alike"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nine shoppers were hurt.", [("9", "shopper", "shoppers")]),
        ("They lost 4,000 homes in 2031.", [("4000", "hom", "homes")]),
        ("It cost 1.5 million crowns.", [("1.5 million", "crown", "crowns")]),
        ("It runs until April 2 at the earliest.", []),
        ("It begins on 2 April.", []),
        ("One of them agreed.", []),
    ],
)
def test_figures(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert list(figures.figures(sentence)) == expected
