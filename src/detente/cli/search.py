"""`detente search`: find articles and statements by their words and by what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli import options

if TYPE_CHECKING:
    from detente.ledger import Filters, View
    from detente.pipeline import By


@click.command("search")
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@click.option(
    "--like",
    metavar="SENTENCE_OR_ID",
    help="More like this: a sentence of yours, or the identifier of a statement or an article.",
)
@click.option(
    "--by",
    type=click.Choice(["both", "words", "meaning"]),
    default="both",
    show_default=True,
    help="Find what holds the words, what means the same, or both in one list.",
)
@options.filters
@click.option("--actor", metavar="NAME", help="Only what it said, and articles that name it.")
@options.dossier
@options.side
@options.issue
@click.option("--story", metavar="ID", help="Only the articles of this story.")
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
    words: tuple[str, ...],
    like: str | None,
    by: By,
    limit: int,
    database: str | None,
    form: str,
    **given: Any,
) -> None:
    """Find what holds all the WORDS or means the same, best first, with the words marked.

    Words are found in any inflection. Words in quotation marks, "prisoner exchange", must stand
    together; a word with a dash before it must not be there (put `--` before the first such). Both
    hold for what is found by its meaning as well.

    --dossier, --side and --issue narrow the search to articles that were read with the dossier,
    and that tell a position of the side or on the issue.
    """
    from detente import ledger, pipeline
    from detente.cli.output import listed
    from detente.views import found

    asked = " ".join(map(_phrase, words))
    if not words and like is None:
        raise click.UsageError("Give WORDS, or a sentence with --like.")
    with ledger.View(database) as view:
        hits = pipeline.search(view, asked, _filters(view, given), limit, like=like, by=by)
    if form != "terminal":
        listed(map(found.row, hits), found.COLUMNS, form)
        return
    from detente.views import terminal

    if not hits:
        click.echo("Nothing found.", err=True)
    found.show(terminal.console(), hits)


def _filters(view: View, given: dict[str, Any]) -> Filters:
    """The filters, a side and an issue checked against the talks that are meant."""
    from detente import ledger
    from detente.cli import talks

    side, issue = given["side"], given["issue"]
    if (given["dossier"], side, issue) != (None, None, None):
        about = talks.followed(view, given["dossier"])
        talks.check(about, side, issue)
        given = given | {"dossier": about.id}
    return ledger.Filters(**given)


def _phrase(argument: str) -> str:
    """An argument with blanks is a phrase: the shell has taken the quotation marks away."""
    return f'"{argument}"' if " " in argument and '"' not in argument else argument
