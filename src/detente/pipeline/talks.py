"""The steps that need a dossier: sides, positions, moves, proposals, divisions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.model import Analysis, Dossier, Reading, Span, Statement
    from detente.moves import Scored
    from detente.pipeline.steps import Tools
    from detente.positions import Scores


def told(reading: Reading, analysis: Analysis, dossier: Dossier, tools: Tools) -> Reading:
    """`reading` with all that it tells of the talks."""
    from detente import actors, moves, positions
    from detente.pipeline.steps import prepared

    if tools.reader is None:
        raise SettingsError("no reader of positions was given")
    article, sentences, statements = reading.article, reading.sentences, reading.statements
    named = actors.sided(reading.actors, dossier, article)
    behalf = actors.principals(article, named, statements)
    talks = prepared(dossier, tools.encoder)
    scores = positions.scores(
        article.text,
        analysis,
        named,
        _on_behalf(reading, behalf),
        talks,
        tools.reader,
        tools.effort,
    )
    sided = replace(reading, actors=named, dossier=dossier.id)
    if not scores.touched:
        return sided
    day = _days(reading)
    held = positions.positions(
        article,
        sentences,
        statements,
        scores.stances,
        dossier,
        {actor.id: actor.name for actor in named},
        day,
    )
    issue_of = positions.issue_finder(article.text, analysis, talks, tools.reader)
    moved = moves.moves(article, sentences, statements, named, reading.times, _scored(scores))
    return replace(
        sided,
        positions=held,
        moves=moved,
        proposals=moves.proposals(
            article, sentences, statements, moved, named, reading.times, issue_of
        ),
        divisions=moves.divisions(article, sentences, named, moved, held, issue_of),
    )


def _on_behalf(reading: Reading, behalf: dict[str, str]) -> list[Statement]:
    """The statements, each as said by the one on whose behalf it is."""
    return [replace(one, speaker=behalf.get(one.id, one.speaker)) for one in reading.statements]


def _days(reading: Reading) -> Callable[[Span], str | None]:
    """What day a sentence tells of, where it tells one."""
    from detente import times

    def day(sentence: Span) -> str | None:
        return times.day_at(reading.article.text, reading.times, sentence, sentence[0])

    return day


def _scored(scores: Scores) -> list[Scored]:
    """The reader's answers on moves, as the room of moves takes them."""
    from detente.moves import Scored

    return [
        Scored(
            (one.window.first, one.window.last),
            one.actor.id,
            tuple(map(float, one.types)),
            (one.sentence,) * len(one.types),
        )
        for one in scores.moves
    ]
