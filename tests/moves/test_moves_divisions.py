from __future__ import annotations

from moves_made import actors, article, issue_by, names, sentences

from detente.model import Division, Position, Stance, content_id
from detente.moves import divisions, moves


def found(text: str, positions: tuple[Position, ...] = ()) -> tuple[Division, ...]:
    told = article(text), sentences(text), actors(text)
    acts = moves(told[0], told[1], (), told[2], ())
    return divisions(told[0], told[1], told[2], acts, positions, issue_by(text, truce="truce"))


def camps(text: str, one: Division) -> list[set[str]]:
    return [{names(text)[member] for member in camp} for camp in one.camps]


def test_camps_in_two_sentences_come_out_with_their_members() -> None:
    text = (
        "Inside the cabinet of Tarn there are divisions. People such as Premier Ada Lind and"
        " special envoy Petra Novak want a truce. Meanwhile, hardliners including Finance Minister"
        " Jan Wiersma and Interior Minister Maud Riis call for more guns."
    )
    (one,) = found(text)
    assert camps(text, one) == [{"Ada Lind", "Petra Novak"}, {"Jan Wiersma", "Maud Riis"}]
    assert (one.side, one.issue) == ("tarn", "truce")


def test_camps_in_one_sentence() -> None:
    text = "Tarn is split: Ada Lind and Petra Novak want a truce, while Jan Wiersma wants guns."
    (one,) = found(text)
    assert camps(text, one) == [{"Ada Lind", "Petra Novak"}, {"Jan Wiersma"}]


def test_one_sets_himself_against_another() -> None:
    text = "Jan Wiersma broke with Ada Lind over the port."
    (one,) = found(text)
    assert camps(text, one) == [{"Jan Wiersma"}, {"Ada Lind"}]


def test_reproach_among_colleagues() -> None:
    text = "Jan Wiersma condemned Ada Lind for the truce on Monday."
    (one,) = found(text)
    assert camps(text, one) == [{"Jan Wiersma"}, {"Ada Lind"}]
    assert one.confidence < 0.5


def test_no_division_between_sides() -> None:
    text = "Divisions are deep. Ada Lind wants a truce, while Dag Orlov wants the port."
    assert found(text) == ()


def test_no_division_without_a_word_for_it() -> None:
    assert found("Ada Lind went to Lenster, while Jan Wiersma stayed at home.") == ()


def position(name: str, stance: Stance) -> Position:
    holder = content_id(name)
    return Position(name, "d", holder, "tarn", "truce", stance, "stated", ((0, 4),), 0.8)


def test_opposed_stances_on_one_issue() -> None:
    text = "Lind said yes. Wiersma said no."
    (one,) = found(text, (position("Ada Lind", "for"), position("Jan Wiersma", "against")))
    assert camps(text, one) == [{"Ada Lind"}, {"Jan Wiersma"}]
    assert one.issue == "truce"


def test_one_holder_of_two_minds_is_no_division() -> None:
    text = "Lind said yes. Then Lind said no."
    assert found(text, (position("Ada Lind", "for"), position("Ada Lind", "against"))) == ()
