"""A bare start is quick, and imports nothing that it does not need."""

from __future__ import annotations

import re
import resource
import subprocess
import sys

import pytest

from detente import cli

ALLOWED = {"click", "detente"}
SECONDS = 0.4
# Of the processor's time, the best of some runs: other work on the machine slows a start.
RUNS = 3


def python(*arguments: str) -> str:
    """What a fresh interpreter writes on standard error."""
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True
    ).stderr


def loaded(*arguments: str) -> set[str]:
    """The top-level names of every module that is imported."""
    trace = python("-X", "importtime", *arguments)
    return {name.split(".")[0] for name in re.findall(r"\|\s+([\w.]+)$", trace, re.MULTILINE)}


def imported(*arguments: str) -> set[str]:
    """What `detente` imports from outside the standard library (and the site's own hooks)."""
    names = loaded("-m", "detente", *arguments)
    assert "click" in names
    return names - loaded("-c", "pass") - sys.stdlib_module_names


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_what_a_bare_start_imports(arguments: tuple[str, ...]) -> None:
    assert imported(*arguments) <= ALLOWED


@pytest.mark.parametrize("verb", cli.VERBS)
def test_the_help_of_a_verb_imports_no_more(verb: str) -> None:
    assert imported(verb, "--help") <= ALLOWED


def test_help_answers_at_once() -> None:
    assert min(_seconds() for _ in range(RUNS)) < SECONDS


def _seconds() -> float:
    """What `detente --help` takes of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    python("-m", "detente", "--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
