"""Divisions inside a side: opposed stances on one issue, and camps said to be at odds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab
from detente.model import Division, content_id
from detente.moves.lexicon import Lexicon, hits, lexicon
from detente.moves.parties import parties
from detente.moves.reading import lines_of

if TYPE_CHECKING:
    from detente.model import Actor, Article, Move, Position, Span, Spans
    from detente.moves.words import Line, Named

IssueOf = Callable[["Span"], str | None]
Camps = tuple[tuple[str, ...], tuple[str, ...]]

_AHEAD = 3
_GAP = 8
_STATED, _SAID, _MOVED, _HELD = 0.75, 0.65, 0.5, 0.6


class Group(NamedTuple):
    """Members of one side in a list ("A, B and C"): where, who, and what stands before it."""

    sentence: int
    first: int
    last: int
    side: str
    members: tuple[str, ...]


def divisions(
    article: Article,
    sentences: Spans,
    named: tuple[Actor, ...],
    moves: tuple[Move, ...],
    positions: tuple[Position, ...],
    issue_of: IssueOf,
) -> tuple[Division, ...]:
    """The divisions that the article tells of, the surest account of each pair of camps.

    From positions: holders of one side, some for and some against an issue. From the text: lists
    of one side's people in contrast after a word for division; a verb that sets one against
    another ("broke with"); reproach or refusal from one to another of the same side (`moves`).
    """
    lines = lines_of(article, sentences, named)
    sides = {actor.id: actor.side for actor in named if actor.side}
    found = [
        *_contrasted(article, lines, sides, issue_of),
        *_set_against(article, lines, sides, issue_of),
        *_reproached(article, moves, {actor.id: actor for actor in named}, issue_of),
        *_opposed(article, positions),
    ]
    best: dict[frozenset[frozenset[str]], Division] = {}
    for one in found:
        key = frozenset(map(frozenset, one.camps))
        if key not in best or best[key].confidence < one.confidence:
            best[key] = one
    return tuple(_without_parts(sorted(best.values(), key=lambda one: one.evidence)))


def _without_parts(found: Sequence[Division]) -> Iterator[Division]:
    """Leave out what another division tells with more members."""
    for one in found:
        camps = [set(camp) for camp in one.camps]
        wider = any(
            other is not one
            and one.side == other.side
            and any(
                camps[0] <= set(a) and camps[1] <= set(b)
                for a, b in (other.camps, other.camps[::-1])
            )
            for other in found
        )
        if not wider:
            yield one


def _contrasted(
    article: Article, lines: Sequence[Line], sides: dict[str, str], issue_of: IssueOf
) -> Iterator[Division]:
    """ "There are divisions. Figures such as A and B …. Meanwhile, C and D …"."""
    signals = [n for n, line in enumerate(lines) if _has(line, "signals")]
    for signal in signals:
        span = range(signal, min(len(lines), signal + 1 + _AHEAD))
        listed = [group for n in span for group in groups(lines[n], n, sides)]
        for one, other in pairwise(listed):
            if one.side != other.side or set(one.members) & set(other.members):
                continue
            if not _contrast(lines, one, other):
                continue
            evidence = tuple(dict.fromkeys(lines[n].span for n in (one.sentence, other.sentence)))
            issue = next((i for s in evidence if (i := issue_of(s))), None)
            yield _division(
                article, one.side, (one.members, other.members), evidence, _STATED, issue
            )
            break


def groups(line: Line, index: int, sides: dict[str, str]) -> Iterator[Group]:
    """The lists of one side's members in a sentence: names joined by commas, "and" and titles."""
    run: list[Named] = []
    # Names without a side may be pieces of a title ("National Security Advisor"): they do not part.
    for one in (*(known for known in line.named if known.actor in sides), None):
        if one and run and _joins(line, run[-1], one, sides):
            run.append(one)
            continue
        if run and _acts(line, run[0]):
            members = tuple(dict.fromkeys(each.actor for each in run))
            yield Group(index, run[0].first, run[-1].last, sides[run[0].actor], members)
        run = [one] if one else []


def _joins(line: Line, one: Named, other: Named, sides: dict[str, str]) -> bool:
    gap = [line.words[at] for at in range(one.last, other.first)]
    joint = {word.form for word in gap} & {",", "and", "&"}
    plain = all(
        word.form in (",", "and", "&") or word.written[:1].isupper() or word.form in _titles()
        for word in gap
    )
    return bool(joint) and plain and len(gap) <= _GAP and sides[one.actor] == sides[other.actor]


def _acts(line: Line, one: Named) -> bool:
    """Whether the list can be a subject: not after a preposition, but for "such as", "like"."""
    at = one.first
    while at > 0 and (line.form(at - 1) in _titles() or line.words[at - 1].written[:1].isupper()):
        if line.at(at - 1) or line.form(at - 1) in _set("contrast"):
            break
        at -= 1
    before = line.form(at - 1)
    opened = before in {phrase.split(" ")[-1] for phrase in vocab.load("divisions")["members"]}
    return opened or before not in vocab.load("moves")["prepositions"]


def _contrast(lines: Sequence[Line], one: Group, other: Group) -> bool:
    """Whether a word of contrast stands between the lists, or before the first of a sentence."""
    words = _set("contrast")
    if one.sentence == other.sentence:
        line = lines[one.sentence]
        between = [line.form(at) for at in range(one.last, other.first)]
        return bool(words & set(between)) or line.form(0) in words
    between = [lines[other.sentence].form(at) for at in range(other.first)]
    return bool(words & set(between)) or _has(lines[other.sentence], "signals")


def _set_against(
    article: Article, lines: Sequence[Line], sides: dict[str, str], issue_of: IssueOf
) -> Iterator[Division]:
    """ "A broke with B", both of one side."""
    for line in lines:
        for hit in hits(line, _against()):
            found = parties(line, hit)
            other = found.recipient
            camp = tuple(actor for actor in found.actors if sides.get(actor) and actor != other)
            if other and camp and len({sides[a] for a in camp} | {sides.get(other)}) == 1:
                issue = issue_of(line.span)
                yield _division(article, sides[other], (camp, (other,)), (line.span,), _SAID, issue)


def _reproached(
    article: Article, moves: Sequence[Move], named: dict[str, Actor], issue_of: IssueOf
) -> Iterator[Division]:
    """Accusation or refusal between two of the same side."""
    for move in moves:
        one, other = named.get(move.actor), named.get(move.recipient or "")
        if not one or not other or not one.side or one.side != other.side or one.id == other.id:
            continue
        if move.status != "done" or not _divides(move, one, other):
            continue
        issue = next((i for span in move.evidence if (i := issue_of(span))), None)
        sure = round(_MOVED * move.confidence, 4)
        yield _division(article, one.side, ((one.id,), (other.id,)), move.evidence, sure, issue)


def _divides(move: Move, one: Actor, other: Actor) -> bool:
    """Who refuses before the government mostly speaks for it; who blames it, unless in office."""
    if other.kind == "person":
        return move.type in ("ACCUSE", "REJECT")
    words = {word for role in one.roles for word in role.title.lower().split()}
    return move.type == "ACCUSE" and not (one.kind == "person" and words & _offices())


def _opposed(article: Article, positions: Sequence[Position]) -> Iterator[Division]:
    """Holders of one side, some for and some against one issue."""
    matters = dict.fromkeys((one.side, one.issue) for one in positions if one.side)
    for side, issue in matters:
        held = [one for one in positions if (one.side, one.issue) == (side, issue)]
        pro = [one for one in held if one.stance == "for"]
        contra = [one for one in held if one.stance == "against"]
        both = {one.holder for one in pro} & {one.holder for one in contra}
        camps = tuple(
            tuple(dict.fromkeys(one.holder for one in camp if one.holder not in both))
            for camp in (pro, contra)
        )
        if side and camps[0] and camps[1]:
            evidence = tuple(sorted({span for one in (*pro, *contra) for span in one.evidence}))
            sure = _HELD * min(
                max(one.confidence for one in pro), max(one.confidence for one in contra)
            )
            pair = (camps[0], camps[1])
            yield _division(article, side, pair, evidence, round(sure, 4), issue)


def _division(
    article: Article,
    side: str,
    camps: Camps,
    evidence: Spans,
    confidence: float,
    issue: str | None,
) -> Division:
    identity = content_id(article.id, "division", side, str(camps), str(issue))
    return Division(identity, side, camps, evidence, confidence, issue)


def _has(line: Line, key: str) -> bool:
    joined = f" {' '.join(word.form for word in line.words)} "
    return any(f" {phrase} " in joined for phrase in vocab.load("divisions")[key])


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(vocab.load("divisions")[key])


@cache
def _titles() -> frozenset[str]:
    data = vocab.load("titles")
    words = (*data["titles"], *data["modifiers"], *vocab.load("moves")["roles"])
    return frozenset(part for word in words for part in word.lower().split())


@cache
def _offices() -> frozenset[str]:
    return frozenset(vocab.load("divisions")["offices"])


@cache
def _against() -> Lexicon:
    return lexicon({"against": vocab.load("divisions")["against"]}, {})
