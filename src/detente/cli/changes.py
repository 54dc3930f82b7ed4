"""`detente changes`: who moved, and where accounts contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli import options

if TYPE_CHECKING:
    from detente.views.changes import Change
    from detente.views.disputes import Dispute


@click.command("changes")
@click.option(
    "--since",
    metavar="DAY",
    callback=options.day,
    default="yesterday",
    show_default=True,
    help="What moved on this day or later.",
)
@options.as_of
@options.dossier
@options.side
@options.issue
@options.holder
@options.database
@options.listing
def command(
    since: str,
    as_of: str,
    dossier: str | None,
    database: str | None,
    form: str,
    **given: Any,
) -> None:
    """Tell who moved: from what to what, and on whose word; then what is new on record.

    Accounts that contradict each other stand side by side, with how many independent origins each
    has.
    """
    from detente import ledger
    from detente.cli import talks
    from detente.cli.output import listed
    from detente.views import changes, changes_text, disputes, terminal

    with ledger.View(database) as view:
        about = talks.followed(view, dossier)
        talks.check(about, given["side"], given["issue"])
        who = talks.principals(view, about)
        rows = talks.around(view, about, who, since, as_of)
        talks.tell_if_old(talks.last_report(view, about, as_of), as_of)
    moved = changes.fitting(about, changes.changes(about, rows, who, since, as_of), **given)
    differing = changes.fitting(about, disputes.disputes(about, rows, who, since, as_of), **given)
    if form != "terminal":
        listed(_rows(moved, differing, form), changes_text.COLUMNS, form)
        return
    if not moved and not differing:
        click.echo(f"Nothing on record has moved since {since}.", err=True)
    terminal.show(terminal.console(), changes_text.parts(moved, differing))


def _rows(moved: list[Change], differing: list[Dispute], form: str) -> list[dict[str, Any]]:
    from detente.views import changes_text, listing

    if form == "csv":
        return [
            *map(changes_text.change_row, moved),
            *map(changes_text.dispute_row, differing),
        ]
    changes = [{"type": "change", **listing.as_object(each)} for each in moved]
    return changes + [{"type": "dispute", **listing.as_object(each)} for each in differing]
