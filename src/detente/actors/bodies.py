"""Phrases that name a body by its state or its head: ministries, governments, offices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.actors.gazetteer import Entry, Gazetteer
    from detente.actors.scan import Hit
    from detente.model import Span


_DEFINITE = re.compile(r"\b[Tt]he\s+(?:[a-z-]+\s+)?$")


@dataclass(frozen=True, slots=True)
class Body:
    """A phrase that names a body: the entry it belongs to, or a name of its own.

    `name` is None where the state itself is meant ("Russian officials"). `of` is the entry.
    `named` says that it is the body as such, not somebody unnamed of it.
    """

    span: Span
    of: Entry
    name: str | None = None
    named: bool = True


def bodies(text: str, hits: Iterable[Hit], gazetteer: Gazetteer) -> list[Body]:
    """Bodies that a state's, a union's or an office-holder's name leads to, by place."""
    found: list[Body] = []
    for hit in hits:
        start = max((body.span[1] for body in found[-1:]), default=0)
        if hit.span[0] < start:
            continue
        name = hit.names[0]
        if name.entry.nature == "person":
            body = _of_person(text, hit, gazetteer)
        else:
            body = _of_state(text, hit, name.entry, gazetteer) if _leads(hit) else None
        if body:
            found.append(body)
    return found


def _leads(hit: Hit) -> bool:
    name = hit.names[0]
    if name.entry.nature not in ("state", "union") and not name.entry.adjectives:
        return False
    return name.use in ("name", "adjective", "capital", "seat")


def _of_state(text: str, hit: Hit, entry: Entry, gazetteer: Gazetteer) -> Body | None:
    at = hit.span[1]
    ministry = _ministry().match(text, at)
    if ministry:
        what = ministry["front"] or ministry["back"]
        return Body((hit.span[0], ministry.end()), entry, _ministry_name(entry, what))
    match = _office().match(text, at)
    if match:
        return Body((hit.span[0], match.end()), entry, f"{_adjective(entry)} {match['office']}")
    reverse = _ministry_of().search(text, max(0, hit.span[0] - 50), hit.span[0])
    if reverse:
        what = reverse["front"] or reverse["back"]
        return Body((reverse.start(), at), entry, _ministry_name(entry, what))
    match = _state_body().match(text, at)
    if match:
        noun = " ".join(match["noun"].lower().split())
        if (
            noun in _unnamed()
            and not noun.endswith("s")
            and _DEFINITE.search(text[max(0, hit.span[0] - 24) : hit.span[0]])
        ):
            return None
        named = noun not in _unnamed() or match["spokes"] is not None
        return Body((hit.span[0], match.end()), entry, None, named)
    return _body_of(text, hit, entry)


def _body_of(text: str, hit: Hit, entry: Entry) -> Body | None:
    """ "the government of Ukraine"."""
    before = _of_the().search(text, max(0, hit.span[0] - 60), hit.span[0])
    if not before:
        return None
    return Body((before.start("noun"), hit.span[1]), entry, None, before["noun"] not in _unnamed())


def _of_person(text: str, hit: Hit, gazetteer: Gazetteer) -> Body | None:
    """ "the Trump administration", "Netanyahu's government": the state of the person."""
    match = re.compile(r"(?:['’]s)?\s(?:administration|government|cabinet|regime)\b").match(
        text, hit.span[1]
    )
    states = {gazetteer.state(name.entry.of) for name in hit.names}
    entry = gazetteer.of(states.pop()) if match and len(states) == 1 else None
    if not match or entry is None or entry.nature != "state":
        return None
    return Body((hit.span[0], match.end()), entry)


def _ministry_name(entry: Entry, what: str) -> str:
    named: dict[str, str] = vocab.load("bodies")["ministries"]
    return f"{_adjective(entry)} {named[' '.join(what.lower().split())]} Ministry"


def _adjective(entry: Entry) -> str:
    return entry.adjectives[0] if entry.adjectives else entry.name


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(vocab.load("bodies")["unnamed"])


@cache
def _ministry() -> re.Pattern[str]:
    """ "'s Foreign Ministry", " Ministry of Defence": what it is of in one of two groups."""
    what = _any_of(vocab.load("bodies")["ministries"])
    return re.compile(
        rf"(?:['’]s?)?\s+(?i:(?P<front>{what})\s+ministry|ministry\s+of\s+(?P<back>{what}))\b"
    )


@cache
def _ministry_of() -> re.Pattern[str]:
    what = _any_of(vocab.load("bodies")["ministries"])
    return re.compile(
        rf"\b(?i:ministry\s+of\s+(?P<back>{what})|(?P<front>{what})\s+ministry)\s+of\s+(?:the\s+)?$"
    )


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        r"(?:['’]s?)?\s+(?P<office>(?:Prime\s+Minister|President)(?:['’]s|ial)\s+Office|Presidential\s+Administration)\b"
    )


@cache
def _state_body() -> re.Pattern[str]:
    data = vocab.load("bodies")
    nouns, between = _any_of(data["of_state"]), _any_of(data["between"])
    return re.compile(
        rf"(?:['’]s?)?\s+(?:(?:{between})\s+){{0,3}}(?P<noun>(?i:{nouns}))\b"
        rf"(?P<spokes>\s+spokes(?:man|woman|person))?(?!\s+[A-Z][a-z])"
    )


@cache
def _of_the() -> re.Pattern[str]:
    nouns = _any_of(vocab.load("bodies")["of_state"])
    return re.compile(rf"\b(?P<noun>{nouns})\s+(?:of|from)\s+(?:the\s+)?$")
