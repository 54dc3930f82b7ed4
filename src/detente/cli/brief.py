"""`detente brief`: where the talks stand and what is new, every line with its source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.output import to_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.ledger import View
    from detente.model import Dossier
    from detente.views.brief import Brief
    from detente.views.talks import Talks

Told = tuple["Talks | None", "Brief"]


@click.command("brief")
@options.dossier
@options.as_of
@options.filters
@options.new_since
@click.option(
    "--each",
    type=click.IntRange(min=0),
    metavar="N",
    default=3,
    show_default=True,
    help="How many lines a speaker gets a day; 0 shows all.",
)
@options.database
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "markdown", "html", "json"]),
    default="terminal",
    show_default=True,
    help="How to print it. HTML is one page that needs nothing else, fit for printing.",
)
@to_file
def command(
    dossier: str | None,
    as_of: str,
    each: int,
    database: str | None,
    form: str,
    output: Path | None,
    **given: Any,
) -> None:
    """Tell where the talks stand and what is new, every line with the sentence it rests on.

    Of the talks that the ledger follows: the state of each issue by sides, what moved, deadlines
    and pending replies, divisions inside the sides, disputed accounts, the background with its
    dates; then what was said since the day before --as-of (or the last day with a report), by day
    and by speaker. --since, --until and the other filters narrow what was said; --since also says
    since when something counts as moved.

    Where the ledger follows no talks: what was said, by day, the newest first, and by speaker, the
    most quoted first.
    """
    from detente import ledger
    from detente.cli.output import write

    with ledger.View(database) as view:
        about = _about(view, dossier)
        told = _told(view, about, as_of, each, given)
    if form == "terminal" and output is None:
        _show(told)
        return
    write(_rendered(told, form), output)


def _about(view: View, dossier: str | None) -> Dossier | None:
    """The talks that are meant; None, and a word about it, where there are several."""
    from detente.cli import talks

    known = [each.dossier for each in view.dossiers()]
    if dossier is None and not known:
        return None
    if dossier is None and len(known) > 1:
        told = f"several talks are followed; for one of them: --dossier {' | '.join(known)}"
        click.echo(f"detente: {told}", err=True)
        return None
    return talks.followed(view, dossier)


def _told(view: View, about: Dossier | None, as_of: str, each: int, given: dict[str, Any]) -> Told:
    from dataclasses import replace

    from detente import ledger
    from detente.cli import talks as which
    from detente.views import brief, standing, talks

    if about is None:
        return None, brief.brief(view.statements(ledger.Filters(**given)), each)
    last = which.last_report(view, about, as_of)
    since = given["since"] or talks.new_since(as_of, last)
    until = given["until"] or as_of
    said = ledger.Filters(**{**given, "since": since, "until": until, "dossier": about.id})
    came = replace(said, since=None, until=None, seen_since=given["seen_since"] or since)
    undated = [row for row in view.statements(came) if row.article.published is None]
    lines = ledger.Filters(dossier=about.id)
    leaders = which.principals(view, about)
    record = talks.Record(
        standing.standing(view, about, leaders, as_of),
        which.around(view, about, leaders, since, as_of),
        view.proposals(lines),
        view.divisions(lines),
        view.background(lines),
    )
    state = talks.talks(about, record, leaders, since, as_of, last)
    which.tell_if_old(last, as_of)
    return state, brief.brief([*view.statements(said), *undated], each)


def _show(told: Told) -> None:
    from detente.views import brief_text, talks_text, terminal

    talks, said = told
    if talks:
        talks_text.show(terminal.console(), talks, said)
    else:
        brief_text.show(terminal.console(), said)


def _rendered(told: Told, form: str) -> Iterable[str]:
    talks, said = told
    if form == "html":
        from detente.views.brief_html import html

        return [html(said, talks)]
    if form == "json":
        from detente.views import listing

        state = {"talks": listing.as_object(talks)} if talks else {}
        return listing.jsonl([{**state, **listing.as_object(said)}])
    from detente.views import brief_text, talks_text

    lines = talks_text.markdown(talks, said) if talks else brief_text.markdown(said)
    return (f"{line}\n" for line in lines)
