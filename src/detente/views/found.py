"""What a search found, with the words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from detente.views import phrases, terminal
from detente.views.terminal import Indented, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, RenderableType

    from detente.ledger import Hit
    from detente.model import Spans

SHORT_ID = 10
INDENT = 4
ENDINGS = (".", "?", "!", "”", '"')
COLUMNS = (
    "type",
    "article",
    "statement",
    "title",
    "outlet",
    "published",
    "speaker",
    "text",
    "start",
    "score",
    "cosine",
)


def show(console: Console, hits: Sequence[Hit]) -> None:
    """Print the findings, best first: the headline, the words around, and where they stand."""
    terminal.show(console, _parts(hits))


def _parts(hits: Sequence[Hit]) -> Iterator[RenderableType]:
    for number, hit in enumerate(hits, 1):
        if number > 1:
            yield Text()
        yield Indented(_head(hit), INDENT, f"{number} ")
        yield Indented(_excerpt(hit), INDENT)
        yield Indented(safe(_place(hit), "place"), INDENT)


def row(hit: Hit) -> dict[str, Any]:
    """One finding under `COLUMNS`, with the spans of the words found; `start` is of `text`."""
    article, statement = hit.article, hit.statement
    return {
        "type": "statement" if statement else "article",
        "article": article.id,
        "statement": statement.statement.id if statement else None,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.value if article.published else None,
        "speaker": statement.speaker if statement else None,
        "text": hit.text,
        "start": hit.start,
        "score": hit.score,
        "cosine": hit.cosine,
        "marks": hit.marks,
        "title_marks": hit.title_marks,
    }


def _head(hit: Hit) -> Text:
    if hit.statement:
        return safe(phrases.speaker(hit.statement.speaker, hit.statement.source), "speaker")
    return _marked(hit.article.title or "Untitled", hit.title_marks, "title")


def _excerpt(hit: Hit) -> Text:
    """The words around, with an ellipsis where the article goes on."""
    words = _marked(hit.text, hit.marks)
    if hit.statement:
        return words
    before = "… " if hit.start else ""
    return Text.assemble(before, words, "" if words.plain.endswith(ENDINGS) else " …")


def _marked(text: str, marks: Spans, style: str = "") -> Text:
    """`text` on one line, with the words that were looked for marked."""
    whole = safe(text, style)
    for start, end in marks:
        whole.stylize("match", start, end)
    return Text(" ").join(line for line in whole.split("\n") if line.plain.strip())


def _place(hit: Hit) -> str:
    published = hit.article.published
    identifier = hit.statement.statement.id if hit.statement else hit.article.id
    parts = (
        hit.article.title if hit.statement else None,
        hit.article.outlet or hit.article.domain,
        phrases.day(published.value if published else None),
        identifier[:SHORT_ID],
    )
    return " · ".join(part for part in parts if part)
