"""What several rooms' tests need: a real ledger that holds the samples, and the command line."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import samples
from backends import postgresql as postgresql
from backends import shared_url as shared_url
from backends import url as url


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An SQLite ledger with every sample in it; tests read it and never write."""
    from detente import ledger

    path = str(tmp_path_factory.mktemp("ledger") / "samples.db")
    with ledger.Writer(path) as writer:
        for reading in samples.all_readings():
            assert writer.add(reading) == "new"
    return path


@pytest.fixture(scope="session")
def strait_ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An SQLite ledger that follows invented talks; tests read it and never write."""
    import strait
    from detente import ledger

    path = str(tmp_path_factory.mktemp("strait") / "strait.db")
    with ledger.Writer(path) as writer:
        writer.keep_dossier(strait.DOSSIER.id, strait.YAML)
        for reading in strait.readings():
            assert writer.add(reading) == "new"
    return path


@pytest.fixture
def detente(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command line in this process: `detente("read", "-", input=b"…")`."""
    from detente.cli import command

    monkeypatch.delenv("DETENTE_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str | Path, **settings: object) -> Result:
        given = [str(argument) for argument in arguments]
        return CliRunner().invoke(command, given, prog_name="detente", **settings)  # type: ignore[arg-type]

    return run


@pytest.fixture(autouse=True, scope="session")
def interrupts_reach_children() -> None:
    """Ctrl-C is tested on real processes; a shell's background job would hand them deaf ears."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
