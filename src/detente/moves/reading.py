"""The moves of an article, from its words, its statements and the reader's scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.model import Move, content_id
from detente.moves import weighing
from detente.moves.candidates import Candidate, from_reader, from_statements, from_words
from detente.moves.words import Line, mentions_of, read_line

if TYPE_CHECKING:
    from detente.model import Actor, Article, Span, Spans, Statement, Time
    from detente.moves.scored import Scored

MOST = 12
_ORDER = ("done", "planned", "conditional", "denied")
_Key = tuple[str, str, str]


def moves(
    article: Article,
    sentences: Spans,
    statements: tuple[Statement, ...],
    named: tuple[Actor, ...],
    times: tuple[Time, ...],
    scored: Sequence[Scored] = (),
) -> tuple[Move, ...]:
    """The moves that matter to the talks, surest first, twelve at most.

    A move's actor has a side of the dossier, or else its recipient has. Signs of one actor's move
    of one type are one move, with several spans of evidence; a denied one is kept apart. Without
    `scored` the vocabulary alone decides.
    """
    lines = lines_of(article, sentences, named)
    sides = {actor.id: actor.side for actor in named}
    told = weighing.weights("read" if scored else "plain")
    where = weighing.setting(lines, sides)
    groups: dict[_Key, list[tuple[float, Candidate]]] = {}
    for one in candidates(lines, statements, sides, scored):
        if sides.get(one.actor) is None and sides.get(one.recipient or "") is None:
            continue
        sure = weighing.confidence(one, where, told)
        key = (one.actor, one.type, "denied" if one.status == "denied" else "")
        groups.setdefault(key, []).append((sure, one))
    found = [_move(article, group, sides, lines, times) for group in groups.values()]
    kept = [move for move in found if move.confidence >= told["threshold"]]
    return tuple(sorted(kept, key=lambda move: (-move.confidence, move.evidence))[:MOST])


def lines_of(article: Article, sentences: Spans, named: Iterable[Actor]) -> list[Line]:
    """The article's sentences as words with the actors in them."""
    mentions = mentions_of(named)
    return [read_line(article.text, sentence, mentions) for sentence in sentences]


def candidates(
    lines: Sequence[Line],
    statements: Sequence[Statement],
    sides: Mapping[str, str | None],
    scored: Sequence[Scored],
) -> list[Candidate]:
    """All signs of moves: those of the reader, and those of the words that it did not take up."""
    words = [*from_words(lines), *from_statements(lines, statements, sides)]
    read = list(from_reader(lines, scored, words))
    taken = {(one.actor, one.type, one.sentence) for one in read}
    return read + [one for one in words if (one.actor, one.type, one.sentence) not in taken]


def _move(
    article: Article,
    group: Sequence[tuple[float, Candidate]],
    sides: dict[str, str | None],
    lines: Sequence[Line],
    times: Sequence[Time],
) -> Move:
    ranked = sorted(group, key=lambda item: (-item[0], item[1].evidence))
    best = ranked[0][1]
    recipient = next((one.recipient for _, one in ranked if one.recipient), None)
    state = min((one.status for _, one in ranked), key=_ORDER.index)
    evidence = tuple(sorted({one.evidence for _, one in ranked[:3]}))
    date = next((d for _, one in ranked if (d := _date(one, lines, times))), None)
    identity = content_id(article.id, "move", best.actor, best.type, state, str(evidence))
    sure = weighing.joined([probability for probability, _ in ranked])
    side = sides.get(best.actor)
    return Move(
        identity, best.actor, side, recipient, best.type, state, evidence, round(sure, 4), date
    )


def _date(one: Candidate, lines: Sequence[Line], times: Sequence[Time]) -> str | None:
    """The day (or month) told nearest to the evidence, within its sentence."""
    span = lines[one.sentence].span
    near = sorted(
        (abs(time.span[0] - one.evidence[0]), value)
        for time in times
        if span[0] <= time.span[0] < span[1] and not time.deadline and (value := _day(time))
    )
    return near[0][1] if near else None


def _day(time: Time) -> str | None:
    """An ISO day where one is told, else an ISO month, else None."""
    if time.kind not in ("date", "time") or not time.start or not time.end:
        return None
    if time.start == time.end:
        return time.start
    return time.start[:7] if time.value == time.start[:7] else None


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
