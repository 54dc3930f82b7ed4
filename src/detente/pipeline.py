"""The way of a page: the ordered list of steps, and the same over many pages and processes."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from detente import __version__, weights
from detente.errors import DetenteError, SettingsError
from detente.model import Article, Failure, Page, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.language import Encoder

Outcome = Reading | Failure

ANALYSED = "en"
WAITING_PER_WORKER = 4


def read_page(page: Page, encoder: Encoder) -> Reading:
    """All that can be read from one page, step by step.

    A page in another language than English is kept and marked, not analysed.
    Raises `UnreadableInputError` where the page holds no article.
    """
    from detente import actors, article, attribution

    read = article.read(page)
    models = revisions()
    if read.language not in (ANALYSED, None):
        return Reading(page=page, article=_left_alone(read), models=models)
    analysis = encoder.analyse(read.text)
    named = actors.actors(read, analysis)
    statements = actors.speakers(attribution.statements(read, analysis), named, read)
    return Reading(page, read, statements, named, analysis.sentences, models)


def revisions() -> dict[str, str]:
    """What decides how a page is read: with the same revisions it reads the same again."""
    return {"detente": __version__, **weights.revisions()}


def read_pages(
    pages: Iterable[Page | Failure], jobs: int = 1, threads: int = 1
) -> Iterator[Outcome]:
    """Read `pages` in order, in `jobs` processes (0: one a core), with few in memory at a time.

    A page that cannot be read becomes a `Failure` and the rest goes on; a `Failure` that comes
    in goes out in its place. `threads` is the encoder's number of threads in each process.
    Raises `SettingsError` where no page could be read: weights or vocabulary are not in order.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        for page in pages:
            yield page if isinstance(page, Failure) else _attempt(page, threads)
        return
    with contextlib.closing(Workers(jobs, threads)) as workers:
        yield from workers.read(pages)


class Workers:
    """Processes that read pages; one that dies takes no more than its own page with it."""

    def __init__(self, jobs: int, threads: int) -> None:
        """Start nothing yet: a process starts with the first page that needs it."""
        self.jobs, self.threads = jobs, threads
        self._pool = _pool(jobs)
        self._apart: ProcessPoolExecutor | None = None

    def read(self, pages: Iterable[Page | Failure]) -> Iterator[Outcome]:
        """The outcomes in the order of `pages`, with a bounded number of pages under way."""
        waiting: deque[tuple[Page | Failure, Future[Outcome] | None]] = deque()
        for page in pages:
            waiting.append((page, None if isinstance(page, Failure) else self._submit(page)))
            if len(waiting) >= self.jobs * WAITING_PER_WORKER:
                yield self._outcome(*waiting.popleft())
        while waiting:
            yield self._outcome(*waiting.popleft())

    def close(self) -> None:
        """Drop what has not begun and wait for what has."""
        self._pool.shutdown(cancel_futures=True)
        if self._apart:
            self._apart.shutdown(cancel_futures=True)

    def _submit(self, page: Page) -> Future[Outcome]:
        try:
            return _submitted(self._pool, page, self.threads)
        except BrokenProcessPool:
            self._pool = _pool(self.jobs)
            return _submitted(self._pool, page, self.threads)

    def _outcome(self, page: Page | Failure, future: Future[Outcome] | None) -> Outcome:
        if isinstance(page, Failure) or future is None:
            return page if isinstance(page, Failure) else _attempt(page, self.threads)
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(page)

    def _alone(self, page: Page) -> Outcome:
        """Read a page that was under way when a process died, with no other beside it."""
        self._apart = self._apart or _pool(1)
        try:
            return _submitted(self._apart, page, self.threads).result()
        except BrokenProcessPool:
            self._apart = None
            return Failure(page.id, "the process that read it died; it may need more memory")


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupt)


def _submitted(pool: ProcessPoolExecutor, page: Page, threads: int) -> Future[Outcome]:
    with _interrupts_held():
        return pool.submit(_attempt, page, threads)


def _ignore_interrupt() -> None:
    # Ctrl-C reaches every process of the terminal; the parent alone decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts: it inherits this, and starts without a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@functools.cache
def _encoder(threads: int) -> Encoder:
    """This process's encoder; loaded with its first page."""
    from detente.language import Encoder

    return Encoder(threads=threads)


def _attempt(page: Page, threads: int) -> Outcome:
    encoder = _encoder(threads)
    try:
        return read_page(page, encoder)
    except SettingsError:
        raise  # what is wrong here is wrong for every page
    except DetenteError as fault:
        return Failure(page.id, _without_place(fault, page.id))
    except Exception as fault:
        words = " ".join(str(fault).split())
        return Failure(page.id, f"internal fault, {type(fault).__name__}: {words}")


def _without_place(fault: DetenteError, place: str) -> str:
    """The fault in one line, without the place that the failure names already."""
    if fault.where not in ("", place):
        return str(fault)
    return f"{fault.what}; {fault.remedy}" if fault.remedy else fault.what


def _left_alone(article: Article) -> Article:
    note = f"not analysed: its language is {article.language}, and only English is"
    return replace(article, notes=(*article.notes, note))
