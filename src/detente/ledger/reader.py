"""An open ledger that is only read: connections, and rows as records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Select

from detente.ledger.database import open_engine, told

_STREAM = 200
T = TypeVar("T")


class Reader:
    """Reads the ledger at `url`, from any thread; closed by `close` or a `with`.

    Raises LedgerError if there is no ledger (none is ever made here), or of another schema.
    """

    def __init__(self, url: str | None = None) -> None:
        """Open the ledger."""
        self._engine = open_engine(url, writing=False)

    def __enter__(self) -> Self:
        """The view itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with told(self._engine), self._engine.begin() as connection:
            yield connection

    def _list(self, query: Select[Any], make: Callable[[Any], T]) -> list[T]:
        with self._read() as connection:
            return [make(row) for row in connection.execute(query).mappings()]

    @contextmanager
    def _stream(self, connection: Connection, query: Select[Any]) -> Iterator[Any]:
        """Rows in portions; the server's cursor is closed even when the reader stops early."""
        with connection.execute(query, execution_options={"yield_per": _STREAM}) as result:
            yield result.mappings()
