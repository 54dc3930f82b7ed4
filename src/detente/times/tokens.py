"""A text as the tokens that time expressions are made of: each with its kind and value.

A kind is a class of words ("weekday", "month", "unit"); a rule is a pattern over kinds. Kinds are
single characters while rules run, so that one regular expression reads a whole article at once.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente import vocab

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(
    r"""
      (?P<word>(?![ap]\.?m\b)[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)?)
    | (?P<iso>(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d(?:T\d\d:\d\d)?(?!\d))
    | (?P<slashed>(?<![\d/])\d{1,2}/\d{1,2}/(?:\d\d)?\d\d(?![\d/])
        |(?<![\d.-])\d{1,2}(?P<sep>[.-])\d{1,2}(?P=sep)(?:19|20)\d\d(?![\d.-]*\d)
        |(?<!\d)(?:19|20)\d\d/\d{1,2}/\d{1,2}(?!\d))
    | (?P<decade>['’]?(?:\d\d)?\d0['’]?s\b)
    | (?P<clock>(?<![\d.,])[0-2]?\d[:.][0-5]\d(?=\s*[ap]\.?m\b)
        |(?<![\d.,:])[0-2]?\d:[0-5]\d(?![\d:]))
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<fraction>\d/\d(?!\d))
    | (?P<figure>\d+(?:,\d{3})*(?:\.\d+)?)
    | (?P<ampm>[ap]\.m\.|[ap]\.m\b|[ap]m\b)
    | (?P<poss>['’]s\b)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {",": "comma", ".": "dot", "-": "hyphen", "–": "hyphen", "‑": "hyphen", "/": "slash"}
_MONEY = frozenset("$£€#¥")


class Token(NamedTuple):
    """A word, figure or mark: half-open span, kind, lower-case form, value where it has one.

    `capital` is whether it begins with a capital letter.
    """

    start: int
    end: int
    kind: str
    form: str
    value: str = ""
    capital: bool = False


def tokens(text: str) -> list[Token]:
    """All tokens of the text, in order; words that no time expression has are of kind `other`."""
    known = _words()
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        group, form = match.lastgroup or "", match.group()
        if group == "word":
            kind, value = known.get(form.lower(), ("other", ""))
            if kind in ("month", "weekday") and not form[0].isupper() and not _is_full(form):
                kind = "other"
        else:
            kind, value = _figure(group, form)
            if not _fits(kind, found, form):
                kind = "other"
        found.append(
            Token(*match.span(), kind, form.lower().replace("’", "'"), value, form[0].isupper())
        )
    return found


def _is_full(form: str) -> bool:
    """Whether a lower-case name can mean nothing else: "friday", not "may" or "mar"."""
    return len(form) > 5 or form in ("april", "june", "july")


def _fits(kind: str, before: Sequence[Token], form: str) -> bool:
    """Whether a figure or mark means what its kind says, after what stands before it.

    Money is no number of days, and a full stop belongs to an expression after "Aug" alone.
    """
    last = before[-1] if before else None
    if kind in ("num", "year"):
        return last is None or last.form not in _MONEY
    if kind == "dot":
        return (
            last is not None
            and last.kind in ("month", "weekday")
            and last.form in vocab.load("times")["abbreviated"]
        )
    if kind == "decade" and form[:1].isdigit() and len(form) < 5:
        return last is not None and last.kind in ("the", "early")
    return True


def _figure(group: str, form: str) -> tuple[str, str]:
    """Kind and value of what is no word."""
    if group == "figure":
        whole = form.isdecimal()
        if whole and len(form) == 4 and 1700 <= int(form) <= 2100:
            return "year", form
        return "num", form.replace(",", "")
    if group == "mark":
        return _MARKS.get(form, "other"), ""
    if group == "decade":
        return "decade", re.sub(r"\D", "", form)
    if group == "ordinal":
        return "ord", form[:-2]
    return group, form


@cache
def _words() -> dict[str, tuple[str, str]]:
    """Every word that a time expression may have → its kind and value."""
    data = vocab.load("times")
    found = {word: (kind, "") for kind, words in data["kinds"].items() for word in words}
    for key, kind in _VALUED.items():
        found |= {word: (kind, value) for word, value in data[key].items() if " " not in word}
    for word, value in data["units"].items():
        if word not in found:
            found[word] = ("unit", value)
        found[word + "s"] = ("units", value)
    found |= {word: ("units", data["units"][one]) for word, one in data["plurals"].items()}
    return found


_VALUED = {
    "numbers": "num",
    "ordinals": "ord",
    "weekdays": "weekday",
    "months": "month",
    "parts": "part",
    "seasons": "season",
    "days": "day",
    "sets": "set",
}


@cache
def letters() -> dict[str, str]:
    """Kind → the character that stands for it in a pattern."""
    data = vocab.load("times")
    kinds = {*data["kinds"], *_VALUED.values(), "unit", "units", "year", "other"}
    kinds |= {*_MARKS.values(), "iso", "slashed", "decade", "clock", "fraction", "ampm", "poss"}
    return {kind: chr(0xE000 + number) for number, kind in enumerate(sorted(kinds))}


def shape(found: Sequence[Token]) -> str:
    """The tokens' kinds, one character each."""
    known = letters()
    return "".join([known[token.kind] for token in found])


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern over kinds: words are kinds, the rest is regular-expression syntax, blanks none.

    Raises KeyError where a word is no kind.
    """
    known = letters()
    return re.compile(
        re.sub(r"[a-z]\w*", lambda word: known[word.group()], pattern).replace(" ", "")
    )
