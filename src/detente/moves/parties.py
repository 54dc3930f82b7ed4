"""Who does what a phrase tells, and to whom: by the order of words, without a parser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab

if TYPE_CHECKING:
    from detente.moves.lexicon import Hit
    from detente.moves.words import Line, Named

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "'re", "get", "got"])
_ADVERB_GAP = 3
_REACH = 28
_AFTER = 14
_LISTED = 7
_JOINTS = frozenset(["and", ",", "&", "the"])
_STOPS = frozenset([";", ":", "—", "–", "(", "“", '"'])


class Parties(NamedTuple):
    """Ids of those who act and of whoever receives it, None where the words do not tell."""

    actors: tuple[str, ...]
    recipient: str | None
    how: str


def parties(line: Line, hit: Hit) -> Parties:
    """Who acts and who receives, for one phrase of the sentence.

    `how` names the construction: active, passive, gerund, infinitive, noun, light.
    """
    if hit.form == "noun":
        return _of_noun(line, hit)
    if not verbal(line, hit):
        return _of_noun(line, hit) if hit.noun == hit.type else Parties((), None, "noun")
    if _passive(line, hit):
        agent = _by(line, hit)
        return Parties(_ids(agent, line), _first(subject(line, hit.first)), "passive")
    infinitive = line.form(hit.first - 1) == "to"
    how = "infinitive" if infinitive else "gerund" if hit.form == "gerund" else "active"
    found = subject(line, hit.first)
    if not found and hit.form == "gerund":
        found = _main_subject(line, hit)
    actors = tuple(dict.fromkeys(one.actor for one in found))
    return Parties(actors, _object(line, hit, actors), how)


def verbal(line: Line, hit: Hit) -> bool:
    """Whether the phrase's first word can be a verb here: "Russia demands", not "the demands"."""
    before = line.form(hit.first - 1)
    if hit.form == "base":
        name = line.at(hit.first - 1)
        follows = name is not None and _is_subject(line, name, hit.first)
        return not _is_role(line.form(hit.first)) and (follows or _before_verb(before))
    if hit.form == "gerund":
        near = {line.form(at) for at in range(max(0, hit.first - _ADVERB_GAP), hit.first)}
        return bool(near & (_BE | {"by", "after", "before", "while", "and", ",", "without", "of"}))
    return before not in _set("determiners")


def _before_verb(form: str) -> bool:
    return form in _set("openers") or _is_role(form) or (form.endswith("ly") and len(form) > 4)


def _passive(line: Line, hit: Hit) -> bool:
    if hit.form not in ("past", "participle") or hit.first == 0:
        return False
    before = [line.form(at) for at in range(max(0, hit.first - _ADVERB_GAP), hit.first)]
    return (
        bool(_BE & set(before)) or line.form(hit.last) == "by" or line.form(hit.first + 1) == "by"
    )


def _by(line: Line, hit: Hit) -> Named | None:
    """The mention after "by"."""
    for at in range(hit.first + 1, min(len(line.words), hit.last + _AFTER)):
        if line.form(at) in _STOPS:
            return None
        if line.form(at) == "by":
            return _head(line, next((one for one in line.named if 0 <= one.first - at <= 4), None))
    return None


def subject(line: Line, at: int) -> list[Named]:
    """Who stands before word `at` as its subject, with those joined to it by "and"."""
    position = at - 1
    while position >= max(0, at - _REACH):
        if line.form(position) in _STOPS or line.form(position) in _set("boundaries"):
            return []
        one = line.at(position)
        if one is None:
            position -= 1
        elif _is_subject(line, one, at) and not _set_off(line, one):
            return [*_joined(line, one), one]
        else:
            position = one.first - 1
    return []


def _is_subject(line: Line, one: Named, verb: int) -> bool:
    after = line.form(one.last)
    if after in ("'s", "'") and not _role_follows(line, one.last + 1, verb):
        return False
    before = line.form(one.first - 1)
    if before not in _set("prepositions"):
        return True
    return before in ("of", "for", "from") and _is_role(line.form(one.first - 2))


def _set_off(line: Line, one: Named) -> bool:
    """Whether the name stands in an apposition: "France, an ally of Israel, called …"."""
    if line.form(one.last) != "," or line.form(one.first - 1) != "of":
        return False
    head = [line.form(at) for at in range(max(0, one.first - 5), one.first - 1)]
    return "," in head and any(other.last < one.first for other in line.named)


def _role_follows(line: Line, at: int, verb: int) -> bool:
    return any(
        _is_role(line.form(index)) or line.at(index) for index in range(at, min(at + 4, verb))
    )


def _is_role(form: str) -> bool:
    return form in _roles()


def _joined(line: Line, one: Named) -> Iterator[Named]:
    """The mentions before it in "X, Y and Z"."""
    found: list[Named] = []
    first = one
    for other in reversed([known for known in line.named if known.last <= one.first]):
        between = [line.form(at) for at in range(other.last, first.first)]
        listed = bool(_JOINTS & set(between)) and len(between) <= _LISTED
        titled = all(
            line.form(at) in _JOINTS or _titular(line.words[at].written)
            for at in range(other.last, first.first)
        )
        begun = bool(found) or "and" in between or "&" in between
        if not (listed and begun and (titled or len(between) <= 2)):
            break
        found.append(other)
        first = other
    return reversed(found)


def _main_subject(line: Line, hit: Hit) -> list[Named]:
    """The subject of the clause after "After speaking with Putin, …"."""
    comma = next((at for at in range(hit.last, len(line.words)) if line.form(at) == ","), None)
    if comma is None:
        return []
    after = [one for one in line.named if one.first > comma]
    head = _head(line, after[0]) if after and after[0].first - comma <= 8 else None
    return [head] if head else []


def _object(line: Line, hit: Hit, actors: tuple[str, ...]) -> str | None:
    """The first other actor after the phrase (or in its gap), before the clause ends."""
    for one in line.named:
        if one.first <= hit.first or one.first > hit.last + _AFTER:
            continue
        between = [line.form(at) for at in range(hit.first + 1, one.first)]
        if any(form in _STOPS for form in between):
            return None
        head = _head(line, one)
        if head and head.actor not in actors:
            return head.actor
    return None


def _head(line: Line, one: Named | None) -> Named | None:
    """In "Russian President Vladimir Putin", "Israel's Benjamin Netanyahu": the last name."""
    if one is None:
        return None
    for other in line.named:
        gap = [line.words[at] for at in range(one.last, other.first)]
        near = 0 <= other.first - one.last <= 5 and bool(gap or other.first == one.last)
        if other.first >= one.last and near and all(_titular(word.written) for word in gap):
            return _head(line, other)
    return one


def _titular(written: str) -> bool:
    known = written.lower() in _roles() or written.lower() in _titles()
    return known or written in ("'s", "’s") or written[:1].isupper()


def _of_noun(line: Line, hit: Hit) -> Parties:
    """ "X's threat", "a threat by X", "talks between X and Y", "X issued a threat"."""
    between = _between(line, hit)
    if between:
        return Parties(between, between[1] if len(between) > 1 else None, "noun")
    owner = _owner(line, hit) or _after(line, hit, ("by", "from"))
    actors = _ids(owner, line)
    how = "noun"
    if not actors:
        light = next(
            (
                at
                for at in range(hit.first - 1, max(-1, hit.first - 6), -1)
                if _is_light(line.form(at))
            ),
            None,
        )
        if light is not None:
            actors, how = tuple(one.actor for one in subject(line, light)), "light"
    recipient = _after(line, hit, ("on", "against", "to", "with", "for", "of", "at", "in"))
    told = recipient.actor if recipient and recipient.actor not in actors else None
    return Parties(actors, told, how)


def _between(line: Line, hit: Hit) -> tuple[str, ...]:
    start = next((at for at in range(hit.last, hit.last + 4) if line.form(at) == "between"), None)
    if start is None:
        return ()
    found = [one for one in line.named if start < one.first <= start + 20]
    heads = [_head(line, one) for one in found]
    return tuple(dict.fromkeys(one.actor for one in heads if one))[:2]


def _owner(line: Line, hit: Hit) -> Named | None:
    """ "Moscow's (latest) demand", "a Russian demand"."""
    for one in reversed(line.named):
        if one.last > hit.first:
            continue
        gap = [line.form(at) for at in range(one.last, hit.first)]
        owns = gap[:1] == ["'s"] and len(gap) <= 4
        beside = len(gap) <= 1 and not set(gap) & (_set("prepositions") | _STOPS | {","})
        plain = not set(gap) & _STOPS
        return one if plain and (owns or beside) else None
    return None


def _after(line: Line, hit: Hit, words: tuple[str, ...]) -> Named | None:
    for at in range(hit.last, min(len(line.words), hit.last + 5)):
        if line.form(at) in words:
            near = next((one for one in line.named if 0 < one.first - at <= 4), None)
            return _head(line, near)
    return None


def _ids(one: Named | None, line: Line) -> tuple[str, ...]:
    return (one.actor,) if one else ()


def _first(found: list[Named]) -> str | None:
    return found[-1].actor if found else None


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(vocab.load("moves")[key])


@cache
def _roles() -> frozenset[str]:
    return frozenset(word for role in vocab.load("moves")["roles"] for word in role.split())


@cache
def _titles() -> frozenset[str]:
    data = vocab.load("titles")
    words = (*data["titles"], *data["modifiers"])
    return frozenset(part for word in words for part in word.lower().split())


@cache
def _is_light(form: str) -> bool:
    from detente.moves.lexicon import forms

    return any(
        form == written for verb in vocab.load("moves")["light"] for _, written in forms(verb)
    )
