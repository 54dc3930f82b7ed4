"""Names of the gazetteer in a text: one pass over its capitalised words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from detente.actors.spelling import WORD, bare

if TYPE_CHECKING:
    from detente.actors.gazetteer import Gazetteer, Name
    from detente.model import Span

_LONGEST_GAP = 2


class Hit(NamedTuple):
    """A span of the text and all that its words name in the gazetteer."""

    span: Span
    names: tuple[Name, ...]

    def meant(self, *uses: str) -> Name | None:
        """The one entry named in one of these ways, None where there are none or several."""
        fitting = [name for name in self.names if name.use in uses]
        return fitting[0] if len(fitting) == 1 else None


def scan(text: str, gazetteer: Gazetteer) -> list[Hit]:
    """The longest names, from left to right, not overlapping.

    A word that the gazetteer writes with a capital needs one in the text, an acronym all of
    them: "us" is not the United States, nor "who" the World Health Organization.
    """
    tokens = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    hits: list[Hit] = []
    at = 0
    while at < len(tokens):
        word = tokens[at][0]
        capital = not word[0].islower() or word in gazetteer.lower
        starts = gazetteer.names.get(bare(word)) if capital else None
        best = _longest(text, tokens, at, starts) if starts else None
        if best:
            hits.append(best[0])
            at = best[1]
        else:
            at += 1
    return hits


def _longest(
    text: str,
    tokens: list[tuple[str, int, int]],
    at: int,
    starts: dict[tuple[str, ...], list[Name]],
) -> tuple[Hit, int] | None:
    for length in sorted({len(key) for key in starts}, reverse=True):
        run = tokens[at : at + length]
        if len(run) < length:
            continue
        names = starts.get(tuple(bare(word) for word, _, _ in run))
        if names and _together(text, run):
            fitting = tuple(name for name in names if _cased(run, name.written))
            if fitting:
                return Hit((run[0][1], run[-1][2]), fitting), at + length
    return None


def _together(text: str, run: list[tuple[str, int, int]]) -> bool:
    """Whether only a blank, a hyphen, an apostrophe or a comma and a blank lie between words."""
    return all(
        right[1] - left[2] <= _LONGEST_GAP and "\n" not in text[left[2] : right[1]]
        for left, right in pairwise(run)
    )


def _cased(run: list[tuple[str, int, int]], written: tuple[str, ...]) -> bool:
    if len(written) != len(run):
        return all(word[0].isupper() or len(word) < 4 for word, _, _ in run)
    for (word, _, _), model in zip(run, written, strict=True):
        letters, capitals = word.replace(".", ""), model.replace(".", "")
        if len(capitals) > 1 and capitals.isupper() and letters != capitals:
            return False
        if model[0].isupper() and not word[0].isupper():
            return False
    return True
