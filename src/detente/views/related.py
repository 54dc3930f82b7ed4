"""What is related to an article: which, why, and what was looked through where nothing is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from detente.views import phrases
from detente.views.stories import SHORT_ID, dated, outlet

if TYPE_CHECKING:
    from rich.console import RenderableType

    from detente.ledger import ArticleRow
    from detente.model import Near, Related

    Rows = Mapping[str, ArticleRow]

COLUMNS = ("article", "title", "outlet", "published", "reason", "words", "score", "story", "url")


def parts(told: Related, rows: Rows) -> Iterator[RenderableType]:
    """The related articles for the terminal."""
    from rich.text import Text

    from detente.views.terminal import Indented, safe

    for number, each in enumerate(told.found, 1):
        article = rows[each.article]
        if number > 1:
            yield Text()
        yield Indented(safe(article.title or "Untitled", "title"), 4, f"{number} ")
        yield Indented(safe(f"{each.reason}: {each.words}"), 4)
        place = f"{outlet(article)}, {dated(article)}, {article.id[:SHORT_ID]}"
        yield Indented(safe(place, "place"), 4)
    if told.missing:
        yield Text()
        yield safe(f"Named as related, but not stored: {'; '.join(told.missing)}", "faint")


def nothing(told: Related) -> str:
    """What was looked through, in a sentence, where nothing was found."""
    count = phrases.counted(told.looked, "stored article")
    days = " to ".join(dict.fromkeys(map(phrases.day, filter(None, (told.first, told.last)))))
    return f"Nothing related among {count}{f' of {days}' if days else ''}."


def row(each: Near, rows: Rows) -> dict[str, Any]:
    """One related article under `COLUMNS`."""
    article = rows[each.article]
    return {
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet or article.domain,
        "published": article.published.value if article.published else None,
        "reason": each.reason,
        "words": each.words,
        "score": each.score,
        "story": each.story,
        "url": article.url,
    }
