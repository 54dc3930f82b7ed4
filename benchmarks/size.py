"""How large a fresh run-time install is, and how soon the command answers in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import venv
from pathlib import Path

from place import ROOT, Place
from report import Table

MEGABYTE = 1_000_000
STARTS = 7


def install(place: Place) -> Table:
    """Install the run-time lock and the package into an empty environment and weigh it."""
    folder = place.work / "fresh"
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    before = _megabytes(folder)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run(
        [*pip, "--require-hashes", "--no-deps", "-r", ROOT / "requirements.lock"], check=True
    )
    subprocess.run([*pip, "--no-index", "--no-deps", "--no-build-isolation", ROOT], check=True)
    rows = (
        ("size of a fresh install", f"{_megabytes(folder) - before:.0f} MB", "500 MB"),
        ("`detente --help`", f"{_start(folder / 'bin' / 'detente'):.2f} s", "0.4 s"),
    )
    shutil.rmtree(folder)
    note = "The package with its models and every run-time dependency; start: the median of seven."
    return Table("install", "Install and start", ("", "measured", "asked: under"), rows, note)


def _megabytes(folder: Path) -> float:
    files = (Path(top) / name for top, _, names in os.walk(folder) for name in names)
    return sum(path.stat().st_size for path in files if not path.is_symlink()) / MEGABYTE


def _start(command: Path) -> float:
    """Seconds from the call to the end of `--help`; the median, after one call that warms up."""
    taken = []
    for _ in range(STARTS + 1):
        begun = time.perf_counter()
        subprocess.run([command, "--help"], check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - begun)
    return sorted(taken[1:])[STARTS // 2]
