"""Words that tell a move: phrases of the vocabulary `moves` found in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from detente import vocab

if TYPE_CHECKING:
    from detente.model import MoveType
    from detente.moves.words import Line

Form = Literal["base", "past", "participle", "gerund", "noun", "said"]

GAP = "~"
WIDEST_GAP = 5
_STOPS = frozenset('.;:!?()[]“”"—–')


class Hit(NamedTuple):
    """A phrase in a sentence: `words[first:last]`, its type, and the form of its first word."""

    first: int
    last: int
    type: MoveType
    form: Form


class Phrase(NamedTuple):
    """The words after the first, with gaps, and the type."""

    rest: tuple[str, ...]
    type: MoveType


def hits(line: Line) -> list[Hit]:
    """Verb and noun phrases from left to right, each the longest at its place, none overlapping."""
    found: list[Hit] = []
    at = 0
    while at < len(line.words):
        hit = None if line.at(at) else _hit(line, at)
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


def _hit(line: Line, at: int) -> Hit | None:
    best = _longest(line, at, _nouns(), "noun")
    for form, table in _verbs().items():
        hit = _longest(line, at, table, form)
        if hit and (best is None or _weight(hit) > _weight(best)):
            best = hit
    return best


def _weight(hit: Hit) -> tuple[int, bool]:
    """Longer is better; of equals a verb, but for "calls", "demands", "support" after "the"."""
    return hit.last - hit.first, hit.form != "noun"


def _longest(line: Line, at: int, table: dict[str, list[Phrase]], form: Form) -> Hit | None:
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
            for skipped in range(WIDEST_GAP + 1):
                last = _match(line, at + skipped, rest[number + 1 :])
                if last is not None:
                    return last
                if line.form(at + skipped) in _STOPS or not line.form(at + skipped):
                    return None
            return None
        if line.form(at) != word:
            return None
        at += 1
    return at


@cache
def _verbs() -> dict[Form, dict[str, list[Phrase]]]:
    tables: dict[Form, dict[str, list[Phrase]]] = {}
    for kind, phrases in vocab.load("moves")["verbs"].items():
        for phrase in phrases:
            first, *rest = phrase.split(" ")
            for form, written in forms(first):
                tables.setdefault(form, {}).setdefault(written, []).append(
                    Phrase(tuple(rest), kind)
                )
    return tables


@cache
def _nouns() -> dict[str, list[Phrase]]:
    return _table("nouns")


@cache
def _said() -> dict[str, list[Phrase]]:
    return _table("said")


def _table(key: str) -> dict[str, list[Phrase]]:
    table: dict[str, list[Phrase]] = {}
    for kind, phrases in vocab.load("moves")[key].items():
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
