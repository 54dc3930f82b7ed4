"""Which version of a URL's page is kept, so that its server can be asked for a newer one only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, or_, select, update

from detente.ledger import codec
from detente.ledger.tables import pages, revisions
from detente.model import Page


@dataclass(frozen=True, slots=True)
class Version:
    """A kept page as its server calls it: `etag` and `last_modified` as they were sent."""

    key: int
    etag: str | None
    last_modified: str | None


def version(
    connection: Connection, url: str, like: Page, models: Mapping[str, str]
) -> Version | None:
    """The page of `url` seen last, if reading it again would give the same.

    That is so where it was read with the same models, and with the same things given as `like`
    has. A media type that nobody forces is whatever the server makes of it: HTML or not told.
    """
    forced = pages.c.media_type == like.media_type
    free = or_(pages.c.media_type.is_(None), pages.c.media_type == "html")
    query = (
        select(pages.c.key, pages.c.etag, pages.c.last_modified)
        .join(revisions, revisions.c.key == pages.c.revision)
        .where(revisions.c.id == codec.models_id(models), pages.c.url == url)
        .where(or_(pages.c.etag.is_not(None), pages.c.last_modified.is_not(None)))
        .where(forced if like.media_type else free)
        .where(pages.c.given_title.is_not_distinct_from(like.title))
        .where(pages.c.given_outlet.is_not_distinct_from(like.outlet))
        .where(pages.c.given_published.is_not_distinct_from(like.published))
        .where(pages.c.dossier.is_not_distinct_from(like.dossier))
        .order_by(pages.c.last_seen.desc(), pages.c.key.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return Version(row.key, row.etag, row.last_modified) if row else None


def call(connection: Connection, key: int, page: Page) -> None:
    """Note what the server calls a kept page now; what it no longer says stays as it was."""
    said = {"etag": page.etag, "last_modified": page.last_modified}
    said = {name: value for name, value in said.items() if value is not None}
    if said:
        found = pages.c.key == bindparam("wanted")
        connection.execute(update(pages).where(found).values(said), {"wanted": key})
