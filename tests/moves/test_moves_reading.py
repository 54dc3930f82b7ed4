from __future__ import annotations

import pytest
from moves_made import actors, article, names, sentences, time

from detente.model import Modality, Statement
from detente.moves import TYPES, Scored, moves
from detente.moves.candidates import from_statements, from_words
from detente.moves.reading import lines_of

Told = tuple[str, str, str | None]


def told(text: str) -> set[Told]:
    known = names(text)
    found = from_words(lines_of(article(text), sentences(text), actors(text)))
    return {(known[one.actor], one.type, known.get(one.recipient or "")) for one in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarn rejected the demand of Ilvania on Monday.", ("Tarn", "REJECT", "Ilvania")),
        ("Ilvania was accused by Tarn of hiding maps.", ("Tarn", "ACCUSE", "Ilvania")),
        ("A threat by Tarn against Ilvania came overnight.", ("Tarn", "THREATEN", "Ilvania")),
        ("Tarn's demand to Ilvania was read out.", ("Tarn", "REQUEST", "Ilvania")),
        ("Tarn has imposed new sanctions on Ilvania.", ("Tarn", "SANCTION", "Ilvania")),
        ("Premier Ada Lind called on Ilvania to pay.", ("Ada Lind", "REQUEST", "Ilvania")),
        ("After speaking with Orlov, Lind went home.", ("Ada Lind", "CONSULT", "Dag Orlov")),
        ("The Tarn government dropped its demand on Ilvania.", ("Tarn", "CONCEDE", "Ilvania")),
        ("Tarn will not sign, Ilvania was told.", ("Tarn", "REJECT", "Ilvania")),
    ],
)
def test_who_does_what_to_whom(text: str, expected: Told) -> None:
    assert expected in told(text)


def test_both_parties_of_a_meeting_consult_each_other() -> None:
    found = told("Talks between Tarn and Ilvania went on all night.")
    assert found == {("Tarn", "CONSULT", "Ilvania"), ("Ilvania", "CONSULT", "Tarn")}


def test_a_list_of_actors_acts_together() -> None:
    found = told("Ada Lind, Petra Novak and Jan Wiersma condemned Ilvania on Monday.")
    assert {who for who, kind, _ in found if kind == "ACCUSE"} == {
        "Ada Lind",
        "Petra Novak",
        "Jan Wiersma",
    }


@pytest.mark.parametrize(
    "text",
    [
        "The demands of the miners were many, and Tarn lies far away.",
        "Tarn asked Ilvania to withdraw its guns.",
    ],
)
def test_no_retreat_and_no_request_where_none_is(text: str) -> None:
    assert not [kind for _, kind, _ in told(text) if kind in ("RETREAT", "ASSAULT")]


def test_nobody_moves_without_a_side() -> None:
    text = "Brussels condemned Merrin Post on Monday."
    assert moves(article(text), sentences(text), (), actors(text), ()) == ()


def test_an_article_about_something_else_has_no_moves() -> None:
    text = "Tarn is a land of lakes. Its cheese is known in Ilvania and beyond."
    assert moves(article(text), sentences(text), (), actors(text), ()) == ()


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Tarn met Ilvania in Lenster.", "CONSULT", "done"),
        ("Tarn will meet Ilvania in Lenster.", "CONSULT", "planned"),
        ("Tarn plans to meet Ilvania in Lenster.", "CONSULT", "planned"),
        ("Tarn may meet Ilvania in Lenster.", "CONSULT", "conditional"),
        ("Tarn did not threaten Ilvania with war.", "THREATEN", "denied"),
        ("Tarn has never demanded a port of Ilvania.", "REQUEST", "denied"),
    ],
)
def test_what_is_not_done_is_marked(text: str, kind: str, status: str) -> None:
    found = from_words(lines_of(article(text), sentences(text), actors(text)))
    assert (kind, status) in {(one.type, one.status) for one in found}


def test_repeats_are_one_move_with_more_evidence() -> None:
    text = (
        "Tarn rejected the deal that Ilvania had offered. Once more Tarn turned down the ceasefire"
        " proposal of Ilvania."
    )
    rejections = [
        move
        for move in moves(article(text), sentences(text), (), actors(text), ())
        if move.type == "REJECT"
    ]
    assert len(rejections) == 1
    assert len(rejections[0].evidence) == 2
    once = "Tarn rejected the deal that Ilvania had offered."
    alone = moves(article(once), sentences(once), (), actors(once), ())
    assert rejections[0].confidence > alone[0].confidence


def test_the_date_is_the_one_told_in_the_sentence() -> None:
    text = "Tarn rejected the truce proposal of Ilvania on Monday. The talks end on Tuesday."
    times = (time(text, "Monday", "2031-03-03"), time(text, "Tuesday", "2031-03-04"))
    found = moves(article(text), sentences(text), (), actors(text), times)
    assert {move.date for move in found} == {"2031-03-03"}


def test_what_is_said_is_a_move_of_the_speaker() -> None:
    text = "Dag Orlov said that Tarn must leave the islands."
    content = (text.index("that"), len(text) - 1)
    speaker = next(actor.id for actor in actors(text) if actor.name == "Dag Orlov")
    sides = {actor.id: actor.side for actor in actors(text)}
    said = Statement("s", ((0, 9),), (), (content,), "indirect", Modality("future"), 0.9, speaker)
    found = from_statements(lines_of(article(text), sentences(text), actors(text)), (said,), sides)
    assert (speaker, "REQUEST") in {(one.actor, one.type) for one in found}


def test_a_refusal_by_another_is_not_the_speakers() -> None:
    text = "Dag Orlov said that Tarn will never give up the islands."
    content = (text.index("that"), len(text) - 1)
    speaker = next(actor.id for actor in actors(text) if actor.name == "Dag Orlov")
    sides = {actor.id: actor.side for actor in actors(text)}
    said = Statement("s", ((0, 9),), (), (content,), "indirect", Modality("future"), 0.9, speaker)
    found = from_statements(lines_of(article(text), sentences(text), actors(text)), (said,), sides)
    assert (speaker, "REJECT") not in {(one.actor, one.type) for one in found}


def scored(actor: str, kind: str, probability: float, sentence: int) -> Scored:
    probabilities = [0.01] * len(TYPES)
    probabilities[TYPES.index(kind)] = probability
    return Scored((sentence, sentence + 1), actor, tuple(probabilities), (sentence,) * len(TYPES))


def test_the_reader_finds_what_no_word_tells() -> None:
    text = "It rained. Tarn let the letter of Ilvania lie on the table for a month."
    tarn = next(actor.id for actor in actors(text) if actor.name == "Tarn")
    sure = moves(
        article(text), sentences(text), (), actors(text), (), (scored(tarn, "REJECT", 0.97, 1),)
    )
    assert [(move.actor, move.type) for move in sure] == [(tarn, "REJECT")]
    assert names(text)[sure[0].recipient or ""] == "Ilvania"
    assert text[slice(*sure[0].evidence[0])].startswith("Tarn let the letter")
    unsure = moves(
        article(text), sentences(text), (), actors(text), (), (scored(tarn, "REJECT", 0.05, 1),)
    )
    assert unsure == ()


def test_words_and_reader_together_are_surer() -> None:
    text = "Tarn rejected the offer of Ilvania."
    tarn = next(actor.id for actor in actors(text) if actor.name == "Tarn")
    given = [
        moves(article(text), sentences(text), (), actors(text), (), (scored(tarn, "REJECT", p, 0),))
        for p in (0.6, 0.95)
    ]
    assert given[0][0].confidence < given[1][0].confidence


def test_the_same_article_gives_the_same_moves_with_evidence_in_the_text() -> None:
    text = "Tarn warned Ilvania on Monday. Ilvania condemned Tarn, and Orlov met Lind in Lenster."
    once = moves(article(text), sentences(text), (), actors(text), ())
    again = moves(article(text), sentences(text), (), actors(text), ())
    assert once
    assert once == again
    assert len({move.id for move in once}) == len(once)
    for move in once:
        assert 0 < move.confidence < 1
        assert all(text[start:end].strip() for start, end in move.evidence)


def test_at_most_twelve_moves() -> None:
    verbs = "rejected condemned threatened supported attacked arrested sued urged"
    lines = [
        f"{name} {verb} Ilvania."
        for name in ("Tarn", "Ada Lind", "Vida Kolar", "Petra Novak")
        for verb in verbs.split()
    ]
    text = " ".join(lines)
    assert len(moves(article(text), sentences(text), (), actors(text), ())) <= 12
