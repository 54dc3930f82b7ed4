"""An article's text given as it stands: nothing is cleaned, offsets are into the input."""

from __future__ import annotations

import re

from detente.article.decode import decode
from detente.article.language_id import language
from detente.model import Article, Page, Spans, content_id

_BREAK = re.compile(r"\r\n|\r|\n")


def read_plain(page: Page) -> Article:
    """The whole input as `Article.text`, each non-blank line a paragraph without its outer space.

    Raises UnreadableInputError for what is no text.
    """
    text = decode(page)
    return Article(
        id=content_id(page.title or "", text),
        text=text,
        title=page.title,
        outlet=page.outlet,
        url=page.url,
        language=language(text),
        paragraphs=line_spans(text),
    )


def line_spans(text: str) -> Spans:
    """The spans of the non-blank lines of `text`, outer space left out."""
    spans = []
    start = 0
    for end in [*(found.span() for found in _BREAK.finditer(text)), (len(text), len(text))]:
        line = text[start : end[0]]
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            spans.append((first, first + len(line.strip())))
        start = end[1]
    return tuple(spans)
