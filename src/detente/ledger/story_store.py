"""Writing gists, stories and their links."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Column, Connection, Table, delete, or_, select

from detente.errors import NotFoundError
from detente.ledger.store import Store, batches
from detente.ledger.story_rows import Gist, Story, StoryLink
from detente.ledger.story_tables import gists, stories, story_articles, story_links
from detente.ledger.tables import articles


def keep_gists(store: Store, found: Iterable[Gist]) -> None:
    """Upsert the gists of articles that are stored."""
    by_id = {each.article: each for each in found}
    keys = keys_of(store.connection, articles, by_id)
    rows = [
        {"article": key, "version": by_id[name].version, "gist": by_id[name].gist}
        for name, key in keys.items()
    ]
    store.upsert(gists, rows)


def keep_stories(store: Store, found: Iterable[Story], gone: Iterable[str]) -> None:
    """Upsert stories and let each have just its articles."""
    for some in batches(gone):
        store.connection.execute(delete(stories).where(stories.c.id.in_(some)))
    kept = {each.id: each for each in found}
    columns = ("id", "title", "day", "last", "about", "gist")
    rows = [{name: getattr(each, name) for name in columns} for each in kept.values()]
    store.upsert(stories, rows)
    keys = _all_keys(store.connection, stories, kept)
    _leave(store, list(keys.values()), story_articles.c.story)
    wanted = {name for each in kept.values() for name in each.articles}
    own = _all_keys(store.connection, articles, wanted)
    joined = [
        {"article": own[name], "story": keys[each.id], "score": score}
        for each in kept.values()
        for name, score in each.articles.items()
    ]
    store.upsert(story_articles, joined)


def keep_links(store: Store, found: Iterable[StoryLink], of: Iterable[str]) -> None:
    """Upsert links; stories in `of` have no others."""
    links = list(found)
    ends = {name for each in links for name in (each.earlier, each.later)}
    keys = _all_keys(store.connection, stories, {*ends, *of})
    _leave(store, [keys[name] for name in of], story_links.c.earlier, story_links.c.later)
    rows = [
        {
            "earlier": keys[each.earlier],
            "later": keys[each.later],
            "kind": each.kind,
            "score": each.score,
            "reason": each.reason,
        }
        for each in links
    ]
    store.upsert(story_links, rows)


def keys_of(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, int]:
    """The keys of the rows with these identifiers, of those that are stored."""
    found: dict[str, int] = {}
    for some in batches(ids):
        query = select(table.c.id, table.c.key).where(table.c.id.in_(some))
        found |= {row.id: row.key for row in connection.execute(query)}
    return found


def _all_keys(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, int]:
    wanted = set(ids)
    found = keys_of(connection, table, wanted)
    missing = sorted(wanted - found.keys())
    if missing:
        raise NotFoundError(f"not stored in {table.name}", missing[0])
    return found


def _leave(store: Store, keys: Iterable[int], *columns: Column[int]) -> None:
    for some in batches(keys):
        table, here = columns[0].table, or_(*(column.in_(some) for column in columns))
        store.connection.execute(delete(table).where(here))
