"""How far the work is, with rate and time left: on a terminal, once it takes over a second."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress

    from detente.model import Failure

PATIENCE = 1.0
JSONL = (".jsonl", ".ndjson")
BLOCK = 1 << 20


class Bar:
    """A context manager; silent where standard error is no terminal or `shown` is false."""

    def __init__(self, total: int | None, shown: bool = True) -> None:
        """`total` is the number of pages expected, None where that cannot be known."""
        self._bar = _bar(total) if shown and sys.stderr.isatty() else None
        self._timer = threading.Timer(PATIENCE, self._appear)
        self._timer.daemon = True

    def __enter__(self) -> Bar:
        """Appear in a second, if the work is not done by then."""
        if self._bar:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal as it was."""
        if self._bar:
            self._timer.cancel()
            self._timer.join()
            self._bar.stop()

    def advance(self) -> None:
        """One page more is done."""
        if self._bar:
            task = self._bar.tasks[0]
            rate = f"{task.speed:,.1f}/s" if task.speed else ""
            self._bar.update(task.id, advance=1, rate=rate)

    def failed(self, failed: Failure) -> None:
        """The failure's one line on standard error, above the bar."""
        line = f"detente: {failed.id}: {failed.error}"
        if self._bar:
            from detente.views.terminal import safe

            self._bar.console.print(safe(line), soft_wrap=True)
        else:
            click.echo(line, err=True)

    def _appear(self) -> None:
        if self._bar:
            self._bar.start()


def _bar(total: int | None) -> Progress:
    from rich import progress
    from rich.console import Console

    bar = progress.Progress(
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    bar.add_task("", total=total, rate="")
    return bar


def expected(inputs: Sequence[str], as_: str | None) -> int | None:
    """How many pages the inputs hold, as far as that can be counted without reading them."""
    total = 0
    for name in inputs:
        path = Path(name)
        if name == "-":
            return None
        files = [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
        total += sum(map(_lines if as_ == "jsonl" else _pages, files))
    return total


def _pages(file: Path) -> int:
    return _lines(file) if file.name.removesuffix(".gz").endswith(JSONL) else 1


def _lines(file: Path) -> int:
    """The lines of a JSONL file; 1 where it cannot be read: the fault is told when it is."""
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(BLOCK), b""))
    except (OSError, EOFError):
        return 1
