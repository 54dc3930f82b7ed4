"""A JSONL of articles, one page a line, read as a stream."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from detente.errors import UnreadableInputError
from detente.fetch.options import FetchOptions, failure
from detente.fetch.unpack import DAMAGE, damaged, too_big
from detente.model import Failure, Page

SUFFIXES = (".jsonl", ".ndjson")
TEXT_FIELDS = ("title", "published", "url", "outlet", "dossier")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# A line that never ends is followed this many times the cap before the file is given up.
PATIENCE = 16


def lines(stream: io.BufferedReader, name: str, options: FetchOptions) -> Iterator[Page | Failure]:
    """Each line of the stream as a `Page`, or as a `Failure` that names the line.

    `id` is the line's own, else `name:number`. Blank lines are passed over.
    """
    number = 0
    while True:
        number += 1
        where = f"{name}:{number}"
        try:
            line = stream.readline(options.max_bytes + 1)
            if not line:
                return
            if len(line) > options.max_bytes and not line.endswith(b"\n"):
                yield failure(where, too_big(options.max_bytes, where))
                if not _skip_line(stream, options.max_bytes):
                    return
                continue
        except DAMAGE as error:
            yield failure(where, damaged(error, where))
            return
        if line.strip():
            yield _one(line, where, options)


def _skip_line(stream: io.BufferedReader, step: int) -> bool:
    """Read to the end of the line; False where the file ends or the line does not."""
    for _ in range(PATIENCE):
        rest = stream.readline(step)
        if not rest or rest.endswith(b"\n"):
            return bool(rest)
    return False


def _one(line: bytes, where: str, options: FetchOptions) -> Page | Failure:
    name = where
    try:
        record = _record(line, where)
        if record.get("id") is not None:
            name = str(record["id"])
        return _page(record, name, options)
    except UnreadableInputError as error:
        return failure(name, error)


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UnreadableInputError(f"not a line of JSON ({reason})", where) from error
    if not isinstance(record, dict):
        raise UnreadableInputError("not a JSON object", where)
    if isinstance(record.get("id"), (dict, list, bool, float)):
        raise UnreadableInputError("`id` is neither a string nor a whole number", where)
    return record


def _page(record: dict[str, Any], name: str, options: FetchOptions) -> Page:
    key = "html" if record.get("html") is not None else "text"
    text = record.get(key)
    if not isinstance(text, str):
        raise UnreadableInputError("no `text` or `html` string in it", name)
    given = {}
    for field in TEXT_FIELDS:
        value = record.get(field)
        if value is not None and not isinstance(value, str):
            raise UnreadableInputError(f"`{field}` is not a string", name)
        given[field] = value or getattr(options, field, None)
    # One code point for one code point, so that offsets into the line's text stay true.
    body = LONE_SURROGATE.sub("\ufffd", text).encode()
    return Page(
        id=name,
        body=body,
        media_type="html" if key == "html" else options.media_type,
        sha256=hashlib.sha256(body).hexdigest(),
        charset="utf-8",
        **given,
    )
