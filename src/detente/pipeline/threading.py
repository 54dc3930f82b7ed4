"""Threads: stories that follow each other in the same talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.pipeline import stored

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from detente.ledger import Story, StoryLink, View
    from detente.stories.gist import Gist
    from detente.stories.rarity import Rarity

# A story follows at most so many others, those that it is most alike.
MOST = 3
# Names that two stories share are told in the reason, at most so many.
NAMES = 3


def links(
    view: View,
    made: Sequence[Story],
    stories: Sequence[Story],
    gone: Container[str],
    known: Mapping[str, Gist],
    earlier: Mapping[str, Gist],
    rarity: Rarity,
) -> list[StoryLink]:
    """What the stories in `made` follow and what follows them, out of `stories` and earlier ones.

    `gone` are identifiers of stories that will not be; `known` are the gists of the articles of
    `stories`, `earlier` those of articles before them. Links to stories that lie further off stay.
    """
    heads = {str(each.about["headline"]): each for each in stories}
    older = _older(view, earlier.keys() - known.keys())
    heads = {**older, **heads}
    gists = {**earlier, **known}
    names = [name for name in sorted(heads) if name in gists]
    fresh = {each.id for each in made}
    if not fresh:
        return []
    near = {each.id for each in heads.values()}
    far = [
        link
        for link in view.story_links(sorted(fresh))
        if not any(end in gone for end in (link.earlier, link.later))
        and not {link.earlier, link.later} <= near
    ]
    return [*far, *_found(view, names, heads, gists, fresh, rarity)]


def _older(view: View, names: Iterable[str]) -> dict[str, Story]:
    return {str(each.about["headline"]): each for each in stored.stories_with(view, names)}


def _found(
    view: View,
    names: Sequence[str],
    heads: Mapping[str, Story],
    gists: Mapping[str, Gist],
    fresh: set[str],
    rarity: Rarity,
) -> list[StoryLink]:
    from detente import ledger
    from detente.stories import related
    from detente.stories.pairs import Crowd

    crowd = Crowd([gists[name] for name in names], rarity)
    found: dict[tuple[str, str], float] = {}
    for row, name in enumerate(names):
        if heads[name].id not in fresh:
            continue
        steps = related.steps(crowd, row)
        for other, score in steps:
            pair = _in_order(heads[name], heads[names[other]])
            found[pair] = max(found.get(pair, 0.0), score)
    kept = _most(found)
    of = {story.id: name for name, story in heads.items()}
    told = view.named({of[end] for pair in kept for end in pair})
    return [
        ledger.StoryLink(one, other, "step", score, _reason(told, of[one], of[other]))
        for (one, other), score in sorted(kept.items())
    ]


def _in_order(one: Story, other: Story) -> tuple[str, str]:
    first, second = sorted((one, other), key=lambda each: (each.day, each.last, each.id))
    return first.id, second.id


def _most(found: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Of what each story follows, what it is most alike."""
    of: dict[str, list[tuple[float, str]]] = {}
    for (one, other), score in found.items():
        of.setdefault(other, []).append((score, one))
    return {
        (one, other): round(float(np.clip(score, 0, 1)), 3)
        for other, some in of.items()
        for score, one in sorted(some, key=lambda each: (-each[0], each[1]))[:MOST]
    }


def _reason(told: Mapping[str, Mapping[str, int]], one: str, other: str) -> str:
    """“both name Karesia, Verrania”; "much the same words" where they name nobody in common."""
    first, second = told.get(one, {}), told.get(other, {})
    shared = sorted(
        first.keys() & second.keys(), key=lambda name: (-first[name] * second[name], name)
    )
    return f"both name {', '.join(shared[:NAMES])}" if shared else "much the same words"
