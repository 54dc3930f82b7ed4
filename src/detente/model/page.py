"""What comes in: a page as fetched, and the article read from it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.base import MediaType, Precision, Spans


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as fetched, before anything is read from them.

    `id` names the input as the user gave it (a path, a URL, a JSONL line's `id`);
    `fetched` is an ISO 8601 time in UTC; `sha256` is of `body`.
    The fields from `title` to `dossier` are what came with the bytes (a JSONL line, an option),
    and outrank what a reader finds. `etag` and `last_modified` are the server's, as sent; they
    belong to `url`, and say nothing of what the page holds.
    """

    id: str
    body: bytes
    media_type: MediaType | None = None
    url: str | None = None
    fetched: str | None = None
    sha256: str = ""
    charset: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    dossier: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A publication date: ISO 8601 `value`, how precise, and what it rests on.

    `basis` says where it was found: `given`, `json-ld`, `meta`, `time-element`, `url`,
    `visible-text`, `htmldate`.
    """

    value: str
    precision: Precision
    basis: str


@dataclass(frozen=True, slots=True)
class Image:
    """The lead picture's words, caption and credit apart."""

    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Discard:
    """A line of the input that is left out of `Article.text`, and why.

    `reason` is one of `article.reasons.REASONS`; `line` is its number in the input,
    counted from 1 over all lines, or None where the input has no lines (HTML).
    """

    text: str
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One report, as read: what it says of itself, and its body with offsets.

    `paragraphs` are spans into `text`, in order, not overlapping. `language` is an
    ISO 639-1 code; only English is analysed. `id` is a content hash of title and text.
    """

    id: str
    text: str
    title: str | None = None
    standfirst: str | None = None
    bylines: tuple[str, ...] = ()
    outlet: str | None = None
    domain: str | None = None
    url: str | None = None
    published: Date | None = None
    language: str | None = None
    image: Image | None = None
    paragraphs: Spans = ()
    related: tuple[str, ...] = ()
    discarded: tuple[Discard, ...] = ()
    notes: tuple[str, ...] = ()
