"""The main clause of a content: its first, without what hangs below it, and its condition."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab
from detente.attribution.cues import cue_phrases
from detente.attribution.phrases import Hit, Lexicon, Word, lexicon, match_at

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDS = frozenset(".!?;:")
_MARKS = frozenset("\"“”„«»‘’'`()[]")
# These are prepositions too: they close a clause only after its verb.
_LATE = frozenset(["before", "after", "since", "until", "once"])
_SUBJECTS = frozenset(["i", "you", "he", "she", "it", "we", "they"])
_WITH_IS = frozenset(["that", "there", "here", "what", "who", "where", "this"])
_ASIDE = frozenset(["which", "who", "whom", "whose"])


class Clause(NamedTuple):
    """Words of the main clause; the words of its condition; its question mark, if any."""

    words: tuple[Word, ...]
    condition: tuple[Word, ...] = ()
    asks: Word | None = None


def main_clause(told: Sequence[Word], text: str) -> Clause:
    """The first clause of the first sentence of `told`, fronted sub-clauses passed over.

    Sub-clauses are cut where a subordinator of the vocabulary starts them; a condition
    ("if …", in front or behind) is kept by its conjunction alone.
    """
    found, asks = _first_sentence([word for word in told if word.form not in _MARKS], text)
    found, fronted = _without_fronted(found, asked=asks is not None)
    kept, condition = _up_to_boundary(found)
    return Clause(tuple(kept), (*fronted, *condition), asks)


def _first_sentence(found: list[Word], text: str) -> tuple[list[Word], Word | None]:
    for at, word in enumerate(found):
        last = at + 1 == len(found)
        if word.form in _ENDS and at and (last or word.form in ";:" or _opens(found[at + 1])):
            return found[:at], word if word.form == "?" else None
    end = found[-1].end if found else 0
    if text[end : end + 1] == "?":
        return found, Word(end, end + 1, "?", "?")
    return found, None


def _opens(word: Word) -> bool:
    """Whether a word may open a sentence; "1.5 million" and "a.m. on" go on."""
    return not word.written[0].islower() and not word.written[0].isdigit()


def _without_fronted(found: list[Word], asked: bool) -> tuple[list[Word], tuple[Word, ...]]:
    """Cut "If …, " and "Although …, " from the front; the condition's word is given back."""
    data = vocab.load("modality")
    while found and found[0].form in ("that", ",", "and", "but"):
        found = found[1:]
    comma = next((at for at, word in enumerate(found) if word.form == ","), None)
    if not found:
        return found, ()
    hit = match_at(found, 0, _joints())
    if hit is None and found[0].form in data["fronted"] and comma and not asked:
        hit = Hit(0, 1, "conditional")
    if hit is None or hit.label not in ("conditional", "boundary"):
        return found, ()
    said = tuple(found[hit.first : hit.last]) if hit.label == "conditional" else ()
    if found[0].form in ("that", "who", "whether", "where", "whose", "which"):
        return found, ()
    if comma is None:
        return _without_inversion(found, hit, said)
    return found[comma + 1 :], said


def _without_inversion(
    found: list[Word], hit: Hit, said: tuple[Word, ...]
) -> tuple[list[Word], tuple[Word, ...]]:
    """A fronted clause without a comma: "only if the list is complete will we sign"."""
    modals = vocab.load("modality")["modals"]
    later = [at for at in range(hit.last, len(found)) if found[at].form in modals]
    return found[later[0] :] if said and later else found[hit.last :], said


def _up_to_boundary(found: Sequence[Word]) -> tuple[list[Word], tuple[Word, ...]]:
    kept: list[Word] = []
    at = _after_openers(found)
    kept.extend(found[:at])
    verb = False
    while at < len(found):
        hit = match_at(found, at, _joints()) if at else None
        if hit and hit.label == "aside":
            kept.extend(found[at : hit.last])
            at = hit.last
            continue
        if found[at].form in _ASIDE and kept and kept[-1].form == ",":
            at = _past_aside(found, at)
            continue
        if hit and _closes(found, at, hit, kept, verb):
            return kept, _condition(found, hit, kept)
        if verb and found[at - 1].form == "," and found[at].form in _SUBJECTS:
            return kept, ()
        verb = verb or is_verb(found, at)
        kept.append(found[at])
        at += 1
    return kept, ()


def is_verb(found: Sequence[Word], at: int) -> bool:
    """Whether the word is an auxiliary or modal; a noun's "'s" is its genitive."""
    form = found[at].form
    if form == "'s":
        return at > 0 and found[at - 1].form in _SUBJECTS | _WITH_IS
    return form in _verbs()


def _after_openers(found: Sequence[Word]) -> int:
    """How many words at the front are openers such as "I think that"."""
    at = 0
    while at < len(found) and (hit := match_at(found, at, _openers())):
        at = hit.last
    return at


def _past_aside(found: Sequence[Word], at: int) -> int:
    """Where a clause goes on after ", which …," or the end when it does not."""
    comma = next((i for i in range(at, len(found)) if found[i].form == ","), None)
    return len(found) if comma is None else comma + 1


def _closes(found: Sequence[Word], at: int, hit: Hit, kept: Sequence[Word], verb: bool) -> bool:
    """Whether the joint at `at` ends the main clause."""
    word = found[at].form
    forms = {word.form for word in kept}
    needed = vocab.load("modality")["after_modal"].get(word)
    if needed and not (forms & _modals() if needed == "modal" else needed in forms):
        return hit.label == "boundary" and word in _LATE and verb
    if word in ("but", "and"):
        return verb and bool(kept) and kept[-1].form == ","
    return verb or word not in _LATE


def _condition(found: Sequence[Word], hit: Hit, kept: Sequence[Word]) -> tuple[Word, ...]:
    """The conjunction where it makes a condition; "unclear whether" keeps its "whether"."""
    said = tuple(found[hit.first : hit.last])
    before = kept[-1].form if kept else ""
    asked = cue_phrases().phrases.get(before) in ("question", "inquire")
    if said[0].form == "if" and (asked or before in vocab.load("modality")["if_whether"]):
        return ()
    label = hit.label
    if vocab.load("modality")["after_modal"].get(said[0].form):
        label = "conditional" if _needs_met(said[0].form, kept) else label
    return said if label == "conditional" else ()


def _needs_met(word: str, kept: Sequence[Word]) -> bool:
    needed = vocab.load("modality")["after_modal"][word]
    forms = {word.form for word in kept}
    return bool(forms & _modals()) if needed == "modal" else needed in forms


@cache
def _modals() -> frozenset[str]:
    return frozenset(vocab.load("modality")["modals"])


@cache
def _verbs() -> frozenset[str]:
    return _modals() | frozenset(vocab.load("modality")["auxiliaries"])


@cache
def _openers() -> Lexicon:
    return lexicon(dict.fromkeys(vocab.load("modality")["transparent"], "opener"))


@cache
def _joints() -> Lexicon:
    """Phrases that end a clause: `conditional`, `boundary`; `aside` only looks like one."""
    data = vocab.load("modality")
    bounds = frozenset(data["boundaries"])
    phrases = dict.fromkeys([*bounds, "but", "and"], "boundary")
    phrases |= dict.fromkeys(data["after_modal"], "boundary")
    for phrase in data["signals"]["conditional"]:
        if bounds & set(phrase.split()) or phrase in bounds:
            phrases[phrase] = "conditional"
    for phrase in data["signals"]["asserted"]:
        if bounds & set(phrase.split()):
            phrases[phrase] = "boundary" if phrase.split()[-1] in bounds else "aside"
    return lexicon(phrases)
