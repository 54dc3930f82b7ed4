"""The ordered list of steps from a page to all that is read from it."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente import __version__, weights
from detente.errors import DetenteError, UnreadableInputError
from detente.model import Article, Page, Reading

if TYPE_CHECKING:
    from detente.language import Encoder
    from detente.model import Dossier
    from detente.positions import Reader, Talks

ANALYSED = "en"
# These read no page: the ledger keeps what they make apart, with a revision or version of its own.
NOT_READING = {"gist", "stories"}


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading takes: the encoder, the reader of positions, how much is asked of an article.

    `effort` is one of `positions.EFFORTS`.
    """

    encoder: Encoder
    reader: Reader | None = None
    effort: str = "full"


def read_page(page: Page, tools: Tools) -> Reading:
    """All that can be read from one page, step by step.

    A page in another language than English is kept and marked, not analysed. Positions, moves,
    proposals and divisions are read where the page brings a dossier.
    Raises `UnreadableInputError` where the page holds no article, or its dossier is not in order.
    """
    from detente import actors, article, attribution, times
    from detente.pipeline import talks

    read = article.read(page)
    models = revisions()
    if read.language not in (ANALYSED, None):
        return Reading(page=page, article=_left_alone(read), models=models)
    dossier = dossier_of(page)
    analysis = tools.encoder.analyse(read.text)
    named = actors.actors(read, analysis)
    statements = attribution.statements(read, analysis)
    whole = len(statements)
    if dossier:
        statements += attribution.quoted(read, analysis.sentences, statements)
    statements = actors.speakers(statements, named, read)
    when = times.times(read.text, analysis.sentences, read.published)
    statements = times.dated(statements, when)
    known = times.background(read.text, analysis.sentences, when)
    reading = Reading(
        page,
        read,
        statements[:whole],
        named,
        analysis.sentences,
        models,
        times=when,
        background=known,
        quotations=statements[whole:],
    )
    return talks.told(reading, analysis, dossier, tools) if dossier else reading


def apply_dossier(reading: Reading, tools: Tools) -> Reading:
    """A stored reading held against the dossier that its page names, without its page.

    Statements and actors stay; the text is encoded again, times are told again. Raises
    `UnreadableInputError` where no dossier is named or it is not in order.
    """
    from detente import times
    from detente.pipeline import talks

    dossier = dossier_of(reading.page)
    if dossier is None:
        raise UnreadableInputError("no dossier to apply", reading.page.id)
    text = reading.article.text
    analysis = tools.encoder.analyse(text)
    when = times.times(text, analysis.sentences, reading.article.published)
    again = replace(
        reading,
        sentences=analysis.sentences,
        models=revisions(),
        times=when,
        background=times.background(text, analysis.sentences, when),
    )
    return talks.told(again, analysis, dossier, tools)


def revisions() -> dict[str, str]:
    """What decides how a page is read: with the same revisions it reads the same again."""
    found = weights.revisions().items()
    reading = {name: revision for name, revision in found if name not in NOT_READING}
    return {"detente": __version__, **reading}


def dossier_of(page: Page) -> Dossier | None:
    """The dossier that a page is to be read with."""
    from detente import dossiers

    if page.dossier is None:
        return None
    try:
        return dossiers.load(page.dossier)
    except DetenteError as fault:
        raise UnreadableInputError(fault.what, fault.where, fault.remedy) from fault


@functools.lru_cache(maxsize=64)
def prepared(dossier: Dossier, encoder: Encoder) -> Talks:
    """The dossier with its propositions encoded, once a process."""
    from detente import positions

    return positions.prepared(dossier, lambda line: encoder.analyse(line).vectors.mean(0))


def _left_alone(article: Article) -> Article:
    note = f"not analysed: its language is {article.language}, and only English is"
    return replace(article, notes=(*article.notes, note))
