"""Pages from the web: asked for politely, within bounds, and never from a private network."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from types import TracebackType
from typing import Self

import httpcore
import httpx

from detente import __version__
from detente.errors import FetchError, UnreadableInputError
from detente.fetch.addresses import GuardedBackend
from detente.fetch.options import FetchOptions, Unchanged, Validators
from detente.fetch.robots import Robots
from detente.fetch.unpack import Inflater, damaged, too_big

REDIRECTS = frozenset({301, 302, 303, 307, 308})
STEP_TIMEOUT = 10.0
ROBOTS_BYTES = 500 * 1024
ROBOTS_REDIRECTS = 5
LONGEST_DELAY = 30.0
LONGEST_TOKEN = 1_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it came: the URL it came from in the end, and an ISO 8601 UTC time."""

    url: str
    body: bytes
    content_type: str
    charset: str | None
    fetched: str
    validators: Validators


def user_agent() -> str:
    """Who we say we are: name, version and, where the package tells one, the project's page."""
    urls = metadata.metadata("detente").get_all("Project-URL") or []
    page = next((url.partition(",")[2].strip() for url in urls), "")
    return f"detente/{__version__} (+{page})" if page else f"detente/{__version__}"


class Fetcher:
    """Fetches URLs one after the other; a context manager that keeps connections open."""

    def __init__(self, options: FetchOptions) -> None:
        """Open nothing yet."""
        self._options = options
        self._backend = GuardedBackend(options.allow_private)
        transport = httpx.HTTPTransport()
        # httpx has no public way to hand a network backend down to the pool.
        transport._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=self._backend
        )
        # Proxies and .netrc of the environment stay unused: a proxy would look names up itself.
        self._client = httpx.Client(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            timeout=min(options.timeout, STEP_TIMEOUT),
            headers={
                "User-Agent": user_agent(),
                "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
                "Accept-Encoding": "gzip, deflate",
            },
        )
        self._robots = Robots(self._robots_txt)
        self._asked: dict[str, float] = {}

    def __enter__(self) -> Self:
        """Return the fetcher itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self._client.close()

    def fetch(self, url: str) -> Answer | Unchanged:
        """The page at a URL, redirects followed, each hop checked as the first one is.

        Raises FetchError: refused address or scheme, robots.txt, no answer, an error status,
        too many redirects, too big.
        """
        self._client.cookies.clear()
        hop = _parsed(url, url)
        for _ in range(self._options.max_redirects + 1):
            if refusal := self._robots.refusal(hop):
                raise FetchError(refusal, url)
            self._wait(hop)
            asked = self._conditions(hop)
            response, body = self._get(hop, url, self._options.max_bytes, asked)
            if response.status_code == 304 and asked:
                return Unchanged(url, "not changed since it was last fetched", str(hop))
            if response.status_code not in REDIRECTS or "location" not in response.headers:
                return self._answer(response, body, hop, url)
            hop = _parsed(response.headers["location"], url, hop)
        raise FetchError(f"more than {self._options.max_redirects} redirects", url)

    def _answer(self, response: httpx.Response, body: bytes, hop: httpx.URL, url: str) -> Answer:
        if response.status_code != 200:
            status = f"{response.status_code} {response.reason_phrase}".strip()
            raise FetchError(
                f"the server answers {status}", url, "open it in a browser and save it"
            )
        return Answer(
            url=str(hop),
            body=body,
            content_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
            charset=response.charset_encoding,
            fetched=datetime.now(UTC).isoformat(timespec="seconds"),
            validators=Validators(_token(response, "etag"), _token(response, "last-modified")),
        )

    def _conditions(self, hop: httpx.URL) -> dict[str, str]:
        known = self._options.validators(str(hop)) if self._options.validators else None
        if known is None:
            return {}
        pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in pairs.items() if value}

    def _get(
        self, hop: httpx.URL, url: str, limit: int, headers: dict[str, str]
    ) -> tuple[httpx.Response, bytes]:
        """One request and its body, which is left unread unless the status is 200."""
        self._backend.deadline = time.monotonic() + self._options.timeout
        try:
            with self._client.stream("GET", hop, headers=headers) as response:
                body = _body(response, limit, url) if response.status_code == 200 else b""
            return response, body
        except httpx.TimeoutException as error:
            raise FetchError(f"no answer within {self._options.timeout:g} s", url) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise FetchError(f"the connection failed ({reason})", url) from error

    def _robots_txt(self, url: httpx.URL) -> tuple[int, str]:
        """Status and text of a robots.txt, redirects followed; a status of 0 is no good answer."""
        for _ in range(ROBOTS_REDIRECTS + 1):
            try:
                response, body = self._get(url, str(url), ROBOTS_BYTES, {})
            except UnreadableInputError:
                return 0, ""
            if response.status_code not in REDIRECTS or "location" not in response.headers:
                return response.status_code, body.decode("utf-8", "replace")
            url = _parsed(response.headers["location"], str(url), url)
        return 404, ""

    def _wait(self, hop: httpx.URL) -> None:
        """Keep the pause between two requests to one host, longer where robots.txt asks."""
        pause = max(self._options.pause, min(self._robots.delay(hop), LONGEST_DELAY))
        left = self._asked.get(hop.host, float("-inf")) + pause - time.monotonic()
        if left > 0:
            time.sleep(left)
        self._asked[hop.host] = time.monotonic()


def _token(response: httpx.Response, header: str) -> str | None:
    """A header that can be sent back as it is; None for what no request could carry."""
    value = str(response.headers.get(header, ""))
    plain = value.isascii() and value.isprintable() and len(value) <= LONGEST_TOKEN
    return value if value and plain else None


def _parsed(address: str, url: str, base: httpx.URL | None = None) -> httpx.URL:
    """An http(s) URL with a host, or FetchError."""
    try:
        parsed = base.join(address) if base else httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("not a URL that can be read", url, "check its spelling") from error
    if parsed.scheme not in ("http", "https"):
        raise FetchError(f"the scheme {parsed.scheme!r} is refused", url, "give an http(s) URL")
    if not parsed.host:
        raise FetchError("no host name in the URL", url, "check its spelling")
    return parsed


def _body(response: httpx.Response, limit: int, url: str) -> bytes:
    """The body, unpacked within `limit`; a bomb is dropped as soon as it passes it."""
    try:
        inflater = Inflater(response.headers.get("content-encoding", ""))
    except ValueError as error:
        raise FetchError(f"packed as {error}, which was not asked for", url) from error
    parts: list[bytes] = []
    room = limit + 1
    try:
        for chunk in response.iter_raw():
            parts.append(inflater.feed(chunk, room))
            room -= len(parts[-1])
            if room <= 0:
                raise too_big(limit, url)
    except zlib.error as error:
        raise damaged(error, url) from error
    if not inflater.complete:
        raise damaged(EOFError(), url)
    return b"".join(parts)
