"""Fixtures: what takes `url` runs on a fresh SQLite file and on a fresh PostgreSQL database."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import server

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a private server's databases, `{name}` left open.

    DETENTE_TEST_POSTGRESQL may name a server that runs already, in the same form.
    """
    if given := os.environ.get("DETENTE_TEST_POSTGRESQL"):
        yield given
        return
    binaries = server.programs()
    if binaries is None:
        words = "PostgreSQL is not installed (apt-get install postgresql)"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(words)
        pytest.skip(words)
    with server.running(binaries) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a ledger that does not exist yet."""
    return _fresh(request, tmp_path)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """As `url`, for all the tests of a module, which only read it."""
    return _fresh(request, tmp_path_factory.mktemp("shared"))


def _fresh(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'detente.db'}"
    pattern: str = request.getfixturevalue("postgresql")
    name = f"test{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(_plain(pattern, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return pattern.format(name=name)


def _plain(pattern: str, name: str) -> str:
    return pattern.format(name=name).replace("+psycopg", "")
