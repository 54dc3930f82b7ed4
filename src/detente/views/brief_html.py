"""The brief as one HTML page that needs nothing else, fit for printing."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from detente.views.phrases import counted

if TYPE_CHECKING:
    from jinja2 import Environment

    from detente.views.brief import Brief
    from detente.views.sources import Source


def html(brief: Brief) -> str:
    """The page; every line links to its sentence under “Sources”, and that to the outlet's page."""
    template = _environment().get_template("brief.html.j2")
    return template.render(brief=brief, articles=_articles(brief))


def _articles(brief: Brief) -> list[list[Source]]:
    """The sources of every line, by article in order of appearance, by place in its text."""
    places: dict[str, dict[tuple[int, int], Source]] = {}
    for day in brief.days:
        for voice in day.voices:
            for line in voice.lines:
                for source in line.sources:
                    places.setdefault(source.article, {})[source.sentence] = source
    return [[found[place] for place in sorted(found)] for found in places.values()]


def web_address(url: str | None) -> str | None:
    """The URL where it may be a link: a page's own word could also be a script."""
    return url if url and url.startswith(("http://", "https://")) else None


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("detente.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = counted
    environment.filters["web_address"] = web_address
    return environment
