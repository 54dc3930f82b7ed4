"""robots.txt, asked once for each origin, after RFC 9309."""

from __future__ import annotations

from collections.abc import Callable

import httpx
from protego import Protego

AGENT = "detente"
NOBODY = "User-agent: *\nDisallow: /\n"


class Robots:
    """What the sites asked so far allow. `get` gives a robots.txt's status and text."""

    def __init__(self, get: Callable[[httpx.URL], tuple[int, str]]) -> None:
        """Ask nothing yet."""
        self._get = get
        self._nobody = Protego.parse(NOBODY)
        self._known: dict[tuple[str, str, int | None], Protego] = {}

    def refusal(self, url: httpx.URL) -> str | None:
        """Why the site does not let us read this page, None where it does."""
        if self._rules(url).can_fetch(str(url), AGENT):
            return None
        if self._rules(url) is self._nobody:
            return "its robots.txt cannot be had, which means to keep out; try again later"
        return "robots.txt asks not to read this page"

    def delay(self, url: httpx.URL) -> float:
        """Seconds that the site asks to lie between two requests."""
        return float(self._rules(url).crawl_delay(AGENT) or 0.0)

    def _rules(self, url: httpx.URL) -> Protego:
        origin = (url.scheme, url.host, url.port)
        if origin not in self._known:
            status, text = self._get(url.copy_with(raw_path=b"/robots.txt", fragment=None))
            # RFC 9309, 2.3.1: a 4xx means no rules; a server in trouble means keep out.
            refused = status != 200 and not 400 <= status < 500
            rules = text if status == 200 else ""
            self._known[origin] = self._nobody if refused else Protego.parse(rules)
        return self._known[origin]
