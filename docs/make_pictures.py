"""Draw docs/images/brief.svg and read.svg from a real run: `make pictures`.

Takes the ledger that `make demo` wrote, and shows in both what the commands above the pictures
print on a terminal.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console

from detente import fetch, ledger, pipeline
from detente.model import Reading
from detente.views import article, brief, brief_text, terminal

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
WIDTH = 92
DAY = "2025-03-25"
PAGE = "examples/captures/fieldstone-brief-move-on.txt"


def main(database: str) -> None:
    """Draw both pictures; `database` is the demo's ledger."""
    draw_brief(database)
    draw_reading()


def draw_brief(database: str) -> None:
    """The brief of one day of the demo."""
    screen = recorder()
    with ledger.View(database) as view:
        told = brief.brief(view.statements(ledger.Filters(since=DAY, until=DAY)), each=3)
    if not told.statements:
        raise SystemExit(f"{database} holds no statement of {DAY}; `make demo` fills it")
    brief_text.show(screen, told)
    save(screen, "brief", f"detente brief --since {DAY} --until {DAY} --each 3")


def draw_reading() -> None:
    """One capture, read and marked."""
    screen = recorder()
    pages = fetch.pages([str(ROOT / PAGE)], fetch.FetchOptions())
    [reading] = pipeline.read_pages(pages)
    if not isinstance(reading, Reading):
        raise SystemExit(f"{PAGE}: {reading.error}")
    article.show(screen, reading.article, reading.statements, reading.actors)
    save(screen, "read", f"detente read {PAGE}")


def recorder() -> Console:
    """A terminal that keeps what is printed on it."""
    return Console(
        record=True,
        width=WIDTH,
        file=io.StringIO(),
        theme=terminal.THEME,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
    )


def save(screen: Console, name: str, command: str) -> None:
    """Write what was printed as an SVG that asks the network for nothing."""
    drawn = screen.export_svg(title=command, unique_id=name)
    drawn = re.sub(r"@font-face\s*\{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"
    (IMAGES / f"{name}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
