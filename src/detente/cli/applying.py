"""Stored articles held against a dossier: which, and how what was found is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.cli.progress import Bar
    from detente.ledger import View, Writer
    from detente.model import Failure, Reading


def due(view: View, dossier: str, everything: bool) -> list[str]:
    """The identifiers of the articles that the dossier is to be applied to."""
    read = any(each.dossier == dossier and each.articles for each in view.dossiers())
    if read and not everything:
        return view.outdated(dossier)
    return [row.id for row in view.articles()]


def stored(view: View, ids: Iterable[str], dossier: str) -> Iterator[Reading]:
    """The stored articles as readings whose page names the dossier and holds no bytes."""
    from detente.model import Page, Reading

    for each in ids:
        kept = view.article(each)
        yield Reading(
            page=Page(id=each, body=b"", dossier=dossier),
            article=kept.article,
            statements=kept.statements,
            actors=kept.actors,
            sentences=kept.sentences,
        )


def keep(writer: Writer, outcome: Reading | Failure, bar: Bar) -> str:
    """Store what was found of one article; `changed`, `known` or `failed`."""
    from detente.model import Failure

    if isinstance(outcome, Failure):
        bar.failed(outcome)
        return "failed"
    added = writer.apply(
        outcome.article.id,
        outcome.dossier or "",
        outcome.positions,
        outcome.moves,
        outcome.proposals,
        outcome.divisions,
        outcome.background,
        {actor.id: actor.side for actor in outcome.actors},
        outcome.models,
    )
    return "known" if added == "known" else "changed"
