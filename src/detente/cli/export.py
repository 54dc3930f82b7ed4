"""`detente export`: the record as a table or as JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.output import to_file

if TYPE_CHECKING:
    from detente.ledger import Filters, View


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    required=True,
    help="JSON lines hold everything, spans included; CSV is a table for a spreadsheet.",
)
@click.option(
    "--what",
    type=click.Choice(["statements", "articles"]),
    default="statements",
    show_default=True,
    help="A row for each statement, or for each article. An article in JSON lines is what "
    "`detente read --json` prints.",
)
@options.filters
@options.new_since
@options.database
@to_file
def command(form: str, what: str, database: str | None, output: Path | None, **given: Any) -> None:
    """Write out the record, oldest first, row by row.

    In CSV a text that begins with =, +, -, @, a tab or a carriage return gets an apostrophe
    before it: a spreadsheet would run it as a formula. Several values in a cell are joined by
    semicolons. JSON lines are as they are.
    """
    from detente import ledger
    from detente.cli.output import write

    filters = ledger.Filters(**given)
    with ledger.View(database) as view:
        parts = _json_lines(view, filters, what) if form == "jsonl" else _table(view, filters, what)
        write(parts, output)


def _json_lines(view: View, filters: Filters, what: str) -> Iterator[str]:
    from detente.views import export, listing, record

    if what == "articles":
        return listing.jsonl(map(record.stored, view.each_article(filters)))
    return listing.jsonl(map(export.statement_record, view.each_statement(filters)))


def _table(view: View, filters: Filters, what: str) -> Iterator[str]:
    from detente.views import export, listing

    if what == "articles":
        rows = (export.article(kept.row) for kept in view.each_article(filters))
        return listing.table(rows, export.ARTICLE_COLUMNS)
    columns = (*export.STATEMENT_COLUMNS, *export.ARTICLE_COLUMNS)
    return listing.table(map(export.statement, view.each_statement(filters)), columns)
