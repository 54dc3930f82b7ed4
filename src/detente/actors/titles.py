"""Titles around a name: what stands before it, what the apposition after it says."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from detente import vocab

if TYPE_CHECKING:
    from detente.model import Span

Gender = Literal["male", "female"]

_CAPITAL = r"[A-Z][\w.’'&-]*"
_COMPLEMENT = (
    rf"\s+(?:of|to|for|on|at)\s+(?:the\s+)?{_CAPITAL}"
    rf"(?:\s+(?:(?:of|and|for|the)\s+)*{_CAPITAL})*"
)


def without_titles(name: str) -> str:
    """A person's name without titles and forms of address in front, possessive behind."""
    bare = re.sub(r"['’]s?$", "", " ".join(name.split())).strip(' ,.“”"')
    match = _leading().match(bare)
    rest = bare[match.end() :] if match else bare
    return rest if rest[:1].isalpha() else bare


def gender(text: str, span: Span) -> Gender | None:
    """What the word before a name, or its first, tells of gender ("Mrs", "spokesman")."""
    known = _gendered()
    before = text[max(0, span[0] - 30) : span[0]].lower().split()
    inside = text[slice(*span)].lower().split()[:1]
    if text[span[0] - 1 : span[0]].isspace():
        told = known.get(" ".join(before[-2:])) or known.get(" ".join(before[-1:]))
        if told:
            return told
    return known.get(" ".join(inside))


def title_before(text: str, span: Span) -> str | None:
    """The title that runs into the name at `span` from the left, or opens it, as written.

    Also the one that the name explains: "the party's leader, Ada Brandal,".
    """
    found = title_span(text, span) or _explained(text, span)
    return _tidy(text[slice(*found)]) if found else None


def title_span(text: str, span: Span) -> Span | None:
    """Where the title lies that runs into the name at `span`, or opens it; None without one."""
    start = _line_start(text, span)
    inside = _leading().match(text[slice(*span)])
    if not inside and not _may_end(text[start : span[0]].split()[-1:]):
        return None
    end = span[0] + inside.end() if inside else span[0]
    match = _ending().search(text[start:end]) if end < span[1] else None
    return (start + match.start("title"), start + match.end("title")) if match else None


def _may_end(last: list[str]) -> bool:
    """Whether a title may end with this word: a quick look that spares a slow one."""
    return bool(last) and (last[0].lower() in _last_words() or last[0][0].isupper())


def _explained(text: str, span: Span) -> Span | None:
    if text[max(0, span[0] - 2) : span[0]] != ", ":
        return None
    start = _line_start(text, span)
    match = _before_comma().search(text[start : span[0]])
    if not match or text[span[1] : span[1] + 1] not in (",", ""):
        return None
    return (start + match.start("title"), start + match.end("title"))


def _line_start(text: str, span: Span) -> int:
    """Where to begin looking before a name: its line's start, 100 code points at most."""
    window = max(0, span[0] - 100)
    return max(text.rfind("\n", window, span[0]) + 1, window)


def title_after(text: str, span: Span) -> str | None:
    """The apposition behind a name: ", leader of the Holos party," gives "leader of …"."""
    if text[span[1] : span[1] + 1] != ",":
        return None
    match = _apposition().match(text, span[1], min(len(text), span[1] + 160))
    return _tidy(match.group("title")) if match else None


def _tidy(title: str) -> str:
    return " ".join(title.split()).strip(" ,")


def _any_of(words: list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def leading_title(text: str, start: int, end: int) -> int:
    """Where the titles end that a phrase opens with ("Former Secretary of State and …")."""
    match = _leading().match(text, start, end)
    return match.end() if match else start


@cache
def _leading() -> re.Pattern[str]:
    """Any run of modifiers, titles and forms of address at the start of a name."""
    data = vocab.load("titles")
    address = [word for listed in data["honorifics"].values() for word in listed]
    one = rf"(?i:{_any_of([*data['titles'], *data['modifiers'], *address])})"
    return re.compile(rf"(?:(?:the|The)\s+)?(?:{one}(?:{_COMPLEMENT})?(?:\s+|-)(?=\S))+")


@cache
def _ending() -> re.Pattern[str]:
    """A title that ends where the name begins; it may be "Russian Ambassador to the Holm"."""
    data = vocab.load("titles")
    heads, modifiers = _any_of(data["titles"]), _any_of(data["modifiers"])
    address = _any_of([word for listed in data["honorifics"].values() for word in listed])
    lead = rf"(?:(?:(?i:{modifiers})|{_CAPITAL})[\s-]+){{0,3}}?"
    return re.compile(
        rf"(?:^|(?<=[\s(“\"‘'—-]))(?P<title>{lead}(?i:{heads})(?<=[\w.])(?:{_COMPLEMENT})?)"
        rf"\s+(?:(?i:{address})\s+)?$"
    )


@cache
def _before_comma() -> re.Pattern[str]:
    """ "…'s leader, " and "the leader of the Holos party, " in front of a name."""
    heads = _any_of(vocab.load("titles")["titles"])
    return re.compile(
        rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[\w.]+['’]s?)\s+(?P<title>(?:[a-z-]+\s+){{0,2}}?{heads}"
        rf"(?:\s+of\s+[^,.;:“”\"]{{1,40}})?),\s+$"
    )


@cache
def _apposition() -> re.Pattern[str]:
    data = vocab.load("titles")
    heads = _any_of(data["titles"])
    return re.compile(
        rf",\s+(?:(?:the|a|an|its|his|her|their)\s+)?"
        rf"(?P<title>(?:[\w’'-]+\s+){{0,4}}?(?i:{heads})\b(?:\s+(?:of|for|at|to|in|on|with)\s+[^,.;:“”\"]+?)?)"
        rf"\s*(?:[,.;:)]|—|\bwho\b|\bsaid\b|\btold\b|$)"
    )


@cache
def _gendered() -> dict[str, Gender]:
    data = vocab.load("titles")
    kinds: tuple[Gender, ...] = ("male", "female")
    return {
        word: kind
        for kind in kinds
        for word in (*data["honorifics"][kind], *data["gendered"][kind])
    }


@cache
def _last_words() -> frozenset[str]:
    """The words that a title, or a form of address behind it, may end with."""
    data = vocab.load("titles")
    address = [word for listed in data["honorifics"].values() for word in listed]
    return frozenset(title.split()[-1] for title in (*data["titles"], *address))
