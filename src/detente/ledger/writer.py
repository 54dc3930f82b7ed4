"""What goes into the ledger: one reading at a time, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING

from sqlalchemy import Engine, bindparam, select

from detente.ledger import application, codec, judging, meaning_store
from detente.ledger.addition import Addition, see
from detente.ledger.database import open_engine, told, transaction
from detente.ledger.judging import Merge, Verdict
from detente.ledger.meaning_store import Wording
from detente.ledger.rows import Added
from detente.ledger.store import BATCH, Store, batches
from detente.ledger.story_writer import StoryWriter
from detente.ledger.tables import pages, revisions
from detente.ledger.versions import Version, call, version
from detente.model import (
    Article,
    Background,
    Division,
    Move,
    Page,
    Position,
    Proposal,
    Reading,
)

if TYPE_CHECKING:
    import numpy as np

_KNOWN = (
    select(pages.c.id, pages.c.key, pages.c.etag, pages.c.last_modified)
    .join(revisions, revisions.c.key == pages.c.revision)
    .where(revisions.c.id == bindparam("models"))
    .where(pages.c.id.in_(bindparam("ids", expanding=True)))
)


class Writer(StoryWriter):
    """Adds readings to the ledger at `url`, made if there is none; a context manager.

    Each `add` is one transaction: what it has returned is stored, what it has not is not there at
    all. Several writers may work at once; one waits for the other.
    Raises LedgerError if the database cannot be opened or written.
    """

    def __init__(self, url: str | None = None) -> None:
        """Remember where the ledger is; nothing is opened yet."""
        self._url = url
        self._met: set[int] = set()
        self._renamed: dict[int, Page] = {}

    def __enter__(self) -> Writer:
        """Open the ledger, make or upgrade its schema."""
        self._engine: Engine = open_engine(self._url, writing=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write when pages were last seen, and close."""
        try:
            self._touch()
        finally:
            self._engine.dispose()

    def has(self, page: Page, models: Mapping[str, str]) -> bool:
        """Whether this very page was read with these model revisions, so that it can be skipped.

        A page that is there counts as seen now; that is written later, with others.
        """
        return self.seen((page,), models)[0]

    def seen(self, given: Sequence[Page], models: Mapping[str, str]) -> list[bool]:
        """`has` for many pages at once, in their order."""
        ids = [codec.page_id(page) for page in given]
        known: dict[str, Version] = {}
        with told(self._engine), self._engine.begin() as connection:
            for some in batches(ids):
                part = {"ids": some, "models": codec.models_id(models)}
                for name, *rest in connection.execute(_KNOWN, part):
                    known[name] = Version(*rest)
        for page, name in zip(given, ids, strict=True):
            if name in known:
                self._meet(known[name], page)
        return [each in known for each in ids]

    def version(self, url: str, like: Page, models: Mapping[str, str]) -> Version | None:
        """What a server is to be asked about: the kept page of `url` that it may have unchanged.

        None unless that page was read with these models and with the same things given as `like`.
        """
        with told(self._engine), self._engine.begin() as connection:
            return version(connection, url, like, models)

    def unchanged(self, found: Version) -> None:
        """The server still has this version: its page counts as seen now."""
        self._meet(found)

    def _meet(self, found: Version, page: Page | None = None) -> None:
        self._met.add(found.key)
        said = (page.etag, page.last_modified) if page else (None, None)
        if page and any(said) and said != (found.etag, found.last_modified):
            self._renamed[found.key] = replace(page, body=b"")
        if len(self._met) >= BATCH:
            self._touch()

    def add(self, reading: Reading) -> Added:
        """Store all of a reading, with its page's bytes, in one transaction.

        "known": the article was stored and nothing of it has changed; "changed": it was stored
        but is now read otherwise, and what was read before is replaced; else "new".
        Two pages with the same title and text are one article: it keeps the outlet, date and URL
        of the page that came first, and the other is kept as another carrier of it.
        The reading's lines replace the article's lines of its dossier; those of others stay.
        Raises LedgerError, and stores nothing, if a span or an actor points at nothing.
        """
        reading, digest = codec.storable(reading)
        with self._store() as store:
            return Addition(store, reading, digest).run()

    def apply(
        self,
        article_id: str,
        dossier: str,
        positions: Sequence[Position] = (),
        moves: Sequence[Move] = (),
        proposals: Sequence[Proposal] = (),
        divisions: Sequence[Division] = (),
        background: Sequence[Background] = (),
        sides: Mapping[str, str | None] | None = None,
        models: Mapping[str, str] | None = None,
    ) -> Added:
        """Let these be the stored article's lines of `dossier`, and touch nothing else of it.

        `sides` maps the identifiers of the article's actors to their sides, where they have one;
        `models` is what the lines were read with, as in a reading. "known": they were so already.
        Raises NotFoundError if no such article is stored, LedgerError as `add`.
        """
        lines = Reading(
            page=Page(id=article_id, body=b""),
            article=Article(id=article_id, text=""),
            models=dict(models or {}),
            dossier=dossier,
            positions=tuple(positions),
            moves=tuple(moves),
            proposals=tuple(proposals),
            divisions=tuple(divisions),
            background=tuple(background),
        )
        with self._store() as store:
            return application.apply(store, lines, sides or {})

    def keep_dossier(self, dossier: str, content: str) -> bool:
        """Keep the text of a dossier's file; whether it differs from the one kept last.

        What is read from now on is noted as read with it (`View.outdated`).
        """
        with self._store() as store:
            return application.keep_dossier(store, dossier, content)

    def judge(
        self, a: str, b: str, verdict: Verdict, who: str | None = None, note: str | None = None
    ) -> None:
        """Keep a user's judgement of two actors; it outranks every merge of the machine's.

        `a` and `b` are whole identifiers. Of a pair the newest judgement counts; all are kept.
        Where they are the same, the name of `b` stands for both.
        Raises NotFoundError if no such actor is stored.
        """
        with self._store() as store:
            judging.judge(store, a, b, verdict, who, note)

    def undo(self, a: str, b: str, who: str | None = None, note: str | None = None) -> None:
        """Take back what was judged of two actors, so that the machine decides again."""
        with self._store() as store:
            judging.undo(store, a, b, who, note)

    def keep_vectors(self, found: Sequence[tuple[Wording, np.ndarray]], model: str) -> None:
        """Keep a model's vectors of statements: float32 (statements, 384) for each wording.

        An article whose statements have changed since `View.wordings` gave them goes on waiting.
        """
        with self._store() as store:
            meaning_store.keep(store, found, model)

    def merge(
        self,
        found: Iterable[Merge],
        *,
        replace: bool = False,
        compared: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Keep the machine's merges; with `replace`, they are all there are from now on.

        `compared` maps the identifiers of the names that were compared to find them to keys of
        any kind, by which later names like them are to find them (`View.names_alike`).
        """
        with self._store() as store:
            judging.merge(store, found, replace, compared or {})

    @contextmanager
    def _store(self) -> Iterator[Store]:
        with told(self._engine), transaction(self._engine) as connection:
            yield Store(connection)

    def _touch(self) -> None:
        met, self._met = sorted(self._met), set()
        renamed, self._renamed = self._renamed, {}
        if met:
            with self._store() as store:
                for some in batches(met):
                    see(store, some)
                for key, page in renamed.items():
                    call(store.connection, key, page)
