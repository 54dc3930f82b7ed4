"""The brief as text: on the terminal and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.phrases import printable

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from detente.views.brief import Brief, Line, Source

SHORT_ID = 10

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~#&])")


def show(console: Console, brief: Brief) -> None:
    """Print the brief on a terminal."""
    from detente.views import terminal

    terminal.show(console, _parts(brief))


def markdown(brief: Brief) -> Iterator[str]:
    """The brief as lines of Markdown; foreign text is escaped."""
    yield from ("# Brief", "", _escaped(brief.summary))
    for day in brief.days:
        yield from ("", f"## {day.day}")
        for voice in day.voices:
            yield from ("", f"### {_escaped(voice.speaker)}", "")
            for lines in voice.passages:
                yield from map(_markdown_line, lines)
                yield from _markdown_citations(lines[0])
            if voice.left_out:
                yield f"- … and {voice.left_out:,} more"


def _markdown_line(line: Line) -> str:
    about = f" · {_escaped(line.about)}" if line.about else ""
    return f"- *{_escaped(line.manner)}:* {_escaped(line.content)}{about}"


def _markdown_citations(line: Line) -> Iterator[str]:
    for words, sources in line.citations:
        places = "; ".join(
            f"**{_escaped(source.outlet)}**, {source.day}, `{_place(source, source.article)}`"
            for source in sources
        )
        yield f"    - {_escaped(words)} — {places}"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", printable(text))


def _place(source: Source, article: str) -> str:
    start, end = source.sentence
    return f"{article} [{start}, {end}]"


def _parts(brief: Brief) -> Iterator[RenderableType]:
    from rich.rule import Rule

    from detente.views.terminal import safe

    yield safe(brief.summary, "faint")
    for day in brief.days:
        yield ""
        yield Rule(safe(day.day, "day"), align="left", style="faint")
        for voice in day.voices:
            yield safe(f"\n{voice.speaker}", "speaker" if voice.named else "heading")
            for lines in voice.passages:
                yield from map(_terminal_line, lines)
                yield from _terminal_citations(lines[0])
            if voice.left_out:
                yield safe(f"  … and {voice.left_out:,} more (--each 0 shows all)", "faint")


def _terminal_line(line: Line) -> RenderableType:
    from rich.text import Text

    from detente.views.terminal import Indented, safe

    parts = [safe(line.cue, "cue"), safe(line.qualified, "note"), safe(f": {line.content}")]
    if line.about:
        parts.append(safe(f" · {line.about}", "faint"))
    return Indented(Text.assemble(*parts), 2)


def _terminal_citations(line: Line) -> Iterator[RenderableType]:
    from rich.text import Text

    from detente.views.terminal import Indented, safe

    for words, sources in line.citations:
        places = "; ".join(
            f"{source.outlet}, {source.day}, {_place(source, source.article[:SHORT_ID])}"
            for source in sources
        )
        yield Indented(Text.assemble(safe(words, "faint"), safe(f" — {places}", "place")), 4)
