"""`detente add`: read pages and keep them in the ledger."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options

if TYPE_CHECKING:
    from detente.cli.progress import Bar
    from detente.fetch import Validators
    from detente.ledger import Version, Writer
    from detente.model import Failure, Page, Reading

OUTCOMES = ("new", "known", "changed", "failed")


@click.command("add")
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@click.option(
    "--again",
    is_flag=True,
    help="Instead of an INPUT, read again the pages kept that other models have read.",
)
@options.database
@options.page_options
@options.jobs
@options.threads
@options.effort
@click.pass_context
def command(
    ctx: click.Context,
    /,
    inputs: tuple[str, ...],
    again: bool,
    database: str | None,
    jobs: int,
    threads: int,
    effort: str,
    **given: Any,
) -> None:
    """Read each INPUT and keep it, with its statements, in the ledger.

    INPUT is what `detente read` takes. The ledger is made where there is none. A page that is
    known and was read with the same models is passed over; the same text from another page is
    known as well. The pages themselves are kept, so that better models can read them again. The
    server of a kept URL is asked for the page only if it has changed; one that has not is known.

    At the end, names that are new are compared with those that were there, and joined where they
    are surely one actor's: `detente actors merges` tells which and why. Articles that are new are
    compared with those that were there: copies of one text are folded and count once, and those
    that report the same event are put into one story (`detente stories`). Then vectors are made of
    what was said, by which `detente search` finds what means the same.

    Ctrl-C ends cleanly: what was read by then is kept. The exit code is 1 when every input failed.
    """
    from detente.cli import INTERRUPTED, progress

    if again == bool(inputs):
        raise click.UsageError("Name an INPUT, or ask for --again.")
    options.check_dossier(given["dossier"])
    tally: Counter[str] = Counter()
    expected = None if again else progress.expected(inputs, given["as_"])
    try:
        with progress.Bar(expected) as bar:
            source = (lambda _: _kept(database)) if again else _Fetched(inputs, given).pages
            _add(source, database, (jobs, threads, effort), tally, bar, given["dossier"])
    except KeyboardInterrupt:
        click.echo(f"detente: interrupted; kept so far: {summary(tally)}", err=True)
        ctx.exit(INTERRUPTED)
    click.echo(summary(tally))
    if tally["failed"] and tally["failed"] == tally.total():
        ctx.exit(1)


def summary(tally: Counter[str]) -> str:
    """The counts in one line: “12 new, 3 known, 0 changed, 1 failed”."""
    told = {outcome: f"{tally[outcome]:,} {outcome}" for outcome in OUTCOMES}
    if tally["unchanged"]:
        told["known"] += f" ({tally['unchanged']:,} unchanged on the server)"
    return ", ".join(told.values())


class _Fetched:
    """The pages that the inputs name; a URL of the ledger is fetched only if it has changed."""

    def __init__(self, inputs: tuple[str, ...], given: dict[str, Any]) -> None:
        self._inputs, self._options = inputs, options.fetch_options(given)
        self._kept: dict[str, Version] = {}

    def pages(self, writer: Writer) -> Iterator[Page | Failure]:
        from dataclasses import replace

        from detente import fetch

        asking = self._options
        # A page under another URL than its own is not the one that its server knows.
        if asking.url is None:
            asking = replace(asking, validators=lambda url: self._validators(writer, url))
        for page in fetch.pages(self._inputs, asking):
            if isinstance(page, fetch.Unchanged):
                writer.unchanged(self._kept[page.url])
            yield page

    def _validators(self, writer: Writer, url: str) -> Validators | None:
        from detente import fetch, pipeline
        from detente.model import Page

        given = self._options
        like = Page(
            id=url,
            body=b"",
            media_type=given.media_type,
            outlet=given.outlet,
            published=given.published,
            dossier=given.dossier,
        )
        found = writer.version(url, like, pipeline.revisions())
        if found is None:
            return None
        self._kept[url] = found
        return fetch.Validators(found.etag, found.last_modified)


def _kept(database: str | None) -> Iterator[Page]:
    """The pages of the ledger that were read with other models than today's."""
    from detente import ledger, pipeline

    with ledger.View(database) as view:
        yield from view.kept_pages(unless=pipeline.revisions())


def _add(
    source: Callable[[Writer], Iterable[Page | Failure]],
    database: str | None,
    workers: tuple[int, int, str],
    tally: Counter[str],
    bar: Bar,
    dossier: str | None,
) -> None:
    from detente import dossiers, ledger, pipeline

    with ledger.Writer(database) as writer:
        if dossier is not None:
            writer.keep_dossier(dossiers.load(dossier).id, dossiers.content(dossier))
        unknown = _unknown(source(writer), writer, tally, bar)
        for outcome in pipeline.read_pages(unknown, *workers):
            with _uninterrupted():
                tally[_store(outcome, writer, bar)] += 1
            bar.advance()
        with ledger.View(database) as view:
            pipeline.resolve(writer, view)
            pipeline.fold(writer)
            pipeline.cluster(writer, view, pipeline.openings(workers[1]))
            pipeline.remember(writer, view, workers[1])


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put Ctrl-C off to the end of the block, so that what is stored is also counted."""
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt


def _unknown(
    pages: Iterable[Page | Failure], writer: Writer, tally: Counter[str], bar: Bar
) -> Iterator[Page | Failure]:
    """The pages that have to be read; those that were, with the same models, are counted here."""
    from detente import fetch, pipeline
    from detente.model import Page

    models = pipeline.revisions()
    for page in pages:
        unchanged = isinstance(page, fetch.Unchanged)
        if unchanged or (isinstance(page, Page) and writer.has(page, models)):
            tally["known"] += 1
            tally["unchanged"] += unchanged
            bar.advance()
        else:
            yield page


def _store(outcome: Reading | Failure, writer: Writer, bar: Bar) -> str:
    """Keep a reading, tell a failure; which of `OUTCOMES` it was."""
    from detente.errors import LedgerError
    from detente.model import Failure

    if isinstance(outcome, Failure):
        bar.failed(outcome)
        return "failed"
    try:
        return writer.add(outcome)
    except LedgerError as fault:
        if fault.where != outcome.page.id:
            raise  # the ledger itself is at fault, not this page: the next would fare no better
        bar.failed(Failure(outcome.page.id, fault.what))
        return "failed"
