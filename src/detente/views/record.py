"""A reading as JSON: the contract `detente/1` of `detente read --json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.ledger import ArticleRecord
    from detente.model import Failure, Reading

SCHEMA = "detente/1"


def record(reading: Reading) -> dict[str, Any]:
    """The reading under the contract's keys; the records themselves are its values."""
    statements = (*reading.statements, *reading.quotations)
    return _record(reading.page.id, reading) | {"statements": statements}


def stored(kept: ArticleRecord) -> dict[str, Any]:
    """An article of the ledger under the same keys; `id` is the input that first carried it."""
    return _record(kept.carriers[0].name if kept.carriers else kept.row.id, kept)


def _record(name: str, read: Reading | ArticleRecord) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": name,
        "article": read.article,
        "actors": read.actors,
        "statements": read.statements,
        "moves": read.moves,
        "positions": read.positions,
        "proposals": read.proposals,
        "divisions": read.divisions,
        "times": read.times,
        "background": read.background,
        "dossier": read.dossier,
        "models": read.models,
    }


def failure(failed: Failure) -> dict[str, Any]:
    """What stands in the place of an input that could not be read."""
    return {"schema": SCHEMA, "id": failed.id, "error": failed.error}


def encoded(value: Any) -> bytes:
    """`value` as one line of JSON in UTF-8, without the newline; records become objects."""
    import msgspec

    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8; its escape is valid JSON and keeps every offset.
        return json.dumps(msgspec.to_builtins(value)).encode("ascii")
