"""What a proposition must be: one sentence that somebody can be for or against."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from detente import vocab

LONGEST = 40
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TWO_SENTENCES = re.compile(r"(?:\w{5,}|\d|\))[.!] +[A-Z]")


def fault(proposition: str) -> tuple[str, str] | None:
    """What is wrong with `proposition`, and what to do; None where it is in order."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(proposition)]
    if proposition.rstrip().endswith("?") or (words and words[0] in _words("questions")):
        return "asks", "say it as a statement: what would be so if it came true"
    if len(words) > LONGEST:
        return f"has {len(words)} words", f"say it in {LONGEST} at most; make two issues of it"
    if _TWO_SENTENCES.search(proposition):
        return "is more than one sentence", "make an issue of each"
    if not has_verb(words):
        return "is no sentence: it has no verb", 'say who does what, as in "Fighting stops."'
    return None


def has_verb(words: list[str]) -> bool:
    """Whether one of the words, in lower case, can be the verb of a sentence.

    It errs towards yes: any word in -s without a noun's ending will do.
    """
    return any(_may_be_verb(words, place) for place in range(1, len(words)))


def _may_be_verb(words: list[str], place: int) -> bool:
    word, stem, before = words[place], base(words[place]), words[place - 1]
    if stem in _words("nouns_too"):
        # "Peace talks." and "new sanctions on …" are nouns, "guards strike over …" is not, nor
        # "the dockers strike" or "Norland and Sudria talk with each other".
        after = words[place + 1] if place + 1 < len(words) else ""
        several = any(one == "and" or one.endswith("s") for one in words[:place])
        if word == stem and several and (after or place > 1):
            return True  # two words alone ("Sanctions relief") are a name
        return bool(after) and after not in _words("prepositions")
    if word in _words("auxiliaries") or stem in _words("verbs"):
        return True
    plural = len(before) > 3 and before.endswith("s") and place + 1 < len(words)
    if plural and not word.endswith(("s", "ing", "ed", "ly")):
        # Behind a plural any word may be one ("migrants cross the lake"), but for "with", "of" …
        return word not in _words("prepositions")
    third_person = len(word) > 3 and word.endswith("s")
    return third_person and not word.endswith(("ss", "us", "is", "'s", *_words("noun_endings")))


def base(word: str) -> str:
    """The base form that a third person may be of, else the word itself."""
    known = _words("verbs") | _words("nouns_too")
    ends = (("ies", "y"), ("es", ""), ("s", ""))
    forms = (word.removesuffix(end) + by for end, by in ends if word.endswith(end))
    return next((form for form in (word, *forms) if form in known), word)


@cache
def _words(name: str) -> frozenset[str]:
    data: dict[str, Any] = vocab.load("propositions")
    return frozenset(data[name])
