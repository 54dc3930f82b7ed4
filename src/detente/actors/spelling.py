"""How names are compared: words without accents, case, dots, hyphens and apostrophes."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

# An acronym with dots is one word; a hyphen or an apostrophe parts words.
WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+")
_PLAIN = re.compile(r"[a-z0-9]+")
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "ß": "ss"})


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """A word without accents, case and dots."""
    if not word.isascii():
        word = "".join(c for c in normalize("NFKD", word.translate(_LETTERS)) if not combining(c))
    return word.replace(".", "").casefold()


@lru_cache(maxsize=16384)
def words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared ("Türk's" → "turk", "s")."""
    if name.isascii() and "." not in name:
        return tuple(_PLAIN.findall(name.lower()))
    return tuple(bare(match.group()) for match in WORD.finditer(name))
