"""The head of a source: which of the actors named in it speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab
from detente.actors.nominals import person_nouns
from detente.actors.titles import leading_title, title_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Actor, Span

Named = tuple["Span", "Actor"]

# Where the head of a noun phrase ends: apposition, relative clause, preposition.
_CUT = re.compile(
    r",|—|\(|\s(?:of|in|at|from|with|for|on|by|to|near|close|who|which|whose|that|familiar|speaking)\b"
)
_AND = re.compile(r"\s(?:and|or)\s|&")
_APPOSING = re.compile(r", (?!and |or )(?:(?:[a-z]+ )?(?P<noun>[a-z]+) )?$")
_SUCH_AS = re.compile(r"\b(?:such as|including|like)\s+$")


class Head(NamedTuple):
    """The actor whose name is the head, None without one; `unnamed` where it is somebody of his."""

    actor: Actor | None
    unnamed: bool = False


def head_of(text: str, source: Span, named: Sequence[Named]) -> Head:
    """Who is named as the head of a source; nobody where there are two, or a name within it.

    `named` are mentions with their actors, by place. "Kremlin spokesman Dmitry Peskov" is Peskov,
    "Trump's lawyer" and "Trump and Rubio" are nobody; "a senior Russian official" is somebody
    unnamed of Russia.
    """
    start, end = source
    at = bisect_left(named, start, key=lambda pair: pair[0][0])
    at -= bool(at and named[at - 1][0][1] > start)
    until = bisect_left(named, end, key=lambda pair: pair[0][0])
    inside = [pair for pair in named[at:until] if pair[0][1] <= end]
    first, last = _head(text, start, end, [_with_title(text, span) for span, _ in inside])
    held = [(span, actor) for span, actor in inside if first <= span[1] and span[1] <= last]
    apposed = _apposed(text, end, inside)
    if not held or (apposed and held[-1][1].kind != "person"):
        return Head(apposed)
    if _listed(text, inside):
        return Head(None)
    span, actor = held[-1]
    if apposed is None and _SUCH_AS.search(text[max(0, span[0] - 12) : span[0]]):
        return Head(None)
    if actor.kind == "other" and re.search(r"[A-Z]", text[first + 1 : span[0]]):
        return Head(None)
    rest = re.sub(r"^['’]s?", "", text[span[1] : last]).strip(' \n.,:;"”’)')
    if rest and not (actor.kind == "organisation" and _acting().fullmatch(rest)):
        return Head(apposed)
    return Head(
        actor, actor.kind == "organisation" and _is_unnamed(text[slice(*span)] + " " + rest)
    )


def _is_unnamed(phrase: str) -> bool:
    words = phrase.lower().split()
    return bool(words) and words[-1] in _unnamed()


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(vocab.load("bodies")["unnamed"])


@cache
def _acting() -> re.Pattern[str]:
    """What may stand behind a body's name: it is the body still ("… ministry spokesperson")."""
    return re.compile(
        r"spokes(?:man|woman|person)|statement|press (?:service|office)|itself|also|later"
        r"|officials?|sources?|website|representatives?|members|leadership"
        r"|(?:[\w-]+ ){0,2}(?:chief|spokes(?:man|woman|person))"
        r"|(?:state )?(?:media|television|tv|radio|news agency|newspaper|agency|news site)"
    )


@cache
def _describing() -> frozenset[str]:
    return person_nouns() | frozenset(vocab.load("bodies")["writers"])


def _listed(text: str, inside: Sequence[Named]) -> bool:
    """Whether the names stand in a list: "A and B", "A, B and C"."""
    return any(
        one.id != other.id and (_AND.search(gap) or gap == ", ")
        for (left, one), (right, other) in pairwise(inside)
        if (gap := text[left[1] : right[0]]) == ", " or left[1] + 12 > right[0]
    )


def _with_title(text: str, span: Span) -> Span:
    """The name with its title: the "of" in "Secretary of State" ends no noun phrase."""
    title = title_span(text, span)
    return (title[0], span[1]) if title else span


def _head(text: str, start: int, end: int, names: Sequence[Span]) -> Span:
    """The source up to its first preposition, relative clause or apposition."""
    titled = leading_title(text, start, end)
    if any(first < titled for first, _ in names):
        titled = start
    for cut in _CUT.finditer(text, titled, end):
        if not any(first <= cut.start() < last for first, last in names):
            return (start, cut.start())
    return (start, end)


def _apposed(text: str, end: int, inside: Sequence[Named]) -> Actor | None:
    """The person that an apposition or an example names: "the party's leader, Ada Brandal"."""
    persons = {actor.id for _, actor in inside if actor.kind == "person"}
    for span, actor in inside:
        before = text[max(0, span[0] - 40) : span[0]]
        noun = _APPOSING.search(before)
        opens = (noun and (not noun["noun"] or noun["noun"] in _describing())) or (
            len(persons) == 1 and _SUCH_AS.search(before)
        )
        closes = text[span[1] : end][:1] in ("", ",")
        if actor.kind == "person" and opens and closes:
            return actor
    return None
