"""Measure Détente beside its peers: `make benchmark`, or one table with `--only NAME`."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table as Grid

import attributions
import bodies
import coreference
import gap
import keeping
import moves
import positions
import report
import size
import speed
import stories
import times
from place import README, ROOT, Place, machine

MEASURES: dict[str, Callable[[Place], report.Table]] = {
    "capture": bodies.captures,
    "html": bodies.html,
    "html-unmended": bodies.unmended,
    "attribution": attributions.attribution,
    "coreference": coreference.coreference,
    "times": times.when,
    "speed": speed.speed,
    "positions": positions.positions,
    "cost": positions.cost,
    "moves": moves.moves,
    "keeping": keeping.keeping,
    "gap": gap.gap,
    "stories": stories.stories,
    "install": size.install,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and with `--write` keep the figures and put them into README."""
    options = _options(arguments)
    console = Console()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        place = Place(options.shared, Path(folder))
        for name in options.only or MEASURES:
            with console.status(f"measuring {name}"):
                table = MEASURES[name](place)
            today = datetime.datetime.now(datetime.UTC).date().isoformat()
            found.append(dataclasses.replace(table, measured=today, machine=machine()))
            _show(console, found[-1])
            if options.write:
                _write(found)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", metavar="FOLDER")
    parser.add_argument("--only", action="append", choices=list(MEASURES), metavar="NAME")
    parser.add_argument("--write", action="store_true", help="keep the figures; fill README")
    return parser.parse_args(arguments)


def _show(console: Console, table: report.Table) -> None:
    grid = Grid(title=table.title, caption=table.note, title_justify="left", caption_justify="left")
    for number, column in enumerate(table.columns):
        grid.add_column(column, justify="right" if number else "left")
    for row in table.rows:
        grid.add_row(*row)
    console.print(grid)


def _write(found: list[report.Table]) -> None:
    results = report.merged(report.kept(), found, list(MEASURES))
    report.keep(results)
    text = README.read_text(encoding="utf-8")
    README.write_text(report.replaced(text, results), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
