"""A statement's words made into a proposition: one sentence that stands without its speaker."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from detente import vocab
from detente.dossiers import propositions
from detente.views import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST, LONGEST = 4, 24
_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_QUOTES = str.maketrans("", "", '"“”„«»[]')
_LEAD = re.compile(r"^(?:that|and|but|so|yet|not(?= to ))\s+(?=\S)", re.IGNORECASE)
_TO_COME = (("is", "to"), ("are", "to"), ("ready", "to"), ("ready", "for"))
_EDGE = " ,;:.–—-…!'‘’"


def proposition(content: str, speakers: Sequence[str] = ()) -> str | None:
    """A sentence from a statement's content; None where none can be made without guessing.

    It is put forward plainly: "would not open" gives "will open", since whether somebody is for
    it is the stance's to say. An infinitive ("to open the port") gets `speakers` for a subject.
    """
    if phrases.GAP.strip() in content or set(content) & set("?()/"):
        return None
    bare = _LEAD.sub("", phrases.printable(content).translate(_QUOTES).strip(_EDGE))
    words = _plainly(bare.split())
    if words[:1] == ["to"] and speakers:
        words = [*_subject(speakers), *words]
    sentence = " ".join(words)
    if not sentence.isprintable() or not _stands_alone(sentence):
        return None
    sentence = f"{sentence[0].upper()}{sentence[1:]}."
    return sentence if propositions.fault(sentence) is None else None


def is_negative(sentence: str) -> bool:
    """Whether it says that something is not so."""
    lower = _lower(sentence)
    return any(word in _words("negative") or word.endswith("n't") for word in lower)


def is_forward(sentence: str) -> bool:
    """Whether it says what is to come, and not how things are."""
    lower = _lower(sentence)
    return "will" in lower or any(pair in itertools.pairwise(lower) for pair in _TO_COME)


def named(state: str) -> str:
    """A state's name as it stands in a sentence: with the article where it takes one."""
    return f"the {state}" if state in _words("with_article") else state


def _subject(speakers: Sequence[str]) -> list[str]:
    return [" and ".join(speakers), "is" if len(speakers) == 1 else "are"]


def _plainly(words: list[str]) -> list[str]:
    """With every modal as "will", and without "not" outside of conditions."""
    plain: dict[str, str] = vocab.load("drafting")["plain"]
    made: list[str] = []
    for word in words:
        straight = word.replace("’", "'")
        before = made[-1] if made else ""
        condition = bool(_words("conditions") & {each.lower() for each in made})
        if straight == "be" and not {"will", "to", "and", "or"} & set(made):
            made.append("will")  # "demanded that it be opened"
        if condition or straight != "not" or before not in plain.values():
            made.append(word if condition else plain.get(straight, word))
    return made


def _stands_alone(sentence: str) -> bool:
    """Whether the words are enough, finite, of the present or future, and lean on nothing."""
    lower = _lower(sentence)
    first = lower[0] if lower else ""
    if not SHORTEST <= len(lower) <= LONGEST or first in _words("leaning") | _words("conditions"):
        return False
    if first == "to" or _is_command(lower):
        return False
    refused = _words("speakers_own") | _words("others") | _words("past")
    return (
        not refused & set(lower)
        and lower[-1] not in _words("leaning")
        and lower[-1] not in vocab.load("furniture")["function_words"]
        and any(_is_finite(lower, place) for place in range(1, len(lower) - 1))
    )


def _is_command(lower: list[str]) -> bool:
    """Whether it begins with a bare verb that no other verb follows ("Threaten sanctions …")."""
    known = vocab.load("propositions")
    return lower[0] in known["verbs"] and lower[1] not in known["auxiliaries"]


def _is_finite(lower: list[str], place: int) -> bool:
    """Stricter than for what a person writes: an auxiliary, or a verb's third person."""
    word, known = lower[place], vocab.load("propositions")
    if lower[place - 1] in _words("relative"):
        return False  # "a state which will …" is no sentence yet
    if word in known["auxiliaries"]:
        return word != "be"
    third_person = word.endswith("s") and word not in known["verbs"]
    before, after = lower[place - 1], lower[place + 1]
    return (
        third_person
        and propositions.base(word) in known["verbs"]
        and not {before, after} & set(known["prepositions"])
        and before not in vocab.load("furniture")["function_words"]
    )


def _lower(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORDS.findall(text)]


@cache
def _words(name: str) -> frozenset[str]:
    data: dict[str, Any] = vocab.load("drafting")
    return frozenset(data[name])
