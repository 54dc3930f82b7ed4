"""A dossier drafted from a ledger: its sides, its issues, and that it is in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import samples
from detente import dossiers, ledger
from detente.dossiers import propositions
from detente.errors import NotFoundError
from detente.model import Actor, Date, Reading, content_id
from detente.views import draft as drafts
from detente.views import draft_clusters, draft_issues, draft_parties, draft_sentence

# The machine may be busy: what is slow is no fault here.
BUSY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

Run = Callable[..., Result]

MEDIATED = "The talks are mediated by Norway."
HAMLET, UNION = "Island Council", "Harbour Union"


def report(day: int, lines: list[tuple[str, str, str]]) -> Reading:
    """A report in which each (source, cue, content) is a sentence of its own."""
    text = "\n".join(f"{source} {cue} {content}." for source, cue, content in lines)
    text += f"\n{MEDIATED}"
    bodies = [
        Actor(content_id(name), name, "organisation", samples.spans(text, [name]))
        for name in (HAMLET, UNION)
        if name in text
    ]
    statements = [
        samples.statement(
            text,
            [source],
            cue,
            [content],
            speaker=next((body for body in bodies if body.name in source), None),
        )
        for source, cue, content in lines
    ]
    return samples.reading(
        f"report-{day}.html",
        text,
        statements,
        bodies,
        title=f"Report {day}",
        published=Date(f"2031-03-{day:02}", "day", "given"),
    )


REPORTS = [
    report(
        3,
        [
            (HAMLET, "demanded", f"that the {UNION} would reopen the fishing grounds"),
            (UNION, "rejected", "that the fishing grounds be reopened before the autumn storms"),
            ("Norwegian envoy Tomas Reyl", "said", f"that the {HAMLET} would have its own ferry"),
        ],
    ),
    report(
        4,
        [
            (UNION, "warned", "the fishing grounds off the cape would not be reopened this year"),
            (
                HAMLET,
                "announced",
                f"it had sent the {UNION} a letter on ferry tickets and the ferry",
            ),
            ("A Norwegian official", "proposed", f"a ferry of the {UNION} every second night"),
        ],
    ),
    report(
        9,
        [
            (HAMLET, "insisted", f"that nobody but the {UNION} closed the fishing grounds"),
            (UNION, "told", "Norwegian reporters the night ferry would sail for islanders alone"),
        ],
    ),
]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ledger.View]:
    path = str(tmp_path_factory.mktemp("draft") / "talks.db")
    with ledger.Writer(path) as writer:
        for reading in REPORTS:
            writer.add(reading)
    with ledger.View(path) as opened:
        yield opened


def test_the_sides_are_those_who_speak_and_are_spoken_about(view: ledger.View) -> None:
    found = drafts.draft(view, ledger.Filters(), 5, 12)
    sides = {side.id: side for side in found.sides}
    assert set(sides) == {"island-council", "harbour-union", "norway"}
    assert sides["norway"].states == ("NO",)
    assert sides["harbour-union"].organisations == (UNION,)
    assert (sides["harbour-union"].speaks, sides["harbour-union"].spoken_about) == (3, 3)
    assert len(drafts.draft(view, ledger.Filters(), 2, 12).sides) == 2


def test_the_issues_are_what_several_statements_say(view: ledger.View) -> None:
    found = drafts.draft(view, ledger.Filters(), 5, 12)
    [fishing] = [topic for topic in found.issues if "fishing" in topic.id]
    assert fishing.articles == 3
    assert {party.name for party in fishing.parties} == {UNION, HAMLET}
    assert fishing.proposition == "The Harbour Union will reopen the fishing grounds."
    assert fishing.evidence[0].words in view.article(fishing.evidence[0].article.id).article.text
    assert any("ferry" in topic.proposition for topic in found.issues)
    assert len(drafts.draft(view, ledger.Filters(), 5, 1).issues) == 1


def test_the_draft_is_a_dossier_in_order_with_its_evidence(view: ledger.View) -> None:
    found = drafts.draft(view, ledger.Filters(), 5, 12)
    text = drafts.as_yaml(found, "harbour")
    read = dossiers.parse(text, "harbour.yml")
    assert read.id == "harbour"
    assert read.since == "2031-03-03"
    assert [side.name for side in read.sides] == [side.name for side in found.sides]
    assert [issue.proposition for issue in read.issues] == [t.proposition for t in found.issues]
    assert f"# {HAMLET}: that the {UNION} would reopen the fishing grounds" in text
    assert "(Harbour Courier, 3 March 2031, " in text


def test_only_what_fits_is_drafted_from(view: ledger.View) -> None:
    found = drafts.draft(view, ledger.Filters(until="2031-03-04"), 5, 12)
    assert found.articles == 2
    with pytest.raises(NotFoundError, match="0 articles tell too little to draft from; add more"):
        drafts.draft(view, ledger.Filters(since="2032-01-01"), 5, 12)


def test_hostile_words_stay_in_their_comment(tmp_path: Path) -> None:
    text_before = "the fishing grounds\x1b[2J\u2028id: stolen would be reopened by the Union"
    path = str(tmp_path / "hostile.db")
    with ledger.Writer(path) as writer:
        for day in (1, 2):
            lines = [
                (HAMLET, "said", f"{text_before} and the {UNION} pays {day} crowns"),
                (
                    UNION,
                    "said",
                    f"the fishing grounds of the {HAMLET} would be reopened {day} times",
                ),
            ]
            writer.add(report(day, lines))
    with ledger.View(path) as opened:
        text = drafts.as_yaml(drafts.draft(opened, ledger.Filters(), 5, 12), "harbour")
    assert dossiers.parse(text, "").id == "harbour"
    assert all(line.isprintable() for line in text.split("\n"))


def test_who_mediates_stands_beside_the_word(view: ledger.View) -> None:
    found = drafts.draft(view, ledger.Filters(), 5, 12)
    assert found.mediators == (("norway", 3),)
    assert "mediators: [norway]\n  # norway: beside a word of mediating in 3 articles" in (
        drafts.as_yaml(found, "harbour")
    )


def test_the_command_writes_a_file_that_passes(
    detente: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_DOSSIERS", raising=False)
    with ledger.Writer("talks.db") as writer:
        for reading in REPORTS:
            writer.add(reading)
    made = ("dossier", "draft", "harbour", "--db", "talks.db", "--issues", "1")
    assert detente(*made, "-o", "harbour.yml").exit_code == 0
    checked = detente("dossier", "check", "harbour.yml")
    assert checked.stdout == "harbour.yml: in order: 3 sides, 1 issue\n"
    assert detente(*made).stdout == Path("harbour.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The U.S. told us that Norwegian ferries sail.", ["US", "NO"]),
        ("Officials in Oslo and the White House", ["NO", "US"]),
        ("South Korean and North Korean envoys", ["KR", "KP"]),
        ("Victoria asked for Male ferries", []),
        ("the Democratic Republic of the Congo", ["CD"]),
    ],
)
def test_states_are_known_by_every_word_for_them(text: str, codes: list[str]) -> None:
    assert [state.key for state in draft_parties.states_in(text)] == codes


@pytest.mark.parametrize(
    ("content", "speakers", "sentence"),
    [
        ("that the ferries would run again", [], "The ferries will run again."),
        ("“the harbour must not be sold”", [], "The harbour will be sold."),
        ("that the cape be opened again", [], "The cape will be opened again."),
        ("to open the port in May", ["Ostmark"], "Ostmark is to open the port in May."),
        ("to open the port", ["Ostmark", "Westmark"], "Ostmark and Westmark are to open the port."),
        ("Ostmark leaves if the port is not open", [], "Ostmark leaves if the port is not open."),
        ("to open the port", [], None),
        ("Open the port of the island", [], None),
        ("Meanwhile the port will be opened", [], None),
        ("we will open the port", [], None),
        ("he will open the port", [], None),
        ("the port was opened in spring", [], None),
        ("a port which will be open", [], None),
        ("the port of the two islands", [], None),
        ("new calls to open the port", [], None),
        ("will the port be opened?", [], None),
        ("the port will … be opened again", [], None),
        ("the port will be opened for the", [], None),
        ("it will", [], None),
        ("", [], None),
        (" ".join(["the port will be opened"] * 9), [], None),
    ],
)
def test_a_statement_gives_a_proposition_or_nothing(
    content: str, speakers: list[str], sentence: str | None
) -> None:
    assert draft_sentence.proposition(content, speakers) == sentence


@BUSY
@given(st.text(st.sampled_from("the port will is to not open Ostmark's “”’,;:—?()\n\x1b…I")))
def test_whatever_was_said_gives_a_sound_proposition_or_none(content: str) -> None:
    for speakers in ((), ("Ostmark",)):
        made = draft_sentence.proposition(content, speakers)
        assert made is None or propositions.fault(made) is None


@BUSY
@given(
    st.lists(
        st.sampled_from(["the", "port", "will", "is", "to", "not", "open", "Ostmark", "sells"]),
        max_size=9,
    )
)
def test_whatever_words_give_a_sound_proposition_or_none(words: list[str]) -> None:
    made = draft_sentence.proposition(" ".join(words))
    assert made is None or propositions.fault(made) is None


BODIES = [
    "Union",
    "The Union",
    "no",
    "AU",
    "“Q”",
    "Ünion",
    "X: y # z",
    "\x1b[2J",
    "東",
    "null",
    "a\nb",
]


@BUSY
@given(st.lists(st.sampled_from(BODIES), min_size=2, max_size=5, unique=True))
def test_bodies_of_any_name_give_a_dossier_in_order(names: list[str]) -> None:
    utterances = [spoken(body, [other for other in names if other != body]) for body in names]
    found = draft_parties.Gathering(utterances * 2, articles=1)
    sides = drafts.seats(found, 5)
    known = {side.party: side.name for side in sides}
    topics = draft_issues.topics(found.utterances, known, (), 3)
    assume(len(sides) > 1 and topics)
    text = drafts.as_yaml(drafts.Draft(sides, topics, (), None, 1, len(utterances)), "talks")
    assert len(dossiers.parse(text, "talks.yml").sides) == len(sides)


def spoken(body: str, others: list[str]) -> draft_parties.Utterance:
    """What a body says of the others."""
    report = REPORTS[0]
    published = ledger.ArticleRow(
        "a", None, "Post", None, None, report.article.published, "en", "", "", ""
    )
    return draft_parties.Utterance(
        report.statements[0],
        published,
        body,
        (draft_parties.Party("body", body),),
        frozenset(draft_parties.Party("body", other) for other in others),
        "the fishing grounds off the cape will be reopened",
        "said",
    )


def test_what_is_alike_comes_together() -> None:
    texts = [
        "reopen fishing grounds",
        "fishing grounds reopened",
        "night ferries",
        "ferry by night",
    ]
    rows, terms = draft_clusters.weights([draft_clusters.terms(text) for text in texts])
    assert terms == sorted(terms)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert draft_clusters.clusters(rows, 0.3) == [[0, 1], [2, 3]]
    assert draft_clusters.clusters(rows, 1.1) == [[0], [1], [2], [3]]


def test_a_merged_group_is_as_near_as_its_members_are_on_the_whole() -> None:
    rows = np.array([[1, 0], [0.8, 0.6], [0, 1]], np.float32)
    # 0 and 1 are .8 apart, 1 and 2 .6; then {0, 1} and 2 are (0 + .6) / 2 = .3.
    assert draft_clusters.clusters(rows, 0.31) == [[0, 1], [2]]
    assert draft_clusters.clusters(rows, 0.29) == [[0, 1, 2]]
