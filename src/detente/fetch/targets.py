"""From what the user names to pages: one target after the other, one fault at a time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from detente.errors import DetenteError, FetchError
from detente.fetch import jsonl, unpack
from detente.fetch.options import FetchOptions, failure
from detente.model import Failure, MediaType, Page

if TYPE_CHECKING:
    from detente.fetch.http import Fetcher

# Two letters at least, so that a Windows drive is a path.
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(?=//)")
MARKUP_SUFFIXES = (".html", ".htm", ".xhtml")


def pages(targets: Sequence[str], options: FetchOptions) -> Iterator[Page | Failure]:
    """Every page that the targets hold, in order; what cannot be had is a `Failure` in its place.

    A target is a file, a folder (walked in sorted order; hidden files and the `…_files` folders
    that browsers save beside a page are passed over), `-` for standard input, a JSONL file
    (`.jsonl`, `.ndjson`; or any with `as_="jsonl"`), or an http(s) URL; gzip of each is undone.
    Standard input that begins as a JSONL of articles is read as one. JSONL is streamed.
    """
    with ExitStack() as stack:
        fetcher: Fetcher | None = None
        for target in targets:
            try:
                if SCHEME.match(target) and not target.lower().startswith("file:"):
                    from detente.fetch.http import Fetcher

                    fetcher = fetcher or stack.enter_context(Fetcher(options))
                    yield from _from_web(target, fetcher, options)
                else:
                    yield from _from_disk(target, options)
            except DetenteError as error:
                yield failure(target, error)
            except OSError as error:
                reason = error.strerror or type(error).__name__
                yield failure(target, FetchError(f"cannot be read ({reason})"))


def _from_disk(target: str, options: FetchOptions) -> Iterator[Page | Failure]:
    if target == "-":
        yield from _from_stdin(options)
        return
    path = _path(target, options)
    if not path.is_dir():
        yield from _from_file(path, target, options)
        return
    found = False
    for found_path in _walk(path):
        found = True
        try:
            yield from _from_file(found_path, str(found_path), options)
        except DetenteError as error:
            yield failure(str(found_path), error)
        except OSError as error:
            yield failure(str(found_path), FetchError(f"cannot be read ({error.strerror})"))
    if not found:
        raise FetchError("no files in this folder", target, "name a folder that holds pages")


def _path(target: str, options: FetchOptions) -> Path:
    path = Path(target)
    if target.lower().startswith("file://"):
        if not options.allow_private:
            raise FetchError("file: URLs are refused", target, "give the path itself")
        path = Path(unquote(urlsplit(target).path))
    if not path.exists():
        raise FetchError("no such file or folder", target, "check the path")
    return path


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        saved = {Path(name).stem for name in files if name.lower().endswith(MARKUP_SUFFIXES)}
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name.removesuffix("_files") not in saved - {name}
        )
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and path.is_file():
                yield path


def _is_jsonl(name: str, options: FetchOptions) -> bool:
    return options.as_ == "jsonl" or name.lower().removesuffix(".gz").endswith(jsonl.SUFFIXES)


def _from_file(path: Path, name: str, options: FetchOptions) -> Iterator[Page | Failure]:
    with path.open("rb") as file:
        yield from _from_stream(unpack.opened(file), name, _is_jsonl(path.name, options), options)


def _from_stdin(options: FetchOptions) -> Iterator[Page | Failure]:
    stream = unpack.opened(sys.stdin.buffer)
    try:
        start = stream.peek(4096).lstrip()
    except unpack.DAMAGE as error:
        raise unpack.damaged(error, "-") from error
    looks = start.startswith(b"{") and (b'"text"' in start or b'"html"' in start)
    yield from _from_stream(stream, "-", looks or options.as_ == "jsonl", options)


def _from_stream(
    stream: io.BufferedReader, name: str, is_jsonl: bool, options: FetchOptions
) -> Iterator[Page | Failure]:
    if is_jsonl:
        yield from jsonl.lines(stream, name, options)
        return
    body = unpack.bounded(stream, options.max_bytes, name)
    yield _page(name, body, options, options.media_type)


def _from_web(target: str, fetcher: Fetcher, options: FetchOptions) -> Iterator[Page | Failure]:
    answer = fetcher.fetch(target)
    if isinstance(answer, Failure):
        yield answer
        return
    stream = unpack.opened(io.BytesIO(answer.body))
    name = urlsplit(answer.url).path
    if _is_jsonl(name, options) or answer.content_type.endswith(("jsonl", "x-ndjson")):
        yield from jsonl.lines(stream, target, options)
        return
    body = unpack.bounded(stream, options.max_bytes, target)
    is_html = answer.content_type in ("text/html", "application/xhtml+xml")
    media_type = options.media_type or ("html" if is_html else None)
    page = _page(target, body, options, media_type, answer.url, answer.fetched, answer.charset)
    if page.url == answer.url:
        given = answer.validators
        page = replace(page, etag=given.etag, last_modified=given.last_modified)
    yield page


def _page(
    name: str,
    body: bytes,
    options: FetchOptions,
    media_type: MediaType | None,
    url: str | None = None,
    fetched: str | None = None,
    charset: str | None = None,
) -> Page:
    return Page(
        id=name,
        body=body,
        media_type=media_type,
        url=options.url or url,
        fetched=fetched,
        sha256=hashlib.sha256(body).hexdigest(),
        charset=charset,
        outlet=options.outlet,
        published=options.published,
        dossier=options.dossier,
    )
