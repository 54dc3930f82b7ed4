"""`detente show`: one article or one statement of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli import options

if TYPE_CHECKING:
    from detente.ledger import ArticleRecord, StatementRow, View


@click.command("show")
@click.argument("identifier", metavar="ID")
@click.option("--discarded", is_flag=True, help="Also show every line left out, and why.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="How to print it.",
)
@options.database
def command(identifier: str, discarded: bool, form: str, database: str | None) -> None:
    """Show the article or statement ID: an identifier, or as much of its beginning as is unique.

    An article is shown with its statements marked, a statement in its paragraph.
    """
    from detente import ledger
    from detente.cli.output import write
    from detente.views import article, export, listing, record, terminal

    with ledger.View(database) as view:
        row, kept = _found(view, identifier)
    if form == "json":
        write(listing.jsonl([export.statement_record(row) if row else record.stored(kept)]))
    elif row:
        article.show_statement(terminal.console(), kept.article, row.statement, kept.actors)
    else:
        told = (kept.article, kept.statements, kept.actors, discarded)
        article.show(terminal.console(), *told, carriers=_outlets(kept))


def _outlets(kept: ArticleRecord) -> list[str]:
    """Every outlet that carried the article, once."""
    names = (carrier.outlet or carrier.domain or carrier.name for carrier in kept.carriers)
    return list(dict.fromkeys(names))


def _found(view: View, identifier: str) -> tuple[StatementRow | None, ArticleRecord]:
    """The statement, if it is one, and the article.

    Raises `NotFoundError` where the beginning is of neither, or of more than one.
    """
    from detente.errors import NotFoundError

    try:
        return None, view.article(identifier)
    except NotFoundError as no_article:
        try:
            row = view.statement(identifier)
        except NotFoundError as fault:
            raise _clearer(no_article, fault) from None
        return row, view.article(row.article.id)


def _clearer(no_article: Exception, no_statement: Exception) -> Exception:
    """The fault that helps: that several begin so, before that there is none."""
    from detente.errors import NotFoundError

    for fault in (no_article, no_statement):
        if isinstance(fault, NotFoundError) and fault.remedy:
            return fault
    where = no_article.where if isinstance(no_article, NotFoundError) else ""
    return NotFoundError("no article or statement has this identifier", where)
