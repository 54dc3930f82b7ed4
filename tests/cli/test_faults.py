"""Faults on the command line: one line each, the right exit code, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from detente import cli

Run = Callable[..., Result]


@pytest.mark.parametrize("verb", ["brief", "status", "export", "search", "show"])
def test_no_ledger_is_one_line_that_says_what_to_do(
    detente: Run, tmp_path: Path, verb: str
) -> None:
    path = tmp_path / "none.db"
    more = {"export": ["--format", "csv"], "search": ["word"], "show": ["abc"]}.get(verb, [])
    result = detente(verb, "--db", path, *more)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"detente: {path}: ")
    assert "detente add" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not path.exists(), "asking makes no ledger"


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["add"],
        ["add", "--again", "page.html"],
        ["search"],
        ["export"],
        ["nosuchverb"],
        ["brief", "--since", "18 April"],
        ["brief", "--since", "2025-04"],
        ["brief", "--each", "-1"],
        ["read", "x", "--published", "2025-02-30"],
        ["read", "x", "--as", "pdf"],
        ["read", "x", "--jobs", "many"],
    ],
)
def test_wrong_usage_is_told_with_exit_code_2(detente: Run, arguments: list[str]) -> None:
    result = detente(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: detente")
    assert "Traceback" not in result.output


def test_a_ledger_that_is_something_else_is_one_line(detente: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database " * 100)
    result = detente("status", "--db", path)
    assert result.exit_code == 1
    assert result.stderr.startswith("detente: ")
    assert result.stderr.count("\n") == 1


def test_debug_shows_where_it_arose(tmp_path: Path) -> None:
    arguments = ["--debug", "status", "--db", str(tmp_path / "none.db")]
    shown = subprocess.run(
        [sys.executable, "-m", "detente", *arguments], capture_output=True, text=True, check=False
    )
    assert shown.returncode == 1
    assert "Traceback" in shown.stderr
    assert "LedgerError" in shown.stderr


def test_an_output_nobody_reads_ends_quietly(sample_ledger: str) -> None:
    command = f'"{sys.executable}" -m detente export --format jsonl --db "{sample_ledger}"'
    shown = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | (exec true)"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in shown.stderr
    assert "fault" not in shown.stderr


def test_version(detente: Run) -> None:
    from detente import __version__

    assert detente("--version").stdout == f"detente {__version__}\n"


@pytest.mark.parametrize("verb", cli.VERBS)
def test_every_verb_has_help(detente: Run, verb: str) -> None:
    result = detente(verb, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: detente {verb}")
