"""Filters as conditions on rows, and the folding of names that they rest on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, or_, select

from detente.errors import SettingsError
from detente.ledger.line_tables import moves, positions, proposals, readings
from detente.ledger.story_tables import stories, story_articles
from detente.ledger.tables import actors, articles, mentions, pages, statements
from detente.model import StatementKind

What = Literal["articles", "statements", "both"]
_WORD = re.compile(r"[^\W_]+")
_IDENTIFIER = re.compile(r"[0-9a-f]+")
WIDE = 5
_HOLDERS = {positions: "holder", moves: "actor", proposals: "proposer"}
_HELD = ("dossier", "side", "issue", "holder")


def fold(name: str) -> str:
    """The words of a name without case and accents, a space around each; "" if it has none.

    So `% lavrov %` finds the word and not a part of one, on both back-ends alike.
    """
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c)
    )
    words = _WORD.findall(bare)
    return f" {' '.join(words)} " if words else ""


def check_day(value: str | None) -> None:
    """Raise SettingsError unless `value` is None or an ISO day."""
    try:
        if value is not None and date.fromisoformat(value).isoformat() != value:
            raise ValueError(value)
    except ValueError:
        raise SettingsError("not a date", repr(value), "write YYYY-MM-DD") from None


def first_day(published: str | None) -> str:
    """The first day that an ISO date of any precision allows; "" where there is none."""
    return "-".join([*published[:10].split("-"), "01", "01"][:3]) if published else ""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles, statements and lines are meant; what is left None does not narrow.

    `outlet` and `speaker` are words that stand together in the name, whatever their case and
    accents (an outlet's domain will do); an article fits a `speaker` or a `kind` when one of its
    statements fits both. `since` and `until` are ISO days, both included, held against the first
    day that the publication date allows (`2025-04` is its first); an undated article is
    outside any such range. `seen_since` is an ISO day or time in UTC: articles first stored then
    or later, and what stands in them. `language` is an ISO 639-1 code. `what` narrows a
    search only.

    `actor` is words of a name as well: statements that the actor makes, articles that name it.
    `story` is the beginning of a story's identifier: its articles, and what stands in them.

    `dossier`, `side` and `issue` are identifiers, `holder` words of a name as `speaker`. They
    narrow those lines that have such a thing (a move has no issue; its holder is who made it, a
    proposal's is who proposed it, a division's anyone in its camps). Articles and statements are
    narrowed by `dossier` to articles that were read with it, by the other three to articles with a
    position that fits them all. Of lines, `since` and `until` mean the line's own day.
    """

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    speaker: str | None = None
    kind: StatementKind | None = None
    language: str | None = None
    seen_since: str | None = None
    what: What = "both"
    dossier: str | None = None
    side: str | None = None
    issue: str | None = None
    holder: str | None = None
    actor: str | None = None
    story: str | None = None

    def __post_init__(self) -> None:
        """Refuse what no row could ever have, before a database is asked."""
        for day in (self.since, self.until, self.seen_since and self.seen_since[:10]):
            check_day(day)
        for name in (self.outlet, self.speaker, self.holder, self.actor):
            if name is not None and not fold(name):
                raise SettingsError("a name needs a letter or a digit", repr(name))
        if "" in (self.dossier, self.side, self.issue):
            raise SettingsError("an identifier of a dossier, a side or an issue is not empty")
        if self.story is not None and not _IDENTIFIER.fullmatch(self.story):
            raise SettingsError("not an identifier of a story", repr(self.story))
        if self.kind is not None and self.kind not in get_args(StatementKind):
            kinds = ", ".join(get_args(StatementKind))
            raise SettingsError("no such kind of statement", self.kind, f"one of {kinds}")
        if self.what not in get_args(What):
            raise SettingsError("no such thing to search", self.what, ", ".join(get_args(What)))
        if self.language is not None and not (self.language.isascii() and self.language.isalpha()):
            raise SettingsError("not a language code", repr(self.language), "such as en")


def article_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a row of `articles` must fulfil."""
    found = _article_columns(filters)
    of_statement = _of_statement(filters)
    if filters.speaker is not None:
        found.append(articles.c.key.in_(select(statements.c.article).where(and_(*of_statement))))
    elif of_statement:
        # A kind alone is so common that each article is quicker asked than all are gathered.
        here = statements.c.article == articles.c.key
        found.append(select(statements.c.key).where(here, *of_statement).exists())
    if filters.actor is not None:
        named_in = select(mentions.c.article).where(mentions.c.actor.in_(_keys(filters.actor)))
        found.append(articles.c.key.in_(named_in))
    return found


def statement_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a row of `statements`, joined to its article's, must fulfil."""
    return [*_said(filters), *_article_columns(filters)]


def fitting(table: Table, filters: Filters) -> Select[Any] | None:
    """The keys of the articles or statements that fit; None where nothing narrows them.

    Articles are chosen first, by themselves: their statements then come from an index alone.
    """
    if table is articles:
        conditions = article_conditions(filters)
        return select(articles.c.key).where(*conditions) if conditions else None
    found, of_article = _said(filters), _article_columns(filters)
    if of_article:
        found.append(statements.c.article.in_(select(articles.c.key).where(*of_article)))
    return select(statements.c.key).where(*found) if found else None


def wide(connection: Connection, filters: Filters) -> bool:
    """Whether so many rows fit (a fifth or more) that one asks a few rather than gathers all."""
    if filters.speaker is not None or filters.actor is not None:
        return False
    fit = fitting(articles, replace(filters, kind=None))
    if fit is None:
        return True
    of = fit.subquery(), articles
    fitted, stored = (connection.scalar(select(func.count()).select_from(each)) or 0 for each in of)
    return bool(fitted * WIDE > stored)


def line_conditions(table: Table, filters: Filters) -> list[ColumnElement[bool]]:
    """What a row of a table of lines, joined to its article's, must fulfil."""
    bare = replace(filters, since=None, until=None, dossier=None, side=None, issue=None)
    found = article_conditions(replace(bare, holder=None))
    for name in ("dossier", "side", "issue"):
        wanted = getattr(filters, name)
        if wanted is not None and name in table.c:
            found.append(table.c[name] == wanted)
    if filters.since is not None:
        found.append(table.c.day >= filters.since)
    if filters.until is not None:
        found += [table.c.day <= filters.until, table.c.day != ""]
    if filters.holder is not None and table in _HOLDERS:
        found.append(table.c[_HOLDERS[table]].in_(named(filters.holder)))
    return found


def named(name: str) -> Select[tuple[str]]:
    """The identifiers of all actors that go by a name, and of those who are the same."""
    called = select(actors.c.effective).where(_names(actors.c.words, name))
    return select(actors.c.id).where(actors.c.effective.in_(called))


def _article_columns(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.outlet is not None:
        carried = select(pages.c.article).where(_names(pages.c.outlet_words, filters.outlet))
        found.append(articles.c.key.in_(carried))
    if filters.since is not None:
        found.append(articles.c.day >= filters.since)
    if filters.until is not None:
        found += [articles.c.day <= filters.until, articles.c.day != ""]
    if filters.language is not None:
        found.append(articles.c.language == filters.language.lower())
    if filters.story is not None:
        begins = stories.c.id >= filters.story, stories.c.id < filters.story + "g"
        told = select(story_articles.c.article).join(stories).where(*begins)
        found.append(articles.c.key.in_(told))
    if filters.seen_since is not None:
        found.append(articles.c.first_seen >= filters.seen_since)
    if filters.dossier is not None:
        read = select(readings.c.article).where(readings.c.dossier == filters.dossier)
        given = select(pages.c.article).where(pages.c.dossier == filters.dossier)
        found.append(or_(articles.c.key.in_(read), articles.c.key.in_(given)))
    if (filters.side, filters.issue, filters.holder) != (None, None, None):
        held = line_conditions(positions, Filters(**{n: getattr(filters, n) for n in _HELD}))
        found.append(articles.c.key.in_(select(positions.c.article).where(*held)))
    return found


def _of_statement(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.speaker is not None:
        found.append(statements.c.speaker.in_(_keys(filters.speaker)))
    if filters.kind is not None:
        found.append(statements.c.kind == filters.kind)
    return found


def _said(filters: Filters) -> list[ColumnElement[bool]]:
    found = _of_statement(filters)
    if filters.actor is not None:
        found.append(statements.c.speaker.in_(_keys(filters.actor)))
    return found


def _keys(name: str) -> Select[tuple[int]]:
    return select(actors.c.key).where(actors.c.id.in_(named(name)))


def _names(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    return column.like(f"%{fold(name)}%")
