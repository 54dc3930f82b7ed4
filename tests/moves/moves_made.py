"""Articles of our own with their actors: every name is found in the text by its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from detente.model import Actor, Article, EntityKind, Span, Time, content_id
from samples import sentences

SIDES: dict[str, str] = {
    "Tarn": "tarn",
    "Ilvania": "ilvania",
    "Orsk": "ilvania",
    "Ada Lind": "tarn",
    "Vida Kolar": "tarn",
    "Jan Wiersma": "tarn",
    "Petra Novak": "tarn",
    "Maud Riis": "tarn",
    "Dag Orlov": "ilvania",
    "Ilse Mora": "ilvania",
}
OUTSIDERS = ("Brussels", "Ruth Achebe", "Merrin Post")


def actors(text: str, sides: Mapping[str, str] = SIDES) -> tuple[Actor, ...]:
    """The names of `sides` and the outsiders that the text has, by whole or by last name."""
    found = []
    for name in (*sides, *OUTSIDERS):
        forms = dict.fromkeys((name, name.split()[-1]))
        pattern = "|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms)
        spans = tuple(match.span() for match in re.finditer(pattern, text))
        if spans:
            kind: EntityKind = "person" if " " in name else "organisation"
            found.append(Actor(content_id(name), name, kind, spans, (), sides.get(name)))
    return tuple(found)


def article(text: str) -> Article:
    """An article that is nothing but its text."""
    return Article(id=content_id(text), text=text)


def names(text: str) -> dict[str, str]:
    """Actor's id → name."""
    return {actor.id: actor.name for actor in actors(text)}


def time(text: str, words: str, day: str, *, deadline: bool = False) -> Time:
    """A time expression that covers one day."""
    start = text.index(words)
    span = (start, start + len(words))
    return Time(span, "date", day, day, day, deadline=deadline, words=span)


def issue_by(text: str, **words: str) -> Callable[[Span], str | None]:
    """The issue whose word stands in a span."""

    def issue_of(span: Span) -> str | None:
        inside = text[slice(*span)].lower()
        return next((issue for issue, word in words.items() if word in inside), None)

    return issue_of


__all__ = ["actors", "article", "issue_by", "names", "sentences", "time"]
