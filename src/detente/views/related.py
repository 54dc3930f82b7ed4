"""What is related to an article: which, why, and what was looked through where nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from detente.views import phrases
from detente.views.stories import SHORT_ID, dated, outlet

if TYPE_CHECKING:
    from rich.console import RenderableType

    from detente.ledger import ArticleRow

Reason = Literal[
    "named as related", "same event", "earlier step", "later step", "other side's answer", "near"
]
COLUMNS = ("article", "title", "outlet", "published", "reason", "words", "score", "story", "url")


@dataclass(frozen=True, slots=True)
class Near:
    """A stored article that is related, why, and how near it is (0…1).

    `words` say the reason in full. `story` is the identifier of its story.
    """

    article: ArticleRow
    reason: Reason
    words: str
    score: float
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """What was found, and out of how many stored articles of which ISO days ("": none is told).

    `missing` are the headlines that the article names as related and that are not stored.
    """

    found: tuple[Near, ...]
    looked: int
    first: str
    last: str
    missing: tuple[str, ...] = ()


def parts(told: Related) -> Iterator[RenderableType]:
    """The related articles for the terminal."""
    from rich.text import Text

    from detente.views.terminal import Indented, safe

    for number, each in enumerate(told.found, 1):
        if number > 1:
            yield Text()
        yield Indented(safe(each.article.title or "Untitled", "title"), 4, f"{number} ")
        yield Indented(safe(f"{each.reason}: {each.words}"), 4)
        place = f"{outlet(each.article)}, {dated(each.article)}, {each.article.id[:SHORT_ID]}"
        yield Indented(safe(place, "place"), 4)
    if told.missing:
        yield Text()
        yield safe(f"Named as related, but not stored: {'; '.join(told.missing)}", "faint")


def nothing(told: Related) -> str:
    """What was looked through, in a sentence, where nothing was found."""
    count = phrases.counted(told.looked, "stored article")
    days = " to ".join(dict.fromkeys(map(phrases.day, filter(None, (told.first, told.last)))))
    return f"Nothing related among {count}{f' of {days}' if days else ''}."


def row(each: Near) -> dict[str, Any]:
    """One related article under `COLUMNS`."""
    return {
        "article": each.article.id,
        "title": each.article.title,
        "outlet": each.article.outlet or each.article.domain,
        "published": each.article.published.value if each.article.published else None,
        "reason": each.reason,
        "words": each.words,
        "score": each.score,
        "story": each.story,
        "url": each.article.url,
    }
