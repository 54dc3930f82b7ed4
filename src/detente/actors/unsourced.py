"""Whose a quotation is that has no source."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detente import vocab
from detente.actors.talk import opens

if TYPE_CHECKING:
    from detente.actors.talk import Talk
    from detente.model import Actor, Span, Statement

_SENTENCE_END = re.compile(
    r"(?:(?<!\b[DM]r)(?<!\bM[rs]s)(?<!\bMs)(?<!\bProf)(?<!\bSt)\.|[!?])[”\"’']*\s+(?=[A-Z“\"‘])"
)
_RELATIVE = re.compile(r",?\s(?:who|which)\s")
_SPEAKS = ("person", "organisation")


def whose(talk: Talk, statement: Statement) -> Actor | None:
    """Who is told to speak by the sentence around a quotation without a source, or before it.

    Inside a sentence it is who spoke in that sentence, else its subject, else nobody. Where
    it opens a sentence it is the person who opened one since somebody last spoke, else who
    spoke last; not over more than one paragraph. What stands on a sign nobody says,
    and a quotation that ends with a comma is said by who stands behind it.
    """
    start = statement.content[0][0]
    if set(re.findall(r"\w+", talk.text[max(0, start - 60) : start].lower())[-3:]) & _signs():
        return None
    line = talk.text.rfind("\n", 0, start) + 1
    # One more than `start`: the mark that opens the quotation may be what begins the sentence.
    ends = [m.end() for m in _SENTENCE_END.finditer(talk.text, line, start + 1)]
    begin = ends[-1] if ends else line
    last = talk.last(start, _SPEAKS, lines=1)
    if not statement.cue and re.search(r"\w", talk.text[begin:start]):
        if last and last.span[0] >= begin:
            return last.actor
        return _subject(talk, (begin, start))
    if last is None or statement.cue:
        return last.actor if last else None
    if _told_behind(talk.text, statement.content[-1][1]):
        return None
    told = [
        actor
        for span, actor in talk.between(max(last.span[1], line), start)
        if actor.kind == "person" and opens(talk.text, span) and not _possessive(talk.text, span)
    ]
    return told[-1] if told else last.actor


def _told_behind(text: str, end: int) -> bool:
    """Whether the quotation that ends there closes with a comma, and its sentence goes on."""
    return bool(re.search(r",[”\"’' ]*$", text[max(0, end - 4) : end])) and bool(
        re.match(r"[”\"’']*\s[a-z]", text[end : end + 4])
    )


@cache
def _signs() -> frozenset[str]:
    return frozenset(vocab.load("quoting")["signs"])


def _subject(talk: Talk, lead: Span) -> Actor | None:
    """Who does what the words before the marks tell: before "who", else the sentence's opener."""
    named = [pair for pair in talk.between(*lead) if pair[1].kind in _SPEAKS]
    relative = list(_RELATIVE.finditer(talk.text, *lead))
    if relative:
        cut = relative[-1].start()
        before = [actor for span, actor in named if span[1] <= cut]
        return before[-1] if before else None
    led = talk.text[slice(*lead)].rstrip(' “"').endswith(":")
    for span, actor in named:
        if opens(talk.text, span):
            return None if _possessive(talk.text, span) and not led else actor
    return None


def _possessive(text: str, span: Span) -> bool:
    return text[span[1] : span[1] + 2] in ("'s", "’s")
