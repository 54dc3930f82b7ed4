from __future__ import annotations

from collections.abc import Sequence

from moves_made import actors, article, issue_by, names, sentences, time

from detente.model import Proposal, Time
from detente.moves import moves, proposals


def found(text: str, times: Sequence[Time] = ()) -> tuple[Proposal, ...]:
    told = article(text), sentences(text), actors(text)
    acts = moves(told[0], told[1], (), told[2], tuple(times))
    issue = issue_by(text, truce="truce", port="port")
    return proposals(told[0], told[1], (), acts, told[2], tuple(times), issue)


def words(text: str, one: Proposal) -> list[str]:
    return [text[slice(*span)] for span in one.terms]


def test_what_awaits_whose_reply_by_when() -> None:
    text = (
        "Ada Lind said she expected a response from Ilvania this week to the latest truce proposal."
        " Ilvania has yet to issue a response to the proposal."
    )
    (one,) = found(text, [time(text, "this week", "2031-03-09")])
    assert one.status == "awaiting-reply"
    assert [names(text)[party] for party in one.addressees] == ["Ilvania"]
    assert one.deadline == "2031-03-09"
    assert one.deadline_words is not None
    assert text[slice(*one.deadline_words)] == "this week"
    assert words(text, one) == ["truce proposal"]
    assert one.issue == "truce"
    assert one.reply is None


def test_a_marked_deadline_counts_wherever_it_stands() -> None:
    text = "By 1 May Ilvania is to answer Tarn's proposal for a lease of the port."
    (one,) = found(text, [time(text, "By 1 May", "2031-05-01", deadline=True)])
    assert one.deadline == "2031-05-01"
    assert names(text)[one.proposer or ""] == "Tarn"
    assert one.side == "tarn"


def test_a_proposal_that_is_turned_down() -> None:
    text = "Tarn offered a truce of ten days, which Ilvania rejected on Monday."
    (one,) = found(text)
    assert (names(text)[one.proposer or ""], one.status) == ("Tarn", "rejected")
    assert [names(text)[party] for party in one.addressees] == ["Ilvania"]
    assert one.reply is not None
    assert text[slice(*one.reply)] == "rejected"


def test_a_proposal_that_is_taken_up() -> None:
    text = "Tarn submitted a proposal for a truce, and Ilvania accepted it within a day."
    (one,) = found(text)
    assert one.status == "accepted"


def test_what_is_offered_for_something_is_a_proposal() -> None:
    text = "Tarn is ready to leave the port in exchange for a lease."
    (one,) = found(text)
    assert (one.status, one.issue) == ("tabled", "port")


def test_two_parties_two_proposals() -> None:
    text = "Tarn proposed a truce of ten days. Ilvania proposed a truce of three days."
    assert len(found(text)) == 2


def test_a_plan_of_nobody_is_no_proposal() -> None:
    assert found("The plan for the port was drawn long ago. Ilvania has maps of it.") == ()


def test_what_is_offered_beside_the_issues_is_no_proposal() -> None:
    assert found("Tarn offered coffee to the delegates from Ilvania.") == ()
