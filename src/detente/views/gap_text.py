"""The gap on the terminal and as Markdown: a table of issues by sides, then the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.text import Text

from detente.views import phrases, told
from detente.views.gap import STATES
from detente.views.terminal import Indented, safe

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

    from detente.views.gap import Cell, Gap, IssueGap, State

# A shape beside each word, so that the state is seen at a glance and without colour.
MARKS: dict[State, str] = {
    "blocked": "✕",
    "contested": "◆",
    "within reach": "◐",
    "agreed": "✓",
    "unknown": "·",
}
STANCE_MARKS = {"for": "+ for", "open": "○ open", "conditional": "± cond.", "against": "− against"}
WIDEST = 120
NARROWEST_CELL = 10
GUTTER = 2
LEGEND = (
    "A cell: what the side holds, how long ago, and ×3 where three independent origins tell it. "
    "cond.: on a condition. ? possible, ~ reported, ° not by its leadership, * otherwise since, or "
    "by another leader of it. In brackets: its consent is not needed."
)


def show(console: Console, gap: Gap, reasons: bool = True) -> None:
    """Print the table, and with `reasons` what each state rests on."""
    width = min(console.width, WIDEST)
    for part in parts(gap, width, reasons):
        console.print(Indented(part, 0) if isinstance(part, Text) else part, width=width)


def parts(gap: Gap, width: int, reasons: bool = True) -> Iterator[RenderableType]:
    """What to print one below the other; a list in place of the table where it is too narrow."""
    told_of = [issue for issue in gap.issues if not issue.silent]
    yield safe(summary(gap), "faint")
    if told_of:
        yield Text()
        needed = sum(GUTTER + least for least in _least_widths(told_of)) - GUTTER
        yield from [table(told_of)] if needed <= width else _list(told_of)
        yield Text()
        yield safe(LEGEND, "faint")
    if reasons:
        for issue in told_of:
            yield Text()
            yield from _reason(issue)
    if silent := silence(gap):
        yield Text()
        yield safe(silent, "faint")


def summary(gap: Gap) -> str:
    """“Talks on the strait, as of 20 March 2031: 1 blocked, 2 agreed.”"""
    counts = [(sum(issue.state == state for issue in gap.issues), state) for state in STATES]
    counted = ", ".join(f"{number} {state}" for number, state in counts if number)
    return f"{gap.title}, as of {phrases.day(gap.day)}: {counted or 'no issue in the dossier'}."


def silence(gap: Gap) -> str:
    """The issues on which nothing at all is on record; nothing where there are none."""
    names = [issue.issue for issue in gap.issues if issue.silent]
    return f"Nothing on record: {', '.join(names)}." if names else ""


def headed(issue: IssueGap) -> str:
    """“✕ blocked”."""
    return f"{MARKS[issue.state]} {issue.state}"


def table(issues: list[IssueGap]) -> Table:
    """Issues down, sides across."""
    from rich.table import Table

    made = Table(box=None, header_style="heading", pad_edge=False, padding=(0, GUTTER, 1, 0))
    names = ["Issue", *(cell.name for cell in issues[0].cells)]
    for number, (name, least) in enumerate(zip(names, _least_widths(issues), strict=True)):
        made.add_column(safe(name), min_width=least, no_wrap=not number)
    for issue in issues:
        above, below = safe(issue.issue, "title"), safe(headed(issue), issue.state)
        cells = (_cell(cell) for cell in issue.cells)
        made.add_row(Text.assemble(above, "\n", below), *cells)
    return made


def _least_widths(issues: list[IssueGap]) -> list[int]:
    """The columns' least widths: an issue and its state are never broken, cells between words."""
    issue = max(len(issue.issue) for issue in issues)
    return [max(issue, *map(len, STATES)) + 2, *(NARROWEST_CELL for _ in issues[0].cells)]


def marked(cell: Cell) -> str:
    """“− against*”: shape, word, and the signs that the legend explains."""
    held = cell.held
    if held is None:
        return "–" if cell.needed else "(–)"
    sure = {"possible": "?", "reported": "~"}.get(held.certainty, "")
    signs = f"{sure}{'*' if cell.since else ''}{'' if held.leads else '°'}"
    told = f"{STANCE_MARKS[held.stance]}{signs}"
    return told if cell.needed else f"({told})"


def age(cell: Cell) -> str:
    """“3 days ×2” for two independent origins; an old one is said to be old."""
    if cell.held is None:
        return ""
    days = phrases.ago(cell.held.age)
    old = ", old" if cell.stale else ""
    origins = f" ×{cell.held.origins}" if cell.held.origins > 1 else ""
    return f"{days}{old}{origins}"


def row(gap: Gap, issue: IssueGap, cell: Cell) -> dict[str, Any]:
    """One cell as a flat row, for CSV."""
    held = cell.held
    return {
        "day": gap.day,
        "issue": issue.issue,
        "state": issue.state,
        "reason": issue.text,
        "side": cell.side,
        "needed": "yes" if cell.needed else "no",
        "stance": held.stance if held else None,
        "certainty": held.certainty if held else None,
        "firm": "yes" if cell.firm else "no",
        "holder": held.holder if held else None,
        "since": held.day if held else None,
        "age": held.age if held else None,
        "origins": held.origins if held else 0,
        "word": held.word if held else None,
        "signs": [sign.text for sign in cell.since],
        "dissent": [sign.text for sign in cell.dissent],
        **told.first_source(held.sources if held else ()),
    }


COLUMNS = (
    *("day", "issue", "state", "reason", "side", "needed", "stance", "certainty", "firm"),
    *("holder", "since", "age", "origins", "word", "signs", "dissent"),
    *("outlet", "published", "article", "start", "end", "evidence"),
)


def markdown(gap: Gap) -> Iterator[str]:
    """The table and the reasons in Markdown."""
    issues = [issue for issue in gap.issues if not issue.silent]
    if issues:
        names = [told.escaped(cell.name) for cell in issues[0].cells]
        yield f"| issue | state | {' | '.join(names)} |"
        yield f"|---|---|{'---|' * len(names)}"
        for issue in issues:
            cells = (told.escaped(_in_one(cell)) for cell in issue.cells)
            yield f"| {told.escaped(issue.issue)} | {headed(issue)} | {' | '.join(cells)} |"
        yield from ("", told.escaped(LEGEND), "")
        for issue in issues:
            yield f"- **{told.escaped(issue.issue)}: {issue.state}.** {told.escaped(issue.text)}"
            yield from told.markdown_cited(issue.sources)
    if silent := silence(gap):
        yield from ("", told.escaped(silent))


def _in_one(cell: Cell) -> str:
    return ", ".join(part for part in (marked(cell), age(cell)) if part)


def _cell(cell: Cell) -> Text:
    style = {"against": "blocked", "for": "agreed"}.get(cell.held.stance if cell.held else "", "")
    above = safe(marked(cell), style if cell.needed else "faint")
    return Text.assemble(above, "\n", safe(age(cell), "faint")) if cell.held else above


def _list(issues: list[IssueGap]) -> Iterator[RenderableType]:
    for issue in issues:
        yield Text.assemble(safe(headed(issue), issue.state), "  ", safe(issue.issue, "title"))
        for cell in issue.cells:
            if cell.held:
                yield Indented(safe(f"{cell.name}: {_in_one(cell)}"), 4)


def _reason(issue: IssueGap) -> Iterator[RenderableType]:
    head = (safe(headed(issue), issue.state), "  ", safe(issue.issue, "title"))
    yield Text.assemble(*head, safe(f"  {issue.proposition}", "faint"))
    yield from told.terminal(issue, most=max(told.MOST_SHOWN, _held(issue)))


def _held(issue: IssueGap) -> int:
    """How many of the sides that must consent hold something: each is to be seen."""
    return sum(cell.needed and cell.held is not None for cell in issue.cells)
