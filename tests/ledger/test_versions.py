"""A page's validators, from the server into the ledger and back to the server."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from click.testing import Result
from readings import MODELS, reading

from detente.ledger import Version, View, Writer
from detente.model import Page, Reading

Run = Callable[..., Result]
LIKE = Page("any", b"")
FIRST, SECOND = ("Mon, 03 Mar 2031 09:00:00 GMT", "Tue, 04 Mar 2031 09:00:00 GMT")
TEXT = (
    "<!doctype html><html lang=en><title>Ferry talks, day {day}</title><h1>Ferry talks, day {day}"
    "</h1><article><p>The talks on the northern harbour went on for day {day}, and both sides "
    "stayed at the table until the late evening.</p><p>Deputy envoy Tomas Reyl said that the "
    "ferry could sail again if both sides agree on a timetable before the end of the month.</p>"
    "</article>"
)


def named(
    given: Reading, etag: str | None, last_modified: str | None = None, **more: Any
) -> Reading:
    return replace(given, page=replace(given.page, etag=etag, last_modified=last_modified, **more))


def said(
    writer: Writer, url: str | None, like: Page = LIKE, models: dict[str, str] = MODELS
) -> Any:
    found = writer.version(url or "", like, models)
    return (found.etag, found.last_modified) if found else None


def test_the_version_that_was_seen_last_is_asked_for(url: str) -> None:
    one, two = (reading(1, body=body) for body in (b"<p>one", b"<p>two"))
    address = one.page.url
    with Writer(url) as writer:
        assert said(writer, address) is None
        writer.add(named(one, '"1"', FIRST))
        assert said(writer, address) == ('"1"', FIRST)
        writer.add(named(two, None, SECOND))
        assert said(writer, address) == (None, SECOND)
        assert said(writer, "https://elsewhere.example/1") is None
    with View(url) as view:
        kept = {page.body: (page.etag, page.last_modified) for page in view.kept_pages()}
    assert kept == {b"<p>one": ('"1"', FIRST), b"<p>two": (None, SECOND)}


def test_what_would_be_read_otherwise_is_asked_for_anew(url: str) -> None:
    given = named(reading(2), '"1"')
    address = given.page.url
    with Writer(url) as writer:
        writer.add(given)
        assert said(writer, address, models={"encoder": "r2"}) is None
        assert said(writer, address, replace(LIKE, outlet="Fjord Wire")) is None
        assert said(writer, address, replace(LIKE, dossier="harbour")) is None
        assert said(writer, address, replace(LIKE, media_type="capture")) is None
        assert said(writer, address, replace(LIKE, media_type="html")) == ('"1"', None)
        writer.add(named(reading(3), '"2"', dossier="harbour", media_type="capture"))
        forced = replace(LIKE, media_type="capture", dossier="harbour")
        assert said(writer, reading(3).page.url, forced) == ('"2"', None)
        assert said(writer, reading(3).page.url) is None


def test_new_validators_of_a_known_page_are_taken_over(url: str) -> None:
    given = reading(4)
    with Writer(url) as writer:
        writer.add(given)
        assert said(writer, given.page.url) is None
        assert writer.has(named(given, '"1"', FIRST).page, MODELS)
    with Writer(url) as writer:
        assert said(writer, given.page.url) == ('"1"', FIRST)
        assert writer.add(named(given, '"2"')) == "known"
        assert said(writer, given.page.url) == ('"2"', FIRST)
        assert writer.has(given.page, MODELS)
    with Writer(url) as writer:
        assert said(writer, given.page.url) == ('"2"', FIRST)


def test_an_unchanged_page_is_seen_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = named(reading(5), '"1"')
    with Writer(url) as writer:
        writer.add(given)
    monkeypatch.setattr("detente.ledger.store.now", lambda: "2099-01-01T00:00:00Z")
    with Writer(url) as writer:
        found = writer.version(str(given.page.url), LIKE, MODELS)
        assert isinstance(found, Version)
        writer.unchanged(found)
    with View(url) as view:
        [row] = view.articles()
    assert row.last_seen == "2099-01-01T00:00:00Z" > row.first_seen


class Paper:
    """A server of one page that has an issue a day, and counts what it sends."""

    def __init__(self) -> None:
        self.day, self.sent, self.answers_304 = 1, 0, 0
        paper = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/today":
                    self._reply(302, location="/page")
                elif self.path == "/page":
                    self._page()
                else:
                    self._reply(404)

            def _page(self) -> None:
                tag = f'"day {paper.day}"'
                if self.headers.get("If-None-Match") == tag:
                    paper.answers_304 += 1
                    self._reply(304, etag=tag)
                    return
                paper.sent += 1
                self._reply(200, TEXT.format(day=paper.day).encode(), etag=tag)

            def _reply(self, status: int, body: bytes = b"", **headers: str) -> None:
                self.send_response(status)
                for name, value in {"content-type": "text/html", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/today"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def paper() -> Iterator[Paper]:
    paper = Paper()
    yield paper
    paper.server.shutdown()
    paper.server.server_close()


def test_an_unchanged_url_is_neither_sent_nor_read_again(
    detente: Run, url: str, paper: Paper
) -> None:
    def add(*more: str) -> str:
        told = detente("add", "--db", url, "--allow-private", paper.url, *more)
        assert told.exit_code == 0, told.stderr
        return str(told.stdout)

    unchanged = "0 new, 1 known (1 unchanged on the server), 0 changed, 0 failed\n"
    assert add() == "1 new, 0 known, 0 changed, 0 failed\n"
    assert add() == unchanged
    assert (paper.sent, paper.answers_304) == (1, 1)
    paper.day = 2
    assert add() == "1 new, 0 known, 0 changed, 0 failed\n"
    assert add() == unchanged
    # What is said anew about a page has to be read with it.
    assert add("--published", "2031-03-04") == "0 new, 1 known, 0 changed, 0 failed\n"
    assert (paper.sent, paper.answers_304) == (3, 2)
