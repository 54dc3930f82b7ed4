"""The user's search: plain words, "phrases" and -exclusions; no input is a syntax error."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_QUOTES = str.maketrans("“”„«»", '"""""')
_PART = re.compile(r'(-*)"([^"]*)"?|(\S[^\s"]*)')
_WORD = re.compile(r"[^\W_]+")

# More than anybody types; what goes on beyond is passed over.
_LONGEST = 64

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What must all be found, and what must not; a phrase of one word is a word.

    `quoted` are those of `wanted` that were put in quotation marks.
    """

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...]
    quoted: tuple[Phrase, ...] = field(default=(), compare=False)


def parse(query: str) -> Query:
    """Split a query; what holds no letter or digit is passed over.

    A word with punctuation inside ("cease-fire", "U.S.") is the phrase of its parts.
    """
    found: dict[bool, list[Phrase]] = {True: [], False: []}
    marked = []
    text = unicodedata.normalize("NFC", query).translate(_QUOTES)
    for dashes, quoted, bare in _PART.findall(text)[:_LONGEST]:
        phrase = tuple(_WORD.findall(quoted or bare)[:_LONGEST])
        if phrase:
            wanted = not dashes and not bare.startswith("-")
            found[wanted].append(phrase)
            if wanted and quoted:
                marked.append(phrase)
    return Query(tuple(found[True]), tuple(found[False]), tuple(marked))
