"""The brief as one HTML page that needs nothing else, fit for printing."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.phrases import ago, counted, day, stance

if TYPE_CHECKING:
    from jinja2 import Environment

    from detente.views.brief import Brief
    from detente.views.sources import Source
    from detente.views.talks import Talks

# A line shows its first sentences; the links to all are beside them.
MOST_QUOTED = 2


def html(brief: Brief, talks: Talks | None = None) -> str:
    """The page; every line links to its sentence under “Sources”, and that to the outlet's page.

    With `talks`, their state and what is new stand before what was said.
    """
    if talks is None:
        template = _environment().get_template("brief.html.j2")
        return template.render(brief=brief, articles=_articles(_said(brief)))
    from detente.views import gap_text, talks_text

    template = _environment().get_template("talks.html.j2")
    return template.render(
        brief=brief,
        talks=talks,
        heading=talks_text.headed(talks),
        note=talks_text.note(talks),
        summary=gap_text.summary(talks.gap),
        silence=gap_text.silence(talks.gap),
        issues=[issue for issue in talks.gap.issues if not issue.silent],
        sections=talks_text.sections(talks),
        said=talks_text.SAID,
        state=talks_text.STATE,
        marks=gap_text.MARKS,
        signs=gap_text.STANCE_MARKS,
        articles=_articles([*_of_talks(talks), *_said(brief)]),
    )


def _said(brief: Brief) -> Iterator[Source]:
    for shown_day in brief.days:
        for voice in shown_day.voices:
            for line in voice.lines:
                yield from line.sources


def _of_talks(talks: Talks) -> Iterator[Source]:
    """The sources of everything that the page shows of the talks."""
    from detente.views import talks_text

    for issue in talks.gap.issues:
        yield from issue.sources
        for cell in issue.cells:
            for account in (cell.held, *cell.since, *cell.dissent):
                yield from account.sources if account else ()
    for section in talks_text.sections(talks):
        for line in section.lines:
            yield from line.sources


def _articles(found: Iterator[Source] | list[Source]) -> list[list[list[Source]]]:
    """The sources by article in order of appearance, by place in it, by sentence."""
    places: dict[str, dict[tuple[int, int], list[Source]]] = {}
    for source in found:
        places.setdefault(source.article, {}).setdefault(source.sentence, []).append(source)
    return [[of[place] for place in sorted(of)] for of in places.values()]


def marked(sources: list[Source]) -> list[tuple[str, bool]]:
    """The words of a sentence in pieces, each with whether it is evidence."""
    words = sources[0].words
    pieces = {source.evidence for source in sources if source.evidence not in ("", words)}
    parts, done = [], 0
    for start, piece in sorted((words.find(piece), piece) for piece in pieces):
        if start >= done:
            end = start + len(piece)
            parts += [(words[done:start], False), (words[start:end], True)]
            done = end
    return [part for part in (*parts, (words[done:], False)) if part[0]]


def web_address(url: str | None) -> str | None:
    """The URL where it may be a link: a page's own word could also be a script."""
    return url if url and url.startswith(("http://", "https://")) else None


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from detente.views.sources import by_words

    environment = Environment(
        loader=PackageLoader("detente.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        ago=ago,
        by_words=by_words,
        counted=counted,
        day=day,
        marked=marked,
        stance=stance,
        web_address=web_address,
    )
    environment.globals["most_quoted"] = MOST_QUOTED
    return environment
