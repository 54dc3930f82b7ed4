"""Lists for machines: JSON, and CSV that a spreadsheet can open without running it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

from detente.views.record import encoded

Row = Mapping[str, Any]

# A spreadsheet takes a cell that begins so for a formula, and news text may begin so.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def as_object(value: Any) -> dict[str, Any]:
    """A record, and all records in it, as what JSON has: an object."""
    import msgspec

    made: dict[str, Any] = msgspec.to_builtins(value)
    return made


def jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line."""
    for row in rows:
        yield encoded(row).decode("utf-8") + "\n"


def json(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON array, an object a line."""
    before = "[\n"
    for line in jsonl(rows):
        yield before + line.rstrip("\n")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def table(rows: Iterable[Row], columns: Iterable[str]) -> Iterator[str]:
    """CSV as RFC 4180 has it, with a head of `columns`; a list in a cell is joined by “; ”."""
    columns = list(columns)
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line([cell(row[column]) for column in columns])


def cell(value: Any) -> str:
    """A value as a CSV cell; text that would be a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return str(value)


def _csv_line(cells: list[str]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
