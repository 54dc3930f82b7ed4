"""`detente proposals`: what awaits whose reply, and until when."""

from __future__ import annotations

from typing import Any

import click

from detente.cli import options


@click.command("proposals")
@options.dossier
@options.issue
@options.line_filters
@options.as_of
@click.option("--pending", is_flag=True, help="Only those that an answer may still come to.")
@options.database
@options.listing
def command(
    dossier: str | None,
    as_of: str,
    pending: bool,
    database: str | None,
    form: str,
    **given: Any,
) -> None:
    """List the proposals: those that await an answer first, by deadline, then the others.

    A proposal whose deadline has passed without an answer is expired. Reports of one proposal are
    told as one.
    """
    from detente import ledger
    from detente.cli import talks
    from detente.cli.output import listed
    from detente.views import listing, proposals, terminal, told

    with ledger.View(database) as view:
        about = talks.followed(view, dossier)
        talks.check(about, given["side"], given["issue"])
        rows = view.proposals(ledger.Filters(dossier=about.id, **given))
        talks.tell_if_old(talks.last_report(view, about, as_of), as_of)
    found = proposals.proposals(about, rows, as_of)
    found = [each for each in found if each.pending or not pending]
    if form == "json":
        listed(map(listing.as_object, found), (), form)
    elif form == "csv":
        flat = (told.flat(each, proposals.COLUMNS) for each in found)
        listed(flat, (*proposals.COLUMNS, *told.SOURCE_COLUMNS), form)
    else:
        if not found:
            click.echo("No proposal that fits is on record.", err=True)
        terminal.show(terminal.console(), proposals.parts(found))
