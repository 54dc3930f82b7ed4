"""`detente related`: what else is stored of the same event and the same talks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli import options

if TYPE_CHECKING:
    from detente.ledger import View
    from detente.pipeline import Asked


@click.command("related")
@click.argument("item", metavar="ID|FILE")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    default=10,
    show_default=True,
    help="How many articles at most.",
)
@options.page_options
@options.database
@options.listing
def command(item: str, limit: int, database: str | None, form: str, **given: Any) -> None:
    """Find what is related to the article ID, or to the page FILE that need not be stored.

    ID is the identifier of an article or a story, or as much of its beginning as is unique; FILE is
    a file or a URL, read as `detente read` does. Told with each is why: named as related by
    the page itself, the same event, an earlier or later step of the same talks, the other side's
    answer, or that it is near. Neither the article itself nor a copy of it is ever among them.
    Where nothing is related, what was looked through is told.
    """
    from detente import ledger, pipeline
    from detente.cli.output import listed
    from detente.views import related, terminal

    with ledger.View(database) as view:
        told = pipeline.related(view, _asked(view, item, given), limit)
        rows = view.rows(each.article for each in told.found)
    if not told.found:
        click.echo(related.nothing(told), err=True)
    if form == "terminal":
        terminal.show(terminal.console(), related.parts(told, rows))
    else:
        listed([related.row(each, rows) for each in told.found], related.COLUMNS, form)


def _asked(view: View, item: str, given: dict[str, Any]) -> Asked:
    """What is asked about; NotFoundError where it is neither stored nor a file."""
    from pathlib import Path

    from detente import pipeline
    from detente.errors import NotFoundError

    if "://" in item or item == "-" or Path(item).exists():
        return _read(item, given)
    try:
        return pipeline.asked_of(view.article(item, given["dossier"]))
    except NotFoundError as no_article:
        if no_article.remedy:
            raise
        try:
            story = view.story(item)
        except NotFoundError as fault:
            if fault.remedy:
                raise
            raise NotFoundError("no article, story or file is called so", item) from None
        return pipeline.asked_of(view.article(str(story.about["headline"])))


def _read(item: str, given: dict[str, Any]) -> Asked:
    from detente import fetch, pipeline
    from detente.errors import UnreadableInputError
    from detente.model import Failure

    options.check_dossier(given["dossier"])
    pages = fetch.pages((item,), options.fetch_options(given))
    for outcome in pipeline.read_pages(pages):
        if isinstance(outcome, Failure):
            raise UnreadableInputError(outcome.error, outcome.id)
        return pipeline.asked(outcome.article, outcome.actors, outcome.statements)
    raise UnreadableInputError("holds no page", item)
