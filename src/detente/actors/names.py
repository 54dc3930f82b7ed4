"""When two names are one: persons by surname, bodies by spelling, alias and initials."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from detente import vocab

if TYPE_CHECKING:
    from detente.actors.titles import Gender

_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "to", "de", "la", "des", "du", "al"])


def given_gender(name: str) -> Gender | None:
    """The gender that a full name's first word tells, None where it tells none."""
    return _given().get(name.split()[0])


@cache
def _given() -> dict[str, Gender]:
    data: dict[Gender, list[str]] = vocab.load("names")["given"]
    return {name: gender for gender, listed in data.items() for name in listed}


def plain(name: str) -> str:
    """An organisation's or place's name: no "the", no possessive, aliases put right."""
    bare = re.sub(r"['’]s?$", "", " ".join(name.split())).strip(' ,"“”')
    bare = re.sub(r"^[Tt]he\s+(?=\S)", "", bare)
    aliases: dict[str, str] = vocab.load("names")["aliases"]
    return aliases.get(bare, bare)


def initials(name: str) -> str:
    """ "World Trade Organization" → "WTO"; empty for a single word."""
    words = re.findall(r"\w+", name)
    if len(words) < 2:
        return ""
    return "".join(word[0] for word in words if word.lower() not in _SMALL).upper()


def is_acronym(name: str) -> bool:
    """Whether a name is two to six capitals, dots apart."""
    return bool(re.fullmatch(r"(?:[A-Z]\.?){2,6}", name))


def same_person(full: str, other: str) -> bool:
    """Whether two names of two words or more may be one person's.

    Same surname, and first names equal, initials of one another, or left out
    ("Ana Maria Brandal", "A. Brandal"); "Anna Brandal" and "Karl Brandal" are two.
    """
    left, right = _parts(full), _parts(other)
    if left[-1] != right[-1]:
        return False
    short, long = sorted((left, right), key=len)
    if long[-len(short) :] == short:
        return True
    return _agree(left[0], right[0])


def _agree(left: str, right: str) -> bool:
    if left == right:
        return True
    short, long = sorted((left.replace(".", ""), right.replace(".", "")), key=len)
    return (
        len(short) <= 2 and long.startswith(short[:1]) and (len(short) == 1 or "." in left + right)
    )


def surname(name: str) -> str:
    """The last word of a name, without accents and case."""
    return _parts(name)[-1]


def surname_of(full: str, short: str) -> bool:
    """Whether `short` (one word, or particles and one) is the end of the name `full`."""
    parts, end = _parts(full), _parts(short)
    return len(end) < len(parts) and parts[-len(end) :] == end


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    """The words of a name without accents, case and generation."""
    bare = "".join(c for c in normalize("NFKD", name) if not combining(c))
    words = bare.casefold().split()
    while len(words) > 1 and words[-1] in ("jr", "jr.", "sr", "sr.", "ii", "iii"):
        words.pop()
    return tuple(words)
