"""Which actor speaks: whom a statement's source names, or whom it refers back to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab
from detente.actors.heads import head_of
from detente.actors.names import given_gender
from detente.actors.quoted import quoted_spans
from detente.actors.salience import PREPOSITION
from detente.actors.titles import Gender, gender
from detente.actors.unsourced import whose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.actors.heads import Named
    from detente.model import Actor, Article, Span, Statement

_PRONOUNS: dict[str, Gender] = {"he": "male", "she": "female", "him": "male", "her": "female"}
_NEUTRAL = frozenset(["it", "its", "they", "their"])
# So near to who spoke last, in code points, only a new subject puts a pronoun in doubt.
_NEAR = 200
_SMALL = frozenset(["the", "of", "and", "to", "for"])
_DOCUMENT = re.compile(
    r"(?:(?:the|this|that|a|its|his|her|their|in|joint|written|government|[\w’']+['’]s?)\s+)*(?:joint\s+)?"
    r"(?:statement|letter|report|post|message|communiqu[eé]|document|website|information|text|release)"
)
_CUT = re.compile(r"\s(?:of|from|sent|posted|on|in|issued|released|by|to)\b")
_LINES = 4
# "the paper spoke to Ada Brandal": whom an outlet hears is who speaks next.
_HEARD = re.compile(r"\b(?:spoke|talked)\s+(?:to|with)\s+$|\binterviewed\s+$")


@dataclass
class _Spoke:
    """Who spoke, by which words, where, and where what was said ends."""

    actor: Actor | None
    noun: str
    span: Span
    end: int


@dataclass
class Talk:
    """What is known while the statements are gone through in order."""

    text: str
    named: Sequence[Named]
    genders: dict[str, Gender]
    contents: Sequence[Span]
    spoken: list[_Spoke] = field(default_factory=list)

    def between(self, start: int, end: int) -> list[Named]:
        """What is named between two offsets, but for what is said by somebody."""
        at = bisect_left(self.named, start, key=lambda pair: pair[0][0])
        until = bisect_left(self.named, end, key=lambda pair: pair[0][0])
        return [pair for pair in self.named[at:until] if not self._said(pair[0][0])]

    def _said(self, at: int) -> bool:
        i = bisect_right(self.contents, at, key=lambda span: span[0]) - 1
        return i >= 0 and at < self.contents[i][1]

    def last(self, at: int, kinds: tuple[str, ...], lines: int = _LINES) -> _Spoke | None:
        """The last actor of these kinds who spoke before `at`, not more than `lines` away."""
        for spoke in reversed(self.spoken):
            if spoke.span[0] > at or spoke.actor is None:
                continue
            if self.text.count("\n", spoke.span[1], at) > lines * 2:
                return None
            if spoke.actor.kind in kinds:
                return spoke
        return None


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
    contents = _merged([*quoted_spans(text), *(s for one in statements for s in one.content)])
    talk = Talk(text, mentions, _genders(text, named), contents)
    filled: dict[int, str] = {}
    for at, statement in sorted(enumerate(statements), key=lambda pair: _place(pair[1])):
        actor = _speaker(talk, statement)
        source = statement.source[0] if statement.source else _place(statement)
        end = _end(statement, source)
        talk.spoken.append(_Spoke(actor, _noun(text[slice(*source)]), source, end))
        if actor:
            filled[at] = actor.id
    return tuple(
        replace(statement, speaker=filled.get(at)) for at, statement in enumerate(statements)
    )


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


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
    if not means or last is None or last.actor is None or _come_up(talk, last, source[0], None):
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
    return whose(talk, statement, _opens)


def _person_meant(talk: Talk, source: Span, pronoun: str, near: Actor | None) -> Actor | None:
    """Who spoke last where nobody else came up since, else the likeliest person named before."""
    last = talk.last(source[0], ("person",))
    told = _PRONOUNS[pronoun]
    if last and last.actor and talk.genders.get(last.actor.id, told) == told:
        others = _come_up(talk, last, source[0], told)
        if all(actor is last.actor for actor in others):
            return last.actor
        if len({actor.id for actor in others}) == 1:
            return others[0]
    return near if near and near.kind == "person" else None


def _come_up(talk: Talk, last: _Spoke, until: int, told: Gender | None = None) -> list[Actor]:
    """The persons who may be meant instead of who spoke last, named since what he said ended."""
    far = until - last.span[1] > _NEAR
    return [
        actor
        for span, actor in talk.between(min(max(last.span[1], last.end), until), until)
        if actor.kind == "person" and (not told or talk.genders.get(actor.id, told) == told)
        if _prominent(talk.text, span, far=far)
    ]


def _body_meant(talk: Talk, source: Span) -> Actor | None:
    """ "it", "they": the body that opened a sentence since, else the one that spoke last."""
    last = talk.last(source[0], ("organisation",), lines=2)
    start = talk.text.rfind("\n", 0, source[0]) + 1
    since = max(start, last.span[1]) if last else start
    opened = [
        actor
        for span, actor in talk.between(since, source[0])
        if actor.kind == "organisation" and _opens(talk.text, span)
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
    others = _come_up(talk, last, source[0]) if last and known else []
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


def _prominent(text: str, span: Span, *, far: bool) -> bool:
    """Whether a name may be whom a pronoun means rather than who spoke last."""
    before = text[max(0, span[0] - 60) : span[0]]
    if _HEARD.search(before):
        return True
    governed = PREPOSITION.search(before)
    return _opens(text, span) or (far and not governed and text[span[1] : span[1] + 1] not in "'’")


def _opens(text: str, span: Span) -> bool:
    """Whether a name opens its sentence, but for titles: then it is a new subject."""
    window = text[max(0, span[0] - 100) : span[0]]
    before = re.split(r"[.!?:][”\"’']*\s|\n|^", window)[-1]
    return not any(word[0].islower() and word not in _SMALL for word in before.split())


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
