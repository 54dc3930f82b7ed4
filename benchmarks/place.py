"""Where the measurements run: folders, the command under test, the scorers, the machine's name."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
README = ROOT / "README.md"


@dataclass(frozen=True)
class Place:
    """The corpora's folder (`data/`, `bench/` below it), and one for what is written on the way."""

    shared: Path
    work: Path

    def data(self, name: str) -> Path:
        """A corpus; SystemExit with one line where it is not there."""
        return _present(self.shared / "data" / name)

    def score(self, scorer: str, *arguments: Path | str) -> str:
        """What a scorer of the corpora prints."""
        script = _present(self.shared / "bench" / scorer)
        command = [sys.executable, str(script), *map(str, arguments)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _present(path: Path) -> Path:
    if not path.exists():
        raise SystemExit(f"benchmark: {path} is not there; say where: --shared FOLDER")
    return path


def read(output: Path, *arguments: Path | str) -> Path:
    """Run `detente read --json` as a user would, its lines into `output`."""
    command = [sys.executable, "-m", "detente", "read", "--json", *map(str, arguments)]
    with output.open("w", encoding="utf-8") as lines:
        # A batch with an unreadable page ends with 1; the scorers count the page as empty.
        run = subprocess.run(command, stdout=lines, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode not in (0, 1):
        raise SystemExit(
            f"benchmark: {' '.join(command)} ended with {run.returncode}: {run.stderr}"
        )
    return output


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def write_json_lines(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """Write a JSONL file; gives its path back."""
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in records)
    return path


def machine() -> str:
    """The processor, its cores and the Python, for the note below a table."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        text = info.read_text(encoding="utf-8")
        models = [line.split(":", 1)[1] for line in text.splitlines() if "model name" in line]
        name = models[0].strip() if models else name
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}"
