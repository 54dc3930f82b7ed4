"""Quotations that the linker left alone: each becomes an attribution of its own.

Where who speaks and the cue stand right beside the marks they are taken; else both stay empty,
and whose words they are is for the actors' room to tell.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab
from detente.attribution.kind import quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import CueLink, Span

# Fewer words in marks are more often a term than something said.
MIN_WORDS = 4
# Marks make a quotation sure; that it is somebody's words in these talks is less so.
WITH_CUE, WITHOUT_CUE = 0.7, 0.4
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_MARKS = "“”„«»‹›‘’'\"`"
_SENTENCE_END = re.compile(r"[.!?:][”\"’']*\s+(?=[A-Z“\"‘])")
_REACH = 160
# A turn of a transcript, its speaker inside the marks: "VALE: We sail at noon."
_TURN = re.compile(r"(?P<source>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+)*)(?P<cue>:)\s+")
# A name or noun phrase that may speak: a pronoun, "the minister", "Ada Brandal".
_WHO = (
    r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e"
    r"|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne)"
    r"(?: (?!(?:that|who|whom|which) )[\w’'.-]+){1,5}?"
    r"|(?:[A-Z][\w’'.-]*)(?: (?:[A-Z][\w’'.-]*|of|the|and|for|de|al|bin|van|von)){0,7}?)"
)
_NAME = r"[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}"
_APPOSED = r"(?:, [^,:;“”\"]{3,70},)?"


class Found(NamedTuple):
    """A quotation, marks included, with the source and cue beside it; None where none stands."""

    content: Span
    source: Span | None = None
    cue: Span | None = None


def bare(text: str, links: Sequence[CueLink]) -> tuple[Found, ...]:
    """The quotations of four words or more that no link covers, in order.

    Names, titles and what stands on a sign are left out.
    """
    held = [span for link in links for span in (*link.content, *link.source, link.cue)]
    found: list[Found] = []
    for quoted in quotations(text):
        if not _covered(text, quoted, held) and is_said(text, quoted):
            one = _beside(text, quoted, held)
            found.append(_continued(text, found[-1], one) if found and not one.cue else one)
    return tuple(one for one in found if one.cue or _is_sentence(text, one.content))


def _is_sentence(text: str, content: Span) -> bool:
    """Whether it begins and ends like a sentence; a fragment that nobody says is a term."""
    inner = text[slice(*content)].strip(_MARKS)
    return inner[:1].isupper() and inner[-1:] in ".,!?…"


def _continued(text: str, before: Found, one: Found) -> Found:
    """`one` with the source of the quotation before it where that was left open for it."""
    between = text[before.content[1] : one.content[0]]
    if between.strip() or text[before.content[1] - 1] in _MARKS:
        return one
    return Found(one.content, before.source, before.cue)


def _covered(text: str, quoted: Span, held: Sequence[Span]) -> bool:
    """Whether a link has more than a word or two at the quotation's edge."""
    near = [span for span in held if span[0] < quoted[1] and quoted[0] < span[1]]
    spans = [(m.start() + quoted[0], m.end() + quoted[0]) for m in _words(text, quoted)]
    inside = sum(any(s <= a and b <= e for s, e in near) for a, b in spans)
    return 4 * inside > len(spans)


def _words(text: str, span: Span) -> list[re.Match[str]]:
    return list(WORD.finditer(text[slice(*span)]))


def is_worded(text: str, quoted: Span) -> bool:
    """Whether the marks hold four words or more that are no name and no title."""
    found = [m.group() for m in _words(text, quoted)]
    long = [word for word in found if len(word) > 3]
    return len(found) >= MIN_WORDS and not (long and all(not w[0].islower() for w in long))


def is_said(text: str, quoted: Span) -> bool:
    """Whether the marks hold words that somebody says, not a name, a title or a sign."""
    if not is_worded(text, quoted):
        return False
    lead = re.findall(r"\w+", text[max(0, quoted[0] - 60) : quoted[0]].lower())[-3:]
    return not _signs() & set(lead)


def _beside(text: str, quoted: Span, held: Sequence[Span]) -> Found:
    """The quotation with what attributes it, in front or behind, that no link has already."""
    content = with_marks(text, quoted)
    turn = _TURN.match(text, *quoted)
    if turn:
        return Found((turn.end(), content[1]), turn.span("source"), turn.span("cue"))
    for found in (_behind(text, content), _in_front(text, content)):
        if found and not any(s < e and b < t for s, t in held for b, e in found):
            return Found(content, *found)
    # Who speaks behind it may have another quotation too; in front, that one is the other.
    behind = _behind(text, content)
    return Found(content, *behind) if behind else Found(content)


def with_marks(text: str, quoted: Span) -> Span:
    """The span of what lies between marks, with the marks."""
    start, end = quoted
    while start and text[start - 1] in _MARKS and quoted[0] - start < 2:
        start -= 1
        if text[start] != "`":
            break
    closed = end < len(text) and text[end] in _MARKS
    return start, end + (2 if closed and text[end : end + 2] == "''" else closed)


def _behind(text: str, content: Span) -> tuple[Span, Span] | None:
    """ "…," X said; "…," said X; "…," according to X. A full stop in the marks ends it."""
    inner = text[slice(*content)].rstrip(_MARKS)
    if inner.endswith("."):
        return None
    for pattern in _patterns_behind():
        match = pattern.match(text, content[1], min(len(text), content[1] + _REACH))
        if match:
            return match.span("source"), match.span("cue")
    return None


def _in_front(text: str, content: Span) -> tuple[Span, Span] | None:
    """X said: "…"; X, leader of Y, told Z, "…": what stands between sentence start and marks."""
    before = text[: content[0]].rstrip()
    stop = len(before) if before.endswith(":") else content[0]
    line = text.rfind("\n", 0, stop) + 1
    ends = [m.end() for m in _SENTENCE_END.finditer(text, line, stop)]
    match = _pattern_front().fullmatch(text, ends[-1] if ends else line, stop)
    return (match.span("source"), match.span("cue")) if match else None


@cache
def _patterns_behind() -> tuple[re.Pattern[str], ...]:
    verb, adverb = _verbs(), _adverbs()
    return (
        re.compile(rf",?\s+(?P<source>{_WHO}){_APPOSED} (?:{adverb} )?(?P<cue>{verb})\b"),
        re.compile(
            rf",?\s+(?P<cue>{verb}) (?P<source>{_WHO})"
            r"(?=[,.;:\n]| (?:in|on|at|to|as|who|familiar|close|briefed|cited)\b)"
        ),
        re.compile(r",?\s+(?P<cue>according to) (?P<source>[^,.;:“”\"\n]{2,80})"),
    )


@cache
def _pattern_front() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[A-Z][^,:;“”\"\n]{{2,50}}, )?(?P<source>{_WHO}){_APPOSED} (?:{_adverbs()} )?"
        rf"(?P<cue>{_verbs()})(?:| [^:;“”\"\n]{{1,60}}?)[:,]\s*"
    )


def inner(text: str, start: int, content: Span) -> tuple[Span, Span] | None:
    """Who says a quotation within what somebody else says, and the cue, told behind `start`.

    "Vale said that Brandal had told her: \"…\"", "Brandal's promise that …".
    """
    for pattern in _patterns_inner():
        found = list(pattern.finditer(text, start, content[0]))
        if found:
            return found[-1].span("source"), found[-1].span("cue")
    return None


@cache
def _patterns_inner() -> tuple[re.Pattern[str], ...]:
    whom = r"(?: (?:him|her|them|me|us))?(?: that)?[:,]?\s*[“\"‘']?(?<![a-z])$"
    nouns = "|".join(vocab.load("quoting")["nouns"])
    return (
        re.compile(rf"\b(?P<source>{_WHO}) (?:{_adverbs()} )?(?P<cue>{_verbs()}){whom}"),
        re.compile(rf"(?P<source>{_NAME})['’]s (?P<cue>{nouns})\b[^.:;“”\"\n]{{0,80}}$"),
    )


@cache
def _verbs() -> str:
    return "(?:" + "|".join(sorted(vocab.load("quoting")["verbs"], key=len, reverse=True)) + ")"


@cache
def _adverbs() -> str:
    return "(?:" + "|".join(vocab.load("quoting")["adverbs"]) + ")"


@cache
def _signs() -> frozenset[str]:
    return frozenset(vocab.load("quoting")["signs"])
