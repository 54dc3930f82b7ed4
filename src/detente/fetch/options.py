"""What the caller says about the input, and what a conditional request carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from detente.errors import DetenteError
from detente.model import Failure, MediaType

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with a page, to be sent back when the page is asked for again.

    `etag` goes out as `If-None-Match`, `last_modified` as `If-Modified-Since`.
    """

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How targets are to be had and read.

    `as_` forces a reader (`article`, `capture`, `html`) or says that the input is `jsonl`;
    with a JSONL file it says how each line's `text` is to be read. `url`, `outlet`,
    `published` and `dossier` are given to every page that does not bring its own.

    `max_bytes` caps one page (or one JSONL line) after unpacking; `timeout` is in seconds,
    for one request from first byte to last; `pause` is the least number of seconds between
    two requests to the same host. `allow_private` lets through addresses on private networks
    and `file:` URLs. `validators` tells what a URL's server gave with the page that the caller
    has of it, so that it is asked for another one only; a page brings its own in `etag` and
    `last_modified`.
    """

    as_: Literal["article", "capture", "html", "jsonl"] | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    dossier: str | None = None
    allow_private: bool = False
    max_bytes: int = 20 * MEBIBYTE
    timeout: float = 30.0
    max_redirects: int = 5
    pause: float = 1.0
    validators: Callable[[str], Validators | None] | None = None

    @property
    def media_type(self) -> MediaType | None:
        """The reader that `as_` forces, None where it is to be found by looking."""
        return None if self.as_ == "jsonl" else self.as_


@dataclass(frozen=True, slots=True)
class Unchanged(Failure):
    """A page that the server says has not changed since it was last fetched: nothing to read.

    `url` is the one that answered, at the end of all redirects.
    """

    url: str = ""


def failure(name: str, error: DetenteError) -> Failure:
    """The error as a record; `error` leaves out where, which `id` already says."""
    return Failure(name, f"{error.what}; {error.remedy}" if error.remedy else error.what)
