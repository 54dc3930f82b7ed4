"""Where a text speaks of a proposal, what its terms are, and what is said to become of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from detente import vocab
from detente.moves.lexicon import Hit, Lexicon, hits, lexicon
from detente.moves.parties import parties

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.model import Span
    from detente.moves.words import Line

Turn = Literal["accept", "reject", "expire", "await"]

_ENDS = frozenset([".", ";", ":", "—", "?", "!", "(", ")"])
_MARKS = frozenset(["“", "”", '"', "'", "‘", "’"])
_LONGEST = 30
_BEFORE = 4


class Mention(NamedTuple):
    """A proposal as one sentence tells of it.

    `terms` is None where the sentence only points back ("the proposal"); `owned` is true where
    the noun is a proposal only with an owner, terms and an answer ("plan").
    """

    sentence: int
    head: Span
    proposer: str | None
    addressees: tuple[str, ...]
    terms: Span | None
    owned: bool
    verb: bool


class Answer(NamedTuple):
    """A word of the sentence that tells what becomes of a proposal, and of whose making it is."""

    sentence: int
    turn: Turn
    by: str | None
    span: Span


def mentions(lines: Sequence[Line]) -> Iterator[Mention]:
    """Every proposal that a noun or a verb tells of, in the order of the text."""
    for index, line in enumerate(lines):
        for hit in hits(line, _words()):
            if hit.form == "noun":
                yield _of_noun(line, index, hit)
            elif hit.type == "propose" or (hit.type == "trade" and _trades(line, hit)):
                found = parties(line, hit)
                if found.actors and found.how in ("active", "gerund"):
                    yield _of_verb(line, index, hit, found.actors[0], found.recipient)


def answers(lines: Sequence[Line]) -> Iterator[Answer]:
    """Every verb that accepts, rejects, gives up or awaits, with who does so where told."""
    for index, line in enumerate(lines):
        for hit in hits(line, _words()):
            if hit.form == "noun" or hit.type in ("propose", "trade"):
                continue
            found = parties(line, hit)
            span = (line.words[hit.first].start, line.words[hit.last - 1].end)
            yield Answer(index, hit.type, next(iter(found.actors), None), span)  # type: ignore[arg-type]


def _trades(line: Line, hit: Hit) -> bool:
    """Whether the clause goes on with what is wanted in return."""
    rest = " ".join(word.form for word in line.words[hit.last : _end(line, hit.last)])
    return any(phrase in rest for phrase in vocab.load("proposals")["exchange"])


def _of_noun(line: Line, index: int, hit: Hit) -> Mention:
    found = parties(line, hit)
    owner = found.actors[0] if found.actors and found.how == "noun" else _by_relative(line, hit)
    addressees = _to(line, hit.last, owner)
    terms = _after(line, hit) or _before(line, hit)
    head = (line.words[hit.first].start, line.words[hit.last - 1].end)
    return Mention(index, head, owner, addressees, terms, hit.type == "owned", verb=False)


def _of_verb(line: Line, index: int, hit: Hit, actor: str, other: str | None) -> Mention:
    end = _end(line, hit.last)
    terms = _span(line, hit.last, end)
    head = (line.words[hit.first].start, line.words[hit.last - 1].end)
    addressees = _to(line, hit.first, actor) or ((other,) if other else ())
    return Mention(index, head, actor, addressees, terms, owned=False, verb=True)


def _by_relative(line: Line, hit: Hit) -> str | None:
    """ "the plan that Norsund tabled", "the plan put forward by Norsund"."""
    for other in hits(line, _words()):
        if other.type == "propose" and 0 <= other.first - hit.last <= 6:
            return next(iter(parties(line, other).actors), None)
    return None


def _to(line: Line, at: int, owner: str | None) -> tuple[str, ...]:
    """Those to whom it is put: named after "to" and the like near the word."""
    opens = vocab.load("proposals")["addressing"][0]
    for position in range(at, min(len(line.words), at + 12)):
        if line.form(position) in _ENDS or line.form(position) == ",":
            break
        if line.form(position) == opens:
            near = [one for one in line.named if 0 < one.first - position <= 6]
            return tuple(dict.fromkeys(one.actor for one in near if one.actor != owner))[:3]
    return ()


def _after(line: Line, hit: Hit) -> Span | None:
    """ "a proposal for a truce": from the opening word to the clause's end."""
    at = hit.last
    while line.form(at) in _MARKS:
        at += 1
    if line.form(at) not in vocab.load("proposals")["opening"]:
        return None
    name = line.at(at + 1)
    if line.form(at) in ("to", "of") and name and line.form(name.last) in _ENDS | {",", ""}:
        return None
    return _span(line, at + 1, _end(line, at + 1))


def _before(line: Line, hit: Hit) -> Span | None:
    """ "the latest ceasefire proposal": the words before it that say what it is about."""
    at = hit.first
    empty = set(vocab.load("proposals")["empty"])
    while at > hit.first - _BEFORE and _says(line, at - 1, empty):
        at -= 1
    first_word = line.words[hit.first].written.split("-")[0]
    if (at == hit.first and hit.last - hit.first == 1) or not first_word:
        return None
    return _span(line, at, hit.last)


def _says(line: Line, at: int, empty: set[str]) -> bool:
    form = line.form(at)
    return form[:1].isalpha() and form not in empty and line.at(at) is None and not _verbal(form)


def _verbal(form: str) -> bool:
    data = vocab.load("moves")
    return form in data["prepositions"] or form in data["openers"] or form.endswith("ed")


def _end(line: Line, at: int) -> int:
    last = at
    while last < min(len(line.words), at + _LONGEST) and line.form(last) not in _ENDS:
        if line.form(last) == "," and line.form(last + 1) in ("but", "which", "while", "although"):
            break
        last += 1
    return last


def _span(line: Line, first: int, last: int) -> Span | None:
    while first < last and not line.words[first].written[0].isalnum():
        first += 1
    while last > first and not line.words[last - 1].written[-1].isalnum():
        last -= 1
    return (line.words[first].start, line.words[last - 1].end) if last > first else None


@cache
def _words() -> Lexicon:
    data = vocab.load("proposals")
    return lexicon(data["verbs"], data["nouns"])
