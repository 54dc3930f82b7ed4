"""Where a verb's output goes: standard output or a file, a list in the form asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from detente.views.listing import Row

to_file = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file instead of standard output.",
)


def write(parts: Iterable[str], output: Path | None = None) -> None:
    """Write the parts as they come, in UTF-8; a file is put in place only when it is whole."""
    if output is None:
        out = sys.stdout.buffer
        for part in parts:
            out.write(part.encode("utf-8", "replace"))
        out.flush()
        return
    unfinished = output.with_name(f".{output.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(part.encode("utf-8", "replace") for part in parts)
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def listed(rows: Iterable[Row], columns: Sequence[str], form: str) -> None:
    """Print rows of scalars as a terminal table, a JSON array or CSV."""
    from detente.views import listing

    if form == "json":
        write(listing.json(rows))
    elif form == "csv":
        write(listing.table(rows, columns))
    else:
        _table(rows, columns)


def _table(rows: Iterable[Row], columns: Sequence[str]) -> None:
    from rich.table import Table

    from detente.views.terminal import console, safe

    table = Table(box=None, header_style="heading", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(safe(_shown(row[column])) for column in columns))
    console(sys.stdout).print(table)


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else str(value)
