"""Lines among a capture's body that lead elsewhere, offer something or tell of the author."""

from __future__ import annotations

import pytest

from detente.article.capture_asides import asides
from detente.article.capture_lines import lines_of

BODY = [
    "The ferrymen of Quell went back to the table on Tuesday, a week after they had left it over "
    "the night fares.",
    "Neither side gave figures, but both spoke of a useful afternoon and of another one to come.",
    "The council wants the boats to run until midnight, and to pay for it from the harbour dues.",
    "A vote on the plan is due before the end of the month.",
]


def found(line: str, at: int) -> str | None:
    """The reason why `line`, put before the paragraph `at`, is an aside; None if it is body."""
    shown = [*BODY[:at], line, *BODY[at:]]
    return asides(lines_of("\n\n".join(shown)), range(len(shown))).get(at)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Read more: Why the night boats stopped running", "related"),
        (">> RELATED: A short history of the Quell ferry", "related"),
        ("[See also: The harbour dues, explained]", "related"),
        ("Lire aussi : Le port de Quell change de mains", "related"),
        ("* Baca juga: Kapal malam berhenti", "related"),
        ("Topics: ferries, harbours, night fares", "navigation"),
        ("Filed under: Harbour", "navigation"),
        ("Share on Mastodon (Opens in new window) Mastodon", "share"),
        ("A post shared by Quell Harbour (@quellharbour)", "share"),
        ("CLICK HERE TO GET THE HARBOUR NEWS APP", "related"),
        ('<a href="https://ads.example/w?id=7" target="_blank"><img src="x.gif"></a>', "advert"),
    ],
)
def test_what_leads_elsewhere_is_no_body(line: str, reason: str) -> None:
    assert found(line, 2) == reason


@pytest.mark.parametrize(
    "line",
    [
        "More than forty boats were tied up along the quay when the talks began.",
        "See how the tide turns, the old ferrymen say, and then decide.",
        "Related claims by the dockers were put off until the spring.",
        "Video of the quarrel was shown to the council.",
        "“Please follow the plan,” the harbour master told them.",
        "The points at issue: fares, hours and the winter timetable",
        "Berta Quillon is the writer of the plan. She spoke for an hour, then they voted.",
    ],
)
def test_sentences_stay(line: str) -> None:
    assert found(line, 1) is None


@pytest.mark.parametrize("at", [0, 4])
@pytest.mark.parametrize(
    "line",
    [
        "Berta Quillon is a reporter at the Ember Post who covers the coast.",
        "Berta Quillon has been a staff writer for nine years.",
        "Aldo Fenn currently works for the Ember Post as a columnist.",
        "Aldo Fenn can be reached at fenn@emberpost.example.",
        "Follow Aldo Fenn on Mastodon.",
    ],
)
def test_a_note_on_the_author_stands_at_an_end(line: str, at: int) -> None:
    assert found(line, at) == "byline"


def test_a_line_said_again_apart_from_the_others_is_left_out() -> None:
    shown = [BODY[0], "Home", *BODY, "Menu"]
    lines = lines_of("\n\n".join(shown))
    assert asides(lines, [0, 2, 3, 4, 5]) == {0: "repeated"}
    # Verses and refrains stand among others.
    shown = [BODY[0], BODY[1], BODY[0], BODY[2]]
    assert asides(lines_of("\n\n".join(shown)), range(4)) == {}


def test_a_body_of_nothing_but_asides_is_kept() -> None:
    lines = lines_of("Read more: The harbour of Quell\n\nFollow Aldo Fenn on Mastodon.")
    assert asides(lines, [0, 1]) == {}
