"""Fetching from real servers on loopback, and what is refused on the way."""

from __future__ import annotations

import gzip
import http.server
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from detente import __version__
from detente.fetch import FetchOptions, Unchanged, Validators, pages
from detente.fetch.addresses import checked_addresses, is_public
from detente.model import Failure, Page

PAGE = b"<!doctype html><p>The two sides met again on Monday."
Route = Callable[[http.server.BaseHTTPRequestHandler], None]


class Site:
    """A server on loopback whose paths answer as a test says; keeps the requests it got."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                site.routes.get(self.path, reply(404))(self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def reply(status: int = 200, body: bytes = b"", **headers: str) -> Route:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"content_type": "text/html", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


def _fetch(url: str, /, **options: Any) -> Page | Failure:
    options = {"allow_private": True, "pause": 0.0, "timeout": 5.0, **options}
    (one,) = pages([url], FetchOptions(**options))
    return one


def _error(url: str, /, **options: Any) -> str:
    one = _fetch(url, **options)
    assert isinstance(one, Failure), one
    assert "\n" not in one.error
    return one.error


def test_a_page_is_fetched_with_an_honest_name(site: Site) -> None:
    site.routes["/a"] = reply(body=PAGE, content_type="text/html; charset=koi8-r")
    page = _fetch(f"{site.base}/a", outlet="Post")
    assert isinstance(page, Page)
    assert (page.id, page.url, page.body) == (f"{site.base}/a", f"{site.base}/a", PAGE)
    assert (page.charset, page.media_type, page.outlet) == ("koi8-r", "html", "Post")
    assert page.fetched is not None
    assert page.fetched.endswith("+00:00")
    assert [path for path, _ in site.requests] == ["/robots.txt", "/a"]
    assert all(h["user-agent"].startswith(f"detente/{__version__}") for _, h in site.requests)


def test_robots_txt_is_kept(site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /private\nUser-agent: detente\nDisallow: /no\n"
    site.routes["/robots.txt"] = reply(body=rules, content_type="text/plain")
    site.routes["/no"] = site.routes["/private"] = reply(body=PAGE)
    assert _error(f"{site.base}/no") == "robots.txt asks not to read this page"
    assert isinstance(_fetch(f"{site.base}/private"), Page)
    site.routes["/robots.txt"] = reply(503)
    assert _error(f"{site.base}/private").startswith("its robots.txt cannot be had")


def test_redirects_are_followed_within_bounds(site: Site) -> None:
    site.routes["/robots.txt"] = reply(body=b"User-agent: *\nDisallow: /no\n")
    site.routes["/a"] = reply(302, location="/b")
    site.routes["/b"] = reply(body=PAGE)
    site.routes["/loop"] = reply(301, location="/loop")
    site.routes["/out"] = reply(302, location="file:///etc/passwd")
    site.routes["/to-no"] = reply(302, location="/no")
    site.routes["/odd"] = reply(302, location="http://[")
    page = _fetch(f"{site.base}/a")
    assert isinstance(page, Page)
    assert (page.id, page.url) == (f"{site.base}/a", f"{site.base}/b")
    assert _error(f"{site.base}/loop", max_redirects=3) == "more than 3 redirects"
    assert _error(f"{site.base}/out").startswith("the scheme 'file' is refused")
    assert _error(f"{site.base}/to-no") == "robots.txt asks not to read this page"
    assert _error(f"{site.base}/odd")


def test_a_conditional_request_brings_nothing_twice(site: Site) -> None:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        fresh = handler.headers.get("If-None-Match") == '"v1"'
        reply(304 if fresh else 200, b"" if fresh else PAGE, etag='"v1"')(handler)

    site.routes["/a"] = answer
    page = _fetch(f"{site.base}/a", validators={}.get)
    assert isinstance(page, Page)
    assert (page.etag, page.last_modified) == ('"v1"', None)
    known = {f"{site.base}/a": Validators(page.etag, page.last_modified)}
    again = _fetch(f"{site.base}/a", validators=known.get)
    assert isinstance(again, Unchanged)
    assert again.error == "not changed since it was last fetched"
    assert again.url == f"{site.base}/a"


def test_validators_that_cannot_be_sent_back_are_left_out(site: Site) -> None:
    site.routes["/a"] = reply(
        body=PAGE, etag='"\u00e9"', last_modified="Mon, 03 Mar 2031 09:00:00 GMT"
    )
    site.routes["/b"] = reply(body=PAGE, etag='"' + "x" * 5_000 + '"', last_modified="")
    site.routes["/c"] = reply(body=PAGE, etag='"1"')
    one, two = _fetch(f"{site.base}/a"), _fetch(f"{site.base}/b")
    assert isinstance(one, Page)
    assert isinstance(two, Page)
    assert (one.etag, one.last_modified) == (None, "Mon, 03 Mar 2031 09:00:00 GMT")
    assert (two.etag, two.last_modified) == (None, None)
    # They are the server's for its own URL: under another one they say nothing.
    elsewhere = _fetch(f"{site.base}/c", url="https://post.example/c")
    assert isinstance(elsewhere, Page)
    assert elsewhere.etag is None


def test_unchanged_is_believed_only_where_it_was_asked(site: Site) -> None:
    site.routes["/a"] = reply(304)
    assert _error(f"{site.base}/a").startswith("the server answers 304")


def test_statuses_and_silence_are_told(site: Site) -> None:
    site.routes["/gone"] = reply(410)
    assert _error(f"{site.base}/gone").startswith("the server answers 410 Gone")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert _error(f"http://127.0.0.1:{port}/").startswith("the connection failed")
    assert _error("http://").startswith("no host name")
    assert _error("http://nowhere.invalid/").startswith("no address for this host name")


def test_a_server_that_drips_is_cut_off(site: Site) -> None:
    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-length", "1000")
        handler.end_headers()
        for _ in range(50):
            try:
                handler.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.1)

    site.routes["/drip"] = drip
    began = time.monotonic()
    assert _error(f"{site.base}/drip", timeout=0.8) == "no answer within 0.8 s"
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw", "identity"])
def test_packed_answers_are_unpacked(site: Site, encoding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(PAGE),
        "deflate": zlib.compress(PAGE),
        "raw": raw.compress(PAGE) + raw.flush(),
        "identity": PAGE,
    }
    named = encoding.replace("raw", "deflate")
    site.routes["/a"] = reply(body=packed[encoding], content_encoding=named)
    page = _fetch(f"{site.base}/a")
    assert isinstance(page, Page)
    assert page.body == PAGE


def test_bombs_and_oversize_are_dropped(site: Site) -> None:
    bomb = gzip.compress(bytes(40 << 20))
    site.routes["/bomb"] = reply(body=bomb, content_encoding="gzip")
    site.routes["/bomb.gz"] = reply(body=bomb, content_type="application/gzip")
    site.routes["/big"] = reply(body=bytes(3 << 20))
    site.routes["/cut"] = reply(body=bomb[:1000], content_encoding="gzip")
    site.routes["/br"] = reply(body=b"whatever", content_encoding="br")
    for path in ("/bomb", "/bomb.gz", "/big"):
        assert _error(site.base + path, max_bytes=2 << 20).startswith("larger than 2 MiB")
    assert _error(f"{site.base}/cut").startswith("the gzip data ends too early")
    assert _error(f"{site.base}/br") == "packed as br, which was not asked for"


def test_jsonl_and_gzip_by_url(site: Site) -> None:
    lines = b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n'
    site.routes["/x.jsonl.gz"] = reply(body=gzip.compress(lines), content_type="application/gzip")
    site.routes["/a.html.gz"] = reply(body=gzip.compress(PAGE), content_type="application/gzip")
    options = FetchOptions(allow_private=True, pause=0)
    found = list(pages([f"{site.base}/x.jsonl.gz", f"{site.base}/a.html.gz"], options))
    assert [one.id for one in found] == ["a", "b", f"{site.base}/a.html.gz"]
    assert isinstance(found[2], Page)
    assert found[2].body == PAGE


def test_two_requests_to_one_host_lie_apart(site: Site) -> None:
    site.routes["/a"] = site.routes["/b"] = reply(body=PAGE)
    began = time.monotonic()
    options = FetchOptions(allow_private=True, pause=0.4)
    assert len(list(pages([f"{site.base}/a", f"{site.base}/b"], options))) == 2
    assert time.monotonic() - began >= 0.4


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]",
     "[::ffff:7f00:1]", "①②⑦.0.0.1", "10.0.0.1", "169.254.169.254", "[fe80::1]", "[fd00::1]",
     "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "100.64.0.1", "192.0.2.1", "224.0.0.1"],
)  # fmt: skip
def test_private_addresses_are_refused_however_spelt(site: Site, host: str) -> None:
    port = site.server.server_port
    error = _error(f"http://{host}:{port}/", allow_private=False)
    assert "private network" in error or "no address" in error or "not a URL" in error
    assert site.requests == []


def test_every_hop_is_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host passes as public; the redirect leads to the same server by its true name."""
    from detente.fetch import addresses

    real = addresses.checked_addresses

    def checked(host: str, port: int, allow_private: bool) -> list[str]:
        return ["127.0.0.1"] if host == "outside.test" else real(host, port, allow_private)

    monkeypatch.setattr(addresses, "checked_addresses", checked)
    port = site.server.server_port
    site.routes["/a"] = reply(302, location=f"http://127.0.0.1:{port}/secret")
    site.routes["/secret"] = reply(body=b"secret")
    error = _error(f"http://outside.test:{port}/a", allow_private=False)
    assert "private network" in error
    assert [path for path, _ in site.requests] == ["/robots.txt", "/a"]


def test_a_name_server_that_changes_its_answer_changes_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["93.184.215.14", "127.0.0.1"])
    asked: list[str] = []

    def rebinding(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    connected: list[str] = []

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("socket.getaddrinfo", rebinding)
    monkeypatch.setattr("socket.create_connection", connect)
    _error(f"http://rebind.test:{site.server.server_port}/", allow_private=False)
    assert (asked, connected) == (["rebind.test"], ["93.184.215.14"])


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.errors import FetchError

    entries = [(2, 1, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.1.1.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(FetchError, match=r"10\.1\.1\.1 is on a private network"):
        checked_addresses("mixed.test", 80, allow_private=False)
    assert len(checked_addresses("mixed.test", 80, allow_private=True)) == 2


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("64:ff9b::808:808", True),
     ("::ffff:8.8.8.8", True), ("::ffff:10.0.0.1", False), ("240.0.0.1", False), ("::", False),
     ("2001:db8::1", False), ("2001::1", False), ("ff02::1", False), ("fe80::1%eth0", False)],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
