"""Whether a move was made, is to come, hangs on a condition, or is denied."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente import vocab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import ModalityKind, MoveStatus, MoveType
    from detente.moves.lexicon import Hit
    from detente.moves.words import Line

# What is done by being said: "will not accept", "could face", "must withdraw" are done as said.
SPOKEN: frozenset[MoveType] = frozenset(
    ["AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "CONCEDE", "COOPERATE"]
)
_NEAR = 5
_ENDS = frozenset([".", ";", ":", "“", '"', "”"])
_BY_MODALITY: dict[ModalityKind, MoveStatus] = {
    "negated": "denied",
    "future": "planned",
    "possible": "conditional",
    "conditional": "conditional",
    "question": "conditional",
}


def status(line: Line, hit: Hit) -> MoveStatus | None:
    """The status by the words that govern the phrase; None: an infinitive that tells of no act.

    "will meet", "plans to meet": planned; "may meet", "would stop if": conditional; "did not
    ask", "denied attacking": denied; "asked Russia to withdraw" tells of no withdrawal.
    """
    before = _governing(line, hit)
    if hit.form in ("noun", "said"):
        return "denied" if set(before[-3:]) & {"no", "denied", "denies", "never"} else "done"
    if line.form(hit.first - 1) == "to":
        return _infinitive(line, hit)
    group = set(before)
    if line.form(hit.first) not in ("not", "never") and group & _set("denied"):
        return "denied"
    if set(before[-2:]) & _set("denials"):
        return "denied"
    if group & _set("maybe"):
        return "conditional"
    if group & _set("future"):
        return "conditional" if _condition(line, hit) and hit.type not in SPOKEN else "planned"
    return "done"


def refused(line: Line, hit: Hit) -> bool:
    """Whether a denial is of the will: "will not", "would never", "cannot"."""
    return bool(set(_governing(line, hit)) & (_set("future") | {"can", "could"}))


def by_modality(kind: ModalityKind, type_: MoveType) -> MoveStatus:
    """The status of an act that a statement of this modality tells of."""
    return "done" if type_ in SPOKEN else _BY_MODALITY.get(kind, "done")


def clause_status(forms: Sequence[str], type_: MoveType) -> MoveStatus:
    """The status by the words of a whole clause, where no phrase tells which one governs."""
    if type_ in SPOKEN:
        return "done"
    told = set(forms)
    if told & _set("denials") or {"not", "never"} & told:
        return "denied"
    if told & {"if", "unless", "may", "might", "could"}:
        return "conditional"
    return "planned" if told & {"will", "shall", "'ll", "plans", "planned"} else "done"


def _governing(line: Line, hit: Hit) -> list[str]:
    """The words of the verb group before the phrase, back to the subject."""
    found: list[str] = []
    for at in range(hit.first - 1, max(-1, hit.first - 1 - _NEAR), -1):
        if line.at(at) or line.form(at) in _ENDS or line.form(at) == ",":
            break
        found.insert(0, line.form(at))
    return found


def _infinitive(line: Line, hit: Hit) -> MoveStatus | None:
    """The status of "to V" by its governor: "began to", "plans to", "refused to"; else None."""
    governor = [line.form(at) for at in range(hit.first - 2, max(-1, hit.first - 5), -1)]
    if not governor:
        return None
    if governor[0] in _set("begun"):
        return "done"
    if governor[0] in _set("planned"):
        denied = set(governor[1:]) & _set("denied")
        return None if denied else "planned"
    return None


def _condition(line: Line, hit: Hit) -> bool:
    words = {word.form for word in line.words}
    return bool(words & _set("conditions"))


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(vocab.load("moves")[key])
