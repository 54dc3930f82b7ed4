"""How a record is put into words, the same on every view."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Said, Spans

UNNAMED = "Unnamed source"
UNDATED = "Undated"
GAP = " … "

# A description made of one of these names nobody, so it cannot be a heading.
PRONOUNS = frozenset(
    ("he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "these", "those")
)

MODALITIES = {
    "asserted": "",
    "probable": "probable",
    "possible": "possible",
    "conditional": "on a condition",
    "negated": "negated",
    "future": "yet to come",
    "question": "asked",
}

STANCES = {
    "for": "for",
    "open": "open to it",
    "conditional": "for it on a condition",
    "against": "against",
}

# Escape sequences could rewrite the reader's terminal, and the overrides turn its text around.
_UNSAFE: dict[int, str] = dict.fromkeys(
    (*range(9), *range(11, 32), *range(127, 160), 0x202D, 0x202E, *range(0xD800, 0xE000)), "�"
) | {ord("\r"): " "}
_WEEK = re.compile(r"(\d{4})-W(0[1-9]|[1-4]\d|5[0-2])")
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?(?=T|$)")
_SPACE = re.compile(r"\s+")


def words(text: str, spans: Spans) -> str:
    """The words under `spans`, on one line, with an ellipsis where spans are apart."""
    return GAP.join(one_line(text[start:end]) for start, end in spans)


def one_line(text: str) -> str:
    """`text` with every run of white space made one blank."""
    return _SPACE.sub(" ", text).strip()


def shortened(text: str, longest: int) -> str:
    """`text` on one line, cut between words where it is longer."""
    line = one_line(text)
    return line if len(line) <= longest else line[:longest].rpartition(" ")[0] + " …"


def printable(text: str) -> str:
    """`text` without what would steer a terminal, of the same length, so that offsets hold."""
    return text.translate(_UNSAFE)


def speaker(name: str | None, described: str) -> str:
    """The speaker's name, else the words that describe the source, else that there are none."""
    words = one_line(described)
    if name or not words or words.casefold() in PRONOUNS:
        return name or UNNAMED
    bare = words[4:] if words[:4].casefold() == "the " else words
    return bare[:1].upper() + bare[1:]


def modality(kind: str, carriers: Sequence[str] = ()) -> str:
    """How the content is put forward, with the words that say so; nothing where it is asserted."""
    name = MODALITIES.get(kind, kind)
    said = ", ".join(f"“{one_line(word)}”" for word in carriers)
    return f"{name} ({said})" if name and said else name


def chain(via: Sequence[str]) -> str:
    """The chain from the outlet to the speaker: “via Bloomberg ← unnamed officials”."""
    links = ["unnamed sources" if link == "unnamed" else link for link in via]
    return f"via {' ← '.join(links)}" if links else ""


def stance(kind: str, certainty: str = "stated") -> str:
    """What is held and how surely: “for”, “open to it, reported”, “possibly against”."""
    name = STANCES.get(kind, kind)
    if certainty == "possible":
        return f"possibly {name}"
    return f"{name}, reported" if certainty == "reported" else name


def word(certainty: str, via: Sequence[str], outlet: str) -> str:
    """On whose word a position stands: its holder's own, or the chain's that tells it."""
    through = chain(via)
    if certainty == "stated":
        return f"own word {through}" if through else "own word"
    return through or f"as {outlet} has it"


def said(when: Said | None) -> str:
    """When it was said, as the text tells it, with the date where that is known."""
    if not when:
        return ""
    known = f" ({day(when.value)})" if when.value else ""
    return f"said {one_line(when.expression)}{known}"


def ago(days: int | None) -> str:
    """“today”, “1 day”, “12 days”; a word where it is not known."""
    if days is None:
        return "no date"
    return "today" if days == 0 else counted(days, "day")


def counted(number: int, name: str) -> str:
    """“1 article”, “2 articles”, “1,024 articles”."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


def copies(number: int) -> str:
    """“1 copy”, “2 copies”."""
    return f"{number:,} {'copy' if number == 1 else 'copies'}"


def day(value: str | None) -> str:
    """An ISO date, time or week as a reader says it: “18 April 2025”, “April 2025”, “2025”.

    What is none of these is told as it stands.
    """
    if not value:
        return UNDATED
    if week := _WEEK.fullmatch(value):
        return f"the week of {day(date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat())}"
    parts = _DATE.match(value)
    if not parts:
        return value
    year, month, number = parts.groups()
    if not month:
        return year
    name = _MONTHS[int(month) - 1]
    return f"{int(number)} {name} {year}" if number else f"{name} {year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)  # not strftime: the names must not change with the reader's locale
