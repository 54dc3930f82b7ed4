"""Who carries words: outlets and informants without a name, told from how a source is worded."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Entity, Span, Spans

_TAIL = re.compile(r"(?:['’]s?)?[\s,;:.“”\"]*$")
# Where the head of a noun phrase ends: a preposition, a relative clause, an apposition.
_HEAD_END = re.compile(
    r",|\s(?:of|in|at|from|with|for|on|by|to|near|close|familiar|briefed|involved|who|which|that|speaking)\b"
)


def carrier_name(text: str, source: Spans, entities: Sequence[Entity] = ()) -> str:
    """What to call a source: its one name where that is its head, else its words as written.

    "The American outlet Bloomberg" is Bloomberg; "Trump's lawyer" and "officials in Moscow"
    stay as they are.
    """
    if not source:
        return ""
    start, end = source[0]
    head = _HEAD_END.search(text, start, end)
    head_end = head.start() if head else end
    named = [e.span for e in entities if start <= e.span[0] and e.span[1] <= end]
    heads = [span for span in named if _ends_head(text, span, head_end)]
    if len(named) == 1 and heads:
        return tidy(text[slice(*heads[0])])
    known = outlet_in(text[start:head_end])
    return known or tidy(" ".join(text[first:last] for first, last in source))


def _ends_head(text: str, span: Span, head_end: int) -> bool:
    """Whether the name at `span` is the last of its noun phrase, and owns nothing after it."""
    return span[1] <= head_end and not text[span[1] : head_end].strip(" \t\n.\"”’'")


def tidy(phrase: str) -> str:
    """A phrase without quotation marks around it, possessive and punctuation behind it."""
    return _TAIL.sub("", " ".join(phrase.split())).lstrip("\"“‘' ")


def outlet_in(phrase: str) -> str | None:
    """The outlet's name that `phrase` is, or ends with after a description."""
    words = tidy(phrase).split()
    for at in range(len(words)):
        name = " ".join(words[at:])
        if words[at][:1].isupper() and words[at] != "The" and is_outlet(name):
            return name
    return None


def is_outlet(name: str) -> bool:
    """Whether a name is a news outlet's: a known one, or by its last word."""
    known, ends = _outlets()
    bare = name.removeprefix("the ").removeprefix("The ")
    words = bare.split()
    proper = len(words) > 1 and all(w[0].isupper() or w in ("of", "and", "the") for w in words)
    return bare in known or (proper and words[-1] in ends)


def is_outlet_phrase(text: str, source: Spans) -> bool:
    """Whether the source calls itself an outlet: "state television", "the paper"."""
    phrase = text[source[0][0] : source[0][1]]
    head = _HEAD_END.split(phrase)[0].lower().split()
    nouns = vocab.load("carriers")["outlet_nouns"]
    return any(" ".join(head[-n:]) in nouns for n in (1, 2) if len(head) >= n)


def is_informant(phrase: str) -> bool:
    """Whether a source is someone without a name: "two officials", "a person close to him"."""
    head, *tail = _HEAD_END.split(phrase, maxsplit=1)
    rest = phrase[len(head) :].lstrip(" ,").lower() if tail else ""
    return bool(head.split()) and all(
        _unnamed(part.lower().split(), rest) for part in re.split(r"\s(?:and|or)\s", head)
    )


def _unnamed(words: list[str], rest: str) -> bool:
    """Whether one noun phrase names no one, `rest` being what stands behind it."""
    data = vocab.load("carriers")
    if words and words[-1] in data["qualified"]:
        return rest.startswith(tuple(data["qualifiers"]))
    return bool(words) and words[-1] in data["informants"]


@cache
def _outlets() -> tuple[frozenset[str], frozenset[str]]:
    data = vocab.load("carriers")
    return frozenset(data["outlets"]), frozenset(data["outlet_ends"])
