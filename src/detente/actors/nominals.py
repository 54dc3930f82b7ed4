"""Nouns that refer back: "the Russian minister", "the group", "the two leaders"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from detente import vocab
from detente.actors.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.actors.gazetteer import Entry, Gazetteer
    from detente.actors.group import Group
    from detente.actors.salience import Told
    from detente.model import Span

NounKind = Literal["person", "body", "state", "pair"]
# Bodies that report rather than act; "the group" is none of them.
_OFFICE_ENDS = ("minister", "secretary")


@dataclass(frozen=True, slots=True)
class Noun:
    """A definite noun phrase: what it can mean, and the state or body named in it, if any."""

    span: Span
    kind: NounKind
    word: str
    means: tuple[str, ...]
    of: Entry | None = None
    narrow: tuple[str, ...] = ()
    together: bool = False

    def fits(self, group: Group, known: Gazetteer, day: str | None) -> bool:
        """Whether the phrase can mean this group."""
        if self.kind == "person":
            return group.kind == "person" and self._office(group, known, day)
        if self.kind == "state":
            return bool(group.entry and group.entry.nature == "state" and group.kind != "place")
        return self._body(group, known)

    def _office(self, group: Group, known: Gazetteer, day: str | None) -> bool:
        titles = [role.lower() for role in group.roles]
        if group.entry:
            held = group.entry.held(day) or group.entry.terms
            titles += [term.title for term in held]
        if not any(holds(title, word) for title in titles for word in self.means):
            return False
        if self.narrow and not any(word in title for title in titles for word in self.narrow):
            return False
        if self.of is None:
            return True
        state = known.state(self.of.key) or self.of.key
        if group.entry:
            return state in {known.state(term.of) or term.of for term in group.entry.terms}
        return any(
            known.state(hit.names[0].entry.key) == state
            for role in group.roles
            for hit in scan(role, known)
        )

    def _body(self, group: Group, known: Gazetteer) -> bool:
        if group.kind != "organisation" or (group.entry and group.entry.nature == "state"):
            return False
        if self.of and group.of != known.state(self.of.key):
            return False
        name = group.name().lower()
        if not self.means:
            return bool(group.entry) and not any(end in name for end in ("ministry", "department"))
        return any(word in name for word in self.means)


@lru_cache(maxsize=8192)
def holds(title: str, word: str) -> bool:
    """Whether a title is of this office: "minister" is in "foreign minister", not "prime …"."""
    if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", title):
        return False
    if word == "minister" and "prime minister" in title:
        return False
    if word == "president" and re.search(r"vice[ -]president", title):
        return False
    if word == "secretary" and re.search(r"press secretary|under|secretary[- ]general", title):
        return False
    return not (title.startswith("deputy ") and word in ("foreign minister", "prime minister"))


def nouns(text: str, known: Gazetteer) -> list[Noun]:
    """The definite noun phrases of the vocabulary, by place."""
    persons, bodies, states, two = _words()
    found: list[Noun] = []
    for match in _phrase().finditer(text):
        word = " ".join(match["noun"].lower().split())
        modifiers = match["modifiers"] or ""
        span = match.span()
        of = _of(modifiers, known)
        narrow = tuple(
            one for one in modifiers.split() if one.islower() and one not in _ornaments()
        )
        kind = two.get(word)
        if kind and match["two"]:
            found.append(Noun(span, "pair", word, (kind,), of))
        elif kind:
            found.append(Noun(span, "pair", word, (kind,), of, together=True))
        elif word in persons:
            found.append(Noun(span, "person", word, persons[word], of, narrow))
        elif word in bodies:
            found.append(Noun(span, "body", word, bodies[word], of))
        elif word in states:
            found.append(Noun(span, "state", word, (), of))
    return found


def _of(modifiers: str, known: Gazetteer) -> Entry | None:
    for hit in scan(modifiers, known) if any(map(str.isupper, modifiers)) else ():
        if hit.names[0].entry.nature != "person":
            return hit.names[0].entry
    return None


def office_of(noun: Noun, known: Gazetteer, day: str | None) -> Entry | None:
    """The one office-holder of the day that "the Russian president" can mean."""
    if noun.kind != "person" or noun.of is None or noun.narrow:
        return None
    fitting = [
        entry
        for entry in known.entries.values()
        if entry.nature == "person"
        and any(
            term.of == noun.of.key and any(term.title == word for word in noun.means)
            for term in entry.held(day)
        )
    ]
    return fitting[0] if len(fitting) == 1 else None


def pairs(noun: Noun, before: Iterable[Told]) -> Sequence[Group]:
    """Whom "the two leaders", "both sides" or "the three countries" mean.

    Two: the last two persons, or states, named before; three, or no number: the last states
    that were listed as acting together.
    """
    if noun.together:
        return [t.group for t in before if t.group.kind == "organisation" and t.group.joint][:1]
    found: list[Group] = []
    for told in before:
        group = told.group
        person = group.kind == "person"
        state = bool(group.entry and group.entry.nature in ("state", "union"))
        if (person if noun.means == ("persons",) else state) and all(group is not g for g in found):
            found.append(group)
        if len(found) == 2:
            return found
    return []


@cache
def _words() -> tuple[
    dict[str, tuple[str, ...]],
    dict[str, tuple[str, ...]],
    frozenset[str],
    dict[str, Literal["persons", "states"]],
]:
    data = vocab.load("nominals")
    kinds: tuple[Literal["persons", "states"], ...] = ("persons", "states")
    return (
        {word: tuple(means) for word, means in data["persons"].items()},
        {word: tuple(means) for word, means in data["bodies"].items()},
        frozenset(data["states"]),
        {word: kind for kind in kinds for word in data["pairs"][kind]},
    )


@cache
def _ornaments() -> frozenset[str]:
    return frozenset(vocab.load("nominals")["ornaments"])


@cache
def _phrase() -> re.Pattern[str]:
    persons, bodies, states, two = _words()
    nouns = sorted([*persons, *bodies, *states, *two], key=len, reverse=True)
    told = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in nouns)
    return re.compile(
        rf"\b(?:[Tt]he|[Tt]his|[Bb]oth)\s+(?:of\s+the\s+)?(?P<two>(?<=[Bb]oth\s)|(?:two|both)\s+)?"
        rf"(?P<modifiers>(?:(?!(?:{told}|the|an?|of|in|to|and|or|for|on|at|with|by|is|was|as)\b)[A-Za-z.]+(?:-[a-z]+)?\s+){{0,3}}?)"
        rf"(?P<noun>(?i:{told}))\b(?!\s+[A-Z][a-z]+\s+[A-Z])(?![-])"
    )


@cache
def person_nouns() -> frozenset[str]:
    """The nouns of one word that mean a person."""
    return frozenset(word for word in vocab.load("nominals")["persons"] if " " not in word)
