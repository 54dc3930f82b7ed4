"""The part of a view that gives what was found across articles: copies, gists, stories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from detente.ledger import copying, restore, selects
from detente.ledger.filters import Filters, article_conditions, check_day
from detente.ledger.reader import Reader
from detente.ledger.store import batches
from detente.ledger.story_rows import Copy, Gist, Story, StoryArticle, StoryLink, Told
from detente.ledger.story_tables import gists, stories, story_articles, story_links
from detente.ledger.tables import articles


class StoryView(Reader):
    """Copies, gists, stories and their links."""

    def told(self, ids: Iterable[str]) -> dict[str, Told]:
        """What these articles tell, of those that are stored."""
        with self._read() as connection:
            return {each.id: each for each in copying.told(connection, articles.c.id, ids)}

    def copies(self, ids: Iterable[str] | None = None) -> dict[str, Copy]:
        """Those of these articles that are copies (None: of all), by identifier."""
        with self._read() as connection:
            return copying.kept(connection, ids)

    def ungisted(self, version: int) -> list[str]:
        """The identifiers of articles that have no gist of this version, the oldest first."""
        query = (
            select(articles.c.id)
            .outerjoin(gists, gists.c.article == articles.c.key)
            .where(or_(gists.c.version.is_(None), gists.c.version != version))
            .order_by(*selects.OLDEST)
        )
        return self._list(query, lambda row: str(row["id"]))

    def gists(self, ids: Iterable[str]) -> dict[str, Gist]:
        """The gists of these articles, of those that have one."""
        found: dict[str, Gist] = {}
        for some in batches(ids):
            found |= self._gists(articles.c.id.in_(some))
        return found

    def gists_of_days(self, since: str, until: str) -> dict[str, Gist]:
        """The gists of the articles of these ISO days, both included."""
        check_day(since)
        check_day(until)
        return self._gists(and_(articles.c.day >= since, articles.c.day <= until))

    def stories(
        self, filters: Filters | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Story]:
        """The stories with an article that fits, those that went on last first."""
        fitting = select(story_articles.c.story).join(
            articles, articles.c.key == story_articles.c.article
        )
        query = select(stories).order_by(stories.c.last.desc(), stories.c.day.desc(), stories.c.id)
        if filters is not None:
            fitting = fitting.where(*article_conditions(filters))
            query = query.where(stories.c.key.in_(fitting))
        with self._read() as connection:
            rows = connection.execute(query.limit(limit).offset(offset)).mappings().all()
            return with_articles(connection, rows)

    def stories_of_days(self, since: str, until: str) -> list[Story]:
        """The stories that have a day between these ISO days, both included; by first day."""
        check_day(since)
        check_day(until)
        query = select(stories).where(stories.c.day <= until, stories.c.last >= since)
        with self._read() as connection:
            rows = connection.execute(query.order_by(stories.c.day, stories.c.id)).mappings().all()
            return with_articles(connection, rows)

    def story(self, prefix: str) -> Story:
        """The story whose identifier begins with `prefix`.

        Raises NotFoundError if there is none, or more than one.
        """
        with self._read() as connection:
            key = selects.key_of(connection, stories, prefix)
            rows = connection.execute(select(stories).where(stories.c.key == key)).mappings().all()
            return with_articles(connection, rows)[0]

    def stories_of(self, ids: Iterable[str]) -> dict[str, str]:
        """For each of these articles that is in a story, the story's identifier."""
        query = (
            select(articles.c.id, stories.c.id.label("story"))
            .join(story_articles, story_articles.c.article == articles.c.key)
            .join(stories, stories.c.key == story_articles.c.story)
        )
        found: dict[str, str] = {}
        with self._read() as connection:
            for some in batches(ids):
                rows = connection.execute(query.where(articles.c.id.in_(some)))
                found |= {row.id: row.story for row in rows}
        return found

    def story_articles(self, story: str) -> list[StoryArticle]:
        """The articles of the story with this identifier, the first published first."""
        query = (
            select(*selects.brief_columns(), story_articles.c.score)
            .join(story_articles, story_articles.c.article == articles.c.key)
            .join(stories, stories.c.key == story_articles.c.story)
            .where(stories.c.id == story)
            .order_by(articles.c.day, articles.c.published, articles.c.id)
        )
        return self._list(
            query,
            lambda row: StoryArticle(restore.to_article_row(row), row["score"]),
        )

    def story_links(self, ids: Iterable[str]) -> list[StoryLink]:
        """The links to and from these stories, the surest first."""
        one, other = stories.alias("one"), stories.alias("other")
        columns = (story_links.c[name] for name in ("kind", "score", "reason"))
        query = (
            select(one.c.id.label("earlier"), other.c.id.label("later"), *columns)
            .select_from(story_links)
            .join(one, one.c.key == story_links.c.earlier)
            .join(other, other.c.key == story_links.c.later)
        )
        found: set[StoryLink] = set()
        with self._read() as connection:
            for some in batches(ids):
                here = or_(one.c.id.in_(some), other.c.id.in_(some))
                found |= {
                    StoryLink(**row) for row in connection.execute(query.where(here)).mappings()
                }
        return sorted(found, key=lambda link: (-link.score, link.earlier, link.later))

    def _gists(self, these: ColumnElement[bool]) -> dict[str, Gist]:
        query = (
            select(articles.c.id, gists.c.version, gists.c.gist)
            .join(gists, gists.c.article == articles.c.key)
            .where(these)
        )
        with self._read() as connection:
            return {row.id: Gist(*row) for row in connection.execute(query)}


def with_articles(connection: Connection, rows: Iterable[Any]) -> list[Story]:
    """Rows of `stories` as records, each with its articles."""
    found = {row["key"]: row for row in rows}
    of: dict[int, dict[str, float]] = {key: {} for key in found}
    for some in batches(found):
        query = (
            select(story_articles.c.story, articles.c.id, story_articles.c.score)
            .join(articles, articles.c.key == story_articles.c.article)
            .where(story_articles.c.story.in_(some))
            .order_by(*selects.OLDEST)
        )
        for row in connection.execute(query):
            of[row.story][row.id] = row.score
    names = ("id", "title", "day", "last", "gist")
    return [
        Story(**{name: row[name] for name in names}, about=row["about"] or {}, articles=of[key])
        for key, row in found.items()
    ]
