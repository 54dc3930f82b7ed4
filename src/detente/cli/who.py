"""`detente who`: one actor's names, roles, positions and statements over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from detente.cli import options

if TYPE_CHECKING:
    from detente.ledger import ActorRow, Filters, View
    from detente.views.divisions import Split
    from detente.views.held import Held


@click.command("who")
@click.argument("name", metavar="NAME...", nargs=-1, required=True)
@options.since
@options.until
@click.option(
    "--each",
    type=click.IntRange(min=0),
    metavar="N",
    default=3,
    show_default=True,
    help="How many statements a day to show; 0 shows all.",
)
@options.database
@options.listing
def command(
    name: tuple[str, ...],
    since: str | None,
    until: str | None,
    each: int,
    database: str | None,
    form: str,
) -> None:
    """Tell who NAME is: names and dated roles, positions, divisions and statements over time.

    NAME is as much of the name as is unique, or the beginning of the actor's identifier. Where
    nobody goes by it, the spellings of one name count as one: Zelenskyy is Zelensky.
    """
    from dataclasses import replace

    from detente import ledger, pipeline
    from detente.cli.output import listed, write
    from detente.views import brief, listing, terminal, who

    with ledger.View(database) as view:
        actor = pipeline.find_actor(view, " ".join(name))
        days = ledger.Filters(since=since, until=until)
        said = brief.brief(view.statements(replace(days, speaker=actor.name)), each)
        told = who.who(actor, _held(view, actor, days), _divided(view, actor, days), said)
    if form == "json":
        write(listing.jsonl([listing.as_object(told)]))
    elif form == "csv":
        listed(who.rows(told), who.COLUMNS, form)
    else:
        terminal.show(terminal.console(), who.parts(told))


def _held(view: View, actor: ActorRow, days: Filters) -> Iterator[Held]:
    """What the actor holds, talks by talks."""
    from dataclasses import replace

    from detente.cli import talks
    from detente.views import held

    rows = view.positions(replace(days, holder=actor.name))
    mine = [row for row in rows if row.holder_id in (actor.id, *actor.ids)]
    for dossier in dict.fromkeys(row.position.dossier for row in mine):
        its = [row for row in mine if row.position.dossier == dossier]
        yield from held.held(talks.opened(view, dossier), its)


def _divided(view: View, actor: ActorRow, days: Filters) -> Iterator[Split]:
    from dataclasses import replace

    from detente.cli import talks
    from detente.views import divisions

    rows = view.divisions(replace(days, holder=actor.name))
    for dossier in dict.fromkeys(row.dossier for row in rows):
        its = [row for row in rows if row.dossier == dossier]
        yield from divisions.divisions(talks.opened(view, dossier), its)
