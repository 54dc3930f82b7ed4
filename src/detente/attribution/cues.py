"""What a cue makes of its content: "denied" negates it, "asked" puts it as a question."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab
from detente.attribution.phrases import Lexicon, Word, lexicon, longest, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.model import Span, Spans

_VOWELS = "aeiou"
# "has never said": a negator further on in a cue is about something else.
_NEGATOR_REACH = 4
# Auxiliaries are looked for so many code points before a cue.
_BEFORE = 60


class Cue(NamedTuple):
    """A cue read: its class (None for "said"), whether it is negated, the words that say so."""

    effect: str | None
    negated: bool
    words: tuple[Word, ...]


def read_cue(text: str, cue: Spans, sentence: Span) -> Cue:
    """Class and negation of a cue, with the auxiliaries that stand before it."""
    data = vocab.load("cues")
    spellings = vocab.load("modality")["spellings"]
    if not cue:
        return Cue(None, False, ())
    found = words(text, cue, spellings)
    before = words(text, ((max(sentence[0], cue[0][0] - _BEFORE), cue[0][0]),), spellings)
    found = _auxiliaries(before, frozenset(data["before"])) + found
    own = len(found)
    found += _particle(text, cue, frozenset(data["particles"]))
    hits = [hit for hit in longest(found, cue_phrases()) if hit.first < own]
    hit = max(hits, key=lambda hit: (hit.last - hit.first, hit.first), default=None)
    reach = hit.first if hit and hit.label != "inquire" else _NEGATOR_REACH
    negators = [word for word in found[: min(reach, own)] if word.form in data["negators"]]
    said = tuple(found[hit.first : min(hit.last, own)]) if hit else ()
    return Cue(hit.label if hit else None, bool(negators), (*negators, *said))


def _auxiliaries(before: Sequence[Word], known: frozenset[str]) -> list[Word]:
    """The unbroken run of auxiliaries and negators that ends where the cue starts."""
    at = len(before)
    while at and before[at - 1].form in known:
        at -= 1
    return list(before[at:])


def _particle(text: str, cue: Spans, known: frozenset[str]) -> list[Word]:
    """The particle right after the cue: part of its meaning ("agreed to"), not of its span."""
    end = cue[-1][1]
    after = words(text, ((end, min(len(text), end + 12)),), {})[:1]
    return after if after and after[0].form in known else []


@cache
def cue_phrases() -> Lexicon:
    """Every form of every cue in the vocabulary → its class."""
    data = vocab.load("cues")
    phrases = {word: label for label, listed in data["words"].items() for word in listed}
    for label, verbs in data["verbs"].items():
        for verb in verbs:
            for form in forms(verb, data["irregular"]):
                phrases.setdefault(form, label)
    return lexicon(phrases)


def forms(verb: str, irregular: Mapping[str, Sequence[str]]) -> set[str]:
    """All forms of a verb, the first word of a phrase ("rule out" → "ruled out" …)."""
    head, _, rest = verb.partition(" ")
    told = irregular.get(head, ())
    heads = {head, *told}
    if not any(form.endswith("s") for form in told):
        heads.add(_third_person(head))
    if not any(form.endswith("ing") for form in told):
        heads.add(_stem(head, "ing") + "ing")
    if not told or all(form.endswith(("ing", "s")) for form in told):
        heads.add(_stem(head, "ed") + "ed")
    return {" ".join(filter(None, pair)) for pair in product(heads, [rest])}


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _stem(verb: str, ending: str) -> str:
    """The verb as it stands before "ed" or "ing"; doubled consonants are `irregular`."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return verb[:-1]
    if ending == "ed" and verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "i"
    return verb
