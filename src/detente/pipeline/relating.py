"""What is related to an article, stored or not: the same event, steps before and after, answers.

The articles around it in time are looked at, those of its story and of the stories that it follows
or that follow it, and those that name whom it names, whenever they came out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.model import Near, Related
from detente.pipeline import stored
from detente.pipeline.clustering import openings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.ledger import ArticleRecord, View
    from detente.model import Actor, Article, Reason, Statement
    from detente.stories.gist import Gist

# So many articles before and after are looked at, and so many that name each of so many names.
AROUND, NAMES, EACH = 400, 6, 40
# An answer comes within so many days.
ANSWER_DAYS = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """The article that is asked about: as stored, or as read a moment ago.

    `side` is the side that speaks in it most, "" where none is known.
    """

    article: Article
    day: str
    names: tuple[str, ...] = ()
    side: str = ""
    stored: bool = True


def asked_of(record: ArticleRecord) -> Asked:
    """A stored article as it can be asked about."""
    return asked(record.article, record.actors, record.statements)


def asked(
    article: Article,
    actors: Sequence[Actor],
    statements: Sequence[Statement],
    *,
    stored: bool = True,
) -> Asked:
    """An article with whom it names most, and which side speaks in it."""
    order = sorted(actors, key=lambda each: (-len(each.mentions), each.name))
    sides = {each.id: each.side for each in actors if each.side}
    heard = Counter(sides[each.speaker] for each in statements if each.speaker in sides)
    day = article.published.value[:10] if article.published else ""
    return Asked(
        article,
        day if len(day) == len("2031-03-04") else "",
        tuple(each.name for each in order[:NAMES]),
        min(heard, key=lambda side: (-heard[side], side)) if heard else "",
        stored,
    )


def related(view: View, about: Asked, limit: int = 10) -> Related:
    """The stored articles nearest to this one, neither itself nor a copy of it or of each other."""
    found = _Search(view, about).found()
    count, first, last = view.gist_count()
    linked, missing = _linked(view, about)
    known = {each.article for each in linked}
    found = [*linked, *(each for each in found if each.article not in known)]
    return Related(tuple(found[:limit]), count, first, last, missing)


def _linked(view: View, about: Asked) -> tuple[list[Near], tuple[str, ...]]:
    """The stored articles that the article itself names as related, and what is not stored."""
    titles = view.titled(about.article.related)
    own = _family(view, about.article.id)
    found, missing = [], []
    for title in about.article.related:
        rows = [row for row in titles.get(title, ()) if row.id not in own]
        if not rows:
            missing.append(title)
            continue
        of = view.stories_of([rows[0].id])
        words = "its own box of related headlines names it"
        found.append(Near(rows[0].id, "named as related", words, 1.0, of.get(rows[0].id)))
    return found, tuple(missing)


def _family(view: View, article: str) -> set[str]:
    """The article, what it is a copy of, and the other copies of that."""
    own = view.copies([article])
    origin = own[article].origin if article in own else article
    return {article, origin, *view.copies_of([origin])}


class _Search:
    """The pool of articles that may be related, and why each is."""

    def __init__(self, view: View, about: Asked) -> None:
        self._view, self._about = view, about
        self._own = _family(view, about.article.id)
        story = view.stories_of(self._own)
        self._story = next(iter(sorted(story.values())), None)

    def found(self) -> list[Near]:
        from detente.stories import clusters, rarity, related
        from detente.stories.pairs import Crowd

        mine = self._mine()
        pool = self._pool()
        if not pool:
            return []
        gists = [mine, *(pool[name] for name in sorted(pool))]
        crowd = Crowd(gists, rarity.among(gists))
        near = [
            each
            for each in related.nearest(crowd, 0, len(pool))
            if not related.copied(crowd, 0, each[0])
        ]
        odds = clusters.odds(crowd, clusters.weights(), [0])
        same = {row for (_, row), value in odds.items() if value >= 0}
        return self._told([(gists[row], score, row in same) for row, score in near])

    def _mine(self) -> Gist:
        from detente.stories import gist

        article = self._about.article
        kept = stored.gists(self._view.gists([article.id]))
        if article.id in kept:
            return kept[article.id]
        vectors = openings()
        found = vectors([gist.opening(article.title, article.text)])[0] if vectors else None
        vector = gist.NO_VECTOR if found is None else found
        return gist.gist(
            article.id, article.title, article.standfirst, article.text, self._about.day, vector
        )

    def _pool(self) -> dict[str, Gist]:
        view, day = self._view, self._about.day
        if day:
            kept = {
                **view.gists_before(day, AROUND),
                **view.gists_of_days(day, day),
                **view.gists_after(day, AROUND),
                **view.gists_lately(AROUND, undated=True),
            }
        else:
            kept = view.gists_lately(2 * AROUND)
        more = {*self._mates(), *self._naming()} - kept.keys()
        kept |= view.gists(more)
        for name in (*self._own, *view.copies(kept)):
            kept.pop(name, None)
        return stored.gists(kept)

    def _mates(self) -> set[str]:
        if self._story is None:
            return set()
        links = self._view.story_links([self._story])
        ids = {self._story, *(end for link in links for end in (link.earlier, link.later))}
        return {name for each in self._view.stories_by_id(sorted(ids)) for name in each.articles}

    def _naming(self) -> set[str]:
        """Articles that name whom this one names, whenever they came out."""
        names = self._about.names or _capitals(self._about.article.title or "")
        return {article for name in names for article in self._view.holding(name, EACH)}

    def _told(self, some: Sequence[tuple[Gist, float, bool]]) -> list[Near]:
        from detente.stories import related

        of = self._view.stories_of(gist.id for gist, _, _ in some)
        names = self._view.named(gist.id for gist, _, _ in some)
        links = self._view.story_links([self._story] if self._story else [])
        steps = {link.earlier: link.reason for link in links}
        steps |= {link.later: link.reason for link in links}
        sides = self._view.sides(gist.id for gist, _, _ in some)
        found = []
        reason: Reason
        for gist, score, same in some:
            story = of.get(gist.id)
            shared = [name for name in self._about.names if name in names.get(gist.id, {})]
            if same or (story is not None and story == self._story):
                reason, words = "same event", "tells the same event"
            elif score >= related.STEP and self._answers(gist, sides.get(gist.id, "")):
                reason, words = "other side's answer", f"there it is {sides[gist.id]} that speaks"
            elif story in steps or (len(shared) > 1 and gist.day != self._about.day):
                before = bool(gist.day) and gist.day < self._about.day
                reason = "earlier step" if before else "later step"
                words = steps.get(story or "") or _naming_words(shared)
            else:
                reason, words = "near", _naming_words(shared)
            found.append(Near(gist.id, reason, words, round(score, 3), story))
        order: dict[Reason, int] = {"same event": 0, "other side's answer": 1}
        return sorted(
            found, key=lambda each: (order.get(each.reason, 2), -each.score, each.article)
        )

    def _answers(self, gist: Gist, side: str) -> bool:
        """Whether the other side speaks there, on that day or in those after it."""
        from detente.stories.pairs import days_between

        gap = days_between(gist.day, self._about.day)
        later = gap is not None and gap <= ANSWER_DAYS and gist.day >= self._about.day
        return bool(side and self._about.side and later and side != self._about.side)


def _naming_words(shared: Sequence[str]) -> str:
    return f"both name {', '.join(shared[:3])}" if shared else "much the same words"


def _capitals(title: str) -> list[str]:
    return [word.strip(".,:;’'\"") for word in title.split() if word[:1].isupper()][:NAMES]
