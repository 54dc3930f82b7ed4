"""The part of a view that finding stories takes: gists by when articles came out or came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from detente.ledger import restore, search, selects
from detente.ledger.filters import Filters, check_day, fold
from detente.ledger.query import parse
from detente.ledger.reader import Reader
from detente.ledger.rows import ArticleRow
from detente.ledger.store import batches
from detente.ledger.story_rows import Gist, Story
from detente.ledger.story_tables import copies, gists, stories
from detente.ledger.story_view import with_articles
from detente.ledger.tables import actors, articles, mentions, pages, statements

# More articles than this do not bear one headline.
_ALIKE = 20
_OLDER = (articles.c.day.desc(), articles.c.id)
_LATELY = (articles.c.first_seen.desc(), articles.c.id)


class GistView(Reader):
    """Gists near a day, before it, and of what came in lately; who articles name."""

    def gists_before(self, day: str, limit: int) -> dict[str, Gist]:
        """The gists of the `limit` articles of the days before this ISO day, the latest."""
        check_day(day)
        return self._some_gists([articles.c.day < day, articles.c.day != ""], _OLDER, limit)

    def gists_after(self, day: str, limit: int) -> dict[str, Gist]:
        """The gists of the `limit` articles of the days after this ISO day, the earliest."""
        check_day(day)
        return self._some_gists([articles.c.day > day], selects.OLDEST, limit)

    def gists_lately(self, limit: int, *, undated: bool = False) -> dict[str, Gist]:
        """The gists of the `limit` articles that came in last; with `undated`, of those alone."""
        return self._some_gists([articles.c.day == ""] if undated else [], _LATELY, limit)

    def named(self, ids: Iterable[str]) -> dict[str, dict[str, int]]:
        """For each of these articles whom it names, and how often, as resolved across articles."""
        first = actors.alias("first")
        query = (
            select(articles.c.id, first.c.name, mentions.c.spans)
            .join(mentions, mentions.c.article == articles.c.key)
            .join(actors, actors.c.key == mentions.c.actor)
            .join(first, first.c.id == actors.c.effective)
            .order_by(articles.c.id, mentions.c.ordinal)
        )
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        with self._read() as connection:
            for some in batches(ids):
                for row in connection.execute(query.where(articles.c.id.in_(some))):
                    count = found[row.id].get(row.name, 0)
                    found[row.id][row.name] = count + len(row.spans or ())
        return dict(found)

    def sides(self, ids: Iterable[str]) -> dict[str, str]:
        """For each of these articles in which a side of a dossier speaks, the one that does most.

        Of two that speak as often it is the one whose identifier comes first.
        """
        count = func.count().label("count")
        query = (
            select(articles.c.id, mentions.c.side, count)
            .join(mentions, mentions.c.article == articles.c.key)
            .join(
                statements,
                (statements.c.article == articles.c.key)
                & (statements.c.speaker == mentions.c.actor),
            )
            .where(mentions.c.side.is_not(None))
            .group_by(articles.c.id, mentions.c.side)
            .order_by(articles.c.id, count, mentions.c.side.desc())
        )
        with self._read() as connection:
            return {
                row.id: row.side
                for some in batches(ids)
                for row in connection.execute(query.where(articles.c.id.in_(some)))
            }

    def titled(self, titles: Iterable[str]) -> dict[str, list[ArticleRow]]:
        """For each of these headlines the articles that bear it, whatever its case and signs."""
        wanted = {title: fold(title) for title in titles if fold(title)}
        columns = selects.brief_columns()
        found: dict[str, list[ArticleRow]] = {}
        with self._read() as connection:
            for title, folded in wanted.items():
                keys = _holding(connection, folded, _ALIKE)
                query = select(*columns).where(articles.c.key.in_(keys)).order_by(*selects.OLDEST)
                rows = [restore.to_article_row(row) for row in connection.execute(query).mappings()]
                found[title] = [row for row in rows if fold(row.title or "") == folded]
        return found

    def holding(self, phrase: str, limit: int) -> list[str]:
        """The identifiers of the `limit` articles that a search for the phrase finds first."""
        with self._read() as connection:
            keys = _holding(connection, fold(phrase), limit)
            query = select(articles.c.id).where(articles.c.key.in_(keys)).order_by(articles.c.id)
            return list(connection.scalars(query))

    def copies_of(self, origins: Iterable[str]) -> list[str]:
        """The articles whose text is that of one of these, the first."""
        first = articles.alias("first")
        query = (
            select(articles.c.id)
            .join(copies, copies.c.article == articles.c.key)
            .join(first, first.c.key == copies.c.origin)
            .order_by(articles.c.id)
        )
        with self._read() as connection:
            return [
                name
                for some in batches(origins)
                for name in connection.scalars(query.where(first.c.id.in_(some)))
            ]

    def rows(self, ids: Iterable[str]) -> dict[str, ArticleRow]:
        """These articles, of those that are stored."""
        columns = selects.brief_columns()
        found: dict[str, ArticleRow] = {}
        with self._read() as connection:
            for some in batches(ids):
                query = select(*columns).where(articles.c.id.in_(some))
                for row in connection.execute(query).mappings():
                    found[row["id"]] = restore.to_article_row(row)
        return found

    def inputs(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """For each of these articles the names of the inputs that brought it, the first first."""
        query = (
            select(articles.c.id, pages.c.name)
            .join(pages, pages.c.article == articles.c.key)
            .order_by(pages.c.key)
        )
        found: defaultdict[str, list[str]] = defaultdict(list)
        with self._read() as connection:
            for some in batches(ids):
                for row in connection.execute(query.where(articles.c.id.in_(some))):
                    found[row.id].append(row.name)
        return dict(found)

    def days(self, ids: Iterable[str]) -> dict[str, str]:
        """The day of each of these articles, as in the tables: "" where none is told."""
        found: dict[str, str] = {}
        with self._read() as connection:
            for some in batches(ids):
                query = select(articles.c.id, articles.c.day).where(articles.c.id.in_(some))
                found |= {row.id: row.day for row in connection.execute(query)}
        return found

    def stories_by_id(self, ids: Iterable[str]) -> list[Story]:
        """The stories with these identifiers, of those that are stored."""
        found: list[Story] = []
        with self._read() as connection:
            for some in batches(ids):
                query = select(stories).where(stories.c.id.in_(some)).order_by(stories.c.id)
                found += with_articles(connection, connection.execute(query).mappings().all())
        return found

    def gist_count(self) -> tuple[int, str, str]:
        """How many articles have a gist, and their first and last day ("" where none is told)."""
        dated = func.nullif(articles.c.day, "")
        query = select(func.count(), func.min(dated), func.max(dated)).select_from(
            gists.join(articles, articles.c.key == gists.c.article)
        )
        with self._read() as connection:
            count, first, last = connection.execute(query).one()
        return int(count), first or "", last or ""

    def _some_gists(
        self,
        these: Sequence[ColumnElement[bool]],
        order: Sequence[ColumnElement[str]],
        limit: int,
    ) -> dict[str, Gist]:
        # Which ones is found on the index alone, before any of the large rows is read.
        chosen = select(articles.c.key).where(*these).order_by(*order).limit(limit).subquery()
        query = (
            select(articles.c.id, gists.c.version, gists.c.gist)
            .select_from(chosen)
            .join(articles, articles.c.key == chosen.c.key)
            .join(gists, gists.c.article == articles.c.key)
            .order_by(*order)
        )
        with self._read() as connection:
            return {row.id: Gist(*row) for row in connection.execute(query)}


def _holding(connection: Connection, folded: str, limit: int) -> list[int]:
    query = parse(f'"{folded.strip()}"')
    if not query.wanted:
        return []
    return [key for key, _ in search.ranked(connection, query, articles, Filters(), limit)]
