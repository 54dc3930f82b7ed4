"""The brief as text: on the terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views import told
from detente.views.told import escaped

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from detente.views.brief import Brief, Line


def show(console: Console, brief: Brief) -> None:
    """Print the brief on a terminal."""
    from detente.views import terminal

    terminal.show(console, parts(brief))


def markdown(brief: Brief) -> Iterator[str]:
    """The brief as lines of Markdown; foreign text is escaped."""
    yield from ("# Brief", "", escaped(brief.summary))
    yield from markdown_days(brief, level=2)


def markdown_days(brief: Brief, level: int) -> Iterator[str]:
    """The days under headings of that level, the speakers under the next."""
    days, speakers = "#" * level, "#" * (level + 1)
    for day in brief.days:
        yield from ("", f"{days} {day.day}")
        for voice in day.voices:
            yield from ("", f"{speakers} {escaped(voice.speaker)}", "")
            for lines in voice.passages:
                yield from map(_markdown_line, lines)
                yield from told.markdown_cited(lines[0].sources)
            if voice.left_out:
                yield f"- … and {voice.left_out:,} more"


def _markdown_line(line: Line) -> str:
    about = f" · {escaped(line.about)}" if line.about else ""
    return f"- *{escaped(line.manner)}:* {escaped(line.content)}{about}"


def parts(brief: Brief) -> Iterator[RenderableType]:
    """What to print on a terminal: the counts, then days and speakers with their lines."""
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
                yield from told.cited(lines[0].sources, most=len(lines[0].sources))
            if voice.left_out:
                yield safe(f"  … and {voice.left_out:,} more (--each 0 shows all)", "faint")


def _terminal_line(line: Line) -> RenderableType:
    from rich.text import Text

    from detente.views.terminal import Indented, safe

    parts = [safe(line.cue, "cue"), safe(line.qualified, "note"), safe(f": {line.content}")]
    if line.about:
        parts.append(safe(f" · {line.about}", "faint"))
    return Indented(Text.assemble(*parts), 2)
