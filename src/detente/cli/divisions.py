"""`detente divisions`: who is at odds with whom inside a side."""

from __future__ import annotations

from typing import Any

import click

from detente.cli import options


@click.command("divisions")
@options.dossier
@options.issue
@options.line_filters
@options.as_of
@options.database
@options.listing
def command(dossier: str | None, as_of: str, database: str | None, form: str, **given: Any) -> None:
    """List the camps inside the sides, with their members: told as such, or by what they hold.

    Reports of the same camps are told as one. Who holds the contrary of what the side holds is
    listed too, with the side's position as of --as-of.
    """
    from detente import ledger
    from detente.cli import talks
    from detente.cli.output import listed
    from detente.views import divisions, gap, listing, standing, terminal, told

    with ledger.View(database) as view:
        about = talks.followed(view, dossier)
        talks.check(about, given["side"], given["issue"])
        said = view.divisions(ledger.Filters(dossier=about.id, **given))
        leaders = talks.principals(view, about)
        state = gap.gap(about, standing.standing(view, about, leaders, as_of), leaders, as_of)
    found = divisions.divisions(about, said)
    found += divisions.fitting(about, divisions.dissent(state), **given)
    if form == "json":
        listed(map(listing.as_object, found), (), form)
    elif form == "csv":
        flat = map(divisions.row, found)
        listed(flat, (*divisions.COLUMNS, *told.SOURCE_COLUMNS), form)
    else:
        if not found:
            click.echo("No division that fits is on record.", err=True)
        terminal.show(terminal.console(), (p for each in found for p in told.terminal(each)))
