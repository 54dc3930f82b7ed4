"""`detente positions`: who holds what on which issue, since when, and who says so."""

from __future__ import annotations

from typing import Any

import click

from detente.cli import options


@click.command("positions")
@options.dossier
@options.issue
@options.line_filters
@click.option("--latest", is_flag=True, help="Only what no later position superseded.")
@options.database
@options.listing
def command(
    dossier: str | None, latest: bool, database: str | None, form: str, **given: Any
) -> None:
    """List the positions by issue, the latest first, each with how surely and on whose word.

    A position that a later one superseded stays in the list and is marked.
    """
    from detente import ledger
    from detente.cli import talks
    from detente.cli.output import listed
    from detente.views import held, terminal

    with ledger.View(database) as view:
        about = talks.followed(view, dossier)
        talks.check(about, given["side"], given["issue"])
        rows = view.positions(ledger.Filters(dossier=about.id, **given))
    if latest:
        rows = [row for row in rows if row.superseded_by is None]
    if form != "terminal":
        listed(map(held.row, rows), held.COLUMNS, form)
        return
    if not rows:
        click.echo("No position that fits is on record.", err=True)
    terminal.show(terminal.console(), held.parts(about, held.held(about, rows)))
