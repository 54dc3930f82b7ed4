"""`detente gap`: issue by issue, what every side holds, and what that comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli import options

if TYPE_CHECKING:
    from detente.model import Dossier


@click.command("gap")
@options.dossier
@options.issue
@options.side
@options.as_of
@click.option("--table", "only_table", is_flag=True, help="On a terminal, leave the reasons out.")
@options.database
@options.listing
def command(
    dossier: str | None,
    issue: str | None,
    side: str | None,
    as_of: str,
    only_table: bool,
    database: str | None,
    form: str,
) -> None:
    """Show the gap between the sides: agreed, within reach, contested, blocked or unknown.

    Each state comes with its reason in one sentence and the evidence, each cell with how old and
    how sure it is. The rule is in docs/gap.md. It tells what is on record and forecasts nothing.
    """
    from detente import ledger
    from detente.cli import talks
    from detente.cli.output import listed
    from detente.views import gap, gap_text, listing, standing, terminal

    with ledger.View(database) as view:
        about = talks.followed(view, dossier)
        talks.check(about, side, issue)
        leaders = talks.principals(view, about)
        rows = standing.standing(view, about, leaders, as_of)
        told = gap.gap(_narrowed(about, issue, side), rows, leaders, as_of)
        talks.tell_if_old(talks.last_report(view, about, as_of), as_of)
    if form == "terminal":
        gap_text.show(terminal.console(), told, reasons=not only_table)
    elif form == "json":
        listed(map(listing.as_object, told.issues), (), form)
    else:
        cells = (gap_text.row(told, each, cell) for each in told.issues for cell in each.cells)
        listed(cells, gap_text.COLUMNS, form)


def _narrowed(dossier: Dossier, issue: str | None, side: str | None) -> Dossier:
    """The dossier with the one issue only, or with the issues that hang on the one side."""
    from dataclasses import replace

    kept = tuple(
        each
        for each in dossier.issues
        if issue in (None, each.id) and (side is None or side in each.needs or not each.needs)
    )
    return replace(dossier, issues=kept)
