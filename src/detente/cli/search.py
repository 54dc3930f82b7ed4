"""`detente search`: find articles and statements by their words."""

from __future__ import annotations

from typing import Any

import click

from detente.cli import options


@click.command("search")
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@options.filters
@click.option(
    "--what",
    type=click.Choice(["articles", "statements", "both"]),
    default="both",
    show_default=True,
    help="What to look through.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    default=20,
    show_default=True,
    help="How many findings at most.",
)
@options.database
@options.listing
def command(
    words: tuple[str, ...], limit: int, database: str | None, form: str, **given: Any
) -> None:
    """Find what holds all the WORDS, best first, with the words marked.

    Words are found in any inflection. Words in quotation marks, "prisoner exchange", must stand
    together; a word with a dash before it must not be there (put `--` before the first such).
    """
    from detente import ledger
    from detente.cli.output import listed

    with ledger.View(database) as view:
        hits = view.search(" ".join(map(_phrase, words)), ledger.Filters(**given), limit)
    if form == "terminal":
        from detente.views import found, terminal

        if not hits:
            click.echo("Nothing found.", err=True)
        found.show(terminal.console(), hits)
        return
    from detente.views import found

    listed(map(found.row, hits), found.COLUMNS, form)


def _phrase(argument: str) -> str:
    """An argument with blanks is a phrase: the shell has taken the quotation marks away."""
    return f'"{argument}"' if " " in argument and '"' not in argument else argument
