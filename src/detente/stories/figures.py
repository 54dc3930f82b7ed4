"""Figures in a sentence: a number and what it counts ("nine people", "$1.5 billion")."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from detente.stories.stems import kept, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
# What is counted stands at most so many words after its number.
NEAR = 2


def figures(sentence: str) -> Iterator[tuple[str, str, str]]:
    """The numbers of a sentence, the stem of what each counts and its word.

    “Nine shoppers” gives ("9", "shopper", "shoppers").
    Numbers are as in digits, thousands without commas; days of a month and years are left out.
    """
    tokens = [match.group() for match in _TOKEN.finditer(sentence)]
    for place, token in enumerate(tokens):
        number = _number(token)
        if number is None or (place and tokens[place - 1].lower() in _months()):
            continue
        following = tokens[place + 1 : place + 2 + NEAR]
        if following and following[0].lower() in _scales():
            number, following = f"{number} {following[0].lower()}", following[1:]
        counted = [word for word in following[:NEAR] if kept(word) and not word[0].isdigit()]
        if counted and counted[0].lower() not in _months():
            yield number, stem(counted[0]), counted[0]


def _number(token: str) -> str | None:
    if token[0].isdigit():
        return None if _YEAR.fullmatch(token) else token.replace(",", "")
    return _words().get(token.lower())


@functools.cache
def _words() -> dict[str, str]:
    from detente import vocab

    numbers: dict[str, str] = vocab.load("times")["numbers"]
    # "One" and "a" seldom count: "one of them", "one official".
    return {word: value for word, value in numbers.items() if value.isdigit() and int(value) > 1}


@functools.cache
def _months() -> frozenset[str]:
    from detente import vocab

    return frozenset(vocab.load("times")["months"])


@functools.cache
def _scales() -> frozenset[str]:
    from detente import vocab

    return frozenset(vocab.load("counting")["scales"])
