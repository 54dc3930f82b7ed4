"""`detente status`: what the ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli import options

if TYPE_CHECKING:
    from detente.ledger import Status


@click.command("status")
@options.database
@options.listing
def command(database: str | None, form: str) -> None:
    """Count what the ledger holds, and say where it is."""
    from detente import ledger
    from detente.cli.output import listed, write
    from detente.settings import database_url
    from detente.views import listing

    with ledger.View(database) as view:
        counts = view.status()
    place = _place(database_url(database))
    if form == "json":
        write(listing.jsonl([_object(place, counts)]))
    else:
        rows = [{"what": name, "value": value} for name, value in _facts(place, counts)]
        listed(rows, ("what", "value"), form)


def _place(url: str) -> str:
    """The database as it may be shown: a path, or a URL without its password."""
    from sqlalchemy import make_url

    told = make_url(url).render_as_string(hide_password=True)
    return told.removeprefix("sqlite:///")


def _object(place: str, counts: Status) -> dict[str, Any]:
    from detente.views import listing

    models = [{"models": revisions, "articles": count} for revisions, count in counts.models]
    return {"database": place, **listing.as_object(counts), "models": models}


def _facts(place: str, counts: Status) -> list[tuple[str, Any]]:
    languages = [f"{name or 'unknown'} {count:,}" for name, count in counts.languages.items()]
    models = [
        f"{', '.join(f'{name} {revision}' for name, revision in revisions.items())}: {count:,}"
        for revisions, count in counts.models
    ]
    return [
        ("database", place),
        ("articles", counts.articles),
        ("copies among them", counts.copies),
        ("stories", counts.stories),
        ("statements", counts.statements),
        ("named speakers", counts.speakers),
        ("outlets", counts.outlets),
        ("pages kept", counts.pages),
        ("first published", counts.first),
        ("last published", counts.last),
        ("languages", "; ".join(languages) or None),
        ("read with", "; ".join(models) or None),
        ("bytes", counts.size),
        ("schema", counts.schema),
    ]
