"""`detente dossier`: which talks to follow; begin, check, list, draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.output import to_file

if TYPE_CHECKING:
    from detente.model import Dossier

COLUMNS = ("id", "title", "path")
FAULTY = "not in order; `detente dossier check` tells why"


@click.group("dossier")
def command() -> None:
    """Say which talks to follow: their sides, and the propositions they differ on.

    A dossier is a YAML file that you write. Those in the folder `dossiers` here, or in
    $DETENTE_DOSSIERS, are known by their names; some starters come with Détente.
    """


@command.command("new")
@click.argument("identifier", metavar="ID")
def new(identifier: str) -> None:
    """Write a commented file ID.yml to begin with, into your folder of dossiers.

    The folder `dossiers` is made where there is none. Nothing is ever overwritten.
    """
    from detente import dossiers

    path = dossiers.new(identifier)
    click.echo(f"{path}: written; edit it, then run `detente dossier check {path}`")


@command.command("check")
@click.argument("files", metavar="FILE_OR_ID...", nargs=-1, required=True)
def check(files: tuple[str, ...]) -> None:
    """Tell everything that is wrong with each FILE, with its line and what to do.

    The exit code is 1 when one of them is not in order.
    """
    from detente import dossiers
    from detente.errors import SettingsError

    faulty = False
    for name in files:
        try:
            click.echo(f"{name}: {_in_order(dossiers.load(name))}")
        except SettingsError as fault:
            faulty = True
            click.echo(str(fault), err=True)
    if faulty:
        raise click.exceptions.Exit(1)


@command.command("list")
@options.listing
def list_(form: str) -> None:
    """List the dossiers at hand, yours and the starters: a starter gives way to yours of its id."""
    from detente import dossiers
    from detente.cli.output import listed

    rows = [
        {
            "id": each.id,
            "title": each.title or FAULTY,
            # Where a starter lies is of no interest to a reader, only to a program.
            "path": "starter" if form == "terminal" and each.starter else str(each.path),
        }
        for each in dossiers.available()
    ]
    listed(rows, COLUMNS, form)


@command.command("draft")
@click.argument("identifier", metavar="[ID]", default="draft")
@options.article_filters
@options.new_since
@click.option(
    "--sides",
    type=click.IntRange(min=2),
    metavar="N",
    default=5,
    show_default=True,
    help="How many sides at most.",
)
@click.option(
    "--issues",
    type=click.IntRange(min=1),
    metavar="N",
    default=12,
    show_default=True,
    help="How many issues at most.",
)
@options.database
@to_file
def draft(
    identifier: str,
    sides: int,
    issues: int,
    database: str | None,
    output: Path | None,
    **given: Any,
) -> None:
    """Propose a dossier ID from what the ledger holds, for you to edit.

    The sides are the states and organisations that speak most; the issues are what many
    statements say, each with its evidence as a comment. It passes `check` as it is.
    """
    from detente import dossiers, ledger
    from detente.cli.output import write
    from detente.views import draft as drafts

    dossiers.check_id(identifier)
    with ledger.View(database) as view:
        found = drafts.draft(view, ledger.Filters(**given), sides, issues)
    write([drafts.as_yaml(found, identifier)], output)


@command.command("apply")
@click.argument("dossier", metavar="FILE_OR_ID")
@click.option(
    "--everything",
    is_flag=True,
    help="Hold every stored article against it, not only those that its text has changed for.",
)
@options.database
@options.jobs
@options.threads
@options.effort
def apply(
    dossier: str, everything: bool, database: str | None, jobs: int, threads: int, effort: str
) -> None:
    """Apply a new or changed dossier to the articles that are stored already.

    Their texts are held against its sides and issues; no page is read again, nothing is fetched.
    Statements stay as they are. By default the articles that were read with an older text of the
    dossier; all articles where none was read with it yet.
    """
    from detente import dossiers, ledger, pipeline
    from detente.cli import applying, progress

    followed = dossiers.load(dossier)
    with ledger.Writer(database) as writer, ledger.View(database) as view:
        writer.keep_dossier(followed.id, dossiers.content(dossier))
        ids = applying.due(view, followed.id, everything)
        tally = {"changed": 0, "known": 0, "failed": 0}
        with progress.Bar(len(ids)) as bar:
            work = applying.stored(view, ids, dossier)
            for outcome in pipeline.read_pages(work, jobs, threads, effort):
                tally[applying.keep(writer, outcome, bar)] += 1
                bar.advance()
    told = f"{tally['changed']:,} articles changed, {tally['known']:,} as they were"
    click.echo(told + (f", {tally['failed']:,} failed" if tally["failed"] else ""))
    if tally["failed"] and tally["failed"] == len(ids):
        raise click.exceptions.Exit(1)


def _in_order(dossier: Dossier) -> str:
    sides, issues = len(dossier.sides), len(dossier.issues)
    return f"in order: {sides} side{'s' * (sides != 1)}, {issues} issue{'s' * (issues != 1)}"
