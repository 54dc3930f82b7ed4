"""What the benchmarks found: kept as JSON, written into README between two marks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parent / "results.json"
BEGIN = "<!-- figures: begin (written by `make benchmark`, never by hand) -->"
END = "<!-- figures: end -->"
NONE_YET = "No figures are kept yet; `make benchmark` measures them and writes them here."


@dataclass(frozen=True)
class Table:
    """One measurement beside its peers: rows of text, the first column naming who is measured.

    `name` is what `run.py --only` takes; `note` says on what it was measured, and what was asked.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    measured: str = ""
    machine: str = ""


Results = list[dict[str, Any]]


def kept() -> Results | None:
    """The tables of the last run with `--write`, as plain dictionaries; None before the first."""
    if not KEPT.exists():
        return None
    found: Results = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def merged(old: Results | None, new: list[Table], order: list[str]) -> Results:
    """The kept tables with those measured anew in their place, in the given order of names."""
    tables = {table["name"]: table for table in old or []}
    tables |= {table.name: json.loads(json.dumps(asdict(table))) for table in new}
    return [tables[name] for name in order if name in tables]


def keep(results: Results) -> None:
    """Write the tables to `results.json`."""
    KEPT.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def markdown(results: Results) -> str:
    """The tables as Markdown, each under its title and above its note."""
    return "\n\n".join(map(_one, results))


def _one(table: dict[str, Any]) -> str:
    lines = [
        f"**{table['title']}**",
        "",
        _line(table["columns"]),
        _line(["---"] + ["---:"] * (len(table["columns"]) - 1)),
        *map(_line, table["rows"]),
        "",
        f"{table['note']} Measured on {table['measured']}, {table['machine']}.".strip(),
    ]
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def replaced(text: str, results: Results | None) -> str:
    """`text` with what lies between the two marks written anew; ValueError where one is missing."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the text lacks the marks {BEGIN} and {END}")
    figures = markdown(results) if results else NONE_YET
    return f"{head}{BEGIN}\n\n{figures}\n\n{END}{tail}"
