"""What is known while an article's statements are gone through in order: who spoke, who came up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.actors.salience import PREPOSITION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.actors.heads import Named
    from detente.actors.titles import Gender
    from detente.model import Actor, Span

# So near to who spoke last, in code points, only a new subject puts a pronoun in doubt.
_NEAR = 200
_SMALL = frozenset(["the", "of", "and", "to", "for"])
# "the paper spoke to Ada Brandal": whom an outlet hears is who speaks next.
_HEARD = re.compile(r"\b(?:spoke|talked)\s+(?:to|with)\s+$|\binterviewed\s+$")
_LINES = 4


@dataclass
class Spoke:
    """Who spoke, by which words, where, and where what was said ends."""

    actor: Actor | None
    noun: str
    span: Span
    end: int


@dataclass
class Talk:
    """What is known while the statements are gone through in order."""

    text: str
    named: Sequence[Named]
    genders: dict[str, Gender]
    contents: Sequence[Span]
    spoken: list[Spoke] = field(default_factory=list)

    def between(self, start: int, end: int) -> list[Named]:
        """What is named between two offsets, but for what is said by somebody."""
        at = bisect_left(self.named, start, key=lambda pair: pair[0][0])
        until = bisect_left(self.named, end, key=lambda pair: pair[0][0])
        return [pair for pair in self.named[at:until] if not self._said(pair[0][0])]

    def _said(self, at: int) -> bool:
        i = bisect_right(self.contents, at, key=lambda span: span[0]) - 1
        return i >= 0 and at < self.contents[i][1]

    def last(self, at: int, kinds: tuple[str, ...], lines: int = _LINES) -> Spoke | None:
        """The last actor of these kinds who spoke before `at`, not more than `lines` away."""
        for spoke in reversed(self.spoken):
            if spoke.span[0] > at or spoke.actor is None:
                continue
            if self.text.count("\n", spoke.span[1], at) > lines * 2:
                return None
            if spoke.actor.kind in kinds:
                return spoke
        return None


def come_up(talk: Talk, last: Spoke, until: int, told: Gender | None = None) -> list[Actor]:
    """The persons who may be meant instead of who spoke last, named since what he said ended."""
    far = until - last.span[1] > _NEAR
    return [
        actor
        for span, actor in talk.between(min(max(last.span[1], last.end), until), until)
        if actor.kind == "person" and (not told or talk.genders.get(actor.id, told) == told)
        if _prominent(talk.text, span, far=far)
    ]


def _prominent(text: str, span: Span, *, far: bool) -> bool:
    """Whether a name may be whom a pronoun means rather than who spoke last."""
    before = text[max(0, span[0] - 60) : span[0]]
    if _HEARD.search(before):
        return True
    governed = PREPOSITION.search(before)
    return opens(text, span) or (far and not governed and text[span[1] : span[1] + 1] not in "'’")


def opens(text: str, span: Span) -> bool:
    """Whether a name opens its sentence, but for titles: then it is a new subject."""
    window = text[max(0, span[0] - 100) : span[0]]
    before = re.split(r"[.!?:][”\"’']*\s|\n|^", window)[-1]
    return not any(word[0].islower() and word not in _SMALL for word in before.split())


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
