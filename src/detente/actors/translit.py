"""What is left of a name when the ways to write it in Latin letters are taken out."""

from __future__ import annotations

import re
from functools import lru_cache

# From Cyrillic, Arabic, Persian and Hebrew into English letters, as outlets differ in it.
_RULES = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"^m[ou]h?am+[ae]d$", "mamid"),
        (r"(?:iy|yy|yi|ii|ij|iyi)$", "i"),
        (r"y$", "i"),
        (r"^(?:yev|yev)", "ev"),
        (r"^y(?=[eu])", ""),
        (r"shch|sch", "sh"),
        (r"tch|ch", "c"),
        (r"kh|gh|q|ck", "k"),
        (r"ph", "f"),
        (r"dj|dzh", "j"),
        (r"zh", "z"),
        (r"th", "t"),
        (r"ts|tz", "z"),
        (r"w", "v"),
        (r"x", "ks"),
        (r"ou|oo", "u"),
        (r"ee|ei|ey|ai|ay|ae|ie", "e"),
        (r"[iyj]", "i"),
        (r"(?<=[aeiou])h", ""),
        (r"o", "u"),
        (r"e", "i"),
        (r"g", "k"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """ "zelenskyy" and "zelenskiy" give the same; `word` is bare of accents and case."""
    for pattern, put in _RULES:
        word = pattern.sub(put, word)
    return word
