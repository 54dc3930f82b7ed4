"""`detente stories`: the events that the ledger's articles report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli import options

if TYPE_CHECKING:
    from detente.ledger import Filters, View
    from detente.views.stories import Told


@click.command("stories")
@options.article_filters
@options.dossier
@click.option(
    "--least",
    type=click.IntRange(min=1),
    metavar="N",
    default=1,
    show_default=True,
    help="Only stories that so many independent reports tell.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="How many stories at most.")
@options.database
@options.listing
def command(
    outlet: str | None,
    since: str | None,
    until: str | None,
    dossier: str | None,
    least: int,
    limit: int | None,
    database: str | None,
    form: str,
) -> None:
    """List the stories, those that went on last first: one event each, with all reports of it.

    A story bears the headline of the report that is nearest to the others. Copies of one text are
    marked as such and count as one report. Under a story stand the earlier ones in the same talks
    that it follows, and why that is thought.
    """
    from detente import ledger
    from detente.cli import talks
    from detente.cli.output import listed, write
    from detente.views import listing, stories, terminal

    asked = ledger.Filters(outlet=outlet, since=since, until=until, dossier=talks.named(dossier))
    with ledger.View(database) as view:
        found = _told(view, asked, least, limit)
    if form == "json":
        write(listing.json(map(stories.as_object, found)))
    elif form == "csv":
        listed(stories.rows(found), stories.COLUMNS, form)
    else:
        if not found:
            click.echo("No stories.", err=True)
        terminal.show(terminal.console(), stories.parts(found))


def _told(view: View, asked: Filters, least: int, limit: int | None) -> list[Told]:
    from detente.views import stories

    found = []
    for story in view.stories(asked):
        articles = view.story_articles(story.id)
        if len([each for each in articles if each.article.copy_of is None]) >= least:
            found.append((story, articles))
        if limit is not None and len(found) == limit:
            break
    ids = [each.article.id for _, articles in found for each in articles]
    named, inputs = view.named(ids), view.inputs(ids)
    links = view.story_links(story.id for story, _ in found)
    return [stories.told(story, articles, named, links, inputs) for story, articles in found]
