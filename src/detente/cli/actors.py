"""`detente actors`: who is named, and which names are one actor's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.ledger import Verdict, View


@click.group("actors")
def command() -> None:
    """List who is named; say which names are one actor's.

    The machine joins names that are surely one actor's. What you judge outranks it for ever, and
    can be taken back. A name is given as much of it as is unique, or by its identifier.
    """


@command.command("list")
@click.option("--name", "holder", metavar="NAME", help="Only who goes by this name.")
@click.option(
    "--dossier", metavar="FILE_OR_ID", help="Only who is named in reports on these talks."
)
@options.side
@options.issue
@options.article_filters
@options.database
@options.listing
def list_(dossier: str | None, database: str | None, form: str, **given: Any) -> None:
    """List the actors, those named in most articles first.

    Each with its kind, other names, roles and the days on which they were told, numbers of articles
    and statements, and its side in each dossier.
    """
    from detente import ledger
    from detente.cli import talks
    from detente.cli.output import listed
    from detente.views import actors, listing, terminal

    with ledger.View(database) as view:
        about = talks.opened(view, dossier) if dossier else None
        if about:
            talks.check(about, given["side"], given["issue"])
        rows = view.actors(ledger.Filters(dossier=about.id if about else None, **given))
    if form == "json":
        listed(map(listing.as_object, rows), (), form)
    elif form == "csv":
        listed(map(actors.row, rows), actors.COLUMNS, form)
    else:
        if not rows:
            click.echo("No actor that fits is on record.", err=True)
        terminal.show(terminal.console(), actors.parts(rows))


@command.command("merges")
@options.database
@options.listing
def merges(database: str | None, form: str) -> None:
    """List what the machine joined, with score and reason, and all that users judged.

    What is not in force, since a user or a later judgement outranks it, is listed and marked.
    """
    from detente import ledger
    from detente.cli.output import listed
    from detente.views import actors, terminal

    with ledger.View(database) as view:
        found, said = view.merges(), view.judgements()
        ids = {each for one in found for each in (one.actor, one.into)}
        ids |= {each for one in said for each in (one.a, one.b)}
        rows = list(actors.joined(found, said, view.names(ids)))
    if form != "terminal":
        listed(rows, actors.JOINED, form)
        return
    if not rows:
        click.echo("No names were joined or judged.", err=True)
    terminal.show(terminal.console(), actors.joined_parts(rows))


def _judging(verdict: Verdict, help_text: str) -> None:
    """Add the verb of one verdict."""

    @command.command(verdict, help=help_text)
    @_pair
    def judge(a: str, b: str, note: str | None, database: str | None) -> None:
        from detente import ledger

        with ledger.View(database) as view, ledger.Writer(database) as writer:
            one, other = view.name(a), view.name(b)
            writer.judge(one.id, other.id, verdict, _user(), note)
            click.echo(_outcome(view, one.id, other.id))


def _pair(function: Callable[..., None]) -> Callable[..., None]:
    """The two names that are meant, and what is noted of them."""
    function = options.database(function)
    function = click.option("--note", metavar="TEXT", help="Why; kept with it.")(function)
    return click.argument("a")(click.argument("b")(function))


_judging(
    "same",
    "Judge that A and B are one actor. It goes by the name of B.",
)
_judging(
    "different",
    "Judge that A and B are two actors.\n\nThe machine never joins them again, nor by way of a "
    "third name.",
)
_judging(
    "unsure",
    "Judge that nobody knows whether A and B are one actor: the machine leaves them apart.",
)


@command.command("undo")
@_pair
def undo(a: str, b: str, note: str | None, database: str | None) -> None:
    """Take back what was judged of A and B, so that the machine decides again.

    What the machine joined is undone with `detente actors different A B`.
    """
    from detente import ledger
    from detente.errors import NotFoundError

    with ledger.View(database) as view, ledger.Writer(database) as writer:
        one, other = view.name(a), view.name(b)
        if not _judged(view, one.id, other.id):
            what = "nothing is judged of these two"
            remedy = "`detente actors merges` lists what is; `different` undoes a merge"
            raise NotFoundError(what, f"{one.name}, {other.name}", remedy)
        writer.undo(one.id, other.id, _user(), note)
        click.echo(_outcome(view, one.id, other.id))


@command.command("resolve")
@options.database
def resolve(database: str | None) -> None:
    """Compare all names again, as after a change in your gazetteer; judgements stay.

    `detente add` does it by itself for the names that are new.
    """
    from detente import ledger, pipeline

    with ledger.View(database) as view, ledger.Writer(database) as writer:
        found = pipeline.resolve(writer, view, anew=True)
    click.echo(f"{found:,} name{'s' * (found != 1)} joined with others")


def _judged(view: View, a: str, b: str) -> bool:
    """Whether a judgement of the two is in force."""
    newest = next((each for each in view.judgements() if {each.a, each.b} == {a, b}), None)
    return newest is not None and newest.verdict != "undone"


def _outcome(view: View, a: str, b: str) -> str:
    """How things stand with the two now, in one line."""
    names = view.names((a, b))
    if names[a].who != names[b].who:
        return f"{names[a].name} and {names[b].name} are two actors now."
    actor = view.actor(names[a].who)
    return f"{names[a].name} and {names[b].name} are one actor now: {actor.name}."


def _user() -> str | None:
    """The name of who is logged in, None where the system has none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None
