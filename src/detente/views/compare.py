"""A story's reports side by side: what they tell differently, alike, and alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.views import listing, phrases
from detente.views.stories import SHORT_ID, dated, outlet, report

if TYPE_CHECKING:
    from rich.console import RenderableType

    from detente.ledger import Story, StoryArticle
    from detente.model import Claim, Compared, Verdict

HEADINGS: dict[Verdict, str] = {
    "differently": "Told differently",
    "alike": "Told alike",
    "alone": "Told by one report alone",
}
MOST_ALONE, MOST_ALIKE, LONGEST = 8, 12, 160
COLUMNS = (
    *("verdict", "kind", "differs", "group", "who", "about", "value", "certainty"),
    *("outlet", "article", "start", "end", "text", "via"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A comparison with its story and all articles of it, the first published first."""

    story: Story
    articles: tuple[StoryArticle, ...]
    cited: tuple[str, ...]
    claims: tuple[Compared, ...]


def parts(told: Told) -> Iterator[RenderableType]:
    """The comparison for the terminal."""
    from rich.text import Text

    from detente.views.terminal import safe

    yield safe(told.story.title, "title")
    yield safe(_origin(told), "place")
    for verdict, heading in HEADINGS.items():
        some = [each for each in told.claims if each.verdict == verdict]
        if not some:
            continue
        yield Text()
        yield safe(f"{heading} ({len(some):,})", "heading")
        yield from _groups(some, verdict)
    if not told.claims:
        yield Text()
        yield safe("Nothing was read from these reports that could be compared.", "note")


def _groups(some: Sequence[Compared], verdict: str) -> Iterator[RenderableType]:
    from detente.views.terminal import Indented, safe

    most = {"alike": MOST_ALIKE, "alone": MOST_ALONE}.get(verdict, len(some))
    for group in some[:most]:
        claims = group.claims if verdict == "differently" else group.claims[:1]
        yield Indented(safe(_head(group)), 2)
        for claim in claims:
            words = phrases.shortened(claim.text, LONGEST)
            yield Indented(safe(f"{words} — {_place(claim)}", "faint"), 4)
    if len(some) > most:
        yield Indented(safe(f"… and {len(some) - most} more (--format json shows all)", "faint"), 2)


def _head(group: Compared) -> str:
    first = group.claims[0]
    outlets = ", ".join(
        dict.fromkeys(claim.outlet or "an unnamed outlet" for claim in group.claims)
    )
    about = first.about if first.kind in ("position", "move") else first.who
    if first.kind == "figure":
        about = f"how many {first.who}"
    if group.verdict != "differently":
        value = f" — {first.value}" if first.value else ""
        return f"{about or 'Unnamed source'}{value} ({outlets})"
    told = "; ".join(
        f"{claim.outlet or '–'}: {_told(claim, group.differs)}" for claim in group.claims
    )
    return f"{about or 'Unnamed source'}: {told}"


def _told(claim: Claim, differs: Sequence[str]) -> str:
    shown = [claim.value or "so"] if "value" in differs else []
    shown += [claim.certainty or "for certain"] if "certainty" in differs else []
    return ", ".join(shown) or claim.value


def _place(claim: Claim) -> str:
    via = f", by way of {', '.join(claim.via)}" if claim.via else ""
    return f"{claim.outlet or '–'}, {claim.article[:SHORT_ID]} {list(claim.span)}{via}"


def _origin(told: Told) -> str:
    firsts = [each for each in told.articles if each.article.copy_of is None]
    copies = len(told.articles) - len(firsts)
    number = phrases.counted(len(firsts), "report")
    number += f" and {copies} {'copies' if copies > 1 else 'copy'}" if copies else ""
    first = f"first {outlet(firsts[0].article)}, {dated(firsts[0].article)}" if firsts else ""
    cited = f"; sources named: {', '.join(told.cited)}" if told.cited else ""
    return f"{told.story.id[:SHORT_ID]} · {number} · {first}{cited}"


def as_object(told: Told) -> dict[str, Any]:
    """The comparison as JSON has it; `origin` is the first report, and whom the reports cite."""
    firsts = [each for each in told.articles if each.article.copy_of is None]
    counts: Counter[str] = Counter(each.verdict for each in told.claims)
    return {
        "story": told.story.id,
        "title": told.story.title,
        "origin": {**report(firsts[0]), "cited": list(told.cited)} if firsts else None,
        "articles": [report(each) for each in told.articles],
        "told": {name: counts[name] for name in HEADINGS},
        "claims": [listing.as_object(each) for each in told.claims],
    }


def rows(told: Told) -> Iterator[dict[str, Any]]:
    """One row a claim under `COLUMNS`; those of one thing have the same `group`."""
    for number, group in enumerate(told.claims, 1):
        for claim in group.claims:
            own = {name: getattr(claim, name) for name in COLUMNS if hasattr(claim, name)}
            start, end = claim.span
            yield {
                **own,
                "verdict": group.verdict,
                "differs": list(group.differs),
                "group": number,
                "start": start,
                "end": end,
                "via": list(claim.via),
            }
