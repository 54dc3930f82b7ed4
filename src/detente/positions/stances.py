"""From the reader's answers to positions: one record for each holder, issue and stance told."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, get_args

import numpy as np

from detente.model import Certainty, Position, Stance, content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.model import Article, Dossier, Span, Spans, Statement
    from detente.positions.scored import StanceScore

STANCES: tuple[Stance, ...] = get_args(Stance)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
# A stance is kept from this chance on; a second one of the same holder on the same issue must be
# surer. Tuned on the gold dev articles.
HELD, SECOND = 0.65, 0.8
# Sentences kept as evidence of one position.
EVIDENCE = 4


def positions(
    article: Article,
    sentences: Spans,
    statements: Sequence[Statement],
    scored: Sequence[StanceScore],
    dossier: Dossier,
    names: dict[str, str],
    day: Callable[[Span], str | None],
) -> tuple[Position, ...]:
    """The positions of an article; `names` maps an actor's id to its name.

    `day` tells the ISO day, month or year of what a sentence reports, None where it does not
    tell; the date of publication then stands in.
    """
    by_holder: dict[tuple[str, str], list[StanceScore]] = defaultdict(list)
    for one in scored:
        by_holder[one.actor.id, one.issue].append(one)
    found: list[Position] = []
    for alike in by_holder.values():
        for stance, told in _held(alike):
            evidence = _evidence(sentences, told)
            certainty = _certainty(told)
            carrier = _carrier(statements, evidence[0])
            found.append(
                Position(
                    id=_id(article, dossier, told[0], stance, certainty),
                    dossier=dossier.id,
                    holder=told[0].actor.id,
                    side=told[0].actor.side,
                    issue=told[0].issue,
                    stance=stance,
                    certainty=certainty,
                    evidence=evidence,
                    confidence=round(max(1 - float(one.stances[0]) for one in told), 3),
                    via=_via(carrier, told[0].actor.id, certainty, names),
                    as_of=day(evidence[0]) or _published(article),
                )
            )
    return tuple(sorted(found, key=lambda p: (p.evidence, p.issue, p.holder, p.stance)))


def _held(alike: Sequence[StanceScore]) -> list[tuple[Stance, list[StanceScore]]]:
    """The stances told, the surest first, each with the windows that tell it, likewise."""
    by_stance: dict[Stance, list[StanceScore]] = defaultdict(list)
    for one in alike:
        if 1 - one.stances[0] >= HELD:
            by_stance[STANCES[int(one.stances[1:].argmax())]].append(one)
    for listed in by_stance.values():
        listed.sort(key=lambda one: float(one.stances[0]))
    ordered = sorted(by_stance.items(), key=lambda item: float(item[1][0].stances[0]))
    return [
        (stance, listed)
        for at, (stance, listed) in enumerate(ordered)
        if at == 0 or 1 - listed[0].stances[0] >= SECOND
    ]


def _certainty(told: Sequence[StanceScore]) -> Certainty:
    """The likeliest over all windows, each counted as far as it tells the stance."""
    weighed = np.sum([(1 - one.stances[0]) * one.certainties for one in told], axis=0)
    return CERTAINTIES[int(weighed.argmax())]


def _evidence(sentences: Spans, told: Sequence[StanceScore]) -> Spans:
    """The sentences that speak for it, the strongest first, each once."""
    kept = list(dict.fromkeys(one.sentence for one in told))[:EVIDENCE]
    return tuple(sentences[at] for at in kept)


def _carrier(statements: Sequence[Statement], sentence: Span) -> Statement | None:
    """The statement whose content fills most of a sentence, if one touches it."""
    start, end = sentence

    def shared(statement: Statement) -> int:
        return sum(max(0, min(e, end) - max(s, start)) for s, e in statement.content)

    best = max(statements, key=shared, default=None)
    return best if best and shared(best) else None


def _via(
    carrier: Statement | None, holder: str, certainty: Certainty, names: dict[str, str]
) -> tuple[str, ...]:
    """The chain to the outlet, and who tells of another's position."""
    if carrier is None:
        return ()
    teller = names.get(carrier.speaker or "")
    told_by_other = certainty == "reported" and teller and carrier.speaker != holder
    chain = [name for name in carrier.via if name != names.get(holder)]
    return tuple(dict.fromkeys([*chain, *([teller] if told_by_other and teller else [])]))


def _published(article: Article) -> str | None:
    return article.published.value[:10] if article.published else None


def _id(
    article: Article, dossier: Dossier, told: StanceScore, stance: Stance, certainty: Certainty
) -> str:
    return content_id(
        "position", article.id, dossier.id, told.actor.id, told.issue, stance, certainty
    )
