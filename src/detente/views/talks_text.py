"""The talks as text: on the terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.views import gap_text, phrases, told

if TYPE_CHECKING:
    from rich.console import Console

    from detente.views.brief import Brief
    from detente.views.talks import Talks
    from detente.views.told import Told

SAID = "What was said"
STATE = "The state of the talks"
# What is merely new on record can be much; the verb `changes` lists it all.
MOST_FRESH = 10


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; `left_out` are more than are shown."""

    id: str
    name: str
    lines: Sequence[Told]
    left_out: int = 0

    @property
    def heading(self) -> str:
        """The name with the number of lines."""
        return f"{self.name} ({len(self.lines) + self.left_out})"


def sections(talks: Talks) -> list[Section]:
    """All below the table, in the order in which an editor wants it."""
    since = phrases.day(talks.since)
    fresh = talks.fresh[:MOST_FRESH]
    left_out = len(talks.fresh) - len(fresh)
    return [
        Section("moved", f"Moved since {since}", talks.moved),
        Section("due", "Deadlines and pending replies", (*talks.pending, *talks.settled)),
        Section("inside", "Inside the sides", talks.inside),
        Section("disputed", "Disputed accounts", talks.disputed),
        Section("new", f"New on record since {since}", fresh, left_out),
        Section("background", "Background", talks.background),
    ]


def headed(talks: Talks) -> str:
    """“Talks on the strait, 20 March 2031”."""
    return f"{talks.title}, {phrases.day(talks.day)}"


def note(talks: Talks) -> str:
    """That the last report is of an earlier day; nothing where something came since."""
    if talks.last is None or talks.last > talks.since:
        return ""
    return f"Last report: {phrases.day(talks.last)}."


def show(console: Console, talks: Talks, said: Brief) -> None:
    """Print the brief of the talks on a terminal, and after it what was said."""
    from rich.rule import Rule

    from detente.views import brief_text, terminal
    from detente.views.terminal import safe

    def heading(name: str) -> None:
        console.print()
        console.print(Rule(safe(name, "day"), align="left", style="faint"))

    terminal.show(console, [safe(f"Brief: {headed(talks)}", "title")])
    if told_last := note(talks):
        terminal.show(console, [safe(told_last, "note")])
    heading(STATE)
    gap_text.show(console, talks.gap)
    for section in sections(talks):
        heading(section.heading)
        terminal.show(console, (part for line in section.lines for part in told.terminal(line)))
        if section.left_out:
            more = f"  … and {section.left_out:,} more (`detente changes` shows all)"
            terminal.show(console, [safe(more, "faint")])
    heading(SAID)
    terminal.show(console, brief_text.parts(said))


def markdown(talks: Talks, said: Brief) -> Iterator[str]:
    """The same as lines of Markdown; foreign text is escaped."""
    from detente.views import brief_text

    yield from (f"# Brief: {told.escaped(headed(talks))}", "")
    if told_last := note(talks):
        yield from (told_last, "")
    yield from (told.escaped(gap_text.summary(talks.gap)), "", f"## {STATE}", "")
    yield from gap_text.markdown(talks.gap)
    for section in sections(talks):
        yield from ("", f"## {told.escaped(section.heading)}", "")
        for line in section.lines:
            yield from told.markdown(line)
        if section.left_out:
            yield f"- … and {section.left_out:,} more"
    yield from ("", f"## {SAID}", "", told.escaped(said.summary))
    yield from brief_text.markdown_days(said, level=3)
