"""The terminal: its styles, and how foreign text is made safe to print there.

Source, cue and content differ by colour and also by bold, italic and underline, so that they
can be told apart without colour (`NO_COLOR` is respected by rich).
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text
from rich.theme import Theme

from detente.views.phrases import printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

PLAIN_WIDTH = 100
READING_WIDTH = 88

THEME = Theme(
    {
        "source": "bold cyan",
        "cue": "italic magenta",
        "content": "underline green",
        "title": "bold",
        "standfirst": "italic",
        "note": "yellow",
        "faint": "dim",
        "match": "bold reverse",
        "speaker": "bold cyan",
        "heading": "bold",
        "day": "bold",
        "place": "dim cyan",
        "evidence": "italic",
        "blocked": "bold red",
        "contested": "bold yellow",
        "within reach": "bold cyan",
        "agreed": "bold green",
        "unknown": "dim",
    }
)


def console(file: TextIO | None = None) -> Console:
    """A console on `file` (default standard output), not wider than its window."""
    file = file or sys.stdout
    given = os.environ.get("COLUMNS", "")
    width = None if file.isatty() or given.isdigit() else PLAIN_WIDTH
    if isinstance(file, TextIOWrapper):
        file.reconfigure(errors="replace")  # a terminal that cannot write “ still gets the rest
    return Console(file=file, theme=THEME, width=width, highlight=False, soft_wrap=False)


def safe(text: str, style: str = "") -> Text:
    """`text` as it may be printed: without control characters, of the same length, never markup."""
    return Text(printable(text), style=style)


def show(console: Console, parts: Iterable[RenderableType]) -> None:
    """Print the parts one below the other, no wider than is good for reading."""
    width = min(console.width, READING_WIDTH)
    for part in parts:
        console.print(Indented(part, 0) if isinstance(part, Text) else part, width=width)


@dataclass(frozen=True, slots=True)
class Indented:
    """`text` wrapped with every line `by` columns in; the first one behind `lead`."""

    text: Text
    by: int
    lead: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, without the trailing blanks that a padded cell would have."""
        lead = Text(self.lead.rjust(self.by), style="faint")
        for line in self.text.wrap(console, max(1, options.max_width - self.by)):
            line.rstrip()
            yield Text.assemble(lead, line)
            lead = Text(" " * self.by)
