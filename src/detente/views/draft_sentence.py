"""The words of a statement made into a proposition: one sentence that stands without its speaker."""

from __future__ import annotations

import re
from functools import cache

from detente import vocab
from detente.dossiers import propositions
from detente.views import phrases

SHORTEST, LONGEST = 4, 24
_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_QUOTES = str.maketrans("", "", '"“”„«»')
_LEAD = re.compile(r"^(?:that|of|on|about|for|and|but|so|yet)\s+(?=\S)", re.IGNORECASE)
_TAIL = " ,;:.–—-…!'’"


def proposition(content: str, speaker: str | None) -> str | None:
    """A sentence from a statement's content; None where none can be made without guessing.

    What begins with an infinitive ("to open the port") gets the speaker's side for a subject.
    """
    if phrases.GAP.strip() in content or "?" in content:
        return None
    bare = _LEAD.sub("", phrases.printable(content).translate(_QUOTES).strip(" '‘’,;:"))
    bare = " ".join(bare.strip(_TAIL).split())
    if bare.startswith("to ") and speaker:
        bare = f"{speaker} is {bare}"
    words = _WORDS.findall(bare)
    if not SHORTEST <= len(words) <= LONGEST or not bare.isprintable() or "(" in bare:
        return None
    lower = [word.lower().replace("’", "'") for word in words]
    if lower[0] in _leaning() or _own() & set(lower) or bare.startswith("to "):
        return None
    sentence = f"{bare[0].upper()}{bare[1:]}."
    return sentence if propositions.fault(sentence) is None else None


def is_negative(sentence: str) -> bool:
    """Whether it says that something is not so."""
    lower = [word.lower().replace("’", "'") for word in _WORDS.findall(sentence)]
    negative = vocab.load("drafting")["negative"]
    return any(word in negative or word.endswith("n't") for word in lower)


@cache
def _leaning() -> frozenset[str]:
    return frozenset(vocab.load("drafting")["leaning"])


@cache
def _own() -> frozenset[str]:
    return frozenset(vocab.load("drafting")["speakers_own"])
