"""One sourced line, whatever it tells of, as text: on the terminal and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from detente.views.phrases import printable
from detente.views.sources import SHORT_ID, by_words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from detente.views.sources import Source

# More different sentences than these make a line on the terminal hard to read.
MOST_SHOWN = 2
MOST_AROUND = 90
# What `flat` adds to a line's own columns.
SOURCE_COLUMNS = (
    *("outlet", "published", "title", "url", "article", "start", "end", "evidence", "sources"),
)

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~#&])")


class Told(Protocol):
    """A sentence of ours about the talks, and where it comes from."""

    @property
    def text(self) -> str:
        """The sentence."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """At least one."""


def terminal(told: Told, style: str = "", most: int = MOST_SHOWN) -> Iterator[RenderableType]:
    """The sentence, and under it what it rests on: at most so many different sentences."""
    from detente.views.terminal import Indented, safe

    yield Indented(safe(told.text, style), 2)
    yield from cited(told.sources, most)


def cited(sources: Sequence[Source], most: int = MOST_SHOWN) -> Iterator[RenderableType]:
    """The sentences with the evidence marked, each with its outlets; at most `most` of them."""
    from rich.text import Text

    from detente.views.terminal import Indented, safe

    alike = by_words(sources)
    for _, group in alike[:most]:
        before, piece, after = shortened(group[0].parts)
        places = "; ".join(place(source, SHORT_ID) for source in group)
        yield Indented(
            Text.assemble(
                safe(before, "faint"),
                safe(piece, "evidence" if before or after else "faint"),
                safe(after, "faint"),
                safe(f" — {places}", "place"),
            ),
            4,
        )
    if more := alike[most:]:
        yield Indented(safe(f"… and {len(more)} more (--format json shows all)", "faint"), 4)


def shortened(parts: tuple[str, str, str]) -> tuple[str, str, str]:
    """A sentence's words before, in and after the evidence, those around it cut to a few."""
    before, piece, after = parts
    if not piece:
        return parts
    if len(before) > MOST_AROUND:
        before = "… " + before[-MOST_AROUND:].partition(" ")[2]
    if len(after) > MOST_AROUND:
        after = after[:MOST_AROUND].rpartition(" ")[0] + " …"
    return before, piece, after


def markdown(told: Told) -> Iterator[str]:
    """The sentence as a list's item, and under it what it rests on; foreign text is escaped."""
    yield f"- {escaped(told.text)}"
    yield from markdown_cited(told.sources)


def markdown_cited(sources: Sequence[Source], indent: str = "    ") -> Iterator[str]:
    """The sentences, the evidence in bold, each with its outlets."""
    for _, group in by_words(sources):
        before, piece, after = map(escaped, group[0].parts)
        marked = f"{before}**{piece}**{after}" if piece and (before or after) else before or piece
        places = "; ".join(f"{escaped(_known(s))}, `{at(s, len(s.article))}`" for s in group)
        yield f"{indent}- {marked} — {places}"


def first_source(sources: Sequence[Source]) -> dict[str, Any]:
    """The first source's columns for a table; empty where there is none."""
    first = sources[0] if sources else None
    names = ("outlet", "published", "title", "url", "article", "evidence")
    found: dict[str, Any] = {name: getattr(first, name, None) for name in names}
    start, end = first.span if first else (None, None)
    return {**found, "start": start, "end": end}


def flat(told: Told, columns: Sequence[str]) -> dict[str, Any]:
    """A line's own columns and those of its first source, for a table."""
    own = {name: getattr(told, name) for name in columns}
    return {**own, **first_source(told.sources), "sources": len(told.sources)}


def place(source: Source, digits: int) -> str:
    """“Fjord Wire, 5 March 2031, 8f3ac12345 [12, 80]”."""
    return f"{_known(source)}, {at(source, digits)}"


def at(source: Source, digits: int) -> str:
    """The article, by so many of its identifier's digits, and the sentence's span in its text."""
    start, end = source.sentence
    return f"{source.article[:digits]} [{start}, {end}]"


def escaped(text: str) -> str:
    """Foreign text as Markdown shows it unchanged."""
    return _MARKDOWN.sub(r"\\\1", printable(text))


def _known(source: Source) -> str:
    return f"{source.outlet}, {source.day}"
