"""`detente brief`: what is new, by day and by speaker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.output import to_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.views.brief import Brief


@click.command("brief")
@options.filters
@options.new_since
@click.option(
    "--each",
    type=click.IntRange(min=0),
    metavar="N",
    default=3,
    show_default=True,
    help="How many lines a speaker gets a day; 0 shows all.",
)
@options.database
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "markdown", "html", "json"]),
    default="terminal",
    show_default=True,
    help="How to print it. HTML is one page that needs nothing else, fit for printing.",
)
@to_file
def command(each: int, database: str | None, form: str, output: Path | None, **given: Any) -> None:
    """Tell what is new: by day, the newest first, and by speaker, the most quoted first.

    Every line names its outlet and date and the sentence it rests on: the article's identifier,
    and where in its text the sentence begins and ends.
    """
    from detente import ledger
    from detente.cli.output import write
    from detente.views import brief as briefs

    with ledger.View(database) as view:
        told = briefs.brief(view.statements(ledger.Filters(**given)), each)
    if form == "terminal" and output is None:
        from detente.views import brief_text, terminal

        brief_text.show(terminal.console(), told)
        return
    write(_rendered(told, form), output)


def _rendered(told: Brief, form: str) -> Iterable[str]:
    if form == "html":
        from detente.views.brief_html import html

        return [html(told)]
    if form == "json":
        from detente.views import listing

        return listing.jsonl([listing.as_object(told)])
    from detente.views.brief_text import markdown

    return (f"{line}\n" for line in markdown(told))
