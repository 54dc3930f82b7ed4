"""Words without their endings, and the words that tell nothing."""

from __future__ import annotations

import functools

# An ending, and what stands in its place.
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("eed", "ee"),
    ("ing", ""),
    ("ed", ""),
    ("es", "e"),
    ("s", ""),
)
_DOUBLED = frozenset(("bb", "dd", "gg", "mm", "nn", "pp", "rr", "tt"))
_SHORTEST = 3


@functools.cache
def _empty() -> frozenset[str]:
    from detente import vocab

    return frozenset(vocab.load("empty_words")["words"])


def kept(word: str) -> bool:
    """Whether the word may tell one event from another: no article, pronoun, auxiliary."""
    return len(word) > 1 and word.lower() not in _empty()


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The word in small letters, its possessive and its inflection cut off.

    Lighter than Porter's stemmer (1980): "agreed", "agrees", "agreeing" and "agree" are one,
    "agreement" is another.
    """
    word = word.lower().replace("’", "'")
    word = word.split("'")[0] if word.endswith(("'s", "'")) else word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _tidied(word[: len(word) - len(ending)] + instead)
    return _tidied(word)


def _tidied(word: str) -> str:
    """One of two equal consonants at the end, and no e: "planned", "agreed" as "plan", "agre"."""
    if word[-2:] in _DOUBLED:
        return word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word
