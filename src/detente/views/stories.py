"""Stories: one event each, with the reports of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from detente.views import phrases

if TYPE_CHECKING:
    from rich.console import RenderableType

    from detente.ledger import ArticleRow, Story, StoryArticle, StoryLink

SHORT_ID = 10
MOST_REPORTS = 6
COLUMNS = (
    *("story", "title", "first", "last", "reports", "outlets", "copies"),
    *("article", "headline", "outlet", "published", "copy_of"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its articles, the first published first; whom they name; what it follows.

    `follows` maps the identifiers of earlier stories in the same talks to the reason, `inputs`
    those of articles to the names of the inputs that brought them.
    """

    story: Story
    articles: tuple[StoryArticle, ...]
    actors: tuple[str, ...] = ()
    follows: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def reports(self) -> tuple[StoryArticle, ...]:
        """The independent reports: copies of one text are one."""
        return tuple(each for each in self.articles if each.article.copy_of is None)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published it, independent or not, in the order in which they came."""
        return tuple(dict.fromkeys(outlet(each.article) for each in self.articles))


def told(
    story: Story,
    articles: Sequence[StoryArticle],
    named: Mapping[str, Mapping[str, int]],
    links: Sequence[StoryLink],
    inputs: Mapping[str, Sequence[str]],
) -> Told:
    """A story as it is shown; `named` says how often each article names whom."""
    counts: dict[str, int] = {}
    for each in articles:
        for name, number in named.get(each.article.id, {}).items():
            counts[name] = counts.get(name, 0) + number
    most = sorted(counts, key=lambda name: (-counts[name], name))[:MOST_REPORTS]
    follows = {link.earlier: link.reason for link in links if link.later == story.id}
    return Told(story, tuple(articles), tuple(most), follows, inputs)


def parts(stories: Sequence[Told]) -> Iterator[RenderableType]:
    """The stories for the terminal: headline, spread, and the reports."""
    from rich.text import Text

    from detente.views.terminal import Indented, safe

    for number, each in enumerate(stories):
        if number:
            yield Text()
        yield safe(each.story.title, "title")
        yield safe(_spread(each), "place")
        if len(each.articles) > 1:
            for article in each.articles[:MOST_REPORTS]:
                yield Indented(safe(_line(article)), 2)
            if more := len(each.articles) - MOST_REPORTS:
                yield from [Indented(safe(f"… and {more} more", "faint"), 2)] if more > 0 else []
        for earlier, reason in each.follows.items():
            yield Indented(safe(f"follows {earlier[:SHORT_ID]}: {reason}", "faint"), 2)


def _line(each: StoryArticle) -> str:
    copy = f" (copy of {each.article.copy_of[:SHORT_ID]})" if each.article.copy_of else ""
    return (
        f"{each.article.id[:SHORT_ID]}  {outlet(each.article)}: {each.article.title or '–'}{copy}"
    )


def _spread(each: Told) -> str:
    reports, copies = len(each.reports), len(each.articles) - len(each.reports)
    count = phrases.counted(reports, "report")
    count += f", {copies} {'copies' if copies > 1 else 'copy'}" if copies else ""
    days = dict.fromkeys(phrases.day(day) for day in (each.story.day, each.story.last) if day)
    outlets = phrases.counted(len(each.outlets), "outlet")
    when = " – ".join(days) or phrases.UNDATED
    return f"{each.story.id[:SHORT_ID]} · {when} · {count}, {outlets}"


def as_object(each: Told) -> dict[str, Any]:
    """A story as JSON has it, its articles with it."""
    story = each.story
    first, last = each.articles[0], each.articles[-1]
    return {
        "id": story.id,
        "title": story.title,
        "day": story.day or None,
        "last": story.last or None,
        "first_report": report(first),
        "last_report": report(last),
        "reports": len(each.reports),
        "copies": len(each.articles) - len(each.reports),
        "outlets": list(each.outlets),
        "actors": list(each.actors),
        "follows": [{"story": name, "reason": why} for name, why in each.follows.items()],
        "articles": [
            {**report(article), "inputs": list(each.inputs.get(article.article.id, ()))}
            for article in each.articles
        ],
    }


def report(each: StoryArticle) -> dict[str, Any]:
    """One article of a story as JSON has it; `copy_of` only where it is a copy."""
    found = {
        "id": each.article.id,
        "title": each.article.title,
        "outlet": each.article.outlet or each.article.domain,
        "published": each.article.published.value if each.article.published else None,
        "url": each.article.url,
        "score": each.score,
    }
    return {**found, "copy_of": each.article.copy_of} if each.article.copy_of else found


def rows(stories: Sequence[Told]) -> Iterator[dict[str, Any]]:
    """One row an article under `COLUMNS`."""
    for each in stories:
        for article in each.articles:
            own = report(article)
            yield {
                "story": each.story.id,
                "title": each.story.title,
                "first": each.story.day or None,
                "last": each.story.last or None,
                "reports": len(each.reports),
                "outlets": len(each.outlets),
                "copies": len(each.articles) - len(each.reports),
                "article": own["id"],
                "headline": own["title"],
                "outlet": own["outlet"],
                "published": own["published"],
                "copy_of": article.article.copy_of,
            }


def outlet(article: ArticleRow) -> str:
    """Who published it, as far as that is known."""
    return article.outlet or article.domain or "an unnamed outlet"


def dated(article: ArticleRow) -> str:
    """When it was published, in words."""
    return phrases.day(article.published.value) if article.published else phrases.UNDATED
