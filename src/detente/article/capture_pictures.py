"""Captions and credits in a capture, apart even where they are glued together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from detente.article.capture_lines import Line

_AGENCY = (
    r"(?:Reuters|AFP|AP|EPA|EFE|DPA|dpa|ANSA|TASS|Xinhua|Getty(?: Images)?|AP Photo|Shutterstock|"
    r"Alamy|iStock|Bloomberg|Wikimedia Commons|Flickr|Unsplash|Zuma|NurPhoto|Anadolu|Imago)"
)
_NAME = r"[^\W\d_a-z][\w'’.-]*"
_NAMES = rf"{_NAME}(?:(?: | ?[/,&|–-] ?| via | for | and )(?:{_NAME}|\(?{_AGENCY}\)?))*"
# "… March 2014.Jane Roe": a sentence's end with a name straight after it.
_GLUED = re.compile(rf"^(?P<caption>.{{15,}}?[a-z\d)\"”’][.!?][\"”’]?)(?P<credit>{_NAMES})$")
# "… in autumn. (The Outlet/Jane Roe)": two names in brackets after a sentence's end.
_BRACKETED = re.compile(
    rf"^(?P<caption>.{{15,}}?[.!?][\"”’]?)\s*"
    rf"[(\[](?P<credit>{_NAME}(?: {_NAME}){{0,4}} ?/ ?{_NAMES})[)\]]$"
)
_LABEL = r"(?:photo(?:graph)?s?|image|picture|pic|credit|foto|bild|crédit|illustration|video)"
_CREDIT = rf"(?i:{_LABEL}(?: credit| source)?s?(?: by| from|:| ©)+ ?|© ?|via )"
_LABELLED = re.compile(
    rf"^(?P<caption>.*?)\s*[(\[|/–-]?\s*(?P<credit>\b{_CREDIT}{_NAMES}|© ?{_NAMES}|"
    rf"(?:{_NAMES} ?/ ?)?{_AGENCY}(?: ?/ ?{_NAMES})?|{_NAMES} ?[/|] ?{_AGENCY}|"
    rf"AP Photo/{_NAMES})[)\].]*$",
    re.S,
)
_STRIP = re.compile(rf"^(?:{_CREDIT})", re.I)
_LONGEST_CREDIT = 80
_LONGEST_CAPTION = 500
_LEAST_REPEATED = 20


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's words on one line: `at` is the line's index; either part may be missing."""

    at: int
    caption: str | None
    credit: str | None


def captions(lines: Sequence[Line]) -> tuple[list[Caption], set[int]]:
    """The captions of a page in order, and the indices of the lines that only repeat one.

    What the glue is, the page itself tells: the same caption once with and once without its
    credit. Else a sentence's end followed directly by a name, or a credit that says it is one.
    """
    shown = Counter(line.text for line in lines)
    whole = {text for text in shown if len(text) >= _LEAST_REPEATED}
    found = [x for i, line in enumerate(lines) if (x := _caption(i, line.text, whole))]
    known = {x.caption for x in found if x.caption}
    chosen = {x.at for x in found}
    repeated = {i for i, line in enumerate(lines) if line.text in known and i not in chosen}
    said: set[tuple[str | None, str | None]] = set()
    kept = []
    for one in found:
        if one.caption and (one.caption, one.credit) in said:
            repeated.add(one.at)
        else:
            kept.append(one)
            said.add((one.caption, one.credit))
    return kept, repeated


def _caption(at: int, text: str, whole: set[str]) -> Caption | None:
    if len(text) > _LONGEST_CAPTION:
        return None
    for end in range(len(text) - 2, max(_LEAST_REPEATED, len(text) - _LONGEST_CREDIT) - 1, -1):
        if text[:end].rstrip() in whole and _is_credit(text[end:]):
            return Caption(at, text[:end].rstrip(), _bare(text[end:]))
    glued = _BRACKETED.match(text) or _GLUED.match(text)
    if glued and _is_name(glued["credit"]):
        return Caption(at, glued["caption"], _bare(glued["credit"]))
    labelled = _LABELLED.match(text)
    if labelled and len(labelled["credit"]) <= _LONGEST_CREDIT:
        caption = labelled["caption"].rstrip(" (-–|[/").strip()
        if len(caption) < _LEAST_REPEATED and re.fullmatch(_NAMES, caption):
            # "Jane Roe Getty Images": the photographer's name, not what is to be seen.
            return Caption(at, None, _bare(text))
        if not caption or len(caption) >= _LEAST_REPEATED:
            return Caption(at, caption or None, _bare(labelled["credit"]))
    return None


def _is_credit(rest: str) -> bool:
    rest = rest.strip(" ()[]|/·–-.")
    return bool(_STRIP.match(rest) or re.fullmatch(_NAMES, rest)) and len(rest.split()) <= 10


def _is_name(words: str) -> bool:
    """Two to seven words: a single one is more often a sentence run on ("…ended.He")."""
    return 2 <= len(words.split()) <= 7


def _bare(credit: str) -> str:
    return _STRIP.sub("", credit.strip(" ()[]|/·–-")).strip(" ()[]|·") or credit
