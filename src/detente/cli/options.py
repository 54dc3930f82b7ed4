"""The options that several verbs share, so that one name means one thing everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from detente.fetch import FetchOptions

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?")
WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
DAYS_AGO = {"today": 0, "yesterday": 1}


def iso_date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A date as precise as it is known: 2025, 2025-04, 2025-04-18; else a usage error."""
    if value is None or (ISO_DATE.fullmatch(value) and _in_calendar(value)):
        return value
    raise click.BadParameter(f"{value!r} is not a date like 2025, 2025-04 or 2025-04-18")


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A whole day, as a date or as the word for this one or the last; else a usage error."""
    from datetime import date, timedelta

    if value in DAYS_AGO:
        return (date.today() - timedelta(DAYS_AGO[value])).isoformat()
    if value is None or (WHOLE_DAY.fullmatch(value) and _in_calendar(value)):
        return value
    raise click.BadParameter(f"{value!r} is not a day like 2025-04-18, today or yesterday")


def _in_calendar(text: str) -> bool:
    from datetime import datetime

    try:
        datetime.fromisoformat(text if len(text) >= 10 else text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _stack(*options: Callable[[Decorated], Decorated]) -> Callable[[Decorated], Decorated]:
    def decorate(function: Decorated) -> Decorated:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


inputs = click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)

page_options: Callable[[Decorated], Decorated] = _stack(
    click.option(
        "--as",
        "as_",
        type=click.Choice(["article", "capture", "html", "jsonl"]),
        help="How to take the input: as the article's text as it stands, as the plain text of a "
        "whole page, as HTML, as a JSONL of articles. With a JSONL file, how each line's text is "
        "to be taken. Default: by looking.",
    ),
    click.option(
        "--published",
        metavar="DATE",
        callback=iso_date,
        help="When it was published, where the input does not say.",
    ),
    click.option("--url", metavar="URL", help="Where it was published."),
    click.option("--outlet", metavar="NAME", help="Who published it."),
    click.option(
        "--dossier",
        metavar="FILE_OR_ID",
        help="The talks it belongs to: the id of a dossier, or its file. Who wants what, who did "
        "what, proposals and divisions are then read too.",
    ),
    click.option(
        "--allow-private",
        is_flag=True,
        help="Also fetch URLs on private networks. Refused by default.",
    ),
)

jobs = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    default=1,
    show_default=True,
    help="How many processes read at once; 0 takes one a core.",
)

threads = click.option(
    "--threads",
    type=click.IntRange(min=1),
    metavar="N",
    default=1,
    show_default=True,
    help="How many threads the encoder takes in each process.",
)

effort = click.option(
    "--effort",
    type=click.Choice(["full", "fast"]),
    default="full",
    show_default=True,
    help="How much is asked of an article that touches the dossier: fast asks of the likeliest "
    "passages and issues only.",
)

database = click.option(
    "--db",
    "database",
    metavar="FILE_OR_URL",
    help="The ledger: an SQLite file or a PostgreSQL URL. Default: $DETENTE_DB, else detente.db.",
)

listing = click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "csv"]),
    default="terminal",
    show_default=True,
    help="How to print it.",
)


outlet = click.option("--outlet", metavar="NAME", help="Only what this outlet published.")
since = click.option(
    "--since", metavar="DAY", callback=day, help="Only what was published on this day or later."
)
until = click.option(
    "--until", metavar="DAY", callback=day, help="Only what was published on this day or earlier."
)

# Which articles are meant; `filters` says which statements as well.
article_filters: Callable[[Decorated], Decorated] = _stack(outlet, since, until)

filters: Callable[[Decorated], Decorated] = _stack(
    article_filters,
    click.option("--speaker", metavar="NAME", help="Only what this speaker said."),
    click.option(
        "--kind",
        type=click.Choice(["direct", "indirect", "mixed"]),
        help="Only quotations, only words retold, or only sentences that mix them.",
    ),
)

new_since = click.option(
    "--new-since",
    "seen_since",
    metavar="DAY",
    callback=day,
    help="Only what came into the ledger on this day (UTC) or later.",
)


dossier = click.option(
    "--dossier",
    metavar="FILE_OR_ID",
    help="The talks that are meant. Default: those that the ledger follows, if it is one.",
)

as_of = click.option(
    "--as-of",
    metavar="DAY",
    callback=day,
    default="today",
    show_default=True,
    help="How things stood at the end of this day.",
)

side = click.option("--side", metavar="ID", help="Only this side of the dossier.")
issue = click.option("--issue", metavar="ID", help="Only this issue of the dossier.")
holder = click.option("--holder", metavar="NAME", help="Only who goes by this name.")

line_filters: Callable[[Decorated], Decorated] = _stack(
    side,
    holder,
    click.option("--since", metavar="DAY", callback=day, help="Only of this day or later."),
    click.option("--until", metavar="DAY", callback=day, help="Only of this day or earlier."),
)


def check_dossier(given: str | None) -> None:
    """Raise DetenteError now where the dossier is not in order, before anything is read."""
    if given is not None:
        from detente import dossiers

        dossiers.load(given)


def fetch_options(given: dict[str, Any]) -> FetchOptions:
    """The page options, as the fetch room takes them."""
    from detente.fetch import FetchOptions

    return FetchOptions(**given)
