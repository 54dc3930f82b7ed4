"""Statements and articles as flat rows: the table that a spreadsheet or a notebook wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.views import phrases

if TYPE_CHECKING:
    from detente.ledger.rows import ArticleRow, StatementRow

ARTICLE_COLUMNS = (
    "article",
    "title",
    "outlet",
    "domain",
    "url",
    "published",
    "precision",
    "language",
    "first_seen",
    "last_seen",
)
STATEMENT_COLUMNS = (
    "statement",
    "speaker",
    "source",
    "cue",
    "content",
    "kind",
    "modality",
    "modality_words",
    "via",
    "said",
    "said_expression",
    "sentence",
    "start",
    "end",
    "confidence",
)


def article(row: ArticleRow) -> dict[str, Any]:
    """One article under `ARTICLE_COLUMNS`."""
    return {
        "article": row.id,
        "title": row.title,
        "outlet": row.outlet,
        "domain": row.domain,
        "url": row.url,
        "published": row.published.value if row.published else None,
        "precision": row.published.precision if row.published else None,
        "language": row.language,
        "first_seen": row.first_seen,
        "last_seen": row.last_seen,
    }


def statement(row: StatementRow) -> dict[str, Any]:
    """One statement under `STATEMENT_COLUMNS`, with its article under `ARTICLE_COLUMNS`.

    `start` and `end` are the sentence's span in the article's text, in Unicode code points.
    """
    told = row.statement
    return {
        "statement": told.id,
        "speaker": row.speaker,
        "source": row.source,
        "cue": row.cue,
        "content": row.content,
        "kind": told.kind,
        "modality": told.modality.kind,
        "modality_words": modality_words(row),
        "via": list(told.via),
        "said": told.said.value if told.said else None,
        "said_expression": told.said.expression if told.said else None,
        "sentence": phrases.one_line(row.sentence),
        "start": told.sentence[0],
        "end": told.sentence[1],
        "confidence": told.confidence,
        **article(row.article),
        "first_seen": row.first_seen,
        "last_seen": row.last_seen,
    }


def statement_record(row: StatementRow) -> dict[str, Any]:
    """The same with every span: what JSON can hold and a table cannot."""
    told = row.statement
    spans = {"source": told.source, "cue": told.cue, "content": told.content}
    return {**statement(row), "spans": spans, "models": row.models}


def modality_words(row: StatementRow) -> list[str]:
    """The words that carry the modality, as far as they stand in the row's passage."""
    first, last = row.start, row.start + len(row.passage)
    return [
        row.passage[start - first : end - first]
        for start, end in row.statement.modality.words
        if first <= start and end <= last
    ]
