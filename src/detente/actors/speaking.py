"""Which actor speaks: whom a statement's source names, or whom it refers back to."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab
from detente.actors.heads import head_of
from detente.actors.names import given_gender
from detente.actors.quoted import quoted_spans
from detente.actors.talk import Spoke, Talk, come_up, merged, opens
from detente.actors.titles import Gender, gender
from detente.actors.unsourced import whose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Actor, Article, Span, Statement

_PRONOUNS: dict[str, Gender] = {"he": "male", "she": "female", "him": "male", "her": "female"}
_NEUTRAL = frozenset(["it", "its", "they", "their"])
_DOCUMENT = re.compile(
    r"(?:(?:the|this|that|a|its|his|her|their|in|joint|written|government|[\w’']+['’]s?)\s+)*(?:joint\s+)?"
    r"(?:statement|letter|report|post|message|communiqu[eé]|document|website|information|text|release)"
)
_CUT = re.compile(r"\s(?:of|from|sent|posted|on|in|issued|released|by|to)\b")


def speakers(
    statements: tuple[Statement, ...], named: tuple[Actor, ...], article: Article
) -> tuple[Statement, ...]:
    """`statements` with `speaker` filled where the text tells who it is.

    A name is the speaker only as the head of the source: "Kremlin spokesman Dmitry Peskov" is
    Peskov; "Trump's lawyer" and "Trump and Rubio" are nobody named, and so is an official of a
    state who is not named. "He", "the minister", "the statement", "it" are who was named, or spoke,
    before; where two fit, nobody. A quotation without a source goes on with who spoke before it.
    """
    text = article.text
    mentions = sorted(
        ((span, actor) for actor in named for span in actor.mentions), key=lambda pair: pair[0]
    )
    contents = merged([*quoted_spans(text), *(s for one in statements for s in one.content)])
    talk = Talk(text, mentions, _genders(text, named), contents)
    filled: dict[int, str] = {}
    for at, statement in sorted(enumerate(statements), key=lambda pair: _place(pair[1])):
        actor = _speaker(talk, statement)
        source = statement.source[0] if statement.source else _place(statement)
        end = _end(statement, source)
        talk.spoken.append(Spoke(actor, _noun(text[slice(*source)]), source, end))
        if actor:
            filled[at] = actor.id
    return tuple(
        replace(statement, speaker=filled.get(at)) for at, statement in enumerate(statements)
    )


def _end(statement: Statement, source: Span) -> int:
    """Where what is said ends, and the sentence of the cue that tells who says it."""
    cued = statement.cue and statement.sentence[0] <= statement.cue[0][0] < statement.sentence[1]
    ends = [span[1] for span in (source, *statement.cue, *statement.content)]
    return max(*ends, statement.sentence[1] if cued else 0)


def _place(statement: Statement) -> Span:
    return min((*statement.source, *statement.cue, *statement.content), default=(0, 0))


def _speaker(talk: Talk, statement: Statement) -> Actor | None:
    if not statement.source:
        return _going_on(talk, statement)
    source = max(statement.source, key=lambda span: span[1] - span[0])
    words = talk.text[slice(*source)].strip(" ,.:;\n")
    low = re.sub(r"\s+(?:himself|herself|also|itself)$", "", words.lower())
    head = head_of(talk.text, source, talk.named)
    if low in _PRONOUNS:
        return _person_meant(talk, source, low, head.actor)
    if head.actor:
        described = None if head.unnamed else _described(talk, source, low)
        return None if head.unnamed else described or head.actor
    if low in _NEUTRAL:
        return _body_meant(talk, source)
    if low == "who":
        return _antecedent(talk, source)
    if _DOCUMENT.fullmatch(_CUT.split(low)[0]):
        return (_state_meant if "government " in low else _author)(talk, source)
    if low.removeprefix("the ") in _of_state():
        return _state_meant(talk, source)
    return _described(talk, source, low) or _called(talk, source, low) or _in_front(talk, source)


def _described(talk: Talk, source: Span, low: str) -> Actor | None:
    """ "the diplomat": who spoke last, where nobody came up since and his titles say so."""
    opener, _, rest = low.partition(" ")
    words = rest.split()
    means = _nouns().get(words[-1]) if opener == "the" and 0 < len(words) < 4 else None
    last = talk.last(source[0], ("person",), 2) if means else None
    if not means or last is None or last.actor is None or come_up(talk, last, source[0], None):
        return None
    titles = " | ".join(role.title.lower() for role in last.actor.roles)
    return last.actor if any(re.search(rf"\b{each}\b", titles) for each in means) else None


@cache
def _nouns() -> dict[str, list[str]]:
    """A noun for a person → what his titles may hold."""
    found: dict[str, list[str]] = vocab.load("nominals")["persons"]
    return found


def _going_on(talk: Talk, statement: Statement) -> Actor | None:
    """Whose a quotation without a source is; nobody's where its cue is a passive."""
    passive = statement.cue and not talk.text[slice(*statement.cue[0])].lower().endswith("ing")
    if statement.kind == "indirect" or not statement.content or passive:
        return None
    return whose(talk, statement)


def _person_meant(talk: Talk, source: Span, pronoun: str, near: Actor | None) -> Actor | None:
    """Who spoke last where nobody else came up since, else the likeliest person named before."""
    last = talk.last(source[0], ("person",))
    told = _PRONOUNS[pronoun]
    if last and last.actor and talk.genders.get(last.actor.id, told) == told:
        others = come_up(talk, last, source[0], told)
        if all(actor is last.actor for actor in others):
            return last.actor
        # Of two who fit, the one whose name was written last; two names put each other in doubt.
        named = talk.text[slice(*last.span)].lower() not in _PRONOUNS
        if len({actor.id for actor in others}) == 1 and not named:
            return others[0]
    return near if near and near.kind == "person" else None


def _body_meant(talk: Talk, source: Span) -> Actor | None:
    """ "it", "they": the body that opened a sentence since, else the one that spoke last."""
    last = talk.last(source[0], ("organisation",), lines=2)
    start = talk.text.rfind("\n", 0, source[0]) + 1
    since = max(start, last.span[1]) if last else start
    opened = [
        actor
        for span, actor in talk.between(since, source[0])
        if actor.kind == "organisation" and opens(talk.text, span)
        if actor.name.split()[-1].lower() not in _mute()
    ]
    if opened:
        return opened[-1]
    return last.actor if last else None


def _antecedent(talk: Talk, source: Span) -> Actor | None:
    """The name right before "who"."""
    for span, actor in talk.named:
        if 0 <= source[0] - span[1] <= 2 and actor.kind == "person":
            return actor
    return None


def _author(talk: Talk, source: Span) -> Actor | None:
    """Whose statement it is: the possessor's, else the body's, or anybody's, that spoke last."""
    inside = [actor for span, actor in talk.named if source[0] <= span[0] and span[1] <= source[1]]
    if inside:
        return inside[0]
    if talk.text[source[0] : source[0] + 3].lower() == "its":
        return _body_meant(talk, source)
    body = talk.last(source[0], ("organisation",), 2)
    if body is None:
        body = talk.last(source[0], ("person",), 2)
    return body.actor if body else None


def _called(talk: Talk, source: Span, low: str) -> Actor | None:
    """ "the spokesperson": who spoke under that noun, else the last person to speak."""
    opener, _, rest = low.partition(" ")
    if opener != "the" or not rest or re.search(r"\b(?:of|in|from|who|at|familiar)\b", rest):
        return None
    noun = _noun(rest)
    last = talk.last(source[0], ("person",), 2)
    known = last and " " not in rest and noun in _describing()
    others = come_up(talk, last, source[0]) if last and known else []
    if len({actor.id for actor in others}) == 1:
        return others[0]
    for spoke in reversed(talk.spoken):
        if spoke.noun == noun and spoke.span[1] <= source[0]:
            return spoke.actor
    if noun.endswith("s") or " " in rest:
        return None
    return last.actor if last and noun in _describing() else None


def _state_meant(talk: Talk, source: Span) -> Actor | None:
    """ "the government": the state last named, in this paragraph or the one before."""
    start = talk.text.rfind("\n", 0, max(0, talk.text.rfind("\n", 0, source[0]) - 1)) + 1
    named = [
        actor
        for _, actor in talk.between(start, source[0])
        if actor.kind == "organisation" and actor.name in _states()
    ]
    return named[-1] if named else None


@cache
def _mute() -> frozenset[str]:
    return frozenset(vocab.load("bodies")["mute"])


@cache
def _of_state() -> frozenset[str]:
    data = vocab.load("bodies")
    return frozenset(data["of_state"]) - frozenset(data["unnamed"])


@cache
def _states() -> frozenset[str]:
    from detente.actors.gazetteer import gazetteer

    return frozenset(e.name for e in gazetteer().entries.values() if e.nature == "state")


def _describing() -> frozenset[str]:
    from detente.actors.nominals import person_nouns

    return person_nouns()


def _in_front(talk: Talk, source: Span) -> Actor | None:
    """The name that the source explains: "Ada Brandal, historian: …"."""
    for span, actor in talk.named:
        if actor.kind == "person" and talk.text[span[1] : source[0]] in (", ", ", a ", ", the "):
            return actor
    return None


def _noun(phrase: str) -> str:
    """The last word of a noun phrase before its first preposition."""
    head = re.split(r",|\s(?:of|in|at|from|with|for|who|which|familiar)\b", phrase.lower())[0]
    words = re.findall(r"[\w-]+", head)
    return words[-1] if words else ""


def _genders(text: str, actors: Sequence[Actor]) -> dict[str, Gender]:
    """Actor id → gender: by gazetteer, form of address, first name; not where they disagree."""
    from detente.actors.gazetteer import gazetteer

    told: dict[str, Gender] = {}
    for actor in actors:
        if actor.kind != "person":
            continue
        entry = gazetteer().by_name.get(actor.name)
        if entry and entry.gender:
            told[actor.id] = entry.gender
            continue
        found = {one for span in actor.mentions if (one := gender(text, span))}
        given = given_gender(actor.name) if " " in actor.name else None
        if not found and given:
            found = {given}
        if len(found) == 1:
            told[actor.id] = found.pop()
    return told
