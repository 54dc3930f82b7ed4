"""`detente read`: show what is in a page, and keep nothing."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options

if TYPE_CHECKING:
    from detente.cli.progress import Bar
    from detente.model import Failure, Reading


@click.command("read")
@options.inputs
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, one an input.")
@click.option("--discarded", is_flag=True, help="Also show every line left out, and why.")
@options.page_options
@options.jobs
@options.threads
@options.effort
@click.pass_context
def command(
    ctx: click.Context,
    /,
    inputs: tuple[str, ...],
    as_json: bool,
    discarded: bool,
    jobs: int,
    threads: int,
    effort: str,
    **given: Any,
) -> None:
    """Show who said what in each INPUT, each statement marked in the text. Nothing is kept.

    INPUT is a file, a folder, a URL, or `-` for standard input: a saved page, the plain text of
    one (select all, copy), or a JSONL of articles with `id` and `text` on each line; gzip of each.

    An input that cannot be read is told in one line and the rest goes on. The exit code is 0
    when at least one was read.
    """
    from detente import fetch, pipeline
    from detente.cli import progress

    options.check_dossier(given["dossier"])
    pages = fetch.pages(inputs, options.fetch_options(given))
    show = _as_json if as_json else _as_text(discarded)
    tally: Counter[str] = Counter()
    # A bar would run through what is printed on the same terminal.
    shown = not sys.stdout.isatty()
    with progress.Bar(progress.expected(inputs, given["as_"]), shown) as bar:
        for outcome in pipeline.read_pages(pages, jobs, threads, effort):
            tally[_print(outcome, show, as_json, bar)] += 1
            bar.advance()
    if tally["failed"] and tally["read"]:
        click.echo(f"detente: {tally['read']:,} read, {tally['failed']:,} failed", err=True)
    if not tally["read"]:
        ctx.exit(1)


def _print(
    outcome: Reading | Failure, show: Callable[[Reading], None], as_json: bool, bar: Bar
) -> str:
    """Print the outcome as soon as it is there; whether it was read, or failed."""
    from detente.model import Failure

    if not isinstance(outcome, Failure):
        show(outcome)
        return "read"
    bar.failed(outcome)
    if as_json:
        from detente.views import record

        _line(record.failure(outcome))
    return "failed"


def _as_json(reading: Reading) -> None:
    from detente.views import record

    _line(record.record(reading))


def _line(value: dict[str, Any]) -> None:
    from detente.views import record

    sys.stdout.buffer.write(record.encoded(value) + b"\n")
    sys.stdout.buffer.flush()


def _as_text(discarded: bool) -> Callable[[Reading], None]:
    """What prints a reading for people, with a rule between two."""
    from detente.views import article, terminal

    console = terminal.console()
    printed = 0

    def show(reading: Reading) -> None:
        nonlocal printed
        if printed:
            console.rule(style="faint")
        printed += 1
        article.show(console, reading.article, reading.statements, reading.actors, discarded)

    return show
