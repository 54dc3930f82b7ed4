"""Across articles: which report one event, found day by day as articles come in.

What a day's articles make is found anew with each that comes, out of the articles of the days
around it: the order within a day does not matter, and the cost does not grow with the ledger.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.pipeline import stored
from detente.pipeline.assembling import Assembly
from detente.stories import KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy as np

    from detente.ledger import Told, View, Writer
    from detente.stories.gist import Gist

    Vectors = Callable[[Sequence[str]], np.ndarray]

# At most so many articles are put into stories in one go, and so many around them looked at: of a
# day's articles those nearest in time and the latest undated ones, of undated ones the latest.
AT_ONCE, AROUND, UNDATED, LATEST = 400, 600, 300, 1_500
# How many word pieces of an article's opening its vector is made of.
PIECES = 144
# So many earlier articles tell how common a word is in this ledger.
BACKGROUND = 300


def cluster(writer: Writer, view: View, vectors: Vectors | None = None) -> int:
    """Put the articles that are in no story yet into stories; how many those were.

    `vectors` gives unit vectors of texts (n, width); without it words alone are compared.
    `writer` and `view` are of one ledger.
    """
    fresh = view.ungisted(KEPT)
    for day, names in _by_day(view, fresh):
        _Day(writer, view, day).place(names, vectors)
    return len(fresh)


def openings(threads: int = 1) -> Vectors | None:
    """What gives the vectors of `cluster`; None where its weights are not there."""
    from detente import weights
    from detente.pipeline import meaning

    if "gist" not in weights.revisions():
        return None
    return lambda texts: meaning.gist(threads).vectors(texts, PIECES)


def _by_day(view: View, fresh: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The articles of each day, the earliest first, those without a day last."""
    of: dict[str, list[str]] = {}
    for name, day in view.days(fresh).items():
        of.setdefault(day, []).append(name)
    for day in sorted(of, key=lambda each: (not each, each)):
        names = sorted(of[day])
        for at in range(0, len(names), AT_ONCE):
            yield day, names[at : at + AT_ONCE]


class _Day:
    """The articles of one day ("" for those without), with those around it."""

    def __init__(self, writer: Writer, view: View, day: str) -> None:
        self._writer, self._view, self._day = writer, view, day

    def place(self, names: Sequence[str], vectors: Vectors | None) -> None:
        """Make the gists of these articles, find their stories, and keep both."""
        from detente import ledger
        from detente.stories import gist, rarity

        fresh = _gists(self._view.told(names).values(), vectors)
        around = self._around()
        earlier = self._earlier()
        known = {**earlier, **around, **{each.id: each for each in fresh}}
        assembly = Assembly(self._view, rarity.among(known.values()))
        found, gone, links = assembly.stories(fresh, around, earlier)
        self._writer.keep_stories(found, gone)
        self._writer.keep_links(links, of=[each.id for each in found])
        made = [ledger.Gist(each.id, KEPT, gist.to_bytes(each)) for each in fresh]
        # Kept last: an article that has a gist is in a story, even after an interruption.
        self._writer.keep_gists(made)

    def _around(self) -> dict[str, Gist]:
        from detente.stories.pairs import SPAN

        if not self._day:
            return stored.gists(self._view.gists_lately(LATEST))
        middle = date.fromisoformat(self._day)
        first, last = (str(middle + timedelta(days=days)) for days in (-SPAN, SPAN))
        dated = stored.gists(self._view.gists_of_days(first, last))
        near = sorted(dated, key=lambda each: (_far(dated[each].day, middle), each))[:AROUND]
        return {
            **{each: dated[each] for each in near},
            **stored.gists(self._view.gists_lately(UNDATED, undated=True)),
        }

    def _earlier(self) -> dict[str, Gist]:
        return stored.gists(self._view.gists_before(self._day, BACKGROUND)) if self._day else {}


def _far(day: str, middle: date) -> int:
    return abs((date.fromisoformat(day) - middle).days) if day else 0


def _gists(told: Iterable[Told], vectors: Vectors | None) -> list[Gist]:
    from detente.stories import gist

    ordered = sorted(told, key=lambda each: each.id)
    made = [gist.gist(t.id, t.title, t.standfirst, t.text, t.day) for t in ordered]
    if vectors is None:
        return made
    found = vectors([gist.opening(each.title, each.text) for each in ordered])
    return [replace(each, vector=row) for each, row in zip(made, found, strict=True)]
