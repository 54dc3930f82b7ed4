"""`detente compare`: the reports of one story side by side."""

from __future__ import annotations

import click

from detente.cli import options


@click.command("compare")
@click.argument("story", metavar="STORY")
@options.dossier
@options.database
@options.listing
def command(story: str, dossier: str | None, database: str | None, form: str) -> None:
    """Compare what the reports of STORY tell: differently, alike, or one of them alone.

    STORY is the identifier of a story or of an article in it, or as much of its beginning as is
    unique. Compared are stances, moves, statements and figures. Two reports differ in the value
    (for or against, done or denied, nine or eleven) or in how certain they are. Copies of one text
    are one report. Told first is which report came first, and whom the reports name as where they
    have it from.
    """
    from detente import ledger, pipeline
    from detente.cli import talks
    from detente.cli.output import listed, write
    from detente.views import compare, listing, terminal

    about = talks.named(dossier)
    with ledger.View(database) as view:
        found = pipeline.find_story(view, story)
        made = pipeline.compare(view, found, about)
        articles = tuple(view.story_articles(found.id))
    told = compare.Told(found, articles, made.cited, made.claims)
    if form == "json":
        write(listing.jsonl([compare.as_object(told)]))
    elif form == "csv":
        listed(compare.rows(told), compare.COLUMNS, form)
    else:
        terminal.show(terminal.console(), compare.parts(told))
