"""Rows back to records, as `codec` stored them."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import msgspec

from detente.ledger.codec import Row
from detente.ledger.rows import ArticleRow, Carrier, StatementRow
from detente.model import (
    Actor,
    Article,
    Date,
    Discard,
    EntityKind,
    Image,
    MediaType,
    Modality,
    Page,
    Role,
    Said,
    Span,
    Spans,
    Statement,
)

T = TypeVar("T")
_GAP = " … "


def to_page(row: Row, body: bytes) -> Page:
    """A row of `pages`, with its bytes unpacked."""
    return Page(
        id=row["name"],
        body=body,
        media_type=cast(MediaType | None, row["media_type"]),
        url=row["url"],
        fetched=row["fetched"],
        sha256=row["sha256"],
        charset=row["charset"],
        title=row["given_title"],
        outlet=row["given_outlet"],
        published=row["given_published"],
        dossier=row["dossier"],
        etag=row["etag"],
        last_modified=row["last_modified"],
    )


def to_carrier(row: Row) -> Carrier:
    """A row of `pages`, as the carrier of its article."""
    return Carrier(**{name: row[name] for name in Carrier.__dataclass_fields__})


def to_article(row: Row) -> Article:
    """A row of `articles`."""
    plain = {name: row[name] for name in _ARTICLE_FIELDS if name not in _ARTICLE_JSON}
    rich = {name: msgspec.convert(row[name], kind) for name, kind in _ARTICLE_JSON.items()}
    return Article(**plain, **rich, published=_date(row))


def to_article_row(row: Row) -> ArticleRow:
    """A row with the columns `selects.ROW`."""
    plain = {name: row[name] for name in ("id", "title", "outlet", "domain", "url", "language")}
    seen = {"first_seen": row["first_seen"], "last_seen": row["last_seen"]}
    across = {"copy_of": row["copy_of"], "origin": row["origin"]}
    return ArticleRow(**plain, **seen, **across, published=_date(row), page=row["sha256"])


def to_actor(row: Row) -> Actor:
    """A row of `mentions`, joined to its actor's `id` and `name`."""
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=cast(EntityKind, row["kind"]),
        mentions=msgspec.convert(row["spans"], Spans),
        roles=msgspec.convert(row["roles"], tuple[Role, ...]),
        side=row["side"],
    )


def to_statement(row: Row) -> Statement:
    """A row of `statements`, with the speaker's identifier as `speaker_id`."""
    return Statement(
        id=row["id"],
        source=msgspec.convert(row["source"], Spans),
        cue=msgspec.convert(row["cue"], Spans),
        content=msgspec.convert(row["content"], Spans),
        kind=row["kind"],
        modality=Modality(row["modality"], msgspec.convert(row["modality_words"], Spans)),
        confidence=row["confidence"],
        speaker=row["speaker_id"],
        via=tuple(row["via"]),
        said=msgspec.convert(row["said"], Said | None),
        sentence=msgspec.convert(row["sentence"], Span),
    )


def to_statement_row(row: Row, article: ArticleRow) -> StatementRow:
    """A row of `statements`, with `speaker_id`, `resolved` and `models`, and its article's."""
    statement = to_statement(row)

    def words(spans: Spans) -> str:
        return _words(row, spans)

    return StatementRow(
        statement=statement,
        article=article,
        speaker=row["resolved"],
        passage=row["passage"],
        start=row["passage_start"],
        source=words(statement.source),
        cue=words(statement.cue),
        content=words(statement.content),
        sentence="" if statement.sentence == (0, 0) else words((statement.sentence,)),
        models=row["models"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
    )


def content(row: Row) -> str:
    """The words of a statement's content."""
    return _words(row, to_spans(row["content"]))


def _words(row: Row, spans: Spans) -> str:
    start = row["passage_start"]
    return _GAP.join(row["passage"][a - start : b - start] for a, b in spans)


def to_spans(value: Any) -> Spans:
    """Spans from a JSON column."""
    return msgspec.convert(value, Spans)


def _date(row: Row) -> Date | None:
    if row["published"] is None:
        return None
    return Date(row["published"], row["precision"], row["basis"])


_ARTICLE_JSON: dict[str, Any] = {
    "bylines": tuple[str, ...],
    "image": Image | None,
    "paragraphs": Spans,
    "related": tuple[str, ...],
    "discarded": tuple[Discard, ...],
    "notes": tuple[str, ...],
}
_ARTICLE_FIELDS = tuple(name for name in Article.__dataclass_fields__ if name != "published")
