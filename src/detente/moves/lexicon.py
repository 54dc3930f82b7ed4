"""Words that tell a move: phrases of the vocabulary `moves` found in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from detente import vocab

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.moves.words import Line

Form = Literal["base", "past", "participle", "gerund", "noun", "said"]

GAP = "~"
WIDEST_GAP = 5
_STOPS = frozenset('.;:!?()[]“”"—–')


class Hit(NamedTuple):
    """A phrase in a sentence: `words[first:last]`, its class, and the form of its first word.

    The class is an event type, or a class of another vocabulary. `noun` is the class of the same
    words as a noun ("demands", "attack"), None where they are none.
    """

    first: int
    last: int
    type: str
    form: Form
    noun: str | None = None


class Phrase(NamedTuple):
    """The words after the first, with gaps, and the type."""

    rest: tuple[str, ...]
    type: str


Table = dict[str, list[Phrase]]


class Lexicon(NamedTuple):
    """Verb phrases by the form and the writing of their first word, and noun phrases."""

    verbs: dict[Form, Table]
    nouns: Table


def hits(line: Line, known: Lexicon | None = None) -> list[Hit]:
    """Phrases of a lexicon (the moves') from left to right, each the longest at its place."""
    known = known or _moves()
    found: list[Hit] = []
    at = 0
    while at < len(line.words):
        hit = None if line.at(at) else _hit(line, at, known)
        if hit:
            found.append(hit)
        at = hit.last if hit and hit.form == "noun" else at + 1
    return found


def said_hits(line: Line, start: int, end: int) -> list[Hit]:
    """Phrases of `said` among the words that lie between two places of the text."""
    found = []
    for at, word in enumerate(line.words):
        if start <= word.start and word.end <= end:
            hit = _longest(line, at, _said(), "said")
            if hit:
                found.append(hit)
    return found


def lexicon(verbs: Mapping[str, Sequence[str]], nouns: Mapping[str, Sequence[str]]) -> Lexicon:
    """Phrases by class, as a vocabulary lists them, ready for `hits`."""
    tables: dict[Form, Table] = {}
    for kind, phrases in verbs.items():
        for phrase in phrases:
            first, *rest = phrase.split(" ")
            for form, written in forms(first):
                table = tables.setdefault(form, {})
                table.setdefault(written, []).append(Phrase(tuple(rest), kind))
    return Lexicon(tables, _table(nouns))


def _hit(line: Line, at: int, known: Lexicon) -> Hit | None:
    noun = best = _longest(line, at, known.nouns, "noun")
    for form, table in known.verbs.items():
        hit = _longest(line, at, table, form)
        if hit and (best is None or _weight(hit) > _weight(best)):
            best = hit
    if best and noun and best.form != "noun" and best.last == noun.last:
        return best._replace(noun=noun.type)
    return best


def _weight(hit: Hit) -> tuple[int, bool]:
    """Longer is better, and of equals a verb."""
    return hit.last - hit.first, hit.form != "noun"


def _longest(line: Line, at: int, table: Table, form: Form) -> Hit | None:
    best: tuple[int, int, Phrase] | None = None
    for phrase in table.get(line.form(at), ()):
        last = _match(line, at + 1, phrase.rest)
        if last is not None and (best is None or len(phrase.rest) > best[0]):
            best = (len(phrase.rest), last, phrase)
    return Hit(at, best[1], best[2].type, form) if best else None


def _match(line: Line, at: int, rest: tuple[str, ...]) -> int | None:
    """Where the phrase ends when its words stand from `at` on, None where they do not."""
    for number, word in enumerate(rest):
        if word == GAP:
            return _after_gap(line, at, rest[number + 1 :])
        if line.form(at) != word:
            return None
        at += 1
    return at


def _after_gap(line: Line, at: int, rest: tuple[str, ...]) -> int | None:
    for skipped in range(WIDEST_GAP + 1):
        last = _match(line, at + skipped, rest)
        if last is not None:
            return last
        if line.form(at + skipped) in _STOPS or not line.form(at + skipped):
            return None
    return None


@cache
def _moves() -> Lexicon:
    data = vocab.load("moves")
    return lexicon(data["verbs"], data["nouns"])


@cache
def _said() -> Table:
    return _table(vocab.load("moves")["said"])


def _table(classes: Mapping[str, Sequence[str]]) -> Table:
    table: Table = {}
    for kind, phrases in classes.items():
        for phrase in phrases:
            first, *rest = phrase.lower().split(" ")
            table.setdefault(first, []).append(Phrase(tuple(rest), kind))
    return table


def forms(verb: str) -> Iterator[tuple[Form, str]]:
    """The verb's forms: base (and with -s), past, participle, gerund; irregular ones are told."""
    yield "base", verb
    told: list[str] = vocab.load("moves")["irregular"].get(verb, [])
    past = [form for form in told if not form.endswith(("ing", "s", "'m", "'re"))]
    if verb == "be":
        yield from (("base", form) for form in told if form != "being")
        return
    if verb in ("not", "never", "no"):
        return
    yield "base", next((form for form in told if form.endswith("s")), _with_s(verb))
    for form in past or [_past(verb)]:
        yield "past", form
    yield "gerund", next((form for form in told if form.endswith("ing")), _gerund(verb))


def _with_s(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def _gerund(verb: str) -> str:
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"
