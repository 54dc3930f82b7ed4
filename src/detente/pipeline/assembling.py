"""Stories made of articles that lie side by side, and which stories kept before they replace."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from detente.model import content_id
from detente.pipeline import stored

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from detente.ledger import Story, StoryLink, View
    from detente.stories.gist import Gist
    from detente.stories.pairs import Crowd
    from detente.stories.rarity import Rarity

    Edges = Mapping[tuple[int, int], float]

# Up to so many articles are all compared with each other anew; beyond it only those that came and
# what they touch.
ANEW = 150


class Assembly:
    """What the stories of some articles are; `view` tells the copies and stories that are kept."""

    def __init__(self, view: View, rarity: Rarity) -> None:
        """Ready the weights of pairs."""
        from detente.stories import clusters

        self._view, self._rarity = view, rarity
        self._model = clusters.weights()

    def stories(
        self, fresh: Sequence[Gist], around: Mapping[str, Gist], earlier: Mapping[str, Gist]
    ) -> tuple[list[Story], list[str], list[StoryLink]]:
        """The stories that are new or other than kept, those that are gone, and their threads."""
        from detente.pipeline.threading import links

        new = {each.id for each in fresh}
        known = {**self._whole(around), **{each.id: each for each in fresh}}
        copies = self._view.copies(known)
        # A copy goes with the first of its text, however long before it came out.
        far = {copy.origin for copy in copies.values()} | set(self._view.copies_of(new))
        known = {**self._whole(self._read(far - known.keys())), **known}
        origins = {
            name: copy.origin
            for name, copy in self._view.copies(known).items()
            if copy.origin in known
        }
        firsts = sorted(known.keys() - origins.keys(), key=lambda each: (known[each].day, each))
        anew = new | far | {origins[name] for name in new & origins.keys()}
        found = [
            self._story(group, known, origins)
            for group in self._groups([known[name] for name in firsts], anew)
        ]
        placed = [name for each in found for name in each.articles]
        kept = {each.id: each for each in stored.stories_with(self._view, placed)}
        found += self._left(found, kept.values(), known)
        made = [each for each in found if not _same(each, kept.get(each.id))]
        gone = sorted(kept.keys() - {each.id for each in found})
        threads = links(self._view, made, found, set(gone), known, earlier, self._rarity)
        return made, gone, threads

    def _left(
        self, found: Iterable[Story], kept: Iterable[Story], known: Mapping[str, Gist]
    ) -> list[Story]:
        """What a story that is made anew leaves behind: no article is without a story."""
        placed = {name for each in found for name in each.articles}
        rests = [[name for name in each.articles if name not in placed] for each in kept]
        more = self._read(name for rest in rests for name in rest if name not in known)
        gists = {**known, **more}
        groups = [{name: 1.0 for name in rest if name in gists} for rest in rests]
        return [self._story(group, gists, {}) for group in groups if group]

    def _read(self, names: Iterable[str]) -> dict[str, Gist]:
        return stored.gists(self._view.gists(names))

    def _whole(self, around: Mapping[str, Gist]) -> dict[str, Gist]:
        """The articles around and those that are in one story with them."""
        return {**around, **self._read(stored.mates(self._view, around) - around.keys())}

    def _groups(self, gists: Sequence[Gist], fresh: Collection[str]) -> list[_Group]:
        from detente.stories import clusters, grouping
        from detente.stories.pairs import Crowd

        if not gists:
            return []
        crowd = Crowd(gists, self._rarity)
        new = [row for row, each in enumerate(gists) if each.id in fresh]
        nodes, edges = self._near(crowd, new)
        place = {row: number for number, row in enumerate(nodes)}
        among = {
            (place[one], place[other]): value
            for (one, other), value in edges.items()
            if one in place and other in place
        }
        groups = grouping.grouped(len(nodes), among, 0.0, clusters.LEAST)
        return [_group([nodes[n] for n in group], edges, gists) for group in groups]

    def _near(self, crowd: Crowd, new: Sequence[int]) -> tuple[list[int], Edges]:
        """Which articles are grouped anew, and what speaks for each pair of them."""
        from detente.stories import clusters

        if len(crowd) <= ANEW:
            return list(range(len(crowd))), clusters.odds(crowd, self._model)
        edges = clusters.odds(crowd, self._model, new)
        touched = {*new, *(row for pair, value in edges.items() if value >= 0 for row in pair)}
        mates = stored.mates(self._view, [crowd.gists[row].id for row in touched])
        more = [row for row, each in enumerate(crowd.gists) if each.id in mates]
        edges = {**edges, **clusters.odds(crowd, self._model, set(more) - set(new))}
        return sorted({*touched, *more}), edges

    def _story(self, group: _Group, known: Mapping[str, Gist], origins: Mapping[str, str]) -> Story:
        """The group with the copies of its articles, under the headline nearest to all."""
        from detente import ledger

        names = dict(group)
        names |= {copy: names[origin] for copy, origin in origins.items() if origin in names}
        days = sorted(known[name].day for name in names if known[name].day)
        first = min(group, key=lambda name: (known[name].day or "9", name))
        best = max(sorted(group), key=lambda name: group[name])
        told = self._view.rows([best])
        return ledger.Story(
            id=content_id("story", first),
            title=(told[best].title if best in told else None) or "Untitled",
            day=days[0] if days else "",
            last=days[-1] if days else "",
            articles=dict(sorted(names.items())),
            about={"headline": best},
        )


# An article's identifier to how near it is to the rest of its group, 0…1.
_Group = dict[str, float]


def _group(rows: Sequence[int], edges: Edges, gists: Sequence[Gist]) -> _Group:
    from detente.stories import clusters

    found: _Group = {}
    for one in rows:
        odds = [
            edges.get((min(one, other), max(one, other)), clusters.LEAST)
            for other in rows
            if other != one
        ]
        chance = 1 / (1 + math.exp(-sum(odds) / len(odds))) if odds else 1.0
        found[gists[one].id] = round(float(chance), 3)
    return found


def _same(one: Story, kept: Story | None) -> bool:
    return kept is not None and (one.title, one.articles) == (kept.title, kept.articles)
