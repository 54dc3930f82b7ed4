"""Opening a database: one engine for either back-end, with the schema checked first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from detente import settings
from detente.errors import LedgerError

VERSION_TABLE = "detente_schema"
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
BUSY_SECONDS = 30
# Any number will do, if every writer takes the same: PostgreSQL's stand-in for SQLite's one writer.
WRITER_LOCK = 0x0DE7E47E
SQLITE = "sqlite:///"
POSTGRESQL = "postgresql+psycopg://"


def open_engine(url: str | None, *, writing: bool) -> Engine:
    """An engine for the ledger at `url`, its schema made or upgraded where `writing`.

    Raises LedgerError if there is nothing to read, or a schema that this version does not know.
    """
    full = settings.database_url(url)
    engine = _sqlite(full, writing) if full.startswith(SQLITE) else _postgresql(full, writing)
    try:
        with told(engine):
            _make_schema(engine) if writing else _check_schema(engine)
            if writing and engine.dialect.name == "sqlite":
                _use_wal(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def place(engine: Engine) -> str:
    """The database's path or URL, fit to be shown: without a password."""
    return str(engine.get_execution_options()["place"])


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turn a database's error into a LedgerError of one line."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
        remedy = "another process is writing; try again" if "locked" in cause else ""
        raise LedgerError(cause.splitlines()[0], place(engine), remedy) from error


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection that alone may write; commits at the end, rolls back on any exception."""
    with engine.connect() as connection:
        immediate = connection.execution_options(begin="BEGIN IMMEDIATE")
        with immediate.begin():
            if engine.dialect.name == "postgresql":
                immediate.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": WRITER_LOCK})
            yield immediate


def _sqlite(url: str, writing: bool) -> Engine:
    path = Path(url.removeprefix(SQLITE))
    if str(path) in (".", ":memory:"):
        raise LedgerError("a ledger in memory is not kept", url, "give a path to a file")
    if not writing and not path.is_file():
        raise LedgerError("there is no ledger", str(path), "add something first: detente add FILE")
    if not path.absolute().parent.is_dir():
        raise LedgerError("there is no such folder", str(path.absolute().parent), "make it first")
    address = f"file:{quote(str(path.absolute()))}?mode={'rwc' if writing else 'ro'}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)

    shown = {"place": str(path)}
    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, execution_options=shown, **_JSON
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: str, writing: bool) -> Engine:
    if not url.startswith(POSTGRESQL):
        raise LedgerError(
            "not a ledger's address", url.split(":", 1)[0], "SQLite or PostgreSQL only"
        )
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise LedgerError("not a database's URL", url.rsplit("@", 1)[-1]) from None
    shown = parsed.render_as_string(hide_password=True)
    engine = create_engine(parsed, execution_options={"place": shown}, **_JSON)
    if not writing:
        event.listen(engine, "connect", _prepare_reading)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, deferred, and deadlock two writers.
    connection.isolation_level = None
    # FULL: a finished article outlives a power cut; NORMAL would save one fsync an article.
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _prepare_reading(connection: Any, _record: object) -> None:
    connection.read_only = True


def _use_wal(engine: Engine) -> None:
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            raw.execute("PRAGMA journal_mode=WAL")


def _make_schema(engine: Engine) -> None:
    with transaction(engine) as connection:
        found = _schema(connection, engine)
        if found is None and inspect(connection).get_table_names():
            raise LedgerError("holds tables of something else", place(engine), "use a new database")
        if found != REVISIONS[-1]:
            upgrade(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to `revision` inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "detente.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _check_schema(engine: Engine) -> None:
    with engine.begin() as connection:
        found = _schema(connection, engine)
    if found is None:
        raise LedgerError("holds no ledger", place(engine), "add something first: detente add FILE")
    if found != REVISIONS[-1]:
        raise LedgerError(
            f"was written by an older version (schema {found})",
            place(engine),
            "the next detente add upgrades it",
        )


def _schema(connection: Connection, engine: Engine) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
    if found is not None and found not in REVISIONS:
        raise LedgerError(
            f"was written by a newer version (schema {found})", place(engine), "update detente"
        )
    return found


_JSON: dict[str, Any] = {
    "json_serializer": lambda value: msgspec.json.encode(value).decode(),
    "json_deserializer": msgspec.json.decode,
}
