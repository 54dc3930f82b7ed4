"""Records to rows and back. The JSON columns hold the records' own fields, tuples as lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from detente.errors import LedgerError
from detente.ledger import line_codec
from detente.ledger.filters import first_day, fold
from detente.model import (
    Actor,
    Article,
    Page,
    Reading,
    Span,
    Statement,
    content_id,
)

Row = Mapping[Any, Any]
T = TypeVar("T")

_ARTICLE_FIELDS = tuple(name for name in Article.__dataclass_fields__ if name != "published")


def page_id(page: Page) -> str:
    """What makes a page this page: its bytes, where they come from, and what was given with them.

    The URL names it where there is one, else the input's name; when it was fetched and what the
    server calls this version of it do not count.
    """
    given = (page.media_type, page.charset, page.title, page.outlet, page.published, page.dossier)
    parts = (sha256(page), _without_nul(page.url or page.id), *given)
    return content_id(*("-" if part is None else f"+{part}" for part in parts))


def sha256(page: Page) -> str:
    """The SHA-256 of the page's bytes, counted where the page does not bring it."""
    return page.sha256 or hashlib.sha256(page.body).hexdigest()


def models_id(models: Mapping[str, str]) -> str:
    """One identifier for a set of model revisions."""
    return content_id(*(part for pair in sorted(models.items()) for part in pair))


def storable(reading: Reading) -> tuple[Reading, str]:
    """The reading as both back-ends can hold it, and a digest of all but its page's bytes.

    NUL and lone surrogates, which PostgreSQL's text cannot hold, become U+FFFD, one for one, so
    that offsets stay. Raises LedgerError where a span or an actor points at nothing.
    """
    try:
        encoded = _encode(reading)
    except UnicodeEncodeError:
        encoded = b"\\u0000"
    if b"\\u0000" in encoded:
        reading = _scrub(reading)
        encoded = _encode(reading)
    _check(reading)
    return reading, hashlib.sha256(encoded).hexdigest()


def _encode(reading: Reading) -> bytes:
    page = replace(reading.page, body=b"", fetched=None, etag=None, last_modified=None)
    return msgspec.json.encode(replace(reading, page=page), order="deterministic")


def _scrub(reading: Reading) -> Reading:
    bare = replace(reading, page=replace(reading.page, body=b""))
    clean = msgspec.convert(_without_nul(msgspec.to_builtins(bare)), Reading, str_keys=True)
    return replace(clean, page=replace(clean.page, body=reading.page.body))


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return (
            value.replace("\0", "\ufffd")
            .encode("utf-16", "surrogatepass")
            .decode("utf-16", "replace")
        )
    if isinstance(value, dict):
        return {_without_nul(name): _without_nul(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nul(part) for part in value]
    return value


def _check(reading: Reading) -> None:
    length = len(reading.article.text)
    if not all(0 <= start <= end <= length for start, end in _spans(reading)):
        raise LedgerError("a span lies outside the article's text", reading.page.id)
    known = {actor.id for actor in reading.actors}
    if any(s.speaker is not None and s.speaker not in known for s in reading.statements):
        raise LedgerError("a statement's speaker is not among the actors", reading.page.id)
    line_codec.check(reading)


def _spans(reading: Reading) -> Iterator[Span]:
    yield from reading.article.paragraphs
    yield from reading.sentences
    for actor in reading.actors:
        yield from actor.mentions
    for statement in reading.statements:
        yield from (*statement.source, *statement.cue, *statement.content, statement.sentence)
        yield from statement.modality.words
    yield from line_codec.spans(reading)


def page_row(page: Page, article: Article) -> dict[str, Any]:
    """A row of `pages`, without what joins it to other rows."""
    return {
        "id": page_id(page),
        "sha256": sha256(page),
        "name": page.id,
        "url": page.url,
        "media_type": page.media_type,
        "charset": page.charset,
        "fetched": page.fetched,
        "given_title": page.title,
        "given_outlet": page.outlet,
        "given_published": page.published,
        "dossier": page.dossier,
        "outlet": article.outlet,
        "domain": article.domain,
        "outlet_words": fold(article.outlet or "") + fold(article.domain or ""),
        "etag": page.etag,
        "last_modified": page.last_modified,
    }


def published(article: Article) -> str | None:
    """The date of publication as ISO 8601, of whatever precision."""
    return article.published.value if article.published else None


def day(article: Article) -> str:
    """The first day that the date of publication allows; "" without one."""
    return first_day(published(article))


def article_row(reading: Reading) -> dict[str, Any]:
    """A row of `articles`, without what joins it to other rows."""
    article = reading.article
    row = {name: getattr(article, name) for name in _ARTICLE_FIELDS}
    date = article.published
    return row | {
        "sentences": reading.sentences,
        "times": reading.times,
        "text_hash": content_id(article.text),
        "published": published(article),
        "precision": date and date.precision,
        "basis": date and date.basis,
        "day": day(article),
    }


def actor_row(actor: Actor) -> dict[str, Any]:
    """A row of `actors`."""
    words = fold(actor.name)
    return {"id": actor.id, "name": actor.name, "words": words, "effective": actor.id}


def mention_row(actor: Actor, ordinal: int) -> dict[str, Any]:
    """A row of `mentions`, without what joins it to other rows."""
    return {
        "ordinal": ordinal,
        "kind": actor.kind,
        "side": actor.side,
        "spans": actor.mentions,
        "roles": actor.roles,
    }


def statement_row(statement: Statement, ordinal: int, text: str) -> dict[str, Any]:
    """A row of `statements`, without what joins it to other rows."""
    start, end = _extent(statement)
    return {
        "id": statement.id,
        "ordinal": ordinal,
        "passage": text[start:end],
        "passage_start": start,
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "kind": statement.kind,
        "modality": statement.modality.kind,
        "modality_words": statement.modality.words,
        "confidence": statement.confidence,
        "via": statement.via,
        "said": statement.said,
        "sentence": statement.sentence,
    }


def _extent(statement: Statement) -> Span:
    spans = [*statement.source, *statement.cue, *statement.content]
    if statement.sentence != (0, 0) or not spans:
        spans.append(statement.sentence)
    return min(start for start, _ in spans), max(end for _, end in spans)
