"""The proposals on the table: whose, to whom, on which terms, and what awaits whose reply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab
from detente.model import Proposal, content_id
from detente.moves.reading import lines_of
from detente.moves.terms import Answer, Mention, answers, mentions

if TYPE_CHECKING:
    from detente.model import (
        Actor,
        Article,
        Move,
        ProposalStatus,
        Span,
        Spans,
        Statement,
        Time,
    )
    from detente.moves.words import Line

IssueOf = Callable[["Span"], str | None]

_STATUS: dict[str, ProposalStatus] = {
    "accept": "accepted",
    "reject": "rejected",
    "expire": "expired",
    "await": "awaiting-reply",
}
_WEIGHTS = {"verb": 0.55, "noun": 0.45}
_NEAR = 120
_PREPOSITION = 14


class _Known(NamedTuple):
    """A proposal under way: its mentions, and the issue that its terms are about."""

    mentions: list[Mention]
    issue: str | None


def proposals(
    article: Article,
    sentences: Spans,
    statements: tuple[Statement, ...],
    moves: tuple[Move, ...],
    named: tuple[Actor, ...],
    times: tuple[Time, ...],
    issue_of: IssueOf,
) -> tuple[Proposal, ...]:
    """The proposals that the article tells of, in the order of the text.

    A mention without terms points back to the proposal before it. Mentions on one issue by no two
    different proposers are one. A proposal has a party of the dossier: its proposer, an addressee,
    or whoever answers. `issue_of` gives the dossier's issue nearest to a span, or None.
    """
    lines = lines_of(article, sentences, named)
    sides = {actor.id: actor.side for actor in named}
    told = list(answers(lines))
    found = []
    for known in _joined(list(mentions(lines)), issue_of):
        proposal = _proposal(article, known, lines, told, moves, times, sides, statements)
        if proposal:
            found.append(proposal)
    return tuple(found)


def _joined(found: Sequence[Mention], issue_of: IssueOf) -> list[_Known]:
    """Mentions of the same proposal together."""
    groups: list[_Known] = []
    for one in found:
        issue = issue_of(one.terms) if one.terms else None
        same = next((known for known in reversed(groups) if _same(known, one, issue)), None)
        if same:
            same.mentions.append(one)
        elif one.terms or one.proposer:
            groups.append(_Known([one], issue))
    return groups


def _same(known: _Known, one: Mention, issue: str | None) -> bool:
    owners = {mention.proposer for mention in known.mentions if mention.proposer}
    if one.proposer and owners and one.proposer not in owners:
        return False
    last = known.mentions[-1]
    if one.terms is None:
        return one.sentence - last.sentence <= 2
    beside = one.sentence == last.sentence and _touch(one, last)
    return beside or (issue is not None and issue == known.issue)


def _touch(one: Mention, other: Mention) -> bool:
    """Whether one tells of the other's terms: "submitted a proposal for …"."""
    spans = [span for span in (one.terms, other.terms) if span]
    heads = (one.head, other.head)
    return any(s[0] <= head[0] < s[1] for s in spans for head in heads)


def _proposal(
    article: Article,
    known: _Known,
    lines: Sequence[Line],
    told: Sequence[Answer],
    moves: Sequence[Move],
    times: Sequence[Time],
    sides: dict[str, str | None],
    statements: Sequence[Statement],
) -> Proposal | None:
    proposer = next((one.proposer for one in known.mentions if one.proposer), None)
    answer = _answer(known, told, lines, proposer)
    addressees = _addressees(known, answer, lines, proposer)
    if all(sides.get(party) is None for party in (proposer or "", *addressees)):
        return None
    if not _sure(known, proposer, addressees, answer):
        return None
    status: ProposalStatus = _STATUS[answer.turn] if answer else "tabled"
    reply, status = _reply(answer, status, moves, addressees, known, lines)
    due = _deadline(known, told, lines, times)
    terms = _terms(known)
    evidence = _evidence(known, answer, lines)
    identity = content_id(article.id, "proposal", str(proposer), str(terms))
    sure = max(_WEIGHTS["verb" if one.verb else "noun"] for one in known.mentions)
    sure += 0.1 * bool(answer) + 0.1 * bool(proposer) + 0.1 * (known.issue is not None)
    return Proposal(
        identity,
        proposer,
        sides.get(proposer or ""),
        addressees,
        terms,
        status,
        evidence,
        round(min(sure, 0.95), 2),
        known.issue,
        due.end if due else None,
        _words_of(due) if due else None,
        reply,
    )


def _sure(
    known: _Known, proposer: str | None, addressees: Sequence[str], answer: Answer | None
) -> bool:
    """Whether it is a proposal in the talks: "offered a seat" needs an issue, "plan" an owner."""
    if all(one.verb for one in known.mentions):
        return known.issue is not None
    if all(one.owned for one in known.mentions):
        return proposer is not None and bool(addressees or answer)
    return True


def _terms(known: _Known) -> Spans:
    """The spans that state the terms, those within another left out; else the noun itself."""
    found = sorted({one.terms for one in known.mentions if one.terms} or {known.mentions[0].head})
    return tuple(
        span
        for span in found
        if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in found)
    )


def _answer(
    known: _Known, told: Sequence[Answer], lines: Sequence[Line], proposer: str | None
) -> Answer | None:
    """What is told last of it: an answer in a mention's sentence, not of the proposer's own."""
    held = {one.sentence for one in known.mentions}
    found = [
        one
        for one in told
        if one.sentence in held
        and (one.by is None or one.by != proposer)
        and any(
            mention.sentence == one.sentence
            and abs(mention.head[0] - one.span[0]) <= _NEAR
            and not (mention.head[0] <= one.span[0] < mention.head[1])
            for mention in known.mentions
        )
    ]
    settled = [one for one in found if one.turn != "await"]
    return next(iter(reversed(settled or found)), None)


def _addressees(
    known: _Known, answer: Answer | None, lines: Sequence[Line], proposer: str | None
) -> tuple[str, ...]:
    """Those it is put to, and who answers or owes the answer ("a response from Russia")."""
    found = [actor for one in known.mentions for actor in one.addressees]
    if answer:
        owed = _owing(lines[answer.sentence])
        if owed:
            found.append(owed)
        elif answer.by:
            found.append(answer.by)
    return tuple(dict.fromkeys(actor for actor in found if actor != proposer))[:4]


def _owing(line: Line) -> str | None:
    """Who owes a reply: "a response from Russia", "Russia's answer"."""
    replies = vocab.load("proposals")["replies"]
    for at, word in enumerate(line.words):
        if word.form not in replies:
            continue
        owner = line.at(at - 2) if line.form(at - 1) == "'s" else line.at(at - 1)
        after = line.at(at + 2) if line.form(at + 1) in ("from", "by") else None
        if owner or after:
            return (after or owner).actor  # type: ignore[union-attr]
    return None


def _reply(
    answer: Answer | None,
    status: ProposalStatus,
    moves: Sequence[Move],
    addressees: Sequence[str],
    known: _Known,
    lines: Sequence[Line],
) -> tuple[Span | None, ProposalStatus]:
    """The span of the answer, and the status with an addressee's move in the same sentence."""
    if answer and answer.turn in ("accept", "reject"):
        return answer.span, status
    held = [lines[one.sentence].span for one in known.mentions]
    for move in moves:
        if move.type not in ("AGREE", "REJECT") or move.status != "done":
            continue
        if move.actor not in addressees:
            continue
        for start, end in move.evidence:
            if any(first <= start < last for first, last in held):
                return (start, end), "accepted" if move.type == "AGREE" else "rejected"
    return None, status


def _deadline(
    known: _Known, told: Sequence[Answer], lines: Sequence[Line], times: Sequence[Time]
) -> Time | None:
    """The deadline in a mention's sentence; beside an awaited reply any time after its word."""
    for one in known.mentions:
        start, end = lines[one.sentence].span
        here = [time for time in times if start <= time.span[0] < end]
        marked = next((time for time in here if time.deadline), None)
        awaited = [a.span[0] for a in told if a.turn == "await" and a.sentence == one.sentence]
        after = [time for time in here if awaited and time.span[0] > awaited[0]]
        if marked or after:
            return marked or after[0]
    return None


def _words_of(due: Time) -> Span:
    """The deadline's words, with the preposition before them but not what is due."""
    words = due.words or due.span
    return words if due.span[0] - words[0] <= _PREPOSITION else due.span


def _evidence(known: _Known, answer: Answer | None, lines: Sequence[Line]) -> Spans:
    held = sorted(
        {one.sentence for one in known.mentions[:3]} | ({answer.sentence} if answer else set())
    )
    return tuple(lines[index].span for index in held)
