"""How a content is put forward: as fact, likely, possible, on a condition, not, to come, asked.

Read from the cue and from the main clause of the content by the vocabularies `cues` and
`modality`; no model. After the modality and factuality cues of Saurí and Pustejovsky,
FactBank (2009), cut down to the seven kinds of the record.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab
from detente.attribution.clause import is_verb, main_clause
from detente.attribution.cues import Cue, read_cue
from detente.attribution.phrases import Hit, Lexicon, Word, lexicon, longest, merged, words
from detente.model import Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.attribution.clause import Clause
    from detente.model import ModalityKind, Span, Spans

_WH = frozenset(["who", "whom", "whose", "what", "when", "where", "why", "how", "which"])
_BE = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did"]
)
_NEGATIVE = frozenset(["no", "not", "nothing"])
# "would have gone", not "would have a seat".
_PARTICIPLE = re.compile(
    r"(?:ed|[aeo]wn|ne|en|ught|[aeiou]pt|[aeou]ft|ost|elt|old|ad|ade|aid|ent|un|um|ung|id|ut|et)$"
)
_LONGEST_CLAUSE = 600


class Signal(NamedTuple):
    """A word or phrase of the clause that speaks for a kind."""

    label: ModalityKind
    words: tuple[Word, ...]


def modality(text: str, content: Spans, cue: Spans, sentence: Span) -> Modality:
    """How `content` is put forward as said, and the spans of the words that carry it.

    The kind is that of the content's main predicate, its first; sub-clauses do not count.
    Order, first that holds: a question put or left open ("asked", "whether", "?"); a cue
    that negates ("denied", "does not believe"; negated itself, "did not rule out", it makes
    possible); then the strongest signal of cue and clause by the vocabulary's `precedence`
    (conditional, possible, negated, probable, future); else asserted, with no words.
    `future` is all that is to come: announced, promised, wanted, asked for, due.
    """
    data = vocab.load("modality")
    told = words(text, _opening(content), data["spellings"])
    heard = read_cue(text, cue, sentence)
    follows = bool(cue and content) and cue[0][0] <= content[0][0]
    clause = main_clause(told, text)
    asked = _question(heard, told, clause, follows)
    if asked is not None:
        return Modality("question", merged(asked, text))
    signals = [*_cue_signals(heard, told), *_clause_signals(clause)]
    if heard.words and signals and signals[0] == Signal("negated", heard.words):
        return Modality("negated", merged(heard.words, text))
    kind = _strongest(signals)
    if kind == "asserted":
        return Modality(kind)
    return Modality(kind, merged([word for signal in signals for word in signal.words], text))


def _opening(content: Spans) -> Spans:
    """The first code points of a content: its first clause lies there, however long it is."""
    kept, left = [], _LONGEST_CLAUSE
    for start, end in content:
        if left > 0:
            kept.append((start, min(end, start + left)))
            left -= end - start
    return tuple(kept)


def _question(heard: Cue, told: Sequence[Word], clause: Clause, follows: bool) -> list[Word] | None:
    """The words that make the content a question, None where it is none."""
    opener = next((word for word in told if word.written.isalnum()), None)
    if opener is None:
        return None
    own = list(heard.words) if heard.effect == "question" else []
    if clause.asks:
        carried = [word for signal in _clause_signals(clause) for word in signal.words]
        return [*own, *carried, clause.asks]
    if opener.form in vocab.load("modality")["whether"]:
        return [*own, opener, *(w for s in _clause_signals(clause) for w in s.words)]
    if own:
        return None if _requests(own[-1], opener, told) else _asked(own, opener, clause)
    open_cue = heard.effect == "inquire" or (heard.effect is None and heard.negated)
    if open_cue and follows and opener.form in _WH | {"if"}:
        return [opener] if opener.form == "if" else list(heard.words)
    return None


def _asked(own: list[Word], opener: Word, clause: Clause) -> list[Word]:
    inner = [word for signal in _clause_signals(clause) for word in signal.words]
    return [*own, *([opener] if opener.form == "if" else []), *inner]


def _requests(cue: Word, opener: Word, told: Sequence[Word]) -> bool:
    """Whether a content after "asked" is a request: "[for a delay]", "[the king to sign]"."""
    if opener.form in ("for", "to", "that"):
        return True
    if not cue.form.startswith("ask"):
        return False
    early = [word.form for word in told[:10]]
    return "to" in early and opener.form not in _WH | {"if", "about"}


def _cue_signals(heard: Cue, told: Sequence[Word]) -> list[Signal]:
    """What the cue itself says, none for "said"; a negating cue's signal comes alone."""
    effect = heard.effect
    opener = next((word.form for word in told if word.written.isalnum()), "")
    if effect == "commit":
        effect = "future" if opener == "to" else None
    if effect == "question":
        effect = "future"
    if heard.negated:
        raises = vocab.load("cues")["neg_raising"]
        turned = {"negated": "possible", "future": "negated", "inquire": "negated", None: "negated"}
        effect = "negated" if effect in raises and effect != "possible" else turned.get(effect)
        return [Signal(effect, heard.words)] if effect else []  # type: ignore[arg-type]
    if effect and effect != "inquire":
        return [Signal(effect, heard.words)]  # type: ignore[arg-type]
    return []


def _clause_signals(clause: Clause) -> list[Signal]:
    """The signals of a main clause, with its condition where it has one."""
    signals = []
    group: int | None = None
    for found in longest(clause.words, _signal_phrases()):
        hit = _without_have(clause.words, found)
        if hit.label in ("auxiliary", "asserted"):
            if group is None and hit.label == "auxiliary" and is_verb(clause.words, hit.first):
                group = hit.first
            continue
        if not _counts(clause.words, hit, group):
            continue
        modal = clause.words[hit.first].form in vocab.load("modality")["modals"]
        if group is None and (modal or hit.label == "future"):
            group = hit.first
        signals.append(Signal(hit.label, tuple(clause.words[hit.first : hit.last])))  # type: ignore[arg-type]
    if clause.condition:
        signals.append(Signal("conditional", clause.condition))
    return signals


def _without_have(found: Sequence[Word], hit: Hit) -> Hit:
    """ "would have gone" is contrary to fact; "would have a seat" is "would" alone."""
    after = found[hit.last].form if hit.last < len(found) else ""
    have = hit.label == "conditional" and found[hit.last - 1].form == "have"
    if not have or _PARTICIPLE.search(after):
        return hit
    denied = any(word.form == "not" for word in found[hit.first : hit.last])
    return Hit(hit.first, hit.last - 1, "negated" if denied else "future")


def _counts(found: Sequence[Word], hit: Hit, group: int | None) -> bool:
    """Whether a hit speaks for the main predicate, not for a detail of the clause."""
    data = vocab.load("modality")
    word = found[hit.first]
    before = found[hit.first - 1].form if hit.first else ""
    after = found[hit.last].form if hit.last < len(found) else ""
    if word.form in data["modals"]:
        noun = before in data["before_noun"] or (word.written == "May" and hit.first > 0)
        return not noun and (group is None or hit.first == group + 1)
    if word.form in data["adverbs"]:
        return not (hit.first and after in data["after_adverb"])
    if word.form in data["predicative"] and hit.last - hit.first == 1:
        known = before in data["before_predicate"] or before in data["auxiliaries"]
        return known or hit.first <= 2
    if word.form in _NEGATIVE and hit.last - hit.first == 1:
        if word.form == "not" and after == "to":
            return hit.first == 0 or before in _BE
        return before not in data["before_no"]
    return True


def _strongest(signals: Sequence[Signal]) -> ModalityKind:
    order: list[ModalityKind] = vocab.load("modality")["precedence"]
    said = {signal.label for signal in signals}
    return next((kind for kind in order if kind in said), "asserted")


@cache
def _signal_phrases() -> Lexicon:
    data = vocab.load("modality")
    phrases = dict.fromkeys(data["auxiliaries"], "auxiliary")
    phrases |= {word: label for label, listed in data["signals"].items() for word in listed}
    return lexicon(phrases)
