"""What the ledger keeps of articles' gists and stories, as the steps across articles read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stories import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.ledger import Gist as Kept
    from detente.ledger import Story, View
    from detente.stories.gist import Gist


def gists(kept: Mapping[str, Kept]) -> dict[str, Gist]:
    """The gists of the present version among those kept, by article."""
    from detente.stories import gist

    return {
        name: gist.from_bytes(name, row.gist) for name, row in kept.items() if row.version == KEPT
    }


def stories_with(view: View, names: Iterable[str]) -> list[Story]:
    """The stories that hold any of these articles."""
    return view.stories_by_id(sorted(set(view.stories_of(names).values())))


def mates(view: View, names: Iterable[str]) -> set[str]:
    """All articles of the stories that hold any of these."""
    return {name for each in stories_with(view, names) for name in each.articles}
