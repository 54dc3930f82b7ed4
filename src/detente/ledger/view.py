"""What comes out of the ledger: read only, as frozen records."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from detente.errors import LedgerError
from detente.ledger import codec, meaning_store, restore, selects
from detente.ledger.database import place
from detente.ledger.filters import Filters
from detente.ledger.gist_view import GistView
from detente.ledger.line_view import ALL, LineView
from detente.ledger.meaning_store import Wording
from detente.ledger.query import parse
from detente.ledger.record import to_record
from detente.ledger.rows import ArticleRecord, ArticleRow, Hit, StatementRow, Status
from detente.ledger.state import status
from detente.ledger.tables import articles, bodies, pages, revisions, statements
from detente.model import Page

if TYPE_CHECKING:
    import numpy as np

    from detente.ledger.meaning import Codes


class View(LineView, GistView):
    """Reads the ledger at `url`, from any thread; closed by `close` or a `with`.

    Raises LedgerError if there is no ledger (none is ever made here), or of another schema.
    """

    def articles(
        self, filters: Filters = ALL, limit: int | None = None, offset: int = 0
    ) -> list[ArticleRow]:
        """The articles that fit, newest first, the undated last."""
        query = selects.brief_articles(filters).order_by(*selects.NEWEST)
        return self._list(query.limit(limit).offset(offset), restore.to_article_row)

    def statements(
        self, filters: Filters = ALL, limit: int | None = None, offset: int = 0
    ) -> list[StatementRow]:
        """The statements that fit, those of the newest article first, in the order of its text."""
        query = selects.statements_with_articles(filters)
        query = query.order_by(*selects.NEWEST, statements.c.ordinal)
        return self._list(query.limit(limit).offset(offset), selects.to_statement_row)

    def article(self, prefix: str, dossier: str | None = None) -> ArticleRecord:
        """The article whose identifier begins with `prefix`, with the lines of a dossier.

        Raises NotFoundError if there is none, or more than one.
        """
        with self._read() as connection:
            key = selects.key_of(connection, articles, prefix)
            query = selects.whole_articles(ALL).where(articles.c.key == key)
            return to_record(connection, connection.execute(query).mappings().one(), dossier)

    def statement(self, prefix: str) -> StatementRow:
        """The statement whose identifier begins with `prefix`; errors as for `article`."""
        with self._read() as connection:
            key = selects.key_of(connection, statements, prefix)
            return selects.statements_by_key(connection, [key])[key]

    def each_article(self, filters: Filters = ALL) -> Iterator[ArticleRecord]:
        """Every article that fits, read as it is asked for; oldest first, the undated before.

        The order rests on dates and identifiers alone: it is the same in every ledger.
        """
        query = selects.whole_articles(filters).order_by(*selects.OLDEST)
        with (
            self._read() as connection,
            self._engine.connect() as second,
            self._stream(connection, query) as rows,
        ):
            for row in rows:
                yield to_record(second, row, filters.dossier)

    def each_statement(self, filters: Filters = ALL) -> Iterator[StatementRow]:
        """Every statement that fits, in the order of `each_article` and then of the text."""
        query = selects.statements_with_articles(filters)
        query = query.order_by(*selects.OLDEST, statements.c.ordinal)
        with self._read() as connection, self._stream(connection, query) as rows:
            for row in rows:
                yield selects.to_statement_row(row)

    def search(
        self,
        query: str,
        filters: Filters = ALL,
        limit: int = 20,
        offset: int = 0,
        vector: np.ndarray | None = None,
    ) -> list[Hit]:
        """What holds all the words and "phrases" and none of the -exclusions, best first.

        Words are found in any inflection (Porter's stemmer), case and accent; articles by title,
        standfirst and text, statements by speaker and passage, ranked by BM25 on SQLite and by
        ts_rank on PostgreSQL; of more than 4,000 matches, the newest. With a `vector` (384,) of
        what is meant, statements near to it are found as well, whatever their words, and the
        articles that they stand in; phrases in quotation marks and exclusions hold for them too.
        All make one list by reciprocal rank fusion (`fusion.best`). A query without a word or a
        vector finds nothing; none is an error.
        """
        from detente.ledger import hits
        from detente.ledger.fusion import Asked

        asked = Asked(parse(query), vector, self._codes)
        if not asked.query.wanted and vector is None:
            return []
        with self._read() as connection:
            return hits.find(connection, asked, filters, limit, offset)

    def wordings(self, model: str, limit: int) -> list[Wording]:
        """What is said in articles whose statements this model has made no vectors of."""
        with self._read() as connection:
            return meaning_store.waiting(connection, model, limit)

    @cached_property
    def _codes(self) -> Codes:
        from detente.ledger.meaning import Codes

        return Codes()

    def page(self, prefix: str) -> Page:
        """The page whose SHA-256 begins with `prefix`, its bytes unpacked; errors as `article`.

        Where several inputs had the same bytes, the one that came first.
        """
        with self._read() as connection:
            return self._page(connection, selects.key_of(connection, pages, prefix, "sha256"))

    def kept_pages(self, unless: Mapping[str, str] | None = None) -> Iterator[Page]:
        """Every page kept, in the order they came, to be read again without a network.

        `unless` passes over those that were last read with these model revisions.
        """
        query = select(pages.c.key).order_by(pages.c.key)
        if unless is not None:
            done = select(revisions.c.key).where(revisions.c.id == codec.models_id(unless))
            query = query.where(pages.c.revision.not_in(done))
        with self._read() as connection:
            keys = list(connection.scalars(query))
        for key in keys:
            with self._read() as connection:
                page = self._page(connection, key)
            yield page

    def status(self) -> Status:
        """What the ledger holds, counted now."""
        with self._read() as connection:
            return status(connection)

    def _page(self, connection: Connection, key: int) -> Page:
        joined = select(pages, bodies.c.body).join(bodies, bodies.c.sha256 == pages.c.sha256)
        row = connection.execute(joined.where(pages.c.key == key)).mappings().one()
        try:
            return restore.to_page(row, zlib.decompress(row["body"]))
        except zlib.error:
            where = f"{place(self._engine)}, page {row['sha256'][:20]}"
            raise LedgerError("the kept page is damaged", where, "add it again") from None
