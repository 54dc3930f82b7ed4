"""The steps over many pages and processes."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from detente.errors import DetenteError, SettingsError
from detente.model import Failure, Page, Reading
from detente.pipeline.steps import Tools, apply_dossier, read_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Outcome = Reading | Failure
# What is to be done: a page to be read, or a stored reading to be held against a dossier.
Work = Page | Reading

WAITING_PER_WORKER = 4


def read_pages(
    pages: Iterable[Work | Failure], jobs: int = 1, threads: int = 1, effort: str = "full"
) -> Iterator[Outcome]:
    """Read `pages` in order, in `jobs` processes (0: one a core), with few in memory at a time.

    A page that cannot be read becomes a `Failure` and the rest goes on; a `Failure` that comes
    in goes out in its place. A `Reading` that comes in is one that is stored already: its text is
    held against the dossier that its page names, and nothing else of it is read again.
    `threads` is the models' number of threads in each process, `effort` how much is asked of an
    article that touches the talks.
    Raises `SettingsError` where no page could be read: weights or vocabulary are not in order.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        for page in pages:
            yield page if isinstance(page, Failure) else _attempt(page, threads, effort)
        return
    with contextlib.closing(Workers(jobs, threads, effort)) as workers:
        yield from workers.read(pages)


class Workers:
    """Processes that read pages; one that dies takes no more than its own page with it."""

    def __init__(self, jobs: int, threads: int, effort: str) -> None:
        """Start nothing yet: a process starts with the first page that needs it."""
        self.jobs, self.threads, self.effort = jobs, threads, effort
        self._pool = _pool(jobs)
        self._apart: ProcessPoolExecutor | None = None

    def read(self, pages: Iterable[Work | Failure]) -> Iterator[Outcome]:
        """The outcomes in the order of `pages`, with a bounded number of pages under way."""
        waiting: deque[tuple[Work | Failure, Future[Outcome] | None]] = deque()
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

    def _submit(self, page: Work) -> Future[Outcome]:
        try:
            return self._submitted(self._pool, page)
        except BrokenProcessPool:
            self._pool = _pool(self.jobs)
            return self._submitted(self._pool, page)

    def _submitted(self, pool: ProcessPoolExecutor, page: Work) -> Future[Outcome]:
        with _interrupts_held():
            return pool.submit(_attempt, page, self.threads, self.effort)

    def _outcome(self, page: Work | Failure, future: Future[Outcome] | None) -> Outcome:
        if isinstance(page, Failure) or future is None:
            return page if isinstance(page, Failure) else _attempt(page, self.threads, self.effort)
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(page)

    def _alone(self, page: Work) -> Outcome:
        """Read a page that was under way when a process died, with no other beside it."""
        self._apart = self._apart or _pool(1)
        try:
            return self._submitted(self._apart, page).result()
        except BrokenProcessPool:
            self._apart = None
            return Failure(_page(page).id, "the process that read it died; it may need more memory")


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupt)


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
def _tools(threads: int, effort: str, talks: bool) -> Tools:
    """This process's models; loaded with its first page, the reader with its first of talks."""
    from detente.language import Encoder

    if not talks:
        return Tools(Encoder(threads=threads), None, effort)
    from detente.positions import Reader

    return Tools(_tools(threads, effort, False).encoder, Reader(threads=threads), effort)


def _page(work: Work) -> Page:
    return work if isinstance(work, Page) else work.page


def _attempt(work: Work, threads: int, effort: str) -> Outcome:
    page = _page(work)
    tools = _tools(threads, effort, page.dossier is not None)
    try:
        return read_page(work, tools) if isinstance(work, Page) else apply_dossier(work, tools)
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
