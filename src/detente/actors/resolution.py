"""Across articles: which names are one actor's, and what a user's judgement does to it.

Pure functions: the caller keeps merges and judgements. Scores run from 0 to 1; what a user judged
outranks every score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.actors.gazetteer import gazetteer
from detente.actors.names import initials, same_person, surname
from detente.actors.spelling import words
from detente.actors.translit import skeleton
from detente.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.actors.gazetteer import Entry
    from detente.model import EntityKind

Verdict = Literal["same", "different", "unsure"]
# From here on a merge is made without asking; below, down to ASKED, it is only proposed.
MADE = 0.85
ASKED = 0.4
# A place's name of fewer letters is too easily another's in other letters.
_SHORT_PLACE = 5


@dataclass(frozen=True, slots=True)
class Known:
    """An actor that is kept already: id, canonical name, kind, and the titles told of it."""

    id: str
    name: str
    kind: EntityKind
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """A proposal that a name is the actor `into`: how surely (0 … 1), and why in a few words."""

    into: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a user said of two actors' ids; of two on one pair the later counts."""

    a: str
    b: str
    verdict: Verdict


def candidates(
    name: str,
    known: Iterable[Known],
    kind: EntityKind | None = None,
    roles: Sequence[Role] = (),
) -> list[Merge]:
    """Whom of `known` the name may mean, the surest first.

    The gazetteer decides where it has both names: they are one, or they are two. Else names are
    compared without accents and case, in what is left of them whatever the transliteration, by
    initials, and by surname alone. Titles of different states take from the score: people of the
    same name stay apart.
    """
    ours = _entry(name)
    found = [
        Merge(other.id, score, reason)
        for other in known
        if kind is None or kind == other.kind
        for score, reason in [_compared(name, ours, other, roles)]
        if score >= ASKED
    ]
    return sorted(found, key=lambda merge: (-merge.score, merge.into))


def keys(name: str) -> frozenset[str]:
    """What names share that may score `MADE` or more: only they need be compared.

    Not empty. Blocking after Newcombe and others (1959): the gazetteer's entry, the words run
    together, and what is left of the first and the last word whatever the transliteration.
    """
    told = words(name)
    found = {"".join(told)}
    if (entry := _entry(name)) is not None:
        found.add(f"={entry.key}")
    if len(told) > 1:
        # "Ada Brandal Jr." may be "Ada Brandal".
        last = words(surname(name))[-1:] or told[-1:]
        found.add(f"{skeleton(told[0])} {skeleton(last[0])}")
    elif told:
        found.add(f"{skeleton(told[0])} ")
    return frozenset(found)


def asked(name: str) -> frozenset[str]:
    """The keys of what a user may mean by `name`: those of the name, and whose surname it is."""
    entries = {one.entry.key for one in gazetteer().find(name) if one.use == "short"}
    return keys(name) | ({f"={entries.pop()}"} if len(entries) == 1 else set())


def told_apart(left: Known, right: Known) -> bool:
    """Whether two are known not to be one: by the gazetteer, by states, or by middle names."""
    ours, theirs = _entry(left.name), _entry(right.name)
    if ours and theirs:
        return ours.key != theirs.key
    return _apart(left.roles, right.roles) or (
        left.kind == right.kind == "person" and _middles_differ(words(left.name), words(right.name))
    )


def _middles_differ(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether both have middle names whose first do not agree ("Ada M.", "Ada Karla")."""
    if len(left) < 3 or len(right) < 3:
        return False
    short, long = sorted((left[1], right[1]), key=len)
    if len(short) == 1:
        return not long.startswith(short)
    return skeleton(short) != skeleton(long)


def _entry(name: str) -> Entry | None:
    """The gazetteer's entry of a full name, None where there is none or it is doubtful."""
    found = {one.entry.key: one.entry for one in gazetteer().find(name) if one.use == "name"}
    return next(iter(found.values())) if len(found) == 1 else None


def _compared(
    name: str, ours: Entry | None, other: Known, roles: Sequence[Role]
) -> tuple[float, str]:
    theirs = _entry(other.name)
    if ours and theirs:
        if ours.key == theirs.key:
            return 1.0, f"the gazetteer has both for {ours.name}"
        return 0.0, "the gazetteer has them as two"
    score, reason = _names(name, other)
    if score and _apart(roles, other.roles):
        return score / 2, f"{reason}, but of different states"
    return score, reason


def _names(name: str, other: Known) -> tuple[float, str]:
    left, right = words(name), words(other.name)
    if not left or not right:
        return 0.0, ""
    if left == right:
        return 0.98, "the same name"
    if "".join(left) == "".join(right):
        return 0.95, "the same name, parted otherwise"
    if other.kind == "person":
        return _persons(name, left, other, right)
    if other.kind == "place" and _same_place(left, right):
        return 0.9, "the same name in other letters"
    if initials(other.name) == name.replace(".", "") or initials(name) == other.name.replace(
        ".", ""
    ):
        return 0.6, "one is the initials of the other"
    return 0.0, ""


def _same_place(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Kiev and Kyiv, Odessa and Odesa; a short name needs the gazetteer (Mali is not Malé)."""
    if [skeleton(word) for word in left] != [skeleton(word) for word in right]:
        return False
    ours, theirs = (
        {each.entry.key for each in gazetteer().find(" ".join(one))} for one in (left, right)
    )
    return bool(ours & theirs) or min(len("".join(left)), len("".join(right))) >= _SHORT_PLACE


def _persons(
    name: str, left: tuple[str, ...], other: Known, right: tuple[str, ...]
) -> tuple[float, str]:
    if len(left) > 1 and len(right) > 1:
        if [skeleton(word) for word in left] == [skeleton(word) for word in right]:
            return 0.9, "the same name in other letters"
        if same_person(name, other.name):
            full = left[0] == right[0] and not _middles_differ(left, right)
            return (
                (0.87, "the same but for middle names")
                if full
                else (0.6, "first or middle names fit in part")
            )
        return 0.0, ""
    if skeleton(left[-1]) == skeleton(right[-1]):
        return 0.5, "the surname fits"
    return 0.0, ""


def _apart(left: Sequence[Role], right: Sequence[Role]) -> bool:
    """Whether titles tell of different states."""
    here, there = _states(left), _states(right)
    return bool(here and there and not here & there)


def _states(roles: Iterable[Role]) -> set[str]:
    from detente.actors.scan import scan

    known = gazetteer()
    return {
        state
        for role in roles
        for hit in scan(role.title, known)[:1]
        if (state := known.state(hit.names[0].entry.key))
    }


def offices(name: str, day: str | None = None) -> tuple[Role, ...]:
    """The offices that the gazetteer has for a name on an ISO day: of Rubio in 2024, senator.

    Without a day those held now; empty where the name is not there.
    """
    entry = gazetteer().by_name.get(name) or _entry(name)
    if entry is None:
        return ()
    known = gazetteer()
    return tuple(
        Role(f"{of.name}: {term.title}" if (of := known.of(term.of)) else term.title, day)
        for term in entry.held(day)
    )


def resolved(
    merges: Iterable[tuple[str, Merge]], judgements: Sequence[Judgement] = ()
) -> dict[str, str]:
    """Actor id → the id that stands for it, for every id named in merges and judgements.

    `merges` are the machine's, each an actor's id and its merge. What a user judged the same is one
    first; then the machine's merges from the surest down to `MADE`, but none that would join what
    a user judged different, nor a pair judged unsure. Judgements that contradict each other: the
    later on a pair counts, and "different" outranks what only follows from others.
    """
    said = {frozenset((one.a, one.b)): one.verdict for one in judgements}
    different = [tuple(pair) for pair, verdict in said.items() if verdict == "different"]
    sets = _Sets()
    for pair, verdict in said.items():
        left, right = min(pair), max(pair)
        sets.know(left)
        sets.know(right)
        if verdict == "same":
            sets.join(left, right, different)
    for actor, merge in sorted(merges, key=lambda one: (-one[1].score, one[0], one[1].into)):
        sets.know(actor)
        sets.know(merge.into)
        unsure = said.get(frozenset((actor, merge.into))) == "unsure"
        if merge.score >= MADE and not unsure:
            sets.join(merge.into, actor, different)
    return {actor: sets.root(actor) for actor in sets.above}


class _Sets:
    """Disjoint sets (union-find) that keep apart what must be."""

    def __init__(self) -> None:
        self.above: dict[str, str] = {}

    def know(self, one: str) -> None:
        self.above.setdefault(one, one)

    def root(self, one: str) -> str:
        while self.above[one] != one:
            self.above[one] = self.above[self.above[one]]
            one = self.above[one]
        return one

    def join(self, into: str, one: str, different: Sequence[tuple[str, ...]]) -> None:
        """Put `one` under `into`, unless that would join two that are different."""
        left, right = self.root(into), self.root(one)
        if left == right:
            return
        for pair in different:
            roots = {self.root(member) for member in pair if member in self.above}
            if roots == {left, right}:
                return
        self.above[right] = left
