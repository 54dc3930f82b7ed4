"""The part of a writer that keeps what is found across articles."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from detente.ledger import story_store
from detente.ledger.folds import Folds
from detente.ledger.store import Store
from detente.ledger.story_rows import Gist, Story, StoryLink


class StoryWriter(ABC):
    """Copies, gists, stories and their links; each method is one transaction of upserts."""

    @abstractmethod
    def _store(self) -> AbstractContextManager[Store]: ...

    @contextmanager
    def folding(self) -> Iterator[Folds]:
        """What finding copies takes, in one transaction: nobody else writes meanwhile."""
        with self._store() as store:
            yield Folds(store)

    def keep_gists(self, gists: Iterable[Gist]) -> None:
        """Keep them, each in place of its article's; those of unknown articles are passed over."""
        with self._store() as store:
            story_store.keep_gists(store, gists)

    def keep_stories(self, found: Iterable[Story], gone: Iterable[str] = ()) -> None:
        """Keep these stories, each with just its articles, and drop those whose ids are `gone`.

        An article that was in another story leaves it. Raises NotFoundError, and keeps nothing,
        where an article is not stored.
        """
        with self._store() as store:
            story_store.keep_stories(store, found, gone)

    def keep_links(self, found: Iterable[StoryLink], *, of: Iterable[str] = ()) -> None:
        """Keep these links; of the stories in `of` they are all there are, earlier and later.

        Raises NotFoundError, and keeps nothing, where a story is not stored.
        """
        with self._store() as store:
            story_store.keep_links(store, found, of)
