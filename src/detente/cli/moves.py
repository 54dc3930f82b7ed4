"""`detente moves`: what one did towards another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from detente.views.moves import Act


@click.command("moves")
@options.dossier
@options.line_filters
@options.database
@options.listing
def command(dossier: str | None, database: str | None, form: str, **given: Any) -> None:
    """List the moves, the latest first: who, towards whom, and which of PLOVER's 16 types.

    What is announced, hangs on a condition or is denied is marked: it has not happened.
    """
    from detente import ledger
    from detente.cli import talks
    from detente.cli.output import listed
    from detente.views import listing, moves, terminal, told

    with ledger.View(database) as view:
        about = talks.followed(view, dossier)
        talks.check(about, given["side"])
        acts = moves.moves(view.moves(ledger.Filters(dossier=about.id, **given)))
    if form == "json":
        listed(map(listing.as_object, acts), (), form)
    elif form == "csv":
        rows = (told.flat(act, moves.COLUMNS) for act in acts)
        listed(rows, (*moves.COLUMNS, *told.SOURCE_COLUMNS), form)
    else:
        if not acts:
            click.echo("No move that fits is on record.", err=True)
        terminal.show(terminal.console(), _parts(acts))


def _parts(acts: list[Act]) -> Iterator[RenderableType]:
    """The moves under their days."""
    from detente.views import phrases, told
    from detente.views.terminal import safe

    day = None
    for act in acts:
        if act.day != day:
            day = act.day
            yield safe(f"\n{phrases.day(day)}", "day")
        yield from told.terminal(act)
