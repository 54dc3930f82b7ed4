"""Where a line comes from: the article, the sentence in its text, and the exact words in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from detente.views import phrases

if TYPE_CHECKING:
    from detente.ledger.rows import ArticleRow, Evidence, StatementRow
    from detente.model import Span

NO_DATE = "no date"
NO_OUTLET = "outlet unknown"
SHORT_ID = 10


@dataclass(frozen=True, slots=True)
class Source:
    """The outlet, its date, and a sentence of the article's text.

    `sentence` is the span of the sentence and `words` what stands there; `span` and `evidence`
    are the piece of it that the line rests on, the whole sentence where no more is known.
    """

    outlet: str
    published: str | None
    day: str
    title: str
    url: str | None
    article: str
    sentence: Span
    words: str
    statement: str | None
    span: Span
    evidence: str

    @property
    def place(self) -> tuple[str, Span]:
        """The article and the span of the sentence in its text."""
        return self.article, self.sentence

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence's words before, in and after the evidence."""
        at = self.words.find(self.evidence)
        if at < 0:
            return self.words, "", ""
        end = at + len(self.evidence)
        return self.words[:at], self.words[at:end], self.words[end:]


class Sourced(Protocol):
    """A row of the record with its article, its evidence, and its independent origin."""

    @property
    def article(self) -> ArticleRow:
        """The article it stands in."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The pieces of the article's text that it rests on."""


def of_rows(rows: Iterable[Sourced]) -> tuple[Source, ...]:
    """The sources of the rows in their order, each stretch of text once."""
    found: dict[tuple[str, Span], Source] = {}
    for row in rows:
        for evidence in row.evidence:
            found.setdefault((row.article.id, evidence.span), _of(row.article, evidence))
    return tuple(found.values())


def of_statement(row: StatementRow) -> Source:
    """The sentence of a statement."""
    words = phrases.one_line(row.sentence)
    sentence = row.statement.sentence
    return _made(row.article, sentence, words, sentence, words, row.statement.id)


def outlet(article: ArticleRow) -> str:
    """The outlet's name, else its domain, else a plain word."""
    return article.outlet or article.domain or NO_OUTLET


def reported(article: ArticleRow) -> str:
    """The ISO day of publication, as far as it is known; else that of coming into the ledger."""
    return (article.published.value if article.published else article.first_seen)[:10]


def by_words(sources: Sequence[Source]) -> list[tuple[str, list[Source]]]:
    """The sources by the sentence's words: a copied report is cited once, with its outlets."""
    alike: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if all(source.place != other.place for other in alike[source.words]):
            alike[source.words].append(source)
    return list(alike.items())


def _of(article: ArticleRow, evidence: Evidence) -> Source:
    words = phrases.one_line(evidence.sentence)
    piece = phrases.one_line(evidence.words)
    return _made(article, evidence.sentence_span, words, evidence.span, piece, None)


def _made(
    article: ArticleRow, sentence: Span, words: str, span: Span, piece: str, statement: str | None
) -> Source:
    published = article.published
    return Source(
        outlet=outlet(article),
        published=published.value if published else None,
        day=phrases.day(published.value) if published else NO_DATE,
        title=article.title or "Untitled",
        url=article.url,
        article=article.id,
        sentence=sentence,
        words=words,
        statement=statement,
        span=span,
        evidence=piece,
    )
